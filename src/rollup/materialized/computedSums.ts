import { isInForce } from '../../agency/treeSql';
import { COUNT_CELLS } from '../../form/cells';
import { Qualifier } from '../../report/model/reportEnums';
import { type Queryable, queryRows } from '../../shared/database';
import { ALL_KINDS } from './materialized';

export const each = (element: (position: number) => string) =>
  COUNT_CELLS.map((cell) => element(cell.position)).join(', ');

/** Returns the SQL of the kinds w of a row: its own kind, and that of all kinds. */
export const kindsOf = (row: string) =>
  `cross join lateral (values (${row}.kind), ('${ALL_KINDS}')) as w(kind)`;

/** The SQL of the places p with materialized sums above a place j, and itself. Its path is split first: to compare it with each of three thousand places took minutes. */
export const PLACES_ABOVE = `cross join lateral unnest(string_to_array(j.path, '/')) as c(code)
    join jurisdiction p on p.code = c.code and length(p.code) = 6`;

/**
 * Returns the SQL that adds the rows of a statement s over single places up the tree, by kind and these keys, and then over all kinds.
 * Each column comes with the SQL that adds it.
 */
function upTheTree(
  keys: readonly string[],
  columns: Readonly<Record<string, (from: string) => string>>,
  single: string,
): string {
  const added = (from: (name: string) => string) =>
    Object.entries(columns)
      .map(([name, sql]) => `${sql(from(name))} as ${name}`)
      .join(', ');
  const by = (table: string) => keys.map((key) => `, ${table}.${key}`).join('');
  return `
  with by_kind as materialized (
    select p.id as jurisdiction_id, $1::int as year, s.kind${by('s')}, ${added((name) => `s.${name}`)} from (${single}) s
      join jurisdiction j on j.id = s.jurisdiction_id
      ${PLACES_ABOVE}
     group by p.id, s.kind${by('s')})
  select * from by_kind union all
  select k.jurisdiction_id, k.year, '${ALL_KINDS}'${by('k')}, ${added((name) => `k.${name}`)} from by_kind k group by k.jurisdiction_id, k.year${by('k')}`;
}

const asInt = (from: string) => `sum(${from})::int`;

const asNumeric = (from: string) => `sum(${from})`;

const asVector = (from: string) => `array[${each((position) => `sum(${from}[${position}])`)}]::bigint[]`;

/** The published own reports r of a year ($1) with the place and kind m of their agencies in it. */
const LIVE = 'published_revision r cross join lateral agency_in_year(r.agency_id, r.year) m';

const IN_YEAR = `r.year = $1 and r.scope = 'OWN'`;

/**
 * Every sum of a year ($1) from the published revisions themselves, by explicit sums and not by the functions that keep them: of each
 * place's own reports first, since every one of these sums has 448 parts. A count is found at once only in an array without nulls;
 * how many reports have none in a place is counted apart. (`offset 0`: or an array is made anew for each of its elements.)
 */
export const COMPUTED = upTheTree(
  [],
  {
    included: asInt,
    unexpected: asInt,
    with_errors: asInt,
    blank_cells: asInt,
    not_applicable_cells: asInt,
    edition_2019: asInt,
    fees: asNumeric,
    fees_reported: asInt,
    counts: asVector,
    reported: asVector,
  },
  `select o.*, array[${each((position) => `o.included - coalesce((n.absent ->> '${position}')::int, 0)`)}] as reported from (
       select jurisdiction_id, kind, count(*) as included, count(*) filter (where error_count > 0) as with_errors,
              sum(blank_cells) as blank_cells, sum(not_applicable_cells) as not_applicable_cells,
              count(*) filter (where proactive_edition = 2019 or requests_edition = 2019) as edition_2019,
              count(*) filter (where kind = 'GOVERNMENT' or not is_in_force) as unexpected,
              coalesce(sum(fees_amount), 0) as fees, count(fees_amount) as fees_reported,
              array[${each((position) => `sum(filled[${position}])`)}]::bigint[] as counts
         from (select m.jurisdiction_id, m.kind, ${isInForce('m', 'r')} as is_in_force, r.error_count, r.blank_cells, r.not_applicable_cells, r.proactive_edition, r.requests_edition,
                      r.fees_amount, array_replace(r.counts, null, 0) as filled from ${LIVE} where ${IN_YEAR} offset 0) f group by 1, 2) o
     left join (
       select jurisdiction_id, kind, jsonb_object_agg(at, reports) as absent from (
         select m.jurisdiction_id, m.kind, a.at, count(*) as reports from ${LIVE} cross join lateral unnest(array_positions(r.counts, null)) as a(at)
          where ${IN_YEAR} group by 1, 2, 3) c group by 1, 2) n using (jurisdiction_id, kind) offset 0`,
);

/** The columns of a materialized sum. */
export const COLUMNS =
  'included, unexpected, with_errors, blank_cells, not_applicable_cells, edition_2019, fees, fees_reported, counts, reported';

/** A sum of no report, in these columns. */
export const NO_SUM = COLUMNS.split(', ')
  .map((name) => (name === 'counts' || name === 'reported' ? `array[${each(() => '0')}]::bigint[]` : '0'))
  .join(', ');

const QUALIFIERS = Object.values(Qualifier).map((qualifier) => ({
  qualifier,
  column: qualifier.toLowerCase(),
}));

/** The sums of the indicators of a year ($1), computed from the published revisions. */
export const COMPUTED_INDICATORS = upTheTree(
  ['indicator_id'],
  {
    reports: asInt,
    value: asNumeric,
    ...Object.fromEntries(QUALIFIERS.map(({ column }) => [column, asInt])),
  },
  `select m.jurisdiction_id, m.kind, i.indicator_id, count(*) as reports, sum(i.value) as value,
          ${QUALIFIERS.map(({ qualifier, column }) => `count(*) filter (where i.qualifier = '${qualifier}') as ${column}`).join(', ')}
     from ${LIVE} join report_indicator i on i.revision_id = r.id where ${IN_YEAR} group by m.jurisdiction_id, m.kind, i.indicator_id`,
);

/** The columns of a materialized sum of an indicator. */
export const INDICATOR_COLUMNS = `reports, value, ${QUALIFIERS.map(({ column }) => column).join(', ')}`;

/** The years that have sums or reports. */
const YEARS = 'select year from rollup_sum union select year from report_revision order by 1';

interface YearRow {
  readonly year: number;
}

/** Returns the years that have sums or reports. */
export async function listYears(database: Queryable): Promise<number[]> {
  const rows = await queryRows<YearRow>(database, YEARS);
  return rows.map(({ year }) => year);
}
