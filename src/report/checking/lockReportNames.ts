import { type EntityManager } from 'typeorm';
import { LOCKS, queryRows } from '../../shared/database';
import { asLists, type ReportKey } from './checkContexts';
import { comparedOf } from './comparedYears';

/**
 * Takes the names of reports (o), which also hold reports that nobody has begun, and with others those of the reports that they are compared
 * with: whoever stores a report does so before or after last year's is published, and finds that or is found. Where all reports of
 * agencies are to be checked anew, that waits for those who check by what was before ($1). All in one order, so that no two block each other.
 */
const lockNames = (reports: string) => `
  select case when l.is_own then pg_advisory_xact_lock(l.lock) else pg_advisory_xact_lock_shared(l.lock) end
    from (select n.lock, bool_or(n.is_own) as is_own
            from (select $1::bigint as lock, false as is_own
                  union all
                  select hashtextextended(format('report %s %s %s', k.agency, k.year, o.scope), 0), k.is_own
                    from ${reports}
                   cross join lateral (
                     select o.agency, o.year, true
                     union all
                     select a.id, o.year - 1, false from ${comparedOf('o.agency', 'o.year')} a) as k(agency, year, is_own)) n
           group by 1 order by 1) l`;

const LOCK_NAMES = lockNames('unnest($2::int[], $3::int[], $4::text[]) as o(agency, year, scope)');
const LOCK_NAME_OF = lockNames(
  '(select r.agency_id as agency, r.year, r.scope from report r where r.id = $2) o',
);

/** Locks the names of reports until the transaction ends. */
export const lockReportNames = (manager: EntityManager, reports: readonly ReportKey[]) =>
  queryRows(manager, LOCK_NAMES, [LOCKS.findings, ...asLists(reports)]);

/** Locks the name of a report until the transaction ends. */
export const lockNameOfReport = (manager: EntityManager, reportKey: number) =>
  queryRows(manager, LOCK_NAME_OF, [LOCKS.findings, reportKey]);
