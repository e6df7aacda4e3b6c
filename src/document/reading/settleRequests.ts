import { hanOnly } from '../../form/labels';
import type { RequestRow } from '../../form/lines';
import { requestRows } from '../../form/requestRows';
import { similarity } from '../../form/similarity';
import { isWritten } from '../source/value';
import { type MatchedFigure, placeOf, type SectionFigures, type UnmatchedFigure } from './placedFigures';
import { OTHER, ownLabel, SINGLE } from './requestLabels';
import type { Line } from './requestLines';

const SECTION = 3;

interface Settled {
  readonly line: Line;
  readonly row: RequestRow;
  readonly confidence: number;
  readonly reason: string | null;
}

/** Gives every line with figures its row: by label where it has one, else by its order between those that have. */
export function settle(lines: readonly Line[]): SectionFigures {
  const named = lines.map((line) => (line.figures ? line.match : null));
  const usesSingle =
    named.some((match) => match?.row === SINGLE) &&
    !named.some((match) => match && /^otherHandling\.(?:noCorrection|feeUnpaid)$/.test(match.row.code));
  const order = requestRows(usesSingle ? 2019 : 2021);
  const settled: Settled[] = [];
  const strays: UnmatchedFigure[] = [];
  const settledRows = new Map<RequestRow, Settled>();
  const assign = (one: Settled) => {
    const other = settledRows.get(one.row);
    if (other) {
      strays.push({
        row: one.line.row,
        pieces: one.line.values,
        reason: `与另一行同为“${ownLabel(one.row)}” a second row of this label`,
      });
      return;
    }
    settledRows.set(one.row, one);
    settled.push(one);
  };
  for (const [at, match] of named.entries()) {
    // A second 其他 or a lone group line of edition 2021 must not become the single row.
    if (!match || (match.row === SINGLE && !usesSingle) || (match.row === OTHER && usesSingle)) continue;
    const { confidence, reason } = lines[at];
    assign({
      line: lines[at],
      row: match.row,
      confidence: Math.min(confidence, match.score >= 0.9 ? 1 : Math.round(match.score * 100) / 100),
      reason: reason ?? (match.score >= 0.9 ? null : '行标签不完整 the label is not whole'),
    });
  }
  settleByOrder(lines, order, settledRows, assign, strays);
  const placed: MatchedFigure[] = settled.flatMap(({ line, row, confidence, reason }) =>
    [...(line.figures ?? [])].map(([column, piece]) => ({
      code: `requests.${row.code}.${column}`,
      piece,
      where: placeOf(line.row, piece, SECTION),
      confidence,
      reason,
    })),
  );
  for (const line of lines)
    if (line.figures === null && line.isWritten && line.labels.length + line.values.length > 1)
      strays.push({
        row: line.row,
        pieces: line.values.filter((piece) => piece.value && isWritten(piece.value)),
        reason: '数值个数与列数不符 the figures do not fit the columns',
      });
  return { placed, strays };
}

const LEAST_LIKENESS = 0.5;

/** Figures without a label of their own lie between labelled neighbours; the rows missing there are theirs. */
function settleByOrder(
  lines: readonly Line[],
  order: readonly RequestRow[],
  settledRows: ReadonlyMap<RequestRow, Settled>,
  assign: (one: Settled) => void,
  strays: UnmatchedFigure[],
) {
  const owner = new Map([...settledRows].map(([row, { line }]) => [line, row]));
  const gaps: { from: number; to: number; lines: number[] }[] = [];
  let from = -1;
  let open: number[] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.figures) continue;
    const row = owner.get(line);
    if (row === undefined) {
      if (!line.match || !settledRows.has(line.match.row)) open.push(at);
      continue;
    }
    const to = order.indexOf(row);
    if (open.length > 0) gaps.push({ from, to, lines: open });
    open = [];
    if (to >= 0) from = to;
  }
  if (open.length > 0) gaps.push({ from, to: order.length, lines: open });
  for (const gap of gaps) {
    const missing = order.slice(gap.from + 1, gap.to).filter((row) => !settledRows.has(row));
    if (missing.length === gap.lines.length) {
      for (const [index, at] of gap.lines.entries())
        assign({
          line: lines[at],
          row: missing[index],
          confidence: 0.85,
          reason: '按行序推定 placed by its order among its neighbours',
        });
      continue;
    }
    for (const { at, row } of fitFragments(lines, gap.lines, missing)) {
      if (row)
        assign({
          line: lines[at],
          row,
          confidence: 0.7,
          reason: '按相邻文字推定 placed by the words beside it',
        });
      else
        strays.push({
          row: lines[at].row,
          pieces: lines[at].values,
          reason: '找不到对应的行 no row of the form could be found for it',
        });
    }
  }
}

/** Pairs lines with rows in order so that the words beside each line fit best; a line that fits none has none. */
function fitFragments(lines: readonly Line[], open: readonly number[], missing: readonly RequestRow[]) {
  const fit = open.map((at) => {
    const words: string[] = [...lines[at].labels];
    for (const step of [-1, 1])
      for (
        let near = at + step;
        near >= 0 && near < lines.length && !lines[near].figures && Math.abs(near - at) <= 2;
        near += step
      )
        words.push(lines[near].labels.join(''));
    return missing.map((row) =>
      Math.max(0, ...words.map((word) => similarity(hanOnly(word), hanOnly(ownLabel(row))))),
    );
  });
  const best: { total: number; pairs: { at: number; row: RequestRow | null }[] }[][] = [];
  const solve = (
    line: number,
    row: number,
  ): { total: number; pairs: { at: number; row: RequestRow | null }[] } => {
    if (line === open.length) return { total: 0, pairs: [] };
    best[line] ??= [];
    if (best[line][row]) return best[line][row];
    const skip = solve(line + 1, row);
    let found = {
      total: skip.total,
      pairs: [{ at: open[line], row: null as RequestRow | null }, ...skip.pairs],
    };
    for (let candidate = row; candidate < missing.length; candidate += 1) {
      if (fit[line][candidate] < LEAST_LIKENESS) continue;
      const rest = solve(line + 1, candidate + 1);
      const total = rest.total + fit[line][candidate];
      if (total > found.total)
        found = { total, pairs: [{ at: open[line], row: missing[candidate] }, ...rest.pairs] };
    }
    best[line][row] = found;
    return found;
  };
  return solve(0, 0).pairs;
}
