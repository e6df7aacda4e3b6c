import type { DataSource } from 'typeorm';
import { isInForce } from '../../agency/treeSql';
import { COUNT_CELLS } from '../../form/cells';
import { Qualifier } from '../../report/model/reportEnums';
import { ALL_KINDS } from './materialized';

/** A kept sum that is not what its reports add up to. */
export interface SumFault {
  readonly place: string;
  readonly year: number;
  readonly kind: string;
  readonly kept: number | null;
  readonly computed: number | null;
}

/** Runs a statement in the caller's transaction. */
export type Query = (sql: string, parameters: readonly unknown[]) => Promise<unknown[]>;

const each = (element: (place: number) => string) =>
  COUNT_CELLS.map((cell) => element(cell.position)).join(', ');

/** The kinds w under which a row of a kind of agency stands: its own, and that of all together. */
const kindsOf = (row: string) => `cross join lateral (values (${row}.kind), ('${ALL_KINDS}')) as w(kind)`;

/** The places p with kept sums that a place j stands in, itself among them. Its path is taken apart first: compared with every place, three thousand took minutes. */
const PLACES_ABOVE = `cross join lateral unnest(string_to_array(j.path, '/')) as c(code)
    join jurisdiction p on p.code = c.code and length(p.code) = 6`;

/**
 * What the sums of places hold of a statement s over single places, by kind and these keys, added up the tree; then of all kinds together.
 * Each column comes with the SQL by which it is added, given what it is added from.
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
  const by = (of: string) => keys.map((key) => `, ${of}.${key}`).join('');
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
const asVector = (from: string) => `array[${each((place) => `sum(${from}[${place}])`)}]::bigint[]`;

/** The published own reports r of a year ($1) with the place and kind m of their agencies in it. */
const LIVE = 'published_revision r cross join lateral agency_in_year(r.agency_id, r.year) m';
const OF_YEAR = `r.year = $1 and r.scope = 'OWN'`;

/**
 * Every sum of a year ($1) from the published revisions themselves, by explicit sums and not by the functions that keep them: of each
 * place's own reports first, since every one of these sums has 448 parts. A count is found at once only in an array without nulls;
 * how many reports have none in a place is counted apart. (`offset 0`: or an array is made anew for each of its elements.)
 */
const COMPUTED = upTheTree(
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
  `select o.*, array[${each((place) => `o.included - coalesce((n.absent ->> '${place}')::int, 0)`)}] as reported from (
       select jurisdiction_id, kind, count(*) as included, count(*) filter (where error_count > 0) as with_errors,
              sum(blank_cells) as blank_cells, sum(not_applicable_cells) as not_applicable_cells,
              count(*) filter (where proactive_edition = 2019 or requests_edition = 2019) as edition_2019,
              count(*) filter (where kind = 'GOVERNMENT' or not is_in_force) as unexpected,
              coalesce(sum(fees_amount), 0) as fees, count(fees_amount) as fees_reported,
              array[${each((place) => `sum(filled[${place}])`)}]::bigint[] as counts
         from (select m.jurisdiction_id, m.kind, ${isInForce('m', 'r')} as is_in_force, r.error_count, r.blank_cells, r.not_applicable_cells, r.proactive_edition, r.requests_edition,
                      r.fees_amount, array_replace(r.counts, null, 0) as filled from ${LIVE} where ${OF_YEAR} offset 0) f group by 1, 2) o
     left join (
       select jurisdiction_id, kind, jsonb_object_agg(at, reports) as absent from (
         select m.jurisdiction_id, m.kind, a.at, count(*) as reports from ${LIVE} cross join lateral unnest(array_positions(r.counts, null)) as a(at)
          where ${OF_YEAR} group by 1, 2, 3) c group by 1, 2) n using (jurisdiction_id, kind) offset 0`,
);

const COLUMNS =
  'included, unexpected, with_errors, blank_cells, not_applicable_cells, edition_2019, fees, fees_reported, counts, reported';

/** A sum of no report, in these columns. */
const NO_SUM = COLUMNS.split(', ')
  .map((name) => (name === 'counts' || name === 'reported' ? `array[${each(() => '0')}]::bigint[]` : '0'))
  .join(', ');

const QUALIFIERS = Object.values(Qualifier).map((qualifier) => ({
  qualifier,
  column: qualifier.toLowerCase(),
}));
/** Every sum of the indicators of a year ($1) from the published revisions themselves. */
const COMPUTED_INDICATORS = upTheTree(
  ['indicator_id'],
  {
    reports: asInt,
    value: asNumeric,
    ...Object.fromEntries(QUALIFIERS.map(({ column }) => [column, asInt])),
  },
  `select m.jurisdiction_id, m.kind, i.indicator_id, count(*) as reports, sum(i.value) as value,
          ${QUALIFIERS.map(({ qualifier, column }) => `count(*) filter (where i.qualifier = '${qualifier}') as ${column}`).join(', ')}
     from ${LIVE} join report_indicator i on i.revision_id = r.id where ${OF_YEAR} group by m.jurisdiction_id, m.kind, i.indicator_id`,
);
const INDICATOR_COLUMNS = `reports, value, ${QUALIFIERS.map(({ column }) => column).join(', ')}`;

/** The years that have sums or reports. */
async function yearsOf(query: Query): Promise<number[]> {
  const rows = await query(
    'select year from rollup_sum union select year from report_revision order by 1',
    [],
  );
  return (rows as { year: number }[]).map(({ year }) => year);
}

const MOST_FAULTS = 100;

/**
 * Computes every kept sum, of figures and of indicators, and every expected count anew and compares; all in one snapshot, so that publications meanwhile
 * do no harm. Tells of its progress year by year.
 */
