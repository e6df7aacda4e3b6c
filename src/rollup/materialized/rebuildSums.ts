import type { DataSource } from 'typeorm';
import {
  COLUMNS,
  COMPUTED,
  COMPUTED_INDICATORS,
  INDICATOR_COLUMNS,
  kindsOf,
  PLACES_ABOVE,
  type Query,
  yearsOf,
} from './computedSums';

/** Makes those wait who change what the sums are of. */
const LOCK_SOURCES =
  'lock table agency_version, report_revision, report_indicator in share row exclusive mode';

/** Computes every materialized sum again. Publications and changes of the tree wait meanwhile. For sums that were changed by hand. */
export function rebuildAllSums(database: DataSource): Promise<void> {
  return database.transaction(async (manager) => {
    await manager.query(LOCK_SOURCES);
    await rebuildSums((sql, parameters) => manager.query(sql, [...parameters]));
  });
}

/** Computes every materialized sum again from the published revisions, in the caller's transaction: after a bulk load without triggers. */
export async function rebuildSums(query: Query): Promise<void> {
  // Changes that the transaction has noted are in the revisions already; folded at its end, they would count twice.
  await query('set constraints all immediate', []);
  await query('set constraints all deferred', []);
  // The planner does not see what the caller has just loaded before this.
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
