import { REQUEST_COLUMNS, type RequestRow } from '../../form/lines';
import { isWritten } from '../source/value';
import { type SectionFigures, takeApart } from './placedFigures';
import { columnsOf, matchLabel } from './requestLabels';
import { agree, joinLines, type Line, placeInOrder } from './requestLines';
import { type Row, splitLine } from './rows';
import { settle } from './settleRequests';
import { type HeadedColumn, placeByColumns } from './tableHeader';

const COLUMNS = REQUEST_COLUMNS.map((column) => column.code);

/** Reads section three from its rows. */
export function readRequests(rows: readonly Row[]): SectionFigures {
  const tables = new Set(rows.flatMap((row) => (row.table ? [row.table] : [])));
  const columns = new Map([...tables].map((table) => [table, columnsOf(table, rows)]));
  let headed: HeadedColumn<string>[] = [];
  const lines: Line[] = [];
  let before: RequestRow | null = null;
  const cut = joinLines(
    rows.map((row) => (row.table ? row : splitLine(row))),
    COLUMNS.length,
  );
  // Only where every row has six figures is it the total that is missing; else some cell is blank.
  const counts = cut
    .map((row) => row.pieces.filter(({ value }) => value && isWritten(value)).length)
    .filter((count) => count >= 3);
  const mayLackTotal = counts.every((count) => count === COLUMNS.length - 1);
  for (const row of cut) {
    const own = row.table ? (columns.get(row.table) ?? []) : [];
    if (own.length > 0) headed = own;
    const figured = takeApart(row);
    const match = matchLabel(figured, before);
    const hasLabel = match !== null && figured.labels.length > 0;
    const byColumns =
      row.table?.hasGeometry && headed.length > 0 && (own.length > 0 || hasLabel)
        ? placeByColumns(row, headed)
        : null;
    const isFigured =
      figured.isWritten || (match !== null && byColumns !== null && figured.values.length >= headed.length);
    if (!isFigured && !(match && figured.values.length >= COLUMNS.length)) {
      lines.push({ ...figured, match: null, figures: null, confidence: 1, reason: null });
      continue;
    }
    if (match) before = match.row;
    const present = own.length > 0 ? own.map((column) => column.item) : COLUMNS;
    const inOrder =
      placeInOrder(figured.values, present, mayLackTotal) ??
      (present === COLUMNS ? null : placeInOrder(figured.values, COLUMNS, mayLackTotal));
    lines.push({ ...figured, match, ...agree(byColumns, inOrder) });
  }
  return settle(lines);
}
