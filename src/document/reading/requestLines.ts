import { isWritten } from '../source/value';
import { type Figured, takeApart, trimBlanks } from './placedFigures';
import { type Match, matchLabel } from './requestLabels';
import type { Piece, Row } from './rows';

/** Matches values with columns by their order, for tables without a header: all values, or those that are written. */
export function placeInOrder(
  values: readonly Piece[],
  present: readonly string[],
  mayLackTotal: boolean,
): { pieces: readonly Piece[]; codes: readonly string[]; confidence: number; reason: string | null } | null {
  const sure = (pieces: readonly Piece[]) => ({ pieces, codes: present, confidence: 1, reason: null });
  const written = values.filter((piece) => piece.value && isWritten(piece.value));
  if (written.length === present.length) return sure(written);
  if (values.length === present.length) return sure(values);
  const trimmed = trimBlanks(values);
  if (trimmed.length === present.length) return sure(trimmed);
  if (values.length > present.length && written.length < present.length) {
    // Blank cells of merged labels come before the figures, padding after them.
    const tail = values.slice(-present.length);
    const head = values.slice(0, present.length);
    const covers = (part: readonly Piece[]) => written.every((piece) => part.includes(piece));
    const reason = '空白单元格多于列数，按位置推定 more blank cells than columns; placed by position';
    if (covers(tail) && written.includes(values[values.length - 1]))
      return { pieces: tail, codes: present, confidence: 0.85, reason };
    if (covers(head)) return { pieces: head, codes: present, confidence: 0.7, reason };
    if (covers(tail)) return { pieces: tail, codes: present, confidence: 0.7, reason };
  }
  if (
    mayLackTotal &&
    written.length === present.length - 1 &&
    trimmed.length === written.length &&
    present.at(-1) === 'total'
  ) {
    const parts = written.map((piece) => Number(piece.value?.number ?? 0));
    const last = parts.pop() ?? 0;
    const isTotal = last > 0 && parts.reduce((sum, part) => sum + part, 0) === last;
    if (isTotal) return null;
    return {
      pieces: written,
      codes: present.slice(0, -1),
      confidence: 0.75,
      reason: '少一列，视为总计未填 one column is missing; taken for the total',
    };
  }
  return null;
}

/**
 * Columns and order should say the same. Where every figure is written and they do not, the page's spans are wrong:
 * the order is believed, and said so.
 */
export function agree(
  byColumns: ReadonlyMap<string, Piece> | null,
  inOrder: ReturnType<typeof placeInOrder>,
): Pick<Line, 'figures' | 'confidence' | 'reason'> {
  const ordered = inOrder && new Map(inOrder.codes.map((code, at) => [code, inOrder.pieces[at]]));
  const isFull = inOrder?.pieces.every((piece) => piece.value && isWritten(piece.value)) ?? false;
  const isSame =
    byColumns !== null &&
    ordered !== null &&
    [...ordered].every(([code, piece]) => byColumns.get(code) === piece);
  if (byColumns && (isSame || !isFull)) return { figures: byColumns, confidence: 1, reason: null };
  if (byColumns)
    return {
      figures: ordered,
      confidence: 0.9,
      reason:
        '该行与表头未对齐，按列序读取 the row is out of line with the header; read in the order of the columns',
    };
  return { figures: ordered, confidence: inOrder?.confidence ?? 1, reason: inOrder?.reason ?? null };
}

export interface Line extends Figured {
  readonly match: Match | null;
  /** Columns by which its values are placed; null when they are not. */
  readonly figures: ReadonlyMap<string, Piece> | null;
  readonly confidence: number;
  readonly reason: string | null;
}

/** Single figures under one another after a label are the figures of its row. */
export function joinLines(rows: readonly Row[], count: number): Row[] {
  const joined: Row[] = [];
  let at = 0;
  const single = (row: Row) =>
    row.pieces.length >= 1 && row.pieces.every((piece) => piece.value !== null) && row.pieces.length <= 2;
  while (at < rows.length) {
    if (!single(rows[at])) {
      joined.push(rows[at]);
      at += 1;
      continue;
    }
    const run: Row[] = [];
    while (at < rows.length && single(rows[at])) {
      run.push(rows[at]);
      at += 1;
    }
    const values = run.flatMap((row) =>
      row.pieces.filter((piece, index) => index === 0 || (piece.value && isWritten(piece.value))),
    );
    while (values.length > count && values.length % count !== 0 && values.at(-1)?.value?.kind === 'BLANK')
      values.pop();
    const before = joined.at(-1);
    const isLabelled =
      before?.pieces.every((piece) => piece.value === null) && matchLabel(takeApart(before), null) !== null;
    const isComplete = values.length >= count && values.length % count === 0;
    if (before && isLabelled) {
      const own = isComplete ? values.splice(0, count) : values.splice(0);
      joined[joined.length - 1] = { ...before, pieces: [...before.pieces, ...own] };
    }
    if (isComplete)
      for (let from = 0; from < values.length; from += count)
        joined.push({ ...run[0], pieces: values.slice(from, from + count) });
    else if (!isLabelled) joined.push(...run);
  }
  return joined;
}
