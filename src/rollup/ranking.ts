import { type AgencyColumn, agencyJson, asAgency } from '../agency/agencyQueries';
import type { Agency } from '../agency/agencyTypes';
import { type Cell, cellOf, findCell } from '../form/cells';
import { type Figures, figureOf } from '../form/figures';
import { MEASURES, type Measure, type Term } from '../form/measures';
import type { Context } from '../shared/context';
import { badInput } from '../shared/paging';
import { madeOf, readTogether } from '../shared/readTogether';
import { NOTHING, type SumNeeds, termsNeed } from './needs';
import { holdsFew, membersOf, parametersOf, type Selection, shapeOf } from './selection';
import { sqlText } from './sqlText';
import type { Sum } from './sum';
import { type Dimension, KEYS } from './sums';

/** What groups are sorted by, and which way. */
export interface Order {
  readonly key:
    | { readonly cell: Cell }
    | { readonly measure: Measure }
    /** Code of an indicator. */
    | { readonly indicator: string };
  readonly descending: boolean;
  /** As it was asked for. */
  readonly name: string;
}

/** The order of a sort key: a cell, a measure or an indicator, named by its path. Refuses what is none. */
export function readOrder(by: string, descending: boolean): Order {
  const name = `${by} ${descending}`;
  const cell = findCell(by);
  if (cell && (cell.kind !== 'AMOUNT' || cell.aggregation !== 'NONE'))
    return { name, key: { cell }, descending };
  const measure = MEASURES.find((item) => `measures.${item.code}` === by);
  if (measure) return { name, key: { measure }, descending };
  const indicator = /^indicators\.([a-z][A-Za-z0-9]*)$/.exec(by)?.[1];
  if (indicator) return { name, key: { indicator }, descending };
  throw badInput(
    'orderBy',
    `不能按 ${by.slice(0, 60)} 排序：请使用栏目代码、measures.<代码> 或 indicators.<代码>。`,
    'Not a sort key: use the code of a cell, measures.<code> or indicators.<code>.',
  );
}

/** What sums must hold to be sorted. */
export function needsOfOrder({ key }: Order): SumNeeds {
  if ('measure' in key) return termsNeed([...key.measure.numerator, ...key.measure.denominator]);
  if ('indicator' in key) return NOTHING;
  return key.cell.kind === 'AMOUNT' ? { ...NOTHING, fees: true } : { ...NOTHING, places: [key.cell.place] };
}

/** A group's place in the order. */
export interface Ranked {
  readonly key: string;
  readonly value: number | null;
  readonly rank: number;
  readonly total: number;
  /** The agency itself, where it was read with its place. */
  readonly agency?: Agency | null;
}

/** Which part of the groups in order is wanted: `first` after the group of a value and key. */
export interface RankPage {
  readonly first: number;
  readonly after: unknown[] | null;
}

/** The value by which a sum stands where it does; a ratio takes what is not reported for 0. */
function valueIn(figures: Figures, key: Order['key']): number | null {
  if ('indicator' in key) return null;
  if ('cell' in key) {
    const figure = figureOf(figures, key.cell);
    return figure === null ? null : Number(figure);
  }
  const add = (terms: readonly Term[]) =>
    terms.reduce((sum, { cell, sign }) => sum + sign * Number(figureOf(figures, cellOf(cell)) ?? 0), 0);
  const below = add(key.measure.denominator);
  return below === 0 ? null : add(key.measure.numerator) / below;
}

/** One more than `first` sums in order, as rankGroups ranks them; by an indicator by its values, given by key. */
export function rankSums(
  sums: readonly Sum[],
  { key, descending }: Order,
  { first, after }: RankPage,
  values?: ReadonlyMap<string, number>,
): Ranked[] {
  const standing = (value: number | null, of: string) => ({
    value,
    key: of,
    // Those without a value come last, either way.
    height: value === null ? Number.NEGATIVE_INFINITY : descending ? value : -value,
  });
  type Standing = ReturnType<typeof standing>;
  const rows = sums.map((sum) =>
    standing(values ? (values.get(sum.key) ?? null) : valueIn(sum.figures, key), sum.key),
  );
  // Two without a value are no number apart, and stand by their keys.
  const compare = (one: Standing, other: Standing) =>
    other.height - one.height || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0);
  rows.sort(compare);
  const from = after ? standing(after[0] as number | null, after[1] as string) : null;
  const page: Ranked[] = [];
  let rank = 1;
  for (const [at, row] of rows.entries()) {
    if (at > 0 && rows[at - 1].value !== row.value) rank = at + 1;
    if (page.length > first) break;
    if (from && compare(row, from) <= 0) continue;
    page.push({ key: row.key, value: row.value, rank, total: rows.length });
  }
  return page;
}

