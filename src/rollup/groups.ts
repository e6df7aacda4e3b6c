import type { GraphQLResolveInfo } from 'graphql';
import { type AgencyColumn, columnsFor } from '../agency/agencyQueries';
import type { Jurisdiction } from '../agency/agencyTypes';
import { jurisdictionCodeLoader } from '../agency/jurisdictions';
import type { Tables } from '../form/tables';
import type { Indicator, IndicatorValue } from '../report/model/indicatorTypes';
import { type Connection, checkFirst, decodeCursor, pageOf } from '../shared/graphql/paging';
import { selectedFieldsAt, selects } from '../shared/graphql/selectedFields';
import { groupBy } from '../shared/groupBy';
import type { Context } from '../shared/request/context';
import { addIndicator, indicatorsOf } from './indicatorSums';
import { isMaterialized } from './materialized/materialized';
import { materializedIndicators } from './materialized/materializedIndicators';
import { materializedChildren } from './materialized/materializedSums';
import type { Coverage } from './model/coverageTypes';
import { RollUpGroup } from './model/rollUpTypes';
import { explainCell, reasonsOf, SUPPRESSED } from './nullReasons';
import { isNothing, projectionOf, type SumProjection, union } from './request/projection';
import { hiddenCells, type Selection } from './request/selection';
import { addSums, type Sum } from './request/sum';
import {
  type Order,
  projectionOfOrder,
  type Ranked,
  type RankPage,
  rankInMemory,
  rankInSql,
  readOrder,
} from './scanned/ranking';
import { type Dimension, sumBy, sumYears } from './scanned/sums';

/** A selection narrowed to one of its groups. */
function narrow(selection: Selection, dimension: Dimension, key: string): Selection {
  if (dimension === 'year') return { ...selection, years: [Number(key)] };
  if (dimension === 'agency') return { ...selection, agencyKeys: [Number(key)] };
  if (dimension === 'level') return { ...selection, level: key };
  const own = selection.path?.endsWith(`${key}/`);
  return own
    ? { ...selection, onlyPlace: true }
    : { ...selection, path: `${selection.path ?? ''}${key}/`, placeKey: null };
}

/** What is not counted of a suppressed sum. */
const UNCOUNTED = { withErrors: null, blankCells: null, notApplicableCells: null, edition2019: null };

/** Returns what a sum holds, with the selection whose missing reports can be listed. */
export const coverageOf = (sum: Sum, selection: Selection): Coverage => ({
  selection,
  ...sum,
  ...(sum.isSuppressed ? UNCOUNTED : {}),
});

/** How a group was found: by which dimension, on a page with which others, and its rank among them. */
interface GroupPosition {
  readonly dimension: Dimension;
  readonly pageKeys: readonly string[] | null;
  readonly ranked?: Ranked;
  readonly jurisdiction?: Jurisdiction | null;
}

const buildGroup = (fields: Omit<RollUpGroup, 'nodeType' | 'sections' | keyof Tables>): RollUpGroup =>
  Object.assign(new RollUpGroup(), fields);

/** Returns a group as clients read it. */
export function groupOf(sum: Sum, selection: Selection, position: GroupPosition): RollUpGroup {
  const { dimension, pageKeys, ranked, jurisdiction } = position;
  const isTotal = sum.key === 'total';
  const narrowed = isTotal ? selection : narrow(selection, dimension, sum.key);
  const hidden = hiddenCells(narrowed.years);
  const summed = { ...sum, years: narrowed.years };
  return buildGroup({
    key: sum.key,
    rank: ranked?.rank ?? null,
    sortValue: ranked?.value ?? null,
    year: dimension === 'year' && !isTotal ? Number(sum.key) : null,
    level: dimension === 'level' ? (sum.key as RollUpGroup['level']) : null,
    agency: ranked?.agency ?? null,
    jurisdiction: jurisdiction ?? null,
    figures: sum.figures,
    hidden,
    coverage: coverageOf(sum, narrowed),
    suppressedZh: sum.isSuppressed ? SUPPRESSED.zh : null,
    suppressedEn: sum.isSuppressed ? SUPPRESSED.en : null,
    explainNull: (cell) => explainCell(cell, summed),
    listReasons: () => reasonsOf(summed, hidden),
    loadIndicators: async (context, withSentences): Promise<IndicatorValue[]> =>
      sum.isSuppressed
        ? []
        : indicatorsOf(
            context,
            selection,
            { dimension, key: isTotal ? null : sum.key, pageKeys },
            withSentences,
          ),
  });
}

