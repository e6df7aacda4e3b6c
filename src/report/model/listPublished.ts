import { subtreeOf } from '../../agency/jurisdictions';
import { isHome, treeSql } from '../../agency/treeSql';
import type { Database } from '../../shared/database';
import { ANONYMOUS } from '../../shared/request/permissions';
import { readReports, selectReports } from './findReport';
import type { ReportScope } from './reportEnums';
import type { Report } from './reportTypes';

/** Which published reports to list: those of a subtree and year, as they and the tree were at a time. */
export interface PublishedRange {
  /** Path of the jurisdiction. */
  readonly path: string;
  readonly year: number;
  readonly scopes: readonly ReportScope[];
  readonly at: Date;
}

/** Returns the reports of a range that follow `after` by agency code and scope, at most `limit`. */
export function listPublished(
  database: Database,
  { path, year, scopes, at }: PublishedRange,
  after: Pick<Report, 'agencyCode' | 'scope'> | null,
  limit: number,
): Promise<Report[]> {
  const [from, to] = subtreeOf(path);
  const reports = selectReports(database, ANONYMOUS, at)
    .where('r.year = :year and r.scope = any(:scopes)', { year, scopes })
    .andWhere(
      `exists (select 1 from ${treeSql(':asOf').versions} m join jurisdiction j on j.id = m.jurisdiction_id
         where m.agency_id = r.agency_id and ${isHome('m', 'r')} and j.path >= :from and j.path < :to)`,
      { from, to },
    );
  if (after)
    reports.andWhere('(a.code, r.scope) > (:agencyCode, :scope)', {
      agencyCode: after.agencyCode,
      scope: after.scope,
    });
  return readReports(reports.orderBy({ 'a.code': 'ASC', 'r.scope': 'ASC' }).limit(limit));
}
