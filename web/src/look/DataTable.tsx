import type { ReactNode } from 'react';
import { Scroll } from './Scroll';

/** A column of a table: its head, and what each row has in it. */
export interface Column<Row> {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly render: (row: Row) => ReactNode;
  /** What the last line, which is of the whole, has in it; a table without any has no such line. */
  readonly totals?: ReactNode;
}

/** A table of some rows, all of which are written; long lists use the table that writes only those in view. */
export function DataTable<Row>({
  label,
  rows,
  keyOf,
  columns,
  isChosen,
  isStacking = false,
}: {
  /** What the table is of, for who does not see it. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  readonly columns: readonly Column<Row>[];
  readonly isChosen?: (row: Row) => boolean;
  /** Whether the columns of a row come below each other, each with its head, where the screen is narrow: for few rows of many columns. */
  readonly isStacking?: boolean;
}) {
  return (
    <Scroll label={label}>
      <table className={isStacking ? 'data stacking' : 'data'}>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th scope="col" key={title} className={isNumber ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={isChosen?.(row) ? 'chosen' : undefined}>
              {columns.map(({ title, isNumber, render }) => (
                <td
                  key={title}
                  className={isNumber ? 'number' : undefined}
                  data-label={isStacking ? title : undefined}
                >
                  {render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {columns.some(({ totals }) => totals !== undefined) && (
          <tfoot>
            <tr>
              {columns.map(({ title, isNumber, totals }) => (
                <td key={title} className={isNumber ? 'number' : undefined}>
                  {totals}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </Scroll>
  );
}
