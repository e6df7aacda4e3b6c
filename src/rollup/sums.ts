import { COUNT_CELLS, cellOf, findCell } from '../form/cells';
import { emptyFigures, formatAmount, parseAmount } from '../form/figures';
import { MEASURES, type Term } from '../form/measures';
import { type Context, once } from '../shared/context';
import { badInput } from '../shared/paging';
import { isKept, KEPT_COLUMNS, keptByChild, keptChildren, keptYears } from './keptSums';
import { holdsFew, membersOf, parametersOf, type Selection } from './selection';
import { addSums, type Counted, type Sum } from './sum';

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

/**
 * Sums by a dimension; with `keys` only these groups, without figures only what they hold. By child they are kept, where
 * all children's are.
 */
export async function sumBy(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  keys: readonly string[] | null,
  withFigures = true,
): Promise<Sum[]> {
  const children =
    dimension === 'child' && isKept(selection) ? await keptChildren(context, selection.path) : null;
  if (dimension === 'agency' && keys !== null && !selection.sumsOnly)
    return addByAgency(context, selection, keys, withFigures);
  if (children === null) return scanBy(context, selection, dimension, keys, withFigures);
  const asked = children.filter(({ code }) => keys === null || keys.includes(code));
  const [parts, own] = await Promise.all([
    keptByChild(context, selection, asked, withFigures),
    // The agencies of the place itself stand beside its children.
    selection.path === null
      ? []
      : scanBy(context, { ...selection, onlyPlace: true }, 'child', keys, withFigures),
  ]);
  const byKey = new Map<string, Sum[]>();
  for (const part of parts) byKey.set(part.key, [...(byKey.get(part.key) ?? []), part]);
  return [
    ...[...byKey].map(([key, sums]) => addSums(sums, key)).filter(({ expected }) => expected > 0),
    ...own,
  ];
}

/**
 * Sums of a page of agencies: their few reports are added here, because setting up a sum for each of 224 cells in SQL
 * costs more than all of that.
 */
async function addByAgency(
  context: Context,
  selection: Selection,
  keys: readonly string[],
  withFigures: boolean,
): Promise<Sum[]> {
  const rows: (Omit<SumRow, 'holdsFew' | 'counts'> & { counts: (number | null)[] | null })[] =
    await context.database.query(
      `with ${membersOf(selection)} select agency_id::text as key, 1 as expected, (revision_id is not null)::int as included,
              coalesce(error_count > 0, false)::int as "withErrors", coalesce(blank_cells, 0) as "blankCells",
              coalesce(not_applicable_cells, 0) as "notApplicableCells",
              coalesce(proactive_edition = 2019 or requests_edition = 2019, false)::int as "edition2019",
              ${withFigures ? 'array_to_json(counts)' : 'null'} as counts, fees_amount::text as fees
         from members where agency_id = any($8::int[]) order by agency_id`,
      [...parametersOf(selection), keys.map(Number)],
    );
  const byAgency = new Map<string, Sum[]>();
  for (const row of rows) {
    const part = asSum({ ...row, counts: row.counts ?? [], holdsFew: false }, false);
    byAgency.set(part.key, [...(byAgency.get(part.key) ?? []), part]);
  }
  return [...byAgency].map(([key, parts]) => addSums(parts, key));
}

/** Sums by a dimension from the reports themselves; with `keys` only these groups. One statement. */
async function scanBy(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  keys: readonly string[] | null,
  withFigures = true,
): Promise<Sum[]> {
  const rows: SumRow[] = await context.database.query(
    `with ${membersOf(selection)} select ${KEYS[dimension]} as key, ${COUNTED}, array[${withFigures ? SUMS : ''}]::float8[] as counts, sum(fees_amount)::text as fees
       from members where $8::text[] is null or ${KEYS[dimension]} = any($8) group by 1 order by 1`,
    [...parametersOf(selection), keys],
  );
  return rows.map((row) => asSum(row, selection.sumsOnly));
}

