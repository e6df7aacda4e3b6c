import type { SourceCell } from '../blocks';
import { readValue } from '../value';

/** A table drawn with lines, as it is found on its page. */
export interface PageTable {
  readonly page: { readonly number: number; readonly width: number; readonly height: number };
  readonly grid: { readonly left: number; readonly ys: readonly number[] };
  readonly cells: readonly SourceCell[];
}

/** How far borders of rows may be from one another that are the same from page to page, in points. */
const SAME_BORDER = 1.5;
const SAME_SIDE = 6;
/** Fewer rows are at the same places by chance. */
const FEWEST_ROWS = 4;
/** The share of the cells of a first column that hold labels, from which on the table has labels of its own. */
const MOST_WORDS = 0.25;

const isSameRows = (one: PageTable, other: PageTable) =>
  one.grid.ys.length === other.grid.ys.length &&
  one.grid.ys.length > FEWEST_ROWS &&
  one.grid.ys.every((y, at) => Math.abs(y - other.grid.ys[at]) <= SAME_BORDER);

const firstColumn = ({ cells }: PageTable) => cells.filter(({ column }) => column === 0);
const isWords = ({ text }: SourceCell) => text.trim() !== '' && readValue(text) === null;

/** Whether a table has the labels of its rows itself: then it is another one of the same size, such as that of another year. */
function hasLabels(table: PageTable): boolean {
  const first = firstColumn(table);
  return first.filter(isWords).length > first.length * MOST_WORDS;
}

/** Whether the columns of one table are those of another that go on on a later page, as a sheet is printed that is wider than its paper. */
const goesOnBeside = (table: PageTable, other: PageTable): boolean =>
  other.page.number > table.page.number &&
  other.page.width === table.page.width &&
  other.page.height === table.page.height &&
  Math.abs(other.grid.left - table.grid.left) <= SAME_SIDE &&
  isSameRows(table, other) &&
  hasLabels(table) &&
  !hasLabels(other) &&
  other.cells.some(({ text }) => readValue(text)?.kind === 'NUMBER');

/**
 * Returns the tables whose columns go on on later pages, with the parts that stand there in order. A part whose rows are those of several
 * tables goes to none.
 */
export function columnsBeside<T extends PageTable>(tables: readonly T[]): Map<T, T[]> {
  const found = new Map<T, T[]>();
  for (const other of tables) {
    const owners = tables.filter((table) => goesOnBeside(table, other));
    if (owners.length === 1) found.set(owners[0], [...(found.get(owners[0]) ?? []), other]);
  }
  return found;
}
