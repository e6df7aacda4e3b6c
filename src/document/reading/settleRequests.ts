import { hanOnly } from '../../form/labels';
import type { RequestRow } from '../../form/lines';
import { requestRows } from '../../form/requestRows';
import { similarity } from '../../form/similarity';
import {
  isFilled,
  type MatchedFigure,
  placeOf,
  type SectionFigures,
  type UnmatchedFigure,
} from './placedFigures';
import type { PlacedCells } from './requestCells';
import { ALL_WORDS, OTHER, ownLabel, SINGLE } from './requestLabels';
import type { Line } from './requestLines';
import type { Piece } from './rows';

const SECTION = 3;

interface Settled {
  readonly line: Line;
  readonly row: RequestRow;
  readonly confidence: number;
  readonly reason: string | null;
}

/** Why two lines with one label are doubtful. */
const secondRow = (row: RequestRow) => `与另一行同为“${ownLabel(row)}” a second row of this label`;
const NEITHER_IS_CERTAIN = 0.5;

const isSameAs = (one: Line, other: Line) =>
  [...(one.placed?.figures ?? [])].every(
    ([column, piece]) => other.placed?.figures.get(column)?.value?.number === piece.value?.number,
  );

/** Gives every line with figures its row: by label where it has one, else by its order between those that have. */
export function settle(lines: readonly Line[]): SectionFigures {
  const named = lines.map((line) => (line.placed ? line.match : null));
  const usesSingle =
    named.some((match) => match?.row === SINGLE) &&
    !named.some((match) => match && /^otherHandling\.(?:noCorrection|feeUnpaid)$/.test(match.row.code));
  const order = requestRows(usesSingle ? 2019 : 2021);
  const strays: UnmatchedFigure[] = [];
  const settledRows = new Map<RequestRow, Settled>();
  const conflicts: Line[] = [];
  const repeated: Piece[] = [];
  const assign = (one: Settled) => {
    const other = settledRows.get(one.row);
    if (!other) {
      settledRows.set(one.row, one);
      return;
    }
    const reason = secondRow(one.row);
    if (isSameAs(one.line, other.line)) repeated.push(...one.line.values);
    else {
      const [first, second] = one.confidence > other.confidence ? [one, other] : [other, one];
      const isWeaker = second.confidence < ALL_WORDS && first.confidence >= ALL_WORDS;
      settledRows.set(
        one.row,
        isWeaker ? first : { ...first, confidence: Math.min(first.confidence, NEITHER_IS_CERTAIN), reason },
      );
      strays.push({ row: second.line.row, pieces: second.line.values, reason });
      if (!isWeaker) conflicts.push(first.line, second.line);
    }
  };
  for (const [at, match] of named.entries()) {
    // A second 其他 or a lone group line of edition 2021 must not become the single row.
    if (!match || (match.row === SINGLE && !usesSingle) || (match.row === OTHER && usesSingle)) continue;
    const { confidence, reason } = lines[at].placed as PlacedCells;
    assign({
      line: lines[at],
      row: match.row,
      confidence: Math.min(confidence, match.score >= ALL_WORDS ? 1 : Math.round(match.score * 100) / 100),
      reason: reason ?? (match.score >= ALL_WORDS ? null : '行标签不完整 the label is not whole'),
    });
  }
  for (const line of lines) {
    const first =
      line.match && line.placed === null && line.isWritten ? settledRows.get(line.match.row) : undefined;
    if (!first || (line.match?.score ?? 0) < ALL_WORDS) continue;
    settledRows.set(first.row, {
      ...first,
      confidence: Math.min(first.confidence, NEITHER_IS_CERTAIN),
      reason: secondRow(first.row),
    });
    conflicts.push(first.line, line);
  }
  settleByOrder(lines, order, settledRows, assign, strays);
  const settled = doubtSources([...settledRows.values()], conflicts, order);
  const placed: MatchedFigure[] = settled.flatMap(({ line, row, confidence, reason }) =>
    [...(line.placed?.figures ?? [])].map(([column, piece]) => ({
      code: `requests.${row.code}.${column}`,
      row: line.row,
      piece,
      where: placeOf(line.row, piece, SECTION),
      confidence,
      reason,
    })),
  );
  for (const line of lines) {
    if (line.placed && line.placed.extra.length > 0)
      strays.push({
        row: line.row,
        pieces: line.placed.extra,
        reason: '表格没有这一列 the form has no such column',
      });
    if (line.placed === null && line.isWritten && line.labels.length + line.values.length > 1)
      strays.push({
        row: line.row,
        pieces: line.values.filter(isFilled),
        reason: '数值个数与列数不符 the figures do not fit the columns',
      });
  }
  return { placed, strays, repeated };
}

/** How far back a row is before its predecessor in the form, when another table begins there. */
const BACK_TO_ANOTHER_TABLE = 3;

/**
 * Doubts all lines where two tables say different things of the same rows: which of them is of the report nobody can know. One pair of
 * lines may be a slip, unless the rows of the form begin again.
 */
function doubtSources(
  settled: readonly Settled[],
  conflicts: readonly Line[],
  order: readonly RequestRow[],
): readonly Settled[] {
  const lines = [
    ...settled,
    ...conflicts.flatMap((line) => (line.match ? [{ line, row: line.match.row }] : [])),
  ];
  const isSecond = new Set(conflicts.map(({ row }) => row.table)).size > 1;
  const places = lines
    .toSorted((one, other) => one.line.at - other.line.at)
    .map(({ row }) => order.indexOf(row))
    .filter((place) => place >= 0);
  const beginsAgain = places.some((place, at) => at > 0 && place < places[at - 1] - BACK_TO_ANOTHER_TABLE);
  if (conflicts.length === 0 || (conflicts.length < 4 && !beginsAgain && !isSecond)) return settled;
  return settled.map((one) => ({
    ...one,
    confidence: Math.min(one.confidence, NEITHER_IS_CERTAIN),
    reason: one.reason ?? OTHER_TABLE,
  }));
}

const OTHER_TABLE = '另有数值不同的表 there is another table with other figures';

/**
 * Returns how surely a line without a row of its own is of a row that is missing between its neighbours. Words of another thing speak
 * against it, the name of a group leaves it open.
 */
function confidenceByOrder(line: Line, row: RequestRow): number | null {
  const core = hanOnly(line.labels.join(''));
  const printed = hanOnly(row.zh);
  if (core.length <= 1 || hanOnly(ownLabel(row)).includes(core)) return 0.85;
  if (/^(?:不予公开|无法提供|不予处理|其他处理|本年度办理结果)$/u.test(core)) return 0.75;
  if (printed.includes(core)) return 0.85;
  return similarity(core, hanOnly(ownLabel(row))) >= LEAST_LIKENESS ? 0.75 : null;
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
    if (!line.placed) continue;
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
    const sure = gap.lines.map((at, index) => missing[index] && confidenceByOrder(lines[at], missing[index]));
    if (missing.length === gap.lines.length && sure.every((confidence) => confidence !== null)) {
      for (const [index, at] of gap.lines.entries())
        assign({
          line: lines[at],
          row: missing[index],
          confidence: Math.min(sure[index] as number, lines[at].placed?.confidence ?? 1),
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
        near >= 0 && near < lines.length && !lines[near].placed && Math.abs(near - at) <= 2;
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