export function verifySums(
  database: DataSource,
  progress: (done: number, of: number) => void = () => {},
): Promise<{ sums: number; faults: SumFault[] }> {
  return database.transaction('REPEATABLE READ', async (manager) => {
    const years = await yearsOf((sql, parameters) => manager.query(sql, [...parameters]));
    const faults: SumFault[] = [];
    for (const [at, year] of years.entries()) {
      progress(at, years.length);
      const wrong: SumFault[] = await manager.query(
        `with computed as (${COMPUTED}), kept as (select * from rollup_sum where year = $1 and (${COLUMNS}) is distinct from (${NO_SUM}))
         select j.code as place, $1::int as year, coalesce(c.kind, k.kind) as kind, k.included as kept, c.included as computed
           from computed c full join kept k on k.jurisdiction_id = c.jurisdiction_id and k.kind = c.kind
           join jurisdiction j on j.id = coalesce(c.jurisdiction_id, k.jurisdiction_id)
          where (${COLUMNS.replace(/\w+/g, 'k.$&')}) is distinct from (${COLUMNS.replace(/\w+/g, 'c.$&')})
          order by 1, 3 limit ${MOST_FAULTS}`,
        [year],
      );
      const expected: SumFault[] = await manager.query(
        `with computed as (
           select p.id as jurisdiction_id, w.kind, count(*)::int as expected from agency_version m join jurisdiction j on j.id = m.jurisdiction_id
             ${PLACES_ABOVE} ${kindsOf('m')}
            where m.first_year <= $1 and $1 < m.end_year and m.kind <> 'GOVERNMENT' group by 1, 2),
         kept as (select jurisdiction_id, kind, sum(change)::int as expected from rollup_expected where year <= $1 group by 1, 2 having sum(change) <> 0)
         select j.code as place, $1::int as year, coalesce(c.kind, k.kind) as kind, k.expected as kept, c.expected as computed
           from computed c full join kept k using (jurisdiction_id, kind) join jurisdiction j on j.id = jurisdiction_id
          where k.expected is distinct from c.expected order by 1, 3 limit ${MOST_FAULTS}`,
        [year],
      );
      const indicators: SumFault[] = await manager.query(
        `with computed as (${COMPUTED_INDICATORS}), kept as (select * from rollup_indicator where year = $1 and (${INDICATOR_COLUMNS}) is distinct from (${INDICATOR_COLUMNS.replace(/\w+/g, '0')}))
         select j.code as place, $1::int as year, coalesce(c.kind, k.kind) || ' ' || i.code as kind, k.reports as kept, c.reports as computed
           from computed c full join kept k on k.jurisdiction_id = c.jurisdiction_id and k.kind = c.kind and k.indicator_id = c.indicator_id
           join jurisdiction j on j.id = coalesce(c.jurisdiction_id, k.jurisdiction_id) join indicator i on i.id = coalesce(c.indicator_id, k.indicator_id)
          where (${INDICATOR_COLUMNS.replace(/\w+/g, 'k.$&')}) is distinct from (${INDICATOR_COLUMNS.replace(/\w+/g, 'c.$&')})
          order by 1, 3 limit ${MOST_FAULTS}`,
        [year],
      );
      faults.push(...wrong, ...expected, ...indicators);
    }
    progress(years.length, years.length);
    const [{ sums }] = await manager.query(
      'select (select count(*) from rollup_sum)::int + (select count(*) from rollup_indicator)::int as sums',
    );
    return { sums, faults };
  });
}

/** Makes every kept sum anew while nobody publishes or moves; who would, waits. For sums that were changed by hand. */
export function rebuildAllSums(database: DataSource): Promise<void> {
  return database.transaction(async (manager) => {
    await manager.query(
      'lock table agency_version, report_revision, report_indicator in share row exclusive mode',
    );
    await rebuildSums((sql, parameters) => manager.query(sql, [...parameters]));
  });
}

/** Makes every kept sum anew from the published revisions, in the caller's transaction: after a bulk load that kept none. */
export async function rebuildSums(query: Query): Promise<void> {
  // What the transaction has noted so far is in the revisions; folded at its end, it would count twice.
  await query('set constraints all immediate', []);
  await query('set constraints all deferred', []);
  // What the caller has just loaded is unknown to the planner until then.
  await query('analyze jurisdiction, agency_version, report_revision, report_indicator', []);
  await query('delete from rollup_sum', []);
  await query('delete from rollup_expected', []);
  await query('delete from rollup_indicator', []);
  for (const year of await yearsOf(query)) {
    await query(`insert into rollup_sum (jurisdiction_id, year, kind, ${COLUMNS}) ${COMPUTED}`, [year]);
    await query(
      `insert into rollup_indicator (jurisdiction_id, year, kind, indicator_id, ${INDICATOR_COLUMNS}) ${COMPUTED_INDICATORS}`,
      [year],
    );
  }
  await query(
    `insert into rollup_expected (jurisdiction_id, kind, year, change)
     select p.id, w.kind, t.year, sum(t.change) from (
         select jurisdiction_id, kind, first_year as year, 1 as change from agency_version where first_year < end_year and kind <> 'GOVERNMENT'
         union all select jurisdiction_id, kind, end_year, -1 from agency_version where first_year < end_year and end_year < 9999 and kind <> 'GOVERNMENT') t
       join jurisdiction j on j.id = t.jurisdiction_id
       ${PLACES_ABOVE} ${kindsOf('t')}
      group by 1, 2, 3 having sum(t.change) <> 0`,
    [],
  );
}
