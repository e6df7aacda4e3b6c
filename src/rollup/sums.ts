import { COUNT_CELLS, cellOf, findCell } from '../form/cells';
import {
  addAmounts,
  addReported,
  emptyFigures,
  type Figures,
  formatAmount,
  parseAmount,
} from '../form/figures';
import { MEASURES, type Term } from '../form/measures';
import { type Context, once } from '../shared/context';
import { badInput } from '../shared/paging';
import { holdsFew, membersOf, parametersOf, type Selection } from './selection';

/** How many reports a sum was expected to hold and does hold. */
export interface Counted {
  readonly expected: number;
  readonly included: number;
  readonly withErrors: number;
  readonly blankCells: number;
  readonly notApplicableCells: number;
  readonly edition2019: number;
}

/** A sum of reports with what it holds. */
export interface Sum extends Counted {
  readonly key: string;
  /** Whether its figures are kept back: they would show the unpublished work of one agency or two. */
  readonly isSuppressed: boolean;
  readonly figures: Figures;
}

/** What groups are made by. */
export type Dimension = 'year' | 'agency' | 'child' | 'level';

// Sums of counts stay below 2^53, so float8 carries them exactly and the driver reads them as numbers.
const SUMS = COUNT_CELLS.map((cell) => `sum(counts[${cell.place}])::float8`).join(', ');
const COUNTED = `count(*)::int as expected, count(revision_id)::int as included, count(*) filter (where error_count > 0)::int as "withErrors",
  coalesce(sum(blank_cells), 0)::int as "blankCells", coalesce(sum(not_applicable_cells), 0)::int as "notApplicableCells",
  count(*) filter (where proactive_edition = 2019 or requests_edition = 2019)::int as "edition2019", ${holdsFew('')} as "holdsFew"`;

/** The SQL of a dimension's key over a row of members; $2 is the selection's path. */
export const KEYS: Record<Dimension, string> = {
  year: 'year::text',
  agency: 'agency_id::text',
  child: `coalesce(nullif(split_part(substr(path, length(coalesce($2, '')) + 1), '/', 1), ''), place)`,
  level: 'level',
};

interface SumRow extends Counted {
  key: string;
  holdsFew: boolean;
  counts: (number | null)[];
  fees: string | null;
}

function asSum({ counts, fees, holdsFew, ...row }: SumRow, sumsOnly: boolean): Sum {
  if (sumsOnly && holdsFew) return { ...row, isSuppressed: true, figures: emptyFigures() };
  return {
    ...row,
    isSuppressed: false,
    figures: { counts, amounts: [fees === null ? null : formatAmount(parseAmount(fees)), null] },
  };
}

/** Sums by a dimension; with `keys` only these groups. One statement. */
export async function sumBy(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  keys: readonly string[] | null,
): Promise<Sum[]> {
  const rows: SumRow[] = await context.database.query(
    `with ${membersOf(selection)} select ${KEYS[dimension]} as key, ${COUNTED}, array[${SUMS}] as counts, sum(fees_amount)::text as fees
       from members where $8::text[] is null or ${KEYS[dimension]} = any($8) group by 1 order by 1`,
    [...parametersOf(selection), keys],
  );
  return rows.map((row) => asSum(row, selection.sumsOnly));
}

/** Sums by year, once per request for each selection; totals are added from them. */
export function sumYears(context: Context, selection: Selection): Promise<Sum[]> {
  return once(context, `years ${JSON.stringify(selection)}`, () => sumBy(context, selection, 'year', null));
}

const nothing: Counted = {
  expected: 0,
  included: 0,
  withErrors: 0,
  blankCells: 0,
  notApplicableCells: 0,
  edition2019: 0,
};

/** Adds sums: of parts the whole, kept back with any of them. Over nothing it is 0 reports and null figures. */
export function addSums(sums: readonly Sum[], key: string): Sum {
  const add = (name: keyof Counted) => sums.reduce((total, sum) => total + sum[name], 0);
  const counted = Object.fromEntries(
    Object.keys(nothing).map((name) => [name, add(name as keyof Counted)]),
  ) as unknown as Counted;
  const empty = emptyFigures();
  if (sums.some((sum) => sum.isSuppressed)) return { key, ...counted, isSuppressed: true, figures: empty };
  const figures: Figures = {
    counts: empty.counts.map((_, at) => addReported(sums.map((sum) => sum.figures.counts[at]))),
    amounts: empty.amounts.map((_, at) => addAmounts(sums.map((sum) => sum.figures.amounts[at]))),
  };
  return { key, ...counted, isSuppressed: false, figures };
}

