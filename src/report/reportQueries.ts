import type { EntityManager } from 'typeorm';
import { mayReadWork, workOf } from '../agency/readWork';
import { type Figures, formatAmount, parseAmount } from '../form/figures';
import { type Context, listLoaderOf, loaderOf, once } from '../shared/context';
import type { FindingType } from '../shared/finding';
import { globalId } from '../shared/node';
import { type Connection, decodeCursor, pageOf } from '../shared/paging';
import { type Actor, ANONYMOUS } from '../shared/permissions';
import type {
  Indicator,
  IndicatorValue,
  Qualifier,
  Report,
  ReportRevision,
  ReportScope,
} from './reportTypes';

type Queryable = Pick<EntityManager, 'query'>;

/** The stored columns of a revision, under the names of ReportRevision. */
const REVISION = `v.id as "revisionKey", v.number as revision, v.origin, v.proactive_edition as "proactiveEdition",
  v.requests_edition as "requestsEdition", v.disputes_edition as "disputesEdition", v.counts, v.fees_amount, v.procurement_amount,
  v.marks as "marksByCode", v.overview as "overviewText", v.problems as "problemsText", v.other_matters as "otherMattersText",
  v.source, v.error_count as "errorCount", v.warning_count as "warningCount", v.created_at as "createdAt",
  v.correction_reason as "correctionReason", v.published_at as "publishedAt", v.superseded_at as "supersededAt", v.saved_sections as "savedSections"`;

/**
 * Whether the words of a revision (v) are kept from the caller: it, or a later state of the report, was withdrawn from
 * publication, and the caller does not work on it. Its figures stay: they were published.
 */
export const IS_WITHHELD = `(exists (select 1 from withdrawal z where z.report_id = v.report_id and z.revision >= v.number)
  and not ${mayReadWork('v.agency_id')})`;

/** The columns of a report. Who may not read its work sees that it is published and which revision, no more. */
const REPORT = `r.id as key, r.agency_id as "agencyKey", a.code as "agencyCode", r.year, r.scope,
  case when ${mayReadWork('r.agency_id')} then r.state else 'PUBLISHED' end as state,
  case when ${mayReadWork('r.agency_id')} then r.latest_revision else v.number end as "latestRevision", ${REVISION}, ${IS_WITHHELD} as withheld`;

/** Which revision of a report is shown: the published one; without one the latest, to those who may read the agency's work. */
const SHOWN = `from report r join agency a on a.id = r.agency_id
  join report_revision v on v.report_id = r.id and (
    (v.published_at is not null and v.superseded_at is null)
    or (r.state <> 'PUBLISHED' and v.number = r.latest_revision and ${mayReadWork('r.agency_id')} and not exists (
         select 1 from report_revision p where p.report_id = r.id and p.published_at is not null and p.superseded_at is null)))`;

/** Which revision of a report was published at a time ($3). */
const SHOWN_AT = `from report r join agency a on a.id = r.agency_id
  join report_revision v on v.report_id = r.id and v.published_at <= $3::timestamptz and coalesce(v.superseded_at > $3, true)`;

interface StoredFigures {
  counts: (number | null)[];
  fees_amount: string | null;
  procurement_amount: string | null;
}

/** Stored columns as figures over the form. */
export function figuresOf(row: StoredFigures): Figures {
  const amount = (text: string | null) => (text === null ? null : formatAmount(parseAmount(text)));
  return { counts: row.counts, amounts: [amount(row.fees_amount), amount(row.procurement_amount)] };
}

/** A row without its words. */
const withoutWords = <T extends ReportRevision>(row: T): T => ({
  ...row,
  overviewText: null,
  problemsText: null,
  otherMattersText: null,
  source: null,
  correctionReason: null,
  marksByCode: Object.fromEntries(
    Object.entries(row.marksByCode).map(([code, mark]) => [code, { ...mark, note: null }]),
  ),
});

