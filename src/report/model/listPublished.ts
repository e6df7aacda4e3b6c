import { draftAccessParams } from '../../agency/draftAccess';
import { subtreeOf } from '../../agency/jurisdictions';
import { isHome, treeSql } from '../../agency/treeSql';
import type { Queryable } from '../../shared/database';
import { ANONYMOUS } from '../../shared/request/permissions';
import type { ReportScope } from './reportEnums';
import type { Report } from './reportTypes';
import { queryReports, REPORT } from './revisionRow';
import { SHOWN_AT } from './visibility';

/** Which published reports to list: those of a subtree and year, as they and the tree were at a time. */
export interface PublishedRange {
  /** Path of the jurisdiction. */
  readonly path: string;
  readonly year: number;
  readonly scopes: readonly ReportScope[];
  readonly at: Date;
}

/**
 * The reports that were published at a time ($3), of a year ($4), a subtree ($5, $6) and scopes ($10), by agency code and
 * scope: at most $9, after a code and scope ($7, $8).
 */
const PUBLISHED_IN_RANGE = `
  select ${REPORT} ${SHOWN_AT} where r.year = $4 and exists (
      select 1 from ${treeSql('$3').versions} m join jurisdiction j on j.id = m.jurisdiction_id
       where m.agency_id = r.agency_id and ${isHome('m', 'r')} and j.path >= $5 and j.path < $6)
     and ($7::text is null or (a.code, r.scope) > ($7, $8::text))
     and r.scope = any($10::text[])
   order by a.code, r.scope limit $9`;

/** Returns the reports of a range that follow `after` by agency code and scope, at most `limit`. */
export function listPublished(
  database: Queryable,
  { path, year, scopes, at }: PublishedRange,
  after: Pick<Report, 'agencyCode' | 'scope'> | null,
  limit: number,
): Promise<Report[]> {
  return queryReports(database, PUBLISHED_IN_RANGE, [
    ...draftAccessParams(ANONYMOUS),
    at,
    year,
    ...subtreeOf(path),
    after?.agencyCode ?? null,
    after?.scope ?? null,
    limit,
    scopes,
  ]);
}
