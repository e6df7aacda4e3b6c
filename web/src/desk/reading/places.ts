import { findCell } from '../../../../src/form/cells';
import type { WebImportMutation } from '../../api/generated/documents';
import type { Words } from '../../look/days';
import { refusalOf } from '../entry/entries';
import type { Corrections } from '../useWork';

/** What was read of a document. */
export type Reading = NonNullable<NonNullable<WebImportMutation['importReport']>['reading']>;
/** A cell as it was read. */
export type CellRead = NonNullable<Reading['cells']>[number];

/** From this confidence on a cell is taken as it was read. */
const SURE = 0.8;

/** What a cell was read as, as it is typed. */
export const textOf = ({ state, value }: CellRead): string =>
  state === 'NOT_APPLICABLE' ? '/' : value === null ? '' : String(value);

/** Returns what is proposed for a cell to whoever looks at it: what it was read as, or what is printed where that is a figure with a unit, which the form takes exactly; whether it is that unit, only a person knows. */
export function proposalOf(cell: CellRead): string {
  const { code, printed, state } = cell;
  if (state !== 'NOT_UNDERSTOOD' || printed === null || !findCell(code)) return textOf(cell);
  return /\p{L}/u.test(printed) && refusalOf(code, printed) === null ? printed.trim() : textOf(cell);
}

/** Whether somebody should look at a cell. */
export const isDoubtful = ({ state, confidence }: CellRead): boolean =>
  confidence < SURE || state === 'NOT_UNDERSTOOD';

/** How surely a cell was read, in percent; empty for one that was not found in the document. */
export const confidenceOf = ({ printed, confidence }: CellRead): string =>
  printed === null ? '' : `${Math.round(confidence * 100)} %`;

/** Returns why a cell is in doubt, with what is printed beside its figure; empty words for one that is sure and has nothing beside it. */
export const doubtInWords = ({
  reasonZh,
  reasonEn,
  note,
}: Pick<CellRead, 'reasonZh' | 'reasonEn' | 'note'>): Words => {
  const [zh, en] = note ? [`旁注：${note}`, `Beside it is printed: ${note}`] : [null, null];
  return [[reasonZh, zh].filter(Boolean).join('；'), [reasonEn, en].filter(Boolean).join('. ')];
};

/** Returns the cells that whoever looked at a document left blank, whatever it has there. */
export const blankedCells = (cells: readonly CellRead[], corrections: Corrections): CellRead[] =>
  cells.filter(({ code }) => corrections[code]?.trim() === '');

/** Whether a cell has something that nobody understands, so that no figure is proposed for it. */
export const hasNoProposal = ({ state }: CellRead): boolean => state === 'NOT_UNDERSTOOD';

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

/** Whether two rows are of one part of their table: they have columns in common, below the same words. */
function areOfOnePart(one: readonly CellRead[], other: readonly CellRead[]): boolean {
  const headIn = (column: number | null | undefined) =>
    other.find(({ where }) => where?.column === column)?.columnHead;
  const common = one.filter(({ where }) => other.some((cell) => cell.where?.column === where?.column));
  return common.length > 0 && common.every(({ where, columnHead }) => headIn(where?.column) === columnHead);
}

/**
 * Returns the row of a cell in its document with the rows before and behind it, of what was read there; null where the cell is in no table. A
 * row below other heads, of another part of the table, is none beside it.
 */
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
  const cellsOf = (row: number) => inTable.filter((other) => other.where?.row === row);
  const own = cellsOf(where.row);
  const rows = numbers
    .slice(Math.max(0, at - 1), at + 2)
    .filter((row) => row === where.row || areOfOnePart(own, cellsOf(row)));
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