function asRevision<T extends ReportRevision>(
  given: T & StoredFigures & { withheld?: boolean },
  nodeType: string,
): T {
  const row = given.withheld ? withoutWords(given) : given;
  const loadIndicators = (context: Context) => indicatorValueLoader(context).load(row.revisionKey);
  return { ...row, nodeType, figures: figuresOf(row), loadIndicators };
}

const asReport = (row: Report & StoredFigures): Report => ({
  ...asRevision(row, 'Report'),
  id: globalId('Report', row.key),
});

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
    [...workOf(actor), asOf, agencyCode, year, scope],
  );
  return row ? asReport(row) : null;
}

/** Which published reports to go through: those of a subtree and year, as they stood at a time. */
export interface PublishedRange {
  /** Path of the jurisdiction. */
  readonly path: string;
  readonly year: number;
  readonly at: Date;
}

/** The reports of a range that follow `after` by agency code and scope, at most `limit`. */
export async function listPublished(
  database: Queryable,
  { path, year, at }: PublishedRange,
  after: Pick<Report, 'agencyCode' | 'scope'> | null,
  limit: number,
): Promise<Report[]> {
  const rows = await database.query(
    `select ${REPORT} ${SHOWN_AT} where r.year = $4 and exists (
        select 1 from agency_version m join jurisdiction j on j.id = m.jurisdiction_id
         where m.agency_id = r.agency_id and m.first_year <= r.year and r.year < m.end_year and j.path >= $5 and j.path < $6)
       and ($7::text is null or (a.code, r.scope) > ($7, $8::text))
     order by a.code, r.scope limit $9`,
    [
      ...workOf(ANONYMOUS),
      at,
      year,
      path,
      `${path.slice(0, -1)}0`,
      after?.agencyCode ?? null,
      after?.scope ?? null,
      limit,
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
  const [row] = await database.query(`select ${REPORT} ${SHOWN} where r.id = $3`, [...workOf(actor), key]);
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
          ...workOf(context.actor),
          keys,
        ])
      ).map(asReport),
    (row) => row.key,
  );

/** The revision a new one is made from: the latest, draft or not, or the published one. With the sections it holds. */
export async function findBase(database: Queryable, reportKey: number, which: 'LATEST' | 'PUBLISHED') {
  const [base] = await findBases(database, [reportKey], which);
  return base ?? null;
}

/** The revisions new ones of several reports are made from, where there are any. One statement. */
export async function findBases(
  database: Queryable,
  reportKeys: readonly number[],
  which: 'LATEST' | 'PUBLISHED',
) {
  const rows: (ReportRevision & StoredFigures & { reportKey: number })[] = await database.query(
    `select v.report_id as "reportKey", ${REVISION} from report_revision v join report r on r.id = v.report_id
      where r.id = any($1) and ${which === 'LATEST' ? 'v.number = r.latest_revision' : 'v.published_at is not null and v.superseded_at is null'}`,
    [reportKeys],
  );
  return rows.map((row) => asRevision(row, 'ReportRevision'));
}

/** Which reports to list. */
export interface ReportFilter {
  readonly jurisdiction?: string | null;
  readonly agency?: string | null;
  readonly years?: number[] | null;
  readonly scope?: ReportScope | null;
  readonly withErrors?: boolean | null;
}

const ORDERS = {
  YEAR: { key: 'r.year', type: 'int' },
  AGENCY_CODE: { key: 'a.code', type: 'text' },
  ERROR_COUNT: { key: 'v.error_count', type: 'int' },
} as const;

