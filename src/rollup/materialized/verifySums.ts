import type { DataSource } from 'typeorm';
import { queryRows } from '../../shared/database';
import {
  COLUMNS,
  COMPUTED,
  COMPUTED_INDICATORS,
  INDICATOR_COLUMNS,
  kindsOf,
  listYears,
  NO_SUM,
  PLACES_ABOVE,
} from './computedSums';

/** A materialized sum that is not what its reports add up to. */
export interface SumFault {
  readonly place: string;
  readonly year: number;
  readonly kind: string;
  readonly stored: number | null;
  readonly computed: number | null;
}

const MOST_FAULTS = 100;

/** The SQL of whether columns of two rows (k, c) differ. */
const differ = (columns: string) =>
  `(${columns.replace(/\w+/g, 'k.$&')}) is distinct from (${columns.replace(/\w+/g, 'c.$&')})`;

/** Materialized sums of a year ($1) that are not what the reports add up to. */
const WRONG_SUMS = `
  with computed as (${COMPUTED}), stored as (select * from rollup_sum where year = $1 and (${COLUMNS}) is distinct from (${NO_SUM}))
  select j.code as place, $1::int as year, coalesce(c.kind, k.kind) as kind, k.included as stored, c.included as computed
    from computed c full join stored k on k.jurisdiction_id = c.jurisdiction_id and k.kind = c.kind
    join jurisdiction j on j.id = coalesce(c.jurisdiction_id, k.jurisdiction_id)
   where ${differ(COLUMNS)}
   order by 1, 3 limit ${MOST_FAULTS}`;

/** Numbers of expected reports of a year ($1) that are not those of the agencies in force. */
const WRONG_EXPECTED = `
  with computed as (
    select p.id as jurisdiction_id, w.kind, count(*)::int as expected from agency_version m join jurisdiction j on j.id = m.jurisdiction_id
      ${PLACES_ABOVE} ${kindsOf('m')}
     where m.first_year <= $1 and $1 < m.end_year and m.kind <> 'GOVERNMENT' group by 1, 2),
  stored as (select jurisdiction_id, kind, sum(change)::int as expected from rollup_expected where year <= $1 group by 1, 2 having sum(change) <> 0)
  select j.code as place, $1::int as year, coalesce(c.kind, k.kind) as kind, k.expected as stored, c.expected as computed
    from computed c full join stored k using (jurisdiction_id, kind) join jurisdiction j on j.id = jurisdiction_id
   where k.expected is distinct from c.expected order by 1, 3 limit ${MOST_FAULTS}`;

/** Materialized sums of indicators of a year ($1) that are not what the reports add up to. */
const WRONG_INDICATORS = `
  with computed as (${COMPUTED_INDICATORS}),
  stored as (select * from rollup_indicator where year = $1 and (${INDICATOR_COLUMNS}) is distinct from (${INDICATOR_COLUMNS.replace(/\w+/g, '0')}))
  select j.code as place, $1::int as year, coalesce(c.kind, k.kind) || ' ' || i.code as kind, k.reports as stored, c.reports as computed
    from computed c full join stored k on k.jurisdiction_id = c.jurisdiction_id and k.kind = c.kind and k.indicator_id = c.indicator_id
    join jurisdiction j on j.id = coalesce(c.jurisdiction_id, k.jurisdiction_id) join indicator i on i.id = coalesce(c.indicator_id, k.indicator_id)
   where ${differ(INDICATOR_COLUMNS)}
   order by 1, 3 limit ${MOST_FAULTS}`;

const COUNT_SUMS =
  'select (select count(*) from rollup_sum)::int + (select count(*) from rollup_indicator)::int as sums';

/**
 * Computes every materialized sum and every number of expected reports again and compares them with what is stored. All is read in one
 * snapshot, so that publications meanwhile do no harm. Calls `progress` for each year.
 */
export function verifySums(
  database: DataSource,
  progress: (done: number, total: number) => void = () => {},
): Promise<{ sums: number; faults: SumFault[] }> {
  return database.transaction('REPEATABLE READ', async (manager) => {
    const years = await listYears(manager);
    const faults: SumFault[] = [];
    for (const [at, year] of years.entries()) {
      progress(at, years.length);
      for (const statement of [WRONG_SUMS, WRONG_EXPECTED, WRONG_INDICATORS])
        faults.push(...(await queryRows<SumFault>(manager, statement, [year])));
    }
    progress(years.length, years.length);
    const [{ sums }] = await queryRows<{ sums: number }>(manager, COUNT_SUMS);
    return { sums, faults };
  });
}