/**
 * The SQL of the value over members, with the value of the indicator beside them where that is asked: of a group, or of a member that is
 * one by itself.
 */
function valueSql({ key }: Order, isGrouped: boolean): string {
  const sum = (sql: string) => (isGrouped ? `sum(${sql})` : sql);
  // A sum of counts is wider than one of them, and so must be what is added of a single member.
  const cellSql = (place: number) => (isGrouped ? `sum(counts[${place}])` : `counts[${place}]::bigint`);
  const termSql = (terms: readonly Term[]) =>
    terms
      .map(({ cell, sign }) => `${sign < 0 ? '-' : '+'} coalesce(${cellSql(cellOf(cell).place)}, 0)`)
      .join(' ');
  if ('indicator' in key) return `${sum('indicator_value')}::float8`;
  if ('cell' in key)
    return key.cell.kind === 'AMOUNT'
      ? `${sum('fees_amount')}::float8`
      : `${cellSql(key.cell.place)}::float8`;
  return `((${termSql(key.measure.numerator)})::float8 / nullif(${termSql(key.measure.denominator)}, 0)::float8)`;
}

/** The SQL of rankGroups: $1 to $7 are the selection's, $8 is an indicator, $9 and $10 key and value of the group before the page, $11 how many. */
function rankingSql(
  selection: Selection,
  dimension: Dimension,
  order: Order,
  isContinued: boolean,
  agencyColumns: readonly AgencyColumn[] | null,
): string {
  const { key, descending } = order;
  const isOfIndicator = 'indicator' in key;
  const [beyond, direction] = descending ? ['<', 'desc'] : ['>', 'asc'];
  // In one year an agency is one member: nothing need be sorted to be grouped. (Whoever may see sums only gets no groups by agency.)
  const isGrouped = dimension !== 'agency' || selection.years.length > 1;
  const value = valueSql(order, isGrouped);
  // Where only sums may be seen, a place in the order must not tell what a group of few holds.
  const few = holdsFew('', isOfIndicator ? 'indicator_value is not null' : 'true');
  const shown = selection.sumsOnly ? `case when not (${few}) then ${value} end` : value;
  const valued = isOfIndicator
    ? `(select members.*, i.value as indicator_value from members left join report_indicator i on i.revision_id = members.revision_id
         and i.indicator_id = (select id from indicator where code = $8)) valued`
    : 'members';
  const after = isContinued
    ? `where case when $10::float8 is null then value is null and key > $9::text
         else value ${beyond} $10 or (value = $10 and key > $9) or value is null end`
    : 'where ($9::text is null or $10::float8 is null or true)';
  return `with ${membersOf(selection)}, groups as (select ${KEYS[dimension]} as key, ${shown} as value from ${valued}${isGrouped ? ' group by 1' : ''}),
     ranked as (select key, value, rank() over (order by value ${direction} nulls last)::int as rank, count(*) over ()::int as total from groups),
     page as (select * from ranked ${after}${isOfIndicator ? '' : ' and $8::text is null'} order by value ${direction} nulls last, key limit $11)
     select page.*, ${agencyColumns ? agencyJson('page.key::int', agencyColumns) : 'null'} as agency from page order by value ${direction} nulls last, key`;
}

/**
 * One more than `first` groups in order, with rank among all groups; groups without a value come last. One statement, which brings along
 * these columns of the agencies of groups by agency.
 */
export async function rankGroups(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  order: Order,
  page: RankPage,
  agencyColumns: readonly AgencyColumn[] | null,
): Promise<readonly Ranked[]> {
  const indicator = 'indicator' in order.key ? order.key.indicator : null;
  const [lastValue, lastKey] = page.after ?? [null, null];
  const text = sqlText(
    [
      'ranked',
      shapeOf(selection),
      selection.sumsOnly,
      dimension,
      indicator === null ? order.name : order.descending,
      page.after !== null,
      agencyColumns,
    ],
    () => rankingSql(selection, dimension, order, page.after !== null, agencyColumns),
  );
  const rows = await readTogether<Ranked>(context.database, text, [
    ...parametersOf(selection),
    indicator,
    lastKey,
    lastValue,
    page.first + 1,
  ]);
  return madeOf(rows, 'ranked', () =>
    rows.map((row) => ({ ...row, agency: row.agency ? asAgency(row.agency) : null })),
  );
}