/** Sums by year, once per request for each selection; totals are added from them. */
export function sumYears(context: Context, selection: Selection): Promise<Sum[]> {
  return once(context, `years ${JSON.stringify(selection)}`, () =>
    isKept(selection) ? keptYears(context, selection) : scanBy(context, selection, 'year', null),
  );
}

/** The SQL of sums over the rows that are sorted. */
interface SortColumns {
  cell(place: number): string;
  readonly fees: string;
}
const SCANNED_COLUMNS: SortColumns = { cell: (place) => `sum(counts[${place}])`, fees: 'sum(fees_amount)' };

/** The SQL of what groups are sorted by: a cell, a measure or an indicator, named by its path. */
function sortSql(orderBy: string, columns: SortColumns): string {
  const termSql = (terms: readonly Term[]) =>
    terms
      .map(({ cell, sign }) => `${sign < 0 ? '-' : '+'} coalesce(${columns.cell(cellOf(cell).place)}, 0)`)
      .join(' ');
  const cell = findCell(orderBy);
  if (cell?.kind === 'AMOUNT' && cell.aggregation !== 'NONE') return `${columns.fees}::float8`;
  if (cell && cell.kind !== 'AMOUNT') return `${columns.cell(cell.place)}::float8`;
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
export async function rankGroups(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  order: { by: string; descending: boolean },
  page: { first: number; after: unknown[] | null },
): Promise<Ranked[]> {
  const indicator = order.by.startsWith('indicators.') ? order.by.slice('indicators.'.length) : null;
  const children =
    dimension === 'child' && indicator === null && isKept(selection)
      ? await keptChildren(context, selection.path)
      : null;
  const [beyond, direction] = order.descending ? ['<', 'desc'] : ['>', 'asc'];
  const [lastValue, lastKey] = page.after ?? [null, null];
  const scannedValue = sortSql(order.by, SCANNED_COLUMNS);
  // Where only sums may be seen, a place in the order must not tell what a group of few holds.
  const few = holdsFew('', indicator ? 'indicator_value is not null' : 'true');
  const shown = selection.sumsOnly ? `case when not (${few}) then ${scannedValue} end` : scannedValue;
  const groups =
    children === null
      ? `valued as (
           select members.*, i.value as indicator_value from members
             left join report_indicator i on i.revision_id = members.revision_id and i.indicator_id = (select id from indicator where code = $8)),
         groups as (select ${KEYS[dimension]} as key, ${shown} as value from valued group by 1)`
      : `groups as (
           select j.code as key, ${sortSql(order.by, KEPT_COLUMNS)} as value from jurisdiction j
             left join kept_sum k on k.jurisdiction_id = j.id and k.year = any($1) and ($5::text[] is null or k.kind = any($5))
            where j.id = any($12::int[]) group by j.id having coalesce(sum(k.included), 0) > 0 or exists (
              select 1 from unnest($1::int[]) as y(year) join kept_tenure t on t.jurisdiction_id = j.id and t.year <= y.year
                and ($5::text[] is null or t.kind = any($5)) group by y.year having sum(t.change) > 0)
           union all select ${KEYS[dimension]}, ${scannedValue} from members where $8::text is null group by 1)`;
  const scanned =
    children === null ? selection : { ...selection, onlyPlace: true, path: selection.path ?? '' };
  return context.database.query(
    `with ${membersOf(scanned)}, ${groups},
     ranked as (select key, value, rank() over (order by value ${direction} nulls last)::int as rank, count(*) over ()::int as total from groups)
     select * from ranked where $9::text is null
         or (case when $10::float8 is null then value is null and key > $9
             else value ${beyond} $10 or (value = $10 and key > $9) or value is null end)
      order by value ${direction} nulls last, key limit $11`,
    [
      ...parametersOf(scanned),
      indicator,
      lastKey,
      lastValue,
      page.first + 1,
      ...(children === null ? [] : [children.map(({ id }) => id)]),
    ],
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