/** A page of reports. Two statements. Cursors hold the sort value and the key, so they stay true under inserts. */
export async function listReports(
  database: Queryable,
  filter: ReportFilter,
  order: { field: keyof typeof ORDERS; descending: boolean },
  page: { first: number; after?: string | null },
  actor: Actor,
): Promise<Connection<Report>> {
  const { key, type } = ORDERS[order.field];
  const [value, last] = decodeCursor(page.after, 2) ?? [null, null];
  const where = `where ($3::text is null or exists (
        select 1 from agency_version m join jurisdiction j on j.id = m.jurisdiction_id
          join jurisdiction top on top.code = $3 and j.path >= top.path and j.path < left(top.path, -1) || '0'
         where m.agency_id = r.agency_id and m.first_year <= r.year and r.year < m.end_year))
    and ($4::text is null or a.code = $4) and ($5::int[] is null or r.year = any($5)) and ($6::text is null or r.scope = $6)
    and ($7::boolean is null or (v.error_count > 0) = $7)`;
  const parameters = [
    ...workOf(actor),
    filter.jurisdiction ?? null,
    filter.agency ?? null,
    filter.years ?? null,
    filter.scope ?? null,
    filter.withErrors ?? null,
  ];
  const [{ total }] = await database.query(`select count(*)::int as total ${SHOWN} ${where}`, parameters);
  const [beyond, direction] = order.descending ? ['<', 'desc'] : ['>', 'asc'];
  const rows = await database.query(
    `select ${REPORT}, ${key} as "sortValue" ${SHOWN} ${where}
       and ($8::${type} is null or ${key} ${beyond} $8::${type} or (${key} = $8::${type} and r.id > $9::int))
     order by ${key} ${direction}, r.id limit $10`,
    [...parameters, value, last, page.first + 1],
  );
  const sortValues = new Map(
    rows.map((row: { key: number; sortValue: unknown }) => [row.key, row.sortValue]),
  );
  return pageOf(rows.map(asReport), page.first, page.after, total, (row: Report) => [
    sortValues.get(row.key),
    row.key,
  ]);
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
            where v.report_id = any($3) and not ${IS_WITHHELD} and (v.published_at is not null or ${mayReadWork('v.agency_id')})
            order by v.number desc`,
          [...workOf(context.actor), keys],
        )
      ).map((row: ReportRevision & StoredFigures) => asRevision(row, 'ReportRevision')),
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
        [...workOf(context.actor), keys],
      ),
    (row) => row.revisionKey,
  );

/** The indicator catalogue, once per request. */
export function loadIndicators(context: Pick<Context, 'database' | 'memo'>): Promise<Indicator[]> {
  return once(context as Context, 'indicators', () => listIndicators(context.database));
}

/** The indicator catalogue by code. */
export function listIndicators(database: Queryable): Promise<Indicator[]> {
  return database.query(
    `select id as key, code, name, name_en as "nameEn", unit, aggregation, description, retired from indicator order by code`,
  );
}

const indicatorValueLoader = (context: Context) =>
  listLoaderOf<number, IndicatorValue & { revisionKey: number }>(
    context,
    'indicatorValues',
    async (keys) => {
      const catalogue = new Map((await loadIndicators(context)).map((row) => [row.key, row]));
      const rows: {
        revisionKey: number;
        indicatorKey: number;
        value: string;
        qualifier: Qualifier;
        sentence: string | null;
        agencyCode: string;
        year: number;
      }[] = await context.database.query(
        `select i.revision_id as "revisionKey", i.indicator_id as "indicatorKey", trim_scale(i.value)::text as value, i.qualifier,
                case when not ${IS_WITHHELD} then i.sentence end as sentence, a.code as "agencyCode", v.year
             from report_indicator i join report_revision v on v.id = i.revision_id join agency a on a.id = v.agency_id
            where i.revision_id = any($3) order by i.indicator_id`,
        [...workOf(context.actor), keys],
      );
      return rows.map((row) => ({
        revisionKey: row.revisionKey,
        indicator: catalogue.get(row.indicatorKey) as Indicator,
        value: row.value,
        qualifier: row.qualifier,
        reports: 1,
        sentences: row.sentence ? [{ agencyCode: row.agencyCode, year: row.year, text: row.sentence }] : [],
      }));
    },
    (row) => row.revisionKey,
  );
