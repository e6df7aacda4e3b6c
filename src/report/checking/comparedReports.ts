import type { EntityManager } from 'typeorm';
import { LOCKS, queryRows } from '../../shared/database';
import type { ReportScope } from '../model/reportEnums';

/** The agency, year and scope of a report. */
export interface ReportKey {
  readonly agencyKey: number;
  readonly year: number;
  readonly scope: ReportScope;
}

/** The keys of reports as lists: of their agencies, years and scopes. */
export const asLists = (reports: readonly ReportKey[]) => [
  reports.map(({ agencyKey }) => agencyKey),
  reports.map(({ year }) => year),
  reports.map(({ scope }) => scope),
];

/** SQL: the agencies with whose reports of last year the report of an agency on a year is compared: itself, and those that were merged into it in the year. */
export const comparedOf = (agency: string, year: string): string =>
  `(select ${agency} as id union select s.predecessor_id from agency_succession s
     where s.successor_id = ${agency} and s.kind = 'MERGE' and extract(year from s.effective_on) = ${year})`;

/** SQL: the agencies whose reports of the next year are compared with the report of an agency on a year: what `comparedOf` says, from the other side. */
export const comparingOf = (agency: string, year: string): string =>
  `(select ${agency} as id union select s.successor_id from agency_succession s
     where s.predecessor_id = ${agency} and s.kind = 'MERGE' and extract(year from s.effective_on) = ${year} + 1)`;

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

/** A report that is compared with one that is published or withdrawn. */
export interface ComparingReport {
  readonly reportKey: number;
  readonly agencyKey: number;
  /** The agency of the report with which it is compared. */
  readonly comparedKey: number;
}

/** The reports of the next year that are compared with those of agencies ($1) on years ($2) of scopes ($3), locked. */
const COMPARING = `
  select d.id as "reportKey", d.agency_id as "agencyKey", o.agency as "comparedKey"
    from unnest($1::int[], $2::int[], $3::text[]) as o(agency, year, scope)
   cross join lateral ${comparingOf('o.agency', 'o.year')} a
    join report d on d.agency_id = a.id and d.year = o.year + 1 and d.scope = o.scope
   order by d.id for update of d`;

/**
 * Locks the reports that are compared with others, which are locked and about to be published or withdrawn. Before
 * anything is written: who has written to the audit of an agency must not wait for who is to write there.
 */
export const lockComparing = (
  manager: EntityManager,
  reports: readonly ReportKey[],
): Promise<ComparingReport[]> => queryRows<ComparingReport>(manager, COMPARING, asLists(reports));
