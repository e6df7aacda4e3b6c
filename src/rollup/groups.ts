import type { GraphQLResolveInfo } from 'graphql';
import { type AgencyColumn, columnsFor, jurisdictionCodeLoader } from '../agency/agencyQueries';
import type { Jurisdiction } from '../agency/agencyTypes';
import type { Tables } from '../form/tables';
import type { Indicator, IndicatorValue } from '../report/model/reportTypes';
import { memoizeOn } from '../shared/concurrency/sharedReads';
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
import { reasonForCell, reasonsOf, SUPPRESSED } from './nullReasons';
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

/** What is not counted of a sum that is kept back. */
const UNCOUNTED = { withErrors: null, blankCells: null, notApplicableCells: null, edition2019: null };

/** What a sum holds, with the selection whose missing reports can be asked for. */
export const coverageOf = (sum: Sum, selection: Selection): Coverage => ({
  selection,
  ...sum,
  ...(sum.isSuppressed ? UNCOUNTED : {}),
});

/** Where a group stands: by what it is made, with which others it was asked for, and its place in their order. */
interface GroupPlace {
  readonly dimension: Dimension;
  readonly pageKeys: readonly string[] | null;
  readonly ranked?: Ranked;
  readonly jurisdiction?: Jurisdiction | null;
}

const makeGroup = (given: Omit<RollUpGroup, 'nodeType' | keyof Tables>): RollUpGroup =>
  Object.assign(new RollUpGroup(), given);

/** A group as clients read it. */
export function groupOf(sum: Sum, selection: Selection, place: GroupPlace): RollUpGroup {
  const { dimension, pageKeys, ranked, jurisdiction } = place;
  const whole = sum.key === 'total';
  const narrowed = whole ? selection : narrow(selection, dimension, sum.key);
  const hidden = hiddenCells(narrowed.years);
  const summed = { ...sum, years: narrowed.years };
  return makeGroup({
    key: sum.key,
    rank: ranked?.rank ?? null,
    sortValue: ranked?.value ?? null,
    year: dimension === 'year' && !whole ? Number(sum.key) : null,
    level: dimension === 'level' ? (sum.key as RollUpGroup['level']) : null,
    agency: ranked?.agency ?? null,
    jurisdiction: jurisdiction ?? null,
    figures: sum.figures,
    hidden,
    coverage: coverageOf(sum, narrowed),
    suppressed: sum.isSuppressed ? SUPPRESSED : null,
    reasonForNull: (cell) => reasonForCell(cell, summed),
    listReasons: () => reasonsOf(summed, hidden),
    loadIndicators: async (context, withSentences): Promise<IndicatorValue[]> =>
      sum.isSuppressed
        ? []
        : indicatorsOf(
            context,
            selection,
            { dimension, key: whole ? null : sum.key, pageKeys },
            withSentences,
          ),
  });
}

/** The sum over a whole selection. */
export const totalOf = async (context: Context, selection: Selection, needs: SumProjection) =>
  addSums(await sumYears(context, selection, needs), 'total');

/** A page of groups: by what they are made and ordered, how many, and after which. */
interface AskedPage {
  readonly dimension: Dimension;
  readonly by: string;
  readonly descending: boolean;
  readonly first: number;
  readonly after: string | null;
}

/** A page of the groups of a selection in order, with what the operation asks of them. */
export async function pageOfGroups(
  context: Context,
  selection: Selection,
  { dimension, by, descending, first, after }: AskedPage,
  info: GraphQLResolveInfo,
): Promise<Connection<RollUpGroup>> {
  const page = { first: checkFirst(first), after: decodeCursor(after, 'value', 'text') };
  const order = await readOrder(context, selection, by, descending);
  const needs = projectionOf(info);
  const withPlaces = dimension === 'child' && selects(info, 'edges', 'node', 'jurisdiction');
  const agencyFields = selectedFieldsAt(info, 'edges', 'node', 'agency');
  const { rank, sums, shared } =
    (dimension === 'child' &&
      isMaterialized(selection) &&
      (await keptPage(context, selection, order, page, needs))) ||
    (await scannedPage(context, selection, {
      dimension,
      order,
      page,
      needs,
      agencyColumns: dimension === 'agency' && agencyFields.size > 0 ? columnsFor(agencyFields) : null,
    }));
  const make = async () => {
    const ranked = rank();
    const keys = ranked.slice(0, first).map((row) => row.key);
    // Who shares the page may have asked after this request read a place: for them it is read now.
    const loader = jurisdictionCodeLoader(shared ? { ...context, memo: new Map() } : context);
    const places = withPlaces ? await Promise.all(keys.map((key) => loader.load(key))) : [];
    const groups = ranked.map((row, at) =>
      groupOf(sums.get(row.key) ?? addSums([], row.key), selection, {
        dimension,
        pageKeys: keys,
        ranked: row,
        jurisdiction: places[at],
      }),
    );
    return pageOf(groups, first, after, ranked[0]?.total ?? 0, ({ sortValue, key }) => [sortValue, key]);
  };
  return shared ? memoizeOn(shared, JSON.stringify(['page', withPlaces, order.name, page]), make) : make();
}

/** Groups that can be put in order, with the sums of those on the page. */
interface RankedSums {
  /** One more than a page of them. */
  readonly rank: () => readonly Ranked[];
  readonly sums: ReadonlyMap<string, Sum>;
  /** What requests share of which all of it is made; null where there is no such thing. */
  readonly shared: readonly unknown[] | null;
}

const byKey = (sums: readonly Sum[]) => new Map(sums.map((sum) => [sum.key, sum]));

/** Children in order by their kept sums; null where they must be added up. */
async function keptPage(
  context: Context,
  selection: Selection,
  order: Order,
  page: RankPage,
  needs: SumProjection,
): Promise<RankedSums | null> {
  const [sums, values] = await Promise.all([
    materializedChildren(context, selection, union([needs, projectionOfOrder(order)])),
    'indicator' in order.key ? keptValues(context, selection, order.key.indicator) : undefined,
  ]);
  if (!sums) return null;
  return {
    rank: () => rankInMemory(sums, order, page, values),
    sums: memoizeOn(sums, 'by key', () => byKey(sums)),
    shared: values ? null : sums,
  };
}

/** What an indicator comes to in each child that states it. */
async function keptValues(
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

/** Groups in order by the reports themselves. */
async function scannedPage(
  context: Context,
  selection: Selection,
  {
    dimension,
    order,
    page,
    needs,
    agencyColumns,
  }: {
    dimension: Dimension;
    order: Order;
    page: RankPage;
    needs: SumProjection;
    agencyColumns: readonly AgencyColumn[] | null;
  },
): Promise<RankedSums> {
  const ranked = await rankInSql(context, selection, dimension, order, page, agencyColumns);
  const keys = ranked.slice(0, page.first).map((row) => row.key);
  const rank = () => ranked;
  // Whether a sum is kept back is known from the sum, and its indicators hang on it.
  const isAsked = keys.length > 0 && (selection.sumsOnly || !isNothing(needs));
  return isAsked
    ? { rank, sums: byKey(await sumBy(context, selection, dimension, keys, needs)), shared: null }
    : { rank, sums: new Map(), shared: ranked };
}
