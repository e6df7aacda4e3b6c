import { hanOnly } from '../../form/labels';
import type { RequestRow } from '../../form/lines';
import { similarity } from '../../form/similarity';
import type { UnmatchedFigure } from './placedFigures';
import { ownLabel } from './requestLabels';
import type { Line } from './requestLines';

/** A line with the row of the form it is of. */
export interface Settled {
  readonly line: Line;
  readonly row: RequestRow;
  readonly confidence: number;
  readonly reason: string | null;
}

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

const BY_ORDER = '按行序推定 placed by its order among its neighbours';
const WITH_OTHERS =
  '按行序推定，但其间另有小计行或未读出的行 placed by its order among its neighbours, where there are a subtotal or figures without a row too';
/** How sure a row is that is placed by its order among others that may be of the same rows. */
const AMONG_OTHERS = 0.7;

/** Whether the order of lines says nothing: a row that the form does not have is among them, or figures that were not placed. */
const areAmongOthers = (lines: readonly Line[]) =>
  lines.some(
    ({ row, placed, isWritten }) => (placed === null && isWritten) || /小计/u.test(hanOnly(row.text)),
  );

/** Figures without a label of their own lie between labelled neighbours; the rows missing there are theirs. */
export function settleByOrder(
  lines: readonly Line[],
  order: readonly RequestRow[],
  settledRows: ReadonlyMap<RequestRow, Settled>,
  assign: (one: Settled) => void,
  strays: UnmatchedFigure[],
) {
  const owner = new Map([...settledRows].map(([row, { line }]) => [line, row]));
  const gaps: { from: number; to: number; lines: number[]; start: number; end: number }[] = [];
  let from = -1;
  let start = 0;
  let open: number[] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.placed) continue;
    const row = owner.get(line);
    if (row === undefined) {
      if (!line.match || !settledRows.has(line.match.row)) open.push(at);
      continue;
    }
    const to = order.indexOf(row);
    if (open.length > 0) gaps.push({ from, to, lines: open, start, end: at });
    open = [];
    start = at + 1;
    if (to >= 0) from = to;
  }
  if (open.length > 0) gaps.push({ from, to: order.length, lines: open, start, end: lines.length });
  for (const gap of gaps) {
    const missing = order.slice(gap.from + 1, gap.to).filter((row) => !settledRows.has(row));
    const sure = gap.lines.map((at, index) => missing[index] && confidenceByOrder(lines[at], missing[index]));
    if (missing.length === gap.lines.length && sure.every((confidence) => confidence !== null)) {
      const isOpen = areAmongOthers(lines.slice(gap.start, gap.end));
      for (const [index, at] of gap.lines.entries())
        assign({
          line: lines[at],
          row: missing[index],
          confidence: Math.min(
            sure[index] as number,
            lines[at].placed?.confidence ?? 1,
            isOpen ? AMONG_OTHERS : 1,
          ),
          reason: isOpen ? WITH_OTHERS : BY_ORDER,
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
