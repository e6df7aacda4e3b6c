import type { EntityManager } from 'typeorm';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { queryRows } from '../../shared/database';
import { attributeAlso } from '../../shared/request/auditedTransaction';
import type { FindingCause } from '../model/reportEnums';
import { asLists, type ReportKey } from './checkContexts';
import { comparingOf } from './comparedYears';
import { type CheckedRevision, checkReports, storeChecked } from './renewFindings';

/** A report that is compared with one that is published or withdrawn. */
interface ComparingReport {
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

/** Returns what is found now in reports that are compared with others, once those are published or withdrawn. */
export const checkComparing = async (
  manager: EntityManager,
  comparing: readonly ComparingReport[],
): Promise<CheckedRevision[]> =>
  comparing.length === 0
    ? []
    : checkReports(manager, [...new Set(comparing.map(({ reportKey }) => reportKey))]);

/** Stores what is found now in reports that are compared with others, where it is something else. */
export async function storeComparing(
  manager: EntityManager,
  comparing: readonly ComparingReport[],
  checked: readonly CheckedRevision[],
  at: Date,
  cause: FindingCause,
): Promise<void> {
  const elsewhere = comparing.filter(({ agencyKey, comparedKey }) => agencyKey !== comparedKey);
  await awaitPipelined([
    elsewhere.length > 0 &&
      attributeAlso(
        manager,
        new Map(elsewhere.map(({ agencyKey, comparedKey }) => [agencyKey, comparedKey])),
      ),
    storeChecked(manager, checked, at, cause),
  ]);
}
