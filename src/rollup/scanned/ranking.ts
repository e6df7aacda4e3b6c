import { type AgencyColumn, agencyJson, asAgency } from '../../agency/agencyQueries';
import type { Agency } from '../../agency/agencyTypes';
import { treeSql } from '../../agency/treeSql';
import { CELLS, type Cell, cellOf, findCell } from '../../form/cells';
import { type Figures, getFigure } from '../../form/figures';
import { evaluateMeasure, MEASURES, type Measure, type SignedCell } from '../../form/measures';
import { loadIndicators } from '../../report/model/indicatorQueries';
import type { Indicator } from '../../report/model/indicatorTypes';
import type { IndicatorAggregation } from '../../report/model/reportEnums';
import { queryRows } from '../../shared/database';
import { suggest } from '../../shared/graphql/nearest';
import { badInput } from '../../shared/graphql/paging';
import type { Context } from '../../shared/request/context';
import { NOTHING, projectionOfTerms, type SumProjection } from '../request/projection';
import {
  expectedReportsCte,
  hiddenCells,
  isSmallCellSql,
  parametersOf,
  type Selection,
  shapeOf,
} from '../request/selection';
import { cachedStatement } from '../request/statementCache';
import type { Sum } from '../request/sum';
import { type Dimension, KEYS } from './sums';

/** What groups are sorted by, and which way. */
export interface Order {
  readonly key: { readonly cell: Cell } | { readonly measure: Measure } | { readonly indicator: Indicator };
  readonly descending: boolean;
  /** Whether it is a cell that means nothing added over the years selected: then no group has a value. */
  readonly isHidden: boolean;
  /** The sort key with the direction. */
  readonly name: string;
}

/** Returns the order of a sort key: a cell, a measure or an indicator, named by its path. Refuses any other key. */
export async function readOrder(
  context: Context,
  { years }: Selection,
  by: string,
  descending: boolean,
): Promise<Order> {
  const order = { name: `${by} ${descending}`, descending, isHidden: hiddenCells(years).has(by) };
  const cell = findCell(by);
  if (cell && (cell.kind !== 'AMOUNT' || cell.aggregation !== 'NONE')) return { ...order, key: { cell } };
  const measure = MEASURES.find((item) => `measures.${item.code}` === by);
  if (measure) return { ...order, key: { measure } };
  const catalogue = by.startsWith('indicators.') ? await loadIndicators(context) : [];
  const indicator = catalogue.find(({ code }) => `indicators.${code}` === by);
  if (indicator) return { ...order, key: { indicator } };
  const near = suggest(by, [
    ...CELLS.map(({ code }) => code),
    ...MEASURES.map(({ code }) => `measures.${code}`),
    ...(await loadIndicators(context)).map(({ code }) => `indicators.${code}`),
  ]);
  throw badInput(
    'orderBy.by',
    `不能按 ${by} 排序：请使用栏目代码、measures.<代码> 或 indicators.<代码>${near.zh}。`,
    `${by} is no sort key: use the code of a cell, measures.<code> or indicators.<code>${near.en}.`,
  );
}

/** Returns which parts of sums are read to sort them. */
export function projectionOfOrder({ key }: Order): SumProjection {
  if ('measure' in key) return projectionOfTerms([...key.measure.numerator, ...key.measure.denominator]);
  if ('indicator' in key) return NOTHING;
  return key.cell.kind === 'AMOUNT'
    ? { ...NOTHING, fees: true }
    : { ...NOTHING, positions: [key.cell.position] };
}

/** The rank of a group; without a value it has none, and comes last. */
export interface Ranked {
  readonly key: string;
  readonly value: number | null;
  readonly rank: number | null;
  readonly total: number;
  /** The agency itself, where it was read with its rank. */
  readonly agency?: Agency | null;
}

/** Which part of the groups in order is wanted: `first` after the group of a value and key. */
export interface RankPage {
  readonly first: number;
  readonly after: unknown[] | null;
}

/** Returns the value by which a sum is sorted, the one that its group shows. */
function valueIn(figures: Figures, { key, isHidden }: Order): number | null {
  if (isHidden || 'indicator' in key) return null;
  if ('measure' in key) return evaluateMeasure(figures, key.measure);
  const figure = getFigure(figures, key.cell);
  return figure === null ? null : Number(figure);
}

/** Returns one more than `first` sums in order, ranked as rankInSql does; by an indicator with `values`, its values by key. */
export function rankInMemory(
  sums: readonly Sum[],
  order: Order,
  { first, after }: RankPage,
  values?: ReadonlyMap<string, number>,
): Ranked[] {
  const asSortable = (value: number | null, key: string) => ({
    value,
    key,
    // Those without a value come last, either way.
    height: value === null ? Number.NEGATIVE_INFINITY : order.descending ? value : -value,
  });
  type Sortable = ReturnType<typeof asSortable>;
  const rows = sums.map((sum) =>
    asSortable(values ? (values.get(sum.key) ?? null) : valueIn(sum.figures, order), sum.key),
  );
  // Two without a value differ by no number, and are sorted by their keys.
  const compare = (one: Sortable, other: Sortable) =>
    other.height - one.height || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0);
  rows.sort(compare);
  const from = after ? asSortable(after[0] as number | null, after[1] as string) : null;
  const page: Ranked[] = [];
  let rank = 1;
  for (const [at, row] of rows.entries()) {
    if (at > 0 && rows[at - 1].value !== row.value) rank = at + 1;
    if (page.length > first) break;
    if (from && compare(row, from) <= 0) continue;
    page.push({ key: row.key, value: row.value, rank: row.value === null ? null : rank, total: rows.length });
  }
  return page;
}

