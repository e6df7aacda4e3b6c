import type { WebImportMutation } from '../../api/generated/documents';
import type { Translate } from '../../language/language';

/** What was read of a document. */
export type Reading = NonNullable<NonNullable<WebImportMutation['importReport']>['reading']>;
/** A cell as it was read. */
export type CellRead = NonNullable<Reading['cells']>[number];

type Place = NonNullable<CellRead['where']>;

/** From this confidence on a cell is taken as it was read. */
const SURE = 0.8;

/** What a cell was read as, as it is typed. */
export const textOf = ({ state, value }: CellRead): string =>
  state === 'NOT_APPLICABLE' ? '/' : value === null ? '' : String(value);

/** Whether somebody should look at a cell. */
export const isDoubtful = ({ state, confidence }: CellRead): boolean =>
  confidence < SURE || state === 'NOT_UNDERSTOOD';

/** Returns the cells that somebody should look at, the least sure first, and those of one row of the document together. */
export function doubtfulCells(cells: readonly CellRead[]): CellRead[] {
  const least = new Map<string, number>();
  const doubtful = cells.filter(isDoubtful);
  for (const cell of doubtful)
    least.set(lineOf(cell), Math.min(least.get(lineOf(cell)) ?? 1, cell.confidence));
  const rank = (cell: CellRead) => least.get(lineOf(cell)) ?? 1;
  return doubtful.sort((one, other) => rank(one) - rank(other));
}

/** The name of the line that a cell stands in, in its document. */
function lineOf({ code, where }: CellRead): string {
  if (!where) return code;
  const { page, sheet, table, row, line } = where;
  return JSON.stringify([page, sheet, table, row, row === null ? line : null]);
}

/** Returns what the document prints in the line of a cell: the cells that were read there, in their order. */
export function lineAround(cell: CellRead, cells: readonly CellRead[]): CellRead[] {
  const line = cells.filter((other) => other.printed !== null && lineOf(other) === lineOf(cell));
  return line.sort((one, other) => (one.where?.column ?? 0) - (other.where?.column ?? 0));
}

/** A row of an excerpt: the words printed in it, and what was read in each of the columns. */
interface ExcerptRow {
  readonly head: string | null;
  readonly cells: readonly (CellRead | null)[];
}

/** A part of a table of a document, as it is printed. */
export interface Excerpt {
  /** What is printed over each column; null where nothing is. */
  readonly heads: readonly (string | null)[];
  readonly rows: readonly ExcerptRow[];
}

/** Returns the row of a cell in its document with the rows before and behind it, of what was read there; null where the cell is in no table. */
export function excerptOf(cell: CellRead, cells: readonly CellRead[]): Excerpt | null {
  const { where } = cell;
  if (!where?.table || !where.row || !where.column) return null;
  const inTable = cells.filter(
    (other) =>
      other.where?.table === where.table && other.where.sheet === where.sheet && other.printed !== null,
  );
  const numbers = [...new Set(inTable.map((other) => other.where?.row ?? 0))].sort(
    (one, other) => one - other,
  );
  const at = numbers.indexOf(where.row);
  const rows = numbers.slice(Math.max(0, at - 1), at + 2);
  const shown = inTable.filter((other) => rows.includes(other.where?.row ?? 0));
  const columns = [...new Set(shown.map((other) => other.where?.column ?? 0))].sort(
    (one, other) => one - other,
  );
  const cellAt = (row: number, column: number) =>
    shown.find((other) => other.where?.row === row && other.where.column === column) ?? null;
  return {
    heads: columns.map(
      (column) =>
        (cellAt(where.row as number, column) ?? shown.find((other) => other.where?.column === column))
          ?.columnHead ?? null,
    ),
    rows: rows.map((row) => ({
      head: shown.find((other) => other.where?.row === row)?.rowHead ?? null,
      cells: columns.map((column) => cellAt(row, column)),
    })),
  };
}

/** Returns where something stands in a document, in words. */
export function placeInWords({ page, sheet, table, row, column, line }: Place, t: Translate): string {
  const parts = [
    page !== null && t(`第 ${page} 页`, `page ${page}`),
    sheet !== null && t(`工作表“${sheet}”`, `sheet "${sheet}"`),
    table !== null && t(`第 ${table} 个表`, `table ${table}`),
    row !== null && t(`第 ${row} 行`, `row ${row}`),
    column !== null && t(`第 ${column} 列`, `column ${column}`),
    table === null && line !== null && t(`第 ${line} 段`, `paragraph ${line}`),
  ];
  return parts.filter(Boolean).join(t('，', ', '));
}
