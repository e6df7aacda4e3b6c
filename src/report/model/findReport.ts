import type { SelectQueryBuilder } from 'typeorm';
import { canReadDraftsNamedSql, draftAccessNamedParams } from '../../agency/draftAccess';
import type { Database } from '../../shared/database';
import { type Context, loaderOf } from '../../shared/request/context';
import type { Actor } from '../../shared/request/permissions';
import { ReportEntity, ReportRevisionEntity } from './reportEntities';
import type { ReportScope } from './reportEnums';
import type { Report } from './reportTypes';
import { asReport, type ReportRow, reportColumns } from './revisionRow';
import { isShown } from './visibility';

const SHOWN_NOW = `v.reportId = r.id and ${isShown(canReadDraftsNamedSql)}`;
const SHOWN_AT =
  'v.reportId = r.id and v.publishedAt <= :asOf::timestamptz and coalesce(v.supersededAt > :asOf, true)';

const REPORT_COLUMNS = reportColumns(canReadDraftsNamedSql);

/** Returns a query of reports (r) with their agencies (a) and the revisions (v) that are shown to an actor, or were published at a time. */
export const selectReports = (
  database: Database,
  actor: Actor,
  asOf: Date | null,
): SelectQueryBuilder<ReportEntity> =>
  database
    .getRepository(ReportEntity)
    .createQueryBuilder('r')
    .innerJoin('r.agency', 'a')
    .innerJoin(ReportRevisionEntity, 'v', asOf ? SHOWN_AT : SHOWN_NOW)
    .select(REPORT_COLUMNS)
    .setParameters({ ...draftAccessNamedParams(actor), asOf });

/** Returns the reports of a query. */
export const readReports = async (query: SelectQueryBuilder<ReportEntity>): Promise<Report[]> =>
  (await query.getRawMany<ReportRow>()).map(asReport);

const IS_OF = 'a.code = :agencyCode and r.year = :year and r.scope = :scope';

/** Returns the report of an agency, year and scope, or null: as it is now, or as published at a time. */
export async function findReport(
  database: Database,
  agencyCode: string,
  year: number,
  scope: ReportScope,
  actor: Actor,
  asOf: Date | null = null,
): Promise<Report | null> {
  const query = selectReports(database, actor, asOf).where(IS_OF, { agencyCode, year, scope });
  const [report] = await readReports(query);
  return report ? Object.assign(report, { asOf }) : null;
}

/** Returns the key of a report, or null. Says that there is work on a report, so it is for those who may read that. */
export async function findReportKey(
  database: Database,
  agencyCode: string,
  year: number,
  scope: ReportScope,
): Promise<number | null> {
  const row = await database
    .getRepository(ReportEntity)
    .createQueryBuilder('r')
    .innerJoin('r.agency', 'a')
    .select('r.id', 'id')
    .where(IS_OF, { agencyCode, year, scope })
    .getRawOne<{ id: number }>();
  return row?.id ?? null;
}

const findReportsByKey = (
  database: Database,
  keys: readonly number[],
  actor: Actor,
  asOf: Date | null = null,
): Promise<Report[]> =>
  readReports(selectReports(database, actor, asOf).where('r.id = any(:keys)', { keys }));

/** Returns the report of a key as the caller may see it, or null. */
export async function findReportByKey(database: Database, key: number, actor: Actor): Promise<Report | null> {
  const [report] = await findReportsByKey(database, [key], actor);
  return report ?? null;
}

/** Returns the report of a key as it was published at a time, or null. */
export async function findReportAt(
  { database, actor }: Context,
  key: number,
  asOf: Date,
): Promise<Report | null> {
  const [report] = await findReportsByKey(database, [key], actor, asOf);
  return report ? Object.assign(report, { asOf }) : null;
}

/** Loads reports by key as the caller may see them. */
export const reportLoader = (context: Context) =>
  loaderOf<number, Report>(
    context,
    'reports',
    (keys) => findReportsByKey(context.database, keys, context.actor),
    (row) => row.key,
  );
