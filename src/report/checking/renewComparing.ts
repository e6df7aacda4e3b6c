import type { EntityManager } from 'typeorm';
import { queryRows } from '../../shared/database';
import { attributeAlso } from '../../shared/request/auditedTransaction';
import type { FindingCause } from '../model/reportEnums';
import { asLists, type ReportKey } from './checkContexts';
import { comparingOf } from './comparedYears';
import { renewFindings } from './renewFindings';

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

/** Renews what is found in reports that are compared with others, once those are published or withdrawn. */
export async function renewComparing(
  manager: EntityManager,
  comparing: readonly ComparingReport[],
  at: Date,
  cause: FindingCause,
): Promise<void> {
  if (comparing.length === 0) return;
  const elsewhere = comparing.filter(({ agencyKey, comparedKey }) => agencyKey !== comparedKey);
  if (elsewhere.length > 0)
    await attributeAlso(
      manager,
      new Map(elsewhere.map(({ agencyKey, comparedKey }) => [agencyKey, comparedKey])),
    );
  await renewFindings(manager, [...new Set(comparing.map(({ reportKey }) => reportKey))], at, cause);
}
