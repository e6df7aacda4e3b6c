import { COUNT_CELLS } from '../../form/cells';
import { emptyFigures, type Figures, formatAmount, parseAmount } from '../../form/figures';
import { queryRows } from '../../shared/database';
import { type Context, memoize } from '../../shared/request/context';
import { isMaterialized } from '../materialized/materialized';
import { materializedYears } from '../materialized/materializedSums';
import { GroupDimension, joinCodes, MEMBER_KEYS, type MemberDimension } from '../request/dimensions';
import { isNothing, type SumProjection } from '../request/projection';
import { expectedReportsCte, isSmallCellSql, parametersOf, type Selection } from '../request/selection';
import { COUNTED_SQL, type Counted, type GroupSum, type Sum } from '../request/sum';

/** Returns the positions of the counts that are read. */
const positionsOf = ({ positions }: SumProjection) =>
  positions ?? COUNT_CELLS.map(({ position }) => position);

/** Returns the SQL of these counts as JSON. Sums of counts stay below 2^53, so that JSON holds them exactly. */
export const countsSql = (projection: SumProjection, sqlOf: (position: number) => string) =>
  `array_to_json(array[${positionsOf(projection).map(sqlOf).join(', ')}]::bigint[])`;

const COUNTED = [
  ...Object.entries(COUNTED_SQL).map(([name, sql]) => `${sql} as "${name}"`),
  `${isSmallCellSql('')} as "isSmallCell"`,
].join(', ');

/** A sum as a statement returns it, its counts in the order of the positions that are read. */
export interface SumRow extends Counted {
  counts: (number | null)[];
  fees: string | null;
}

/** Returns the sum of a row. Its counts end with the last one that is read: a page has up to a thousand sums of one cell of two hundred. */
export function asSum({ counts, fees, ...counted }: SumRow, key: string, projection: SumProjection): Sum {
  const positions = positionsOf(projection);
  const figures: Figures = { counts: new Array(positions.at(-1) ?? 0).fill(null), amounts: [] };
  for (const [at, position] of positions.entries()) figures.counts[position - 1] = counts[at];
  if (fees !== null) figures.amounts[0] = formatAmount(parseAmount(fees));
  return { key, ...counted, isSuppressed: false, figures };
}

interface GroupRow extends SumRow {
  codes: string[];
  isSmallCell: boolean;
}

/** The SQL of the sums of the groups of some dimensions. */
const sumsSql = (selection: Selection, dimensions: readonly MemberDimension[], projection: SumProjection) =>
  `with ${expectedReportsCte(selection)} select array[${dimensions.map((dimension) => MEMBER_KEYS[dimension]).join(', ')}]::text[] as codes,
          ${COUNTED}, ${countsSql(projection, (position) => `sum(counts[${position}])`)} as counts, sum(fees_amount)::text as fees
     from members group by 1 order by 1`;

/** Adds the reports of each group of some dimensions. One statement. */
export async function scanGroups(
  context: Context,
  selection: Selection,
  dimensions: readonly MemberDimension[],
  projection: SumProjection,
): Promise<GroupSum[]> {
  const rows = await queryRows<GroupRow>(
    context.database,
    sumsSql(selection, dimensions, projection),
    parametersOf(selection),
  );
  return rows.map(({ codes, isSmallCell, ...row }) => {
    const isSuppressed = selection.sumsOnly && isSmallCell;
    const sum = asSum(row, joinCodes(codes), projection);
    return { codes, sum: isSuppressed ? { ...sum, isSuppressed, figures: emptyFigures() } : sum };
  });
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
  const isStored = isMaterialized(selection);
  if (isStored && isNothing(projection)) return [];
  return memoize(context, `years ${numberOf(projection)} ${JSON.stringify(selection)}`, async () =>
    isStored
      ? materializedYears(context, selection, projection)
      : (await scanGroups(context, selection, [GroupDimension.YEAR], projection)).map(({ sum }) => sum),
  );
}
