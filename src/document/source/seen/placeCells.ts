import { refuseCells } from './cutBlocks';
import type { Seen, SeenCell } from './seen';

const WIDEST_SPAN = 200;

/** A cell as its format writes it, before it has a place. */
export interface UnplacedCell {
  readonly children: readonly Seen[];
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** True for a cell that is not seen and takes its place all the same. */
  readonly isHidden?: boolean;
}

/** A row of a table; what is hidden has no height. */
export interface UnplacedRow {
  readonly cells: readonly UnplacedCell[];
  readonly isHidden: boolean;
  /** A number for rows that belong together: no cell spans beyond them. */
  readonly group: number;
}

/** Returns how many of the first `at` rows or columns are shown. */
function countShown(at: number, isHidden: (index: number) => boolean): number {
  let count = 0;
  for (let index = 0; index < at; index += 1) if (!isHidden(index)) count += 1;
  return count;
}

/** More columns than all the cells of a document take. */
const WIDEST_TABLE = 2 ** 20;
const placeOf = (row: number, column: number) => row * WIDEST_TABLE + column;

/** Returns the cells of a table on its grid, as browsers place them. Hidden rows and columns are left out of the grid. */
export function placeCells(
  rows: readonly UnplacedRow[],
  hiddenColumns: ReadonlySet<number> = new Set(),
): SeenCell[] {
  const occupied = new Set<number>();
  const cells: SeenCell[] = [];
  const shownRows = [0];
  for (const { isHidden } of rows) shownRows.push((shownRows.at(-1) ?? 0) + (isHidden ? 0 : 1));
  const shownColumns = (at: number) =>
    hiddenColumns.size === 0 ? at : countShown(at, (column) => hiddenColumns.has(column));
  const lastOfGroup = new Map(rows.map(({ group }, at) => [group, at]));
  for (const [row, { cells: own, group }] of rows.entries()) {
    let column = 0;
    for (const cell of own) {
      while (occupied.has(placeOf(row, column))) column += 1;
      const columnSpan = Math.min(cell.columnSpan, WIDEST_SPAN);
      const end = Math.min(row + cell.rowSpan - 1, lastOfGroup.get(group) ?? row);
      for (let down = row; down <= end; down += 1)
        for (let right = 0; right < columnSpan; right += 1) occupied.add(placeOf(down, column + right));
      refuseCells(occupied.size);
      const place = {
        row: shownRows[row],
        column: shownColumns(column),
        rowSpan: shownRows[end + 1] - shownRows[row],
        columnSpan: shownColumns(column + columnSpan) - shownColumns(column),
      };
      if (!cell.isHidden && place.rowSpan > 0 && place.columnSpan > 0)
        cells.push({ children: cell.children, ...place });
      column += columnSpan;
    }
  }
  return cells;
}

/** Returns the cells of a grid without its hidden rows; a cell that spans them is as much shorter. */
export function leaveOutRows(
  cells: readonly SeenCell[],
  hidden: ReadonlySet<number>,
  rowCount: number,
): SeenCell[] {
  if (hidden.size === 0) return [...cells];
  const shown = [0];
  for (let row = 0; row < rowCount; row += 1) shown.push(shown[row] + (hidden.has(row) ? 0 : 1));
  return cells.flatMap((cell) => {
    const row = shown[cell.row];
    const rowSpan = shown[Math.min(cell.row + cell.rowSpan, rowCount)] - row;
    return rowSpan > 0 ? [{ ...cell, row, rowSpan }] : [];
  });
}
