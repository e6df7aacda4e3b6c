import type { DataSource } from 'typeorm';
import type { Queryable } from '../../shared/database';
import {
  COLUMNS,
  COMPUTED,
  COMPUTED_INDICATORS,
  INDICATOR_COLUMNS,
  kindsOf,
  listYears,
  PLACES_ABOVE,
} from './computedSums';

/** Makes those wait who change what the sums are of. */
const LOCK_SOURCES =
  'lock table agency_version, report_revision, report_indicator in share row exclusive mode';

/** Removes every materialized sum. */
const CLEAR = [
  // Changes that the transaction has noted are in the revisions already; folded at its end, they would count twice.
  'set constraints all immediate',
  'set constraints all deferred',
  // The planner does not see what the caller has just loaded before this.
  'analyze jurisdiction, agency_version, report_revision, report_indicator',
  'delete from rollup_sum',
  'delete from rollup_expected',
  'delete from rollup_indicator',
];

/** Computes the sums of a year ($1). */
const COMPUTE_YEAR = [
  `insert into rollup_sum (jurisdiction_id, year, kind, ${COLUMNS}) ${COMPUTED}`,
  `insert into rollup_indicator (jurisdiction_id, year, kind, indicator_id, ${INDICATOR_COLUMNS}) ${COMPUTED_INDICATORS}`,
];

/** Computes how many reports are expected, by the year from which on there are more or fewer. */
const COMPUTE_EXPECTED = `
  insert into rollup_expected (jurisdiction_id, kind, year, change)
  select p.id, w.kind, t.year, sum(t.change) from (
      select jurisdiction_id, kind, first_year as year, 1 as change from agency_version where first_year < end_year and kind <> 'GOVERNMENT'
      union all select jurisdiction_id, kind, end_year, -1 from agency_version where first_year < end_year and end_year < 9999 and kind <> 'GOVERNMENT') t
    join jurisdiction j on j.id = t.jurisdiction_id
    ${PLACES_ABOVE} ${kindsOf('t')}
   group by 1, 2, 3 having sum(t.change) <> 0`;

/** Computes every materialized sum again. Publications and changes of the tree wait meanwhile. For sums that were changed by hand. */
export function rebuildAllSums(database: DataSource): Promise<void> {
  return database.transaction(async (manager) => {
    await manager.query(LOCK_SOURCES);
    await rebuildSums(manager);
  });
}

/** Computes every materialized sum again from the published revisions, in the caller's transaction: after a bulk load without triggers. */
export async function rebuildSums(manager: Queryable): Promise<void> {
  for (const statement of CLEAR) await manager.query(statement);
  for (const year of await listYears(manager))
    for (const statement of COMPUTE_YEAR) await manager.query(statement, [year]);
  await manager.query(COMPUTE_EXPECTED);
}