/** Returns the sum over all years of a selection. */
export const totalOf = async (context: Context, selection: Selection, projection: SumProjection) =>
  addSums(await sumYears(context, selection, projection), 'total');

/** The arguments of a page of groups: dimension, order, size, and the cursor before it. */
interface PageArguments {
  readonly dimension: Dimension;
  readonly by: string;
  readonly descending: boolean;
  readonly first: number;
  readonly after: string | null;
}

/** Returns a page of the groups of a selection in order, with the parts that the operation reads. */
export async function pageOfGroups(
  context: Context,
  selection: Selection,
  { dimension, by, descending, first, after }: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<RollUpGroup>> {
  const page = { first: checkFirst(first), after: decodeCursor(after, 'value', 'text') };
  const order = await readOrder(context, selection, by, descending);
  const projection = projectionOf(info);
  const withJurisdictions = dimension === 'child' && selects(info, 'edges', 'node', 'jurisdiction');
  const agencyFields = selectedFieldsAt(info, 'edges', 'node', 'agency');
  const { ranked, sums } =
    (dimension === 'child' &&
      isMaterialized(selection) &&
      (await materializedPage(context, selection, order, page, projection))) ||
    (await scannedPage(context, selection, {
      dimension,
      order,
      page,
      projection,
      agencyColumns: dimension === 'agency' && agencyFields.size > 0 ? columnsFor(agencyFields) : null,
    }));
  const keys = ranked.slice(0, first).map((row) => row.key);
  const loader = jurisdictionCodeLoader(context);
  const jurisdictions = withJurisdictions ? await Promise.all(keys.map((key) => loader.load(key))) : [];
  const groups = ranked.map((row, at) =>
    groupOf(sums.get(row.key) ?? addSums([], row.key), selection, {
      dimension,
      pageKeys: keys,
      ranked: row,
      jurisdiction: jurisdictions[at],
    }),
  );
  return pageOf(groups, first, after, ranked[0]?.total ?? 0, ({ sortValue, key }) => [sortValue, key]);
}

/** Groups in order, one more than a page of them, with the sums of those on the page. */
interface RankedSums {
  readonly ranked: readonly Ranked[];
  readonly sums: ReadonlyMap<string, Sum>;
}

const byKey = (sums: readonly Sum[]) => new Map(sums.map((sum) => [sum.key, sum]));

/** Returns children in order by their materialized sums; null where their reports must be added. */
async function materializedPage(
  context: Context,
  selection: Selection,
  order: Order,
  page: RankPage,
  projection: SumProjection,
): Promise<RankedSums | null> {
  const [sums, values] = await Promise.all([
    materializedChildren(context, selection, union([projection, projectionOfOrder(order)])),
    'indicator' in order.key ? materializedValues(context, selection, order.key.indicator) : undefined,
  ]);
  if (!sums) return null;
  return {
    ranked: rankInMemory(sums, order, page, values),
    sums: byKey(sums),
  };
}

/** Returns the value of an indicator in each child that states it. */
async function materializedValues(
  context: Context,
  selection: Selection,
  { code }: Indicator,
): Promise<ReadonlyMap<string, number>> {
  const rows = (await materializedIndicators(context, selection, 'child')) ?? [];
  const own = groupBy(
    rows.filter(({ indicator }) => indicator.code === code),
    (row) => row.key,
  );
  return new Map(
    [...own].flatMap(([child, parts]) => {
      const value = addIndicator(parts, selection.sumsOnly)?.value ?? null;
      return value === null ? [] : [[child, Number(value)] as const];
    }),
  );
}

/** Returns groups in order, added from the reports. */
async function scannedPage(
  context: Context,
  selection: Selection,
  {
    dimension,
    order,
    page,
    projection,
    agencyColumns,
  }: {
    dimension: Dimension;
    order: Order;
    page: RankPage;
    projection: SumProjection;
    agencyColumns: readonly AgencyColumn[] | null;
  },
): Promise<RankedSums> {
  const ranked = await rankInSql(context, selection, dimension, order, page, agencyColumns);
  const keys = ranked.slice(0, page.first).map((row) => row.key);
  // Only the sum shows whether it is suppressed, and its indicators depend on that.
  const readsSums = keys.length > 0 && (selection.sumsOnly || !isNothing(projection));
  return readsSums
    ? { ranked, sums: byKey(await sumBy(context, selection, dimension, keys, projection)) }
    : { ranked, sums: new Map() };
}