const termSql = (terms: readonly Term[]) =>
  terms
    .map(({ cell, sign }) => `${sign < 0 ? '-' : '+'} coalesce(sum(counts[${cellOf(cell).place}]), 0)`)
    .join(' ');

/** The SQL of what groups are sorted by: a cell, a measure or an indicator, named by its path. */
function sortSql(orderBy: string): string {
  const cell = findCell(orderBy);
  if (cell?.kind === 'AMOUNT' && cell.aggregation !== 'NONE') return 'sum(fees_amount)::float8';
  if (cell && cell.kind !== 'AMOUNT') return `sum(counts[${cell.place}])::float8`;
  const measure = MEASURES.find((item) => `measures.${item.code}` === orderBy);
  if (measure)
    return `((${termSql(measure.numerator)})::float8 / nullif(${termSql(measure.denominator)}, 0)::float8)`;
  if (/^indicators\.[a-z][A-Za-z0-9]*$/.test(orderBy)) return 'sum(indicator_value)::float8';
  throw badInput(
    'orderBy',
    `不能按 ${orderBy.slice(0, 60)} 排序：请使用栏目代码、measures.<代码> 或 indicators.<代码>。`,
    'Not a sort key: use the code of a cell, measures.<code> or indicators.<code>.',
  );
}

/** A group's place in the order. */
export interface Ranked {
  readonly key: string;
  readonly value: number | null;
  readonly rank: number;
  readonly total: number;
}

/** One more than `first` groups in order, with rank among all groups; groups without a value come last. */
export function rankGroups(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  order: { by: string; descending: boolean },
  page: { first: number; after: unknown[] | null },
): Promise<Ranked[]> {
  const value = sortSql(order.by);
  const indicator = order.by.startsWith('indicators.') ? order.by.slice('indicators.'.length) : null;
  const few = holdsFew('', indicator ? 'indicator_value is not null' : 'true');
  const shown = selection.sumsOnly ? `case when not (${few}) then ${value} end` : value;
  const [beyond, direction] = order.descending ? ['<', 'desc'] : ['>', 'asc'];
  const [lastValue, lastKey] = page.after ?? [null, null];
  return context.database.query(
    `with ${membersOf(selection)}, valued as (
       select members.*, i.value as indicator_value from members
         left join report_indicator i on i.revision_id = members.revision_id and i.indicator_id = (select id from indicator where code = $8)),
     groups as (select ${KEYS[dimension]} as key, ${shown} as value from valued group by 1),
     ranked as (select key, value, rank() over (order by value ${direction} nulls last)::int as rank, count(*) over ()::int as total from groups)
     select * from ranked where $9::text is null
         or (case when $10::float8 is null then value is null and key > $9
             else value ${beyond} $10 or (value = $10 and key > $9) or value is null end)
      order by value ${direction} nulls last, key limit $11`,
    [...parametersOf(selection), indicator, lastKey, lastValue, page.first + 1],
  );
}

/** An expected report that is not there, or one that is. */
export interface MemberRow {
  readonly agencyKey: number;
  readonly agencyCode: string;
  readonly year: number;
}

/** Expected reports that are missing, by year and agency code; one more than `first`. Two statements. */
export async function listMissing(
  context: Context,
  selection: Selection,
  first: number,
  after: unknown[] | null,
): Promise<{ rows: MemberRow[]; total: number }> {
  const from = 'from members m join agency a on a.id = m.agency_id where m.revision_id is null';
  const parameters = parametersOf(selection);
  const [{ total }] = await context.database.query(
    `with ${membersOf(selection)} select count(*)::int as total ${from}`,
    parameters,
  );
  const rows = await context.database.query(
    `with ${membersOf(selection)} select a.id as "agencyKey", a.code as "agencyCode", m.year ${from}
       and ($8::int is null or (m.year, a.code) > ($8, $9::text)) order by m.year, a.code limit $10`,
    [...parameters, ...(after ?? [null, null]), first + 1],
  );
  return { rows, total };
}

/** When the newest report of a selection was published; null when it holds none. */
export async function lastPublication(context: Context, selection: Selection): Promise<Date | null> {
  const [{ last }] = await context.database.query(
    `with ${membersOf(selection)} select max(v.published_at) as last from members m join report_revision v on v.id = m.revision_id`,
    parametersOf(selection),
  );
  return last;
}