/** Returns the SQL of a measure over the counts of cells: null where numerator or denominator is not reported. */
function ratioSql({ numerator, denominator }: Measure, cellSql: (position: number) => string): string {
  const cells = (terms: readonly SignedCell[]) => terms.map(({ cell }) => cellSql(cellOf(cell).position));
  const sum = (terms: readonly SignedCell[]) =>
    cells(terms)
      .map((sql, at) => `${terms[at].sign < 0 ? '-' : '+'} coalesce(${sql}, 0)`)
      .join(' ');
  return `case when num_nonnulls(${cells(numerator).join(', ')}) > 0 then (${sum(numerator)})::float8 / nullif(${sum(denominator)}, 0)::float8 end`;
}

/** Returns the SQL of a cell or measure over members: of a group, or of a single member. */
function valueSql({ key, isHidden }: Order, isGrouped: boolean): string {
  if (isHidden || 'indicator' in key) return 'null::float8';
  // A sum of counts is wider than one of them, so the count of a single member is widened too.
  const cellSql = (position: number) =>
    isGrouped ? `sum(counts[${position}])` : `counts[${position}]::bigint`;
  if ('measure' in key) return ratioSql(key.measure, cellSql);
  if (key.cell.kind === 'COUNT' || key.cell.kind === 'CHANGE') return `${cellSql(key.cell.position)}::float8`;
  return isGrouped ? 'sum(fees_amount)::float8' : 'fees_amount::float8';
}

/** The SQL of what an indicator comes to over years (stated, reports, is_small), by the way in which it adds up. */
const OVER_YEARS: Readonly<Record<IndicatorAggregation, string>> = {
  SUM: 'case when not bool_or(is_small) then sum(stated) end',
  LAST: '(array_agg(case when not is_small then stated end order by year desc) filter (where reports > 0))[1]',
  NONE: 'case when sum(reports) = 1 and not bool_or(is_small) then sum(stated) end',
};

/**
 * Returns the SQL of groups (key, value); $8 is the key of an indicator. Where only sums may be seen, the order must not show what a
 * small cell holds. How an indicator adds up over years depends on the indicator, so each year is added by itself first.
 */
function groupsSql(selection: Selection, dimension: Dimension, order: Order): string {
  // In one year an agency is one member, and nothing is grouped. (Who may see sums only gets no groups by agency.)
  const isGrouped = dimension !== 'agency' || selection.years.length > 1;
  const key = KEYS[dimension];
  if (!('indicator' in order.key)) {
    const value = valueSql(order, isGrouped);
    const shown = selection.sumsOnly ? `case when not (${isSmallCellSql('')}) then ${value} end` : value;
    return `select ${key} as key, ${shown} as value from members where $8::int is null${isGrouped ? ' group by 1' : ''}`;
  }
  const stating = `members left join report_indicator i on i.revision_id = members.revision_id and i.indicator_id = $8`;
  if (!isGrouped) return `select ${key} as key, i.value::float8 as value from ${stating}`;
  const smallCell = selection.sumsOnly ? isSmallCellSql('', 'i.value is not null') : 'false';
  return `select key, (${OVER_YEARS[order.key.indicator.aggregation]})::float8 as value from (
      select ${key} as key, year, sum(i.value) as stated, count(i.value) as reports, ${smallCell} as is_small from ${stating} group by 1, 2) by_year group by 1`;
}

/** Returns the SQL of rankInSql: $1 to $7 are of the selection, $8 is an indicator, $9 and $10 key and value of the group before the page, $11 the limit. */
function rankingSql(
  selection: Selection,
  dimension: Dimension,
  order: Order,
  isContinued: boolean,
  agencyColumns: readonly AgencyColumn[] | null,
): string {
  const [beyond, direction] = order.descending ? ['<', 'desc'] : ['>', 'asc'];
  const after = isContinued
    ? `where case when $10::float8 is null then value is null and key > $9::text
         else value ${beyond} $10 or (value = $10 and key > $9) or value is null end`
    : 'where ($9::text is null or $10::float8 is null or true)';
  return `with ${expectedReportsCte(selection)}, groups as (${groupsSql(selection, dimension, order)}),
     ranked as (select key, value, case when value is not null then rank() over (order by value ${direction} nulls last)::int end as rank,
                       count(*) over ()::int as total from groups),
     page as (select * from ranked ${after} order by value ${direction} nulls last, key limit $11)
     select page.*, ${agencyColumns ? agencyJson('page.key::int', agencyColumns, treeSql(selection.asOf && '$7')) : 'null'} as agency from page order by value ${direction} nulls last, key`;
}

/**
 * Returns one more than `first` groups in order, ranked among those that have a value; the others come last. One statement, which also reads
 * these columns of the agencies of groups by agency.
 */
export async function rankInSql(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  order: Order,
  page: RankPage,
  agencyColumns: readonly AgencyColumn[] | null,
): Promise<readonly Ranked[]> {
  const indicator = 'indicator' in order.key ? order.key.indicator : null;
  const [lastValue, lastKey] = page.after ?? [null, null];
  const text = cachedStatement(
    [
      'ranked',
      shapeOf(selection),
      selection.sumsOnly,
      dimension,
      indicator === null ? [order.name, order.isHidden] : [indicator.aggregation, order.descending],
      page.after !== null,
      agencyColumns,
    ],
    () => rankingSql(selection, dimension, order, page.after !== null, agencyColumns),
  );
  const rows = await queryRows<Ranked>(context.database, text, [
    ...parametersOf(selection),
    indicator?.key ?? null,
    lastKey,
    lastValue,
    page.first + 1,
  ]);
  return rows.map((row) => ({ ...row, agency: row.agency ? asAgency(row.agency, selection.asOf) : null }));
}
