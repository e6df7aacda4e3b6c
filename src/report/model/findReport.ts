import type { EntityManager } from 'typeorm';
import { canReadDraftsSql, draftAccessParams } from '../../agency/draftAccess';
import { subtreeOf } from '../../agency/jurisdictions';
import { isHome, treeSql } from '../../agency/treeSql';
import type { FindingType } from '../../shared/graphql/finding';
import { type Context, listLoaderOf, loaderOf } from '../../shared/request/context';
import { type Actor, ANONYMOUS } from '../../shared/request/permissions';
import type { ReportScope } from './reportEnums';
import type { Report } from './reportTypes';
import { asReport, asRevision, REPORT, REVISION, type StoredFigures } from './revisionRow';
import type { ReportRevision } from './revisionTypes';
import { IS_WITHHELD, SHOWN, SHOWN_AT } from './visibility';

type Queryable = Pick<EntityManager, 'query'>;

/** The report of an agency and year, or null: now, or as published at a time. */
export async function findReport(
  database: Queryable,
  agencyCode: string,
  year: number,
  scope: ReportScope,
  actor: Actor,
  asOf: Date | null = null,
): Promise<Report | null> {
  const [row] = await database.query(
    `select ${REPORT} ${asOf ? SHOWN_AT : `${SHOWN} and $3::timestamptz is null`} where a.code = $4 and r.year = $5 and r.scope = $6`,
    [...draftAccessParams(actor), asOf, agencyCode, year, scope],
  );
  return row ? Object.assign(asReport(row), { asOf }) : null;
}

/** Which published reports to go through: those of a subtree and year, as they and the tree were known at a time. */
export interface PublishedRange {
  /** Path of the jurisdiction. */
  readonly path: string;
  readonly year: number;
  readonly scopes: readonly ReportScope[];
  readonly at: Date;
}

/** The reports of a range that follow `after` by agency code and scope, at most `limit`. */
export async function listPublished(
  database: Queryable,
  { path, year, scopes, at }: PublishedRange,
  after: Pick<Report, 'agencyCode' | 'scope'> | null,
  limit: number,
): Promise<Report[]> {
  const rows = await database.query(
    `select ${REPORT} ${SHOWN_AT} where r.year = $4 and exists (
        select 1 from ${treeSql('$3').versions} m join jurisdiction j on j.id = m.jurisdiction_id
         where m.agency_id = r.agency_id and ${isHome('m', 'r')} and j.path >= $5 and j.path < $6)
       and ($7::text is null or (a.code, r.scope) > ($7, $8::text))
       and r.scope = any($10::text[])
     order by a.code, r.scope limit $9`,
    [
      ...draftAccessParams(ANONYMOUS),
      at,
      year,
      ...subtreeOf(path),
      after?.agencyCode ?? null,
      after?.scope ?? null,
      limit,
      scopes,
    ],
  );
  return rows.map(asReport);
}

/** The report of a database key, or null. */
export async function findReportByKey(
  database: Queryable,
  key: number,
  actor: Actor,
): Promise<Report | null> {
  const [row] = await database.query(`select ${REPORT} ${SHOWN} where r.id = $3`, [
    ...draftAccessParams(actor),
    key,
  ]);
  return row ? asReport(row) : null;
}

/** Reports by key as the caller may see them. */
export const reportLoader = (context: Context) =>
  loaderOf<number, Report>(
    context,
    'reports',
    async (keys) =>
      (
        await context.database.query(`select ${REPORT} ${SHOWN} where r.id = any($3)`, [
          ...draftAccessParams(context.actor),
          keys,
        ])
      ).map(asReport),
    (row) => row.key,
  );

/** Finds the revisions of reports that new ones are composed upon, where there are any. */
export async function findBases(
  database: Queryable,
  reportKeys: readonly number[],
  which: 'LATEST' | 'PUBLISHED',
) {
  const rows: (StoredFigures & { reportKey: number })[] = await database.query(
    `select v.report_id as "reportKey", ${REVISION} from report r join ${
      which === 'LATEST'
        ? 'report_revision v on v.report_id = r.id and v.number = r.latest_revision'
        : 'published_revision v on v.report_id = r.id'
    } where r.id = any($1)`,
    [reportKeys],
  );
  return rows.map(asRevision);
}

/** Every revision of reports that the caller may see, newest first: what was withdrawn from publication is not there for the public. */
export const revisionLoader = (context: Context) =>
  listLoaderOf<number, ReportRevision & { reportKey: number }>(
    context,
    'revisions',
    async (keys) =>
      (
        await context.database.query(
          `select v.report_id as "reportKey", ${REVISION} from report_revision v
            where v.report_id = any($3) and not ${IS_WITHHELD} and (v.published_at is not null or ${canReadDraftsSql('v.agency_id')})
            order by v.number desc`,
          [...draftAccessParams(context.actor), keys],
        )
      ).map(asRevision),
    (row) => row.reportKey,
  );

/** The findings stored with revisions. */
export const findingLoader = (context: Context) =>
  listLoaderOf<number, FindingType & { revisionKey: number }>(
    context,
    'findings',
    (keys) =>
      context.database.query(
        `select f.revision_id as "revisionKey", f.code, f.severity, f.path, f.cells, f.expected, f.actual, f.message_zh as "messageZh",
                f.message_en as "messageEn", f.citation, case when not ${IS_WITHHELD} then f.explanation end as explanation
           from revision_finding f join report_revision v on v.id = f.revision_id
          where f.revision_id = any($3) order by f.revision_id, f.ordinal`,
        [...draftAccessParams(context.actor), keys],
      ),
    (row) => row.revisionKey,
  );
