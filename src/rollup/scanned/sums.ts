import { COUNT_CELLS } from '../../form/cells';
import { emptyFigures, formatAmount, parseAmount } from '../../form/figures';
import { queryRows } from '../../shared/database';
import { type Context, memoize } from '../../shared/request/context';
import { isMaterialized } from '../materialized/materialized';
import { materializedYears } from '../materialized/materializedSums';
import { isNothing, type SumProjection } from '../request/projection';
import { expectedReportsCte, isSmallCellSql, parametersOf, type Selection } from '../request/selection';
import { addSums, type Counted, type Sum } from '../request/sum';

/** By what reports are grouped. */
export type Dimension = 'year' | 'agency' | 'child' | 'level';

/** Returns the positions of the counts that are read. */
const positionsOf = ({ positions }: SumProjection) =>
  positions ?? COUNT_CELLS.map(({ position }) => position);

/** Returns the SQL of these counts as JSON. Sums of counts stay below 2^53, so that JSON holds them exactly. */
const countsSql = (projection: SumProjection, sqlOf: (position: number) => string) =>
  `array_to_json(array[${positionsOf(projection).map(sqlOf).join(', ')}]::bigint[])`;

const COUNTED = `count(*)::int as expected, count(revision_id)::int as included, count(*) filter (where error_count > 0)::int as "withErrors",
  coalesce(sum(blank_cells), 0)::int as "blankCells", coalesce(sum(not_applicable_cells), 0)::int as "notApplicableCells",
  count(*) filter (where proactive_edition = 2019 or requests_edition = 2019)::int as "edition2019", ${isSmallCellSql('')} as "isSmallCell"`;

/** The SQL of a dimension's key over a row of members; $2 is the path of the selection. */
export const KEYS: Record<Dimension, string> = {
  year: 'year::text',
  agency: 'agency_id::text',
  child: `coalesce(nullif(split_part(substr(path, length(coalesce($2, '')) + 1), '/', 1), ''), place)`,
  level: 'level',
};

interface SumRow extends Counted {
  key: string;
  isSmallCell: boolean;
  /** In the order of the positions that are read. */
  counts: (number | null)[];
  fees: string | null;
}

function asSum(
  { counts, fees, isSmallCell, ...row }: SumRow,
  projection: SumProjection,
  sumsOnly: boolean,
): Sum {
  const figures = emptyFigures();
  if (sumsOnly && isSmallCell) return { ...row, isSuppressed: true, figures };
  for (const [at, position] of positionsOf(projection).entries()) figures.counts[position - 1] = counts[at];
  if (fees !== null) figures.amounts[0] = formatAmount(parseAmount(fees));
  return { ...row, isSuppressed: false, figures };
}

/** Adds the reports of each group of a dimension; with `keys` only of these groups. One statement. */
export function sumBy(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  keys: readonly string[] | null,
  projection: SumProjection,
): Promise<Sum[]> {
  return dimension === 'agency' && keys !== null && !selection.sumsOnly
    ? addByAgency(context, selection, keys, projection)
    : scanBy(context, selection, dimension, keys, projection);
}

type ReportRow = Omit<SumRow, 'isSmallCell'>;

/** The SQL of the reports of some agencies ($8), each in the columns of a sum. */
const reportRowsSql = (selection: Selection, projection: SumProjection) =>
  `with ${expectedReportsCte(selection)} select agency_id::text as key, 1 as expected, (revision_id is not null)::int as included,
          coalesce(error_count > 0, false)::int as "withErrors", coalesce(blank_cells, 0) as "blankCells",
          coalesce(not_applicable_cells, 0) as "notApplicableCells",
          coalesce(proactive_edition = 2019 or requests_edition = 2019, false)::int as "edition2019",
          ${countsSql(projection, (position) => `counts[${position}]`)} as counts, fees_amount::text as fees
     from members where agency_id = any($8::int[]) order by agency_id`;

/**
 * Adds the reports of a page of agencies. There are only some dozens, and they are added here: to set up a sum for each of 224 cells in SQL
 * costs more.
 */
async function addByAgency(
  context: Context,
  selection: Selection,
  keys: readonly string[],
  projection: SumProjection,
): Promise<Sum[]> {
  const rows = await queryRows<ReportRow>(context.database, reportRowsSql(selection, projection), [
    ...parametersOf(selection),
    keys.map(Number),
  ]);
  const byAgency = new Map<string, Sum[]>();
  for (const row of rows) {
    const part = asSum({ ...row, isSmallCell: false }, projection, false);
    byAgency.set(part.key, [...(byAgency.get(part.key) ?? []), part]);
  }
  return [...byAgency].map(([key, parts]) => addSums(parts, key));
}

/** The SQL of the sums of groups, or only of those with some keys ($8). */
const sumsSql = (selection: Selection, dimension: Dimension, projection: SumProjection) =>
  `with ${expectedReportsCte(selection)} select ${KEYS[dimension]} as key, ${COUNTED}, ${countsSql(projection, (position) => `sum(counts[${position}])`)} as counts, sum(fees_amount)::text as fees
     from members where $8::text[] is null or ${KEYS[dimension]} = any($8) group by 1 order by 1`;

async function scanBy(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  keys: readonly string[] | null,
  projection: SumProjection,
): Promise<Sum[]> {
  const rows = await queryRows<SumRow>(context.database, sumsSql(selection, dimension, projection), [
    ...parametersOf(selection),
    keys,
  ]);
  return rows.map((row) => asSum(row, projection, selection.sumsOnly));
}

const numbers = new WeakMap<SumProjection, number>();

let lastNumber = 0;

/** Returns a number for a projection: each operation has one object, and its content is long for a key. */
function numberOf(projection: SumProjection): number {
  const number = numbers.get(projection) ?? ++lastNumber;
  numbers.set(projection, number);
  return number;
}

/**
 * Returns the sums by year, read once in a request; totals are added from them. Where the operation reads no part of materialized sums, there are
 * none: only scanned sums can be suppressed.
 */
export async function sumYears(
  context: Context,
  selection: Selection,
  projection: SumProjection,
): Promise<Sum[]> {
  if (isMaterialized(selection) && isNothing(projection)) return [];
  return memoize(context, `years ${numberOf(projection)} ${JSON.stringify(selection)}`, () =>
    isMaterialized(selection)
      ? materializedYears(context, selection, projection)
      : scanBy(context, selection, 'year', null, projection),
  );
}
