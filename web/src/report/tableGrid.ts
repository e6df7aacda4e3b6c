/** Something in a cell of a table, with the columns that the cell covers as it is printed. */
export interface GridItem<T extends HTMLElement = HTMLElement> {
  readonly element: T;
  readonly from: number;
  readonly to: number;
}

/** Returns what a selector finds in each row, with the columns of its cell. */
const itemsOf = <T extends HTMLElement>(row: HTMLTableRowElement, selector: string): GridItem<T>[] => {
  let from = 0;
  return [...row.cells].flatMap((cell) => {
    const place = { from, to: from + cell.colSpan };
    from = place.to;
    const own = cell.matches(selector) ? [cell as unknown as T] : [...cell.querySelectorAll<T>(selector)];
    return own.map((element) => ({ element, ...place }));
  });
};

/** Returns what a selector finds in the table around an element, by the rows that the form prints: headings that only a page has are left out. */
export const printedRows = <T extends HTMLElement>(element: T, selector: string): GridItem<T>[][] =>
  [...(element.closest('table')?.rows ?? [])]
    .filter((row) => !row.matches('.group'))
    .map((row) => itemsOf<T>(row, selector));

/** Returns the rows in which there is something. */
export const filledRows = <T extends HTMLElement>(rows: readonly GridItem<T>[][]): GridItem<T>[][] =>
  rows.filter((items) => items.length > 0);

/** Returns where an element is in rows. */
export function findItem<T extends HTMLElement>(rows: readonly GridItem<T>[][], element: T) {
  const row = rows.findIndex((items) => items.some((item) => item.element === element));
  const at = rows[row]?.findIndex((item) => item.element === element) ?? -1;
  return { row, at, from: rows[row]?.[at]?.from ?? 0 };
}

/** Returns what is a step from an element: in the next row that has something, what stands over or below it; in its own, what stands beside it. */
export function stepFrom<T extends HTMLElement>(
  element: T,
  selector: string,
  [down, across]: readonly [down: number, across: number],
): T | undefined {
  const rows = filledRows(printedRows(element, selector));
  const { row, at, from } = findItem(rows, element);
  const next =
    down === 0
      ? rows[row]?.[at + across]
      : rows[row + down]?.find((item) => item.from <= from && from < item.to);
  return next?.element;
}
