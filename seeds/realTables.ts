import { CELLS } from '../src/form/cells';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, REQUEST_COLUMNS, REQUEST_ROWS } from '../src/form/lines';
import { setAtPath } from '../src/form/tablePaths';

type Row = readonly (number | null)[];

/** Returns the nested table of values by the codes of their cells within it. */
export function nest(entries: readonly (readonly [string, unknown])[]): object {
  const root = {};
  for (const [code, value] of entries) setAtPath(root, code.split('.'), value);
  return root;
}

const ZERO: Row = [0, 0, 0, 0, 0, 0, 0];
const ROWS_2021 = REQUEST_ROWS.filter((row) => row.editions.includes(2021)).map((row) => row.code);
/** The rows of section three in edition 2019. */
export const ROWS_2019 = [
  ...ROWS_2021.filter((row) => !row.startsWith('otherHandling.')),
  'otherHandling.subtotal',
];

/** Section three from the rows that are not all zero; the others are as `rest`. */
export const requests = (rows: Readonly<Record<string, Row>>, order = ROWS_2021, rest: Row = ZERO) =>
  nest(
    order.flatMap((row) =>
      REQUEST_COLUMNS.map(
        (column, at) => [`${row}.${column.code}`, (rows[row] ?? rest)[at] ?? null] as const,
      ),
    ),
  );

/** Only natural persons: the figure and the total. */
export const persons = (count: number): Row => [count, 0, 0, 0, 0, 0, count];

/** Section four from its fifteen figures as printed. */
export const disputes = (figures: Row) =>
  nest(
    DISPUTE_GROUPS.flatMap((group, at) =>
      DISPUTE_OUTCOMES.map(
        (outcome, column) => [`${group.code}.${outcome.code}`, figures[at * 5 + column] ?? null] as const,
      ),
    ),
  );

/** Section two of edition 2021; each figure may carry the note printed in its cell. */
export const proactive = (figures: Readonly<Record<string, unknown>>) =>
  nest(
    CELLS.filter((cell) => cell.section === 2 && cell.editions.includes(2021)).map((cell) => {
      const code = cell.code.slice('proactive.'.length);
      return [code, figures[code] ?? 0] as const;
    }),
  );
