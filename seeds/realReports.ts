import { DataSource, type EntityManager } from 'typeorm';
import { findAgency } from '../src/agency/agencyQueries';
import { addAgency } from '../src/agency/change/addAgency';
import { addJurisdiction } from '../src/agency/change/addPlace';
import { findJurisdiction } from '../src/agency/jurisdictions';
import { submitReport } from '../src/report/submission/submitReport';
import { ANONYMOUS } from '../src/shared/request/permissions';
import { seedIndicators } from './indicators';
import { REAL_REPORTS, type RealReport } from './realFigures';
import { JURISDICTIONS, REAL_AGENCIES } from './realPlaces';

const check = (
  what: string,
  { findings }: { findings: readonly { messageEn: string; severity: string }[] },
  done: unknown,
) => {
  if (!done) throw new Error(`${what}: ${findings.map((item) => item.messageEn).join(' ')}`);
};

/** Records the real reports, each with its source, through the same services as everybody else. Returns how many. */
export async function seedRealReports(
  database: DataSource | EntityManager,
  reports: readonly RealReport[] = REAL_REPORTS,
): Promise<number> {
  await seedIndicators(database);
  for (const jurisdiction of JURISDICTIONS) {
    if (await findJurisdiction(database, jurisdiction.code)) continue;
    const added = await addJurisdiction(database, jurisdiction);
    check(jurisdiction.code, added, added.jurisdiction);
  }
  for (const agency of REAL_AGENCIES) {
    if (await findAgency(database, agency.code)) continue;
    const added = await addAgency(database, agency);
    check(agency.code, added, added.agency);
  }
  for (const report of reports) {
    const idempotencyKey = `seed:${report.agency}:${report.year}:${report.scope}`;
    const agency = await findAgency(database, report.agency);
    const record = (manager: EntityManager) =>
      submitReport(manager, agency, { ...report, idempotencyKey }, 'RECORD', ANONYMOUS);
    // Not in a savepoint of the caller's transaction: what it publishes would be frozen before it is complete.
    const result = await (database instanceof DataSource ? database.transaction(record) : record(database));
    check(`${report.agency} ${report.year}`, result, result.accepted);
  }
  return reports.length;
}
