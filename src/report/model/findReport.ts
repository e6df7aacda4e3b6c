import { draftAccessParams } from '../../agency/draftAccess';
import type { Database, Queryable } from '../../shared/database';
import { type Context, loaderOf } from '../../shared/request/context';
import type { Actor } from '../../shared/request/permissions';
import { ReportEntity } from './reportEntities';
import type { ReportScope } from './reportEnums';
import type { Report } from './reportTypes';
import { queryReports, REPORT } from './revisionRow';
import { SHOWN, SHOWN_AT } from './visibility';

const BY_AGENCY_AND_YEAR = 'where a.code = $4 and r.year = $5 and r.scope = $6';
/** The report of an agency ($4), year ($5) and scope ($6) as the caller ($1, $2) may see it; $3 is always null. */
const REPORT_NOW = `select ${REPORT} ${SHOWN} and $3::timestamptz is null ${BY_AGENCY_AND_YEAR}`;
/** The same as published at a time ($3). */
const REPORT_AT = `select ${REPORT} ${SHOWN_AT} ${BY_AGENCY_AND_YEAR}`;
/** The report of a key ($4) as published at a time ($3). */
const REPORT_BY_KEY_AT = `select ${REPORT} ${SHOWN_AT} where r.id = $4`;
/** The reports of keys ($3) as the caller ($1, $2) may see them. */
const REPORTS_BY_KEY = `select ${REPORT} ${SHOWN} where r.id = any($3)`;

/** Returns the report of an agency, year and scope, or null: as it is now, or as published at a time. */
export async function findReport(
  database: Queryable,
  agencyCode: string,
  year: number,
  scope: ReportScope,
  actor: Actor,
  asOf: Date | null = null,
): Promise<Report | null> {
  const [report] = await queryReports(database, asOf ? REPORT_AT : REPORT_NOW, [
    ...draftAccessParams(actor),
    asOf,
    agencyCode,
    year,
    scope,
  ]);
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
    .where('a.code = :agencyCode and r.year = :year and r.scope = :scope', { agencyCode, year, scope })
    .getRawOne<{ id: number }>();
  return row?.id ?? null;
}

const findReportsByKey = (database: Queryable, keys: readonly number[], actor: Actor): Promise<Report[]> =>
  queryReports(database, REPORTS_BY_KEY, [...draftAccessParams(actor), keys]);

/** Returns the report of a key as the caller may see it, or null. */
export async function findReportByKey(
  database: Queryable,
  key: number,
  actor: Actor,
): Promise<Report | null> {
  const [report] = await findReportsByKey(database, [key], actor);
  return report ?? null;
}

/** Returns the report of a key as it was published at a time, or null. */
export async function findReportAt(
  { database, actor }: Context,
  key: number,
  asOf: Date,
): Promise<Report | null> {
  const [report] = await queryReports(database, REPORT_BY_KEY_AT, [...draftAccessParams(actor), asOf, key]);
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
