import type { EntityManager } from 'typeorm';
import {
  agencyJson,
  asAgency,
  columnsFor,
  estimateShare,
  findJurisdictionRef,
  subtreeOf,
} from '../../agency/agencyQueries';
import type { Agency } from '../../agency/agencyTypes';
import {
  canReadAnyDraft,
  canReadDraftsSql,
  draftAccessParams,
  publicCanReadDraftsSql,
} from '../../agency/draftAccess';
import { isHome, treeSql } from '../../agency/treeSql';
import { checkAgency, unknownJurisdiction } from '../../agency/unknownCodes';
import { type Figures, formatAmount, parseAmount } from '../../form/figures';
import type { FindingType } from '../../shared/graphql/finding';
import { unknownCodes } from '../../shared/graphql/nearest';
import { type Connection, decodeCursor, LARGEST_PAGE, pageOf } from '../../shared/graphql/paging';
import { type Context, listLoaderOf, loaderOf, memoize } from '../../shared/request/context';
import { type Actor, ANONYMOUS } from '../../shared/request/permissions';
import type { Indicator, IndicatorValue } from './indicatorTypes';
import type { Qualifier, ReportScope } from './reportEnums';
import { Report } from './reportTypes';
import { ReportRevision } from './revisionTypes';

type Queryable = Pick<EntityManager, 'query'>;

/** The stored columns of a revision, under the names of ReportRevision. Arrays come as JSON, which is read ten times as fast. */
const REVISION = `v.id as "revisionKey", v.number as revision, v.origin, v.proactive_edition as "proactiveEdition",
  v.requests_edition as "requestsEdition", v.disputes_edition as "disputesEdition", array_to_json(v.counts) as counts, v.fees_amount, v.procurement_amount,
  v.marks as "marksByCode", v.overview as "overviewText", v.problems as "problemsText", v.other_matters as "otherMattersText",
  v.source, v.error_count as "errorCount", v.warning_count as "warningCount", v.created_at as "createdAt",
  v.correction_reason as "correctionReason", v.published_at as "publishedAt", v.superseded_at as "supersededAt", array_to_json(v.saved_sections) as "savedSections"`;

/** SQL: whether the caller may read the unpublished work of the agency with this key. */
type MayReadWork = (agencyKey: string) => string;

const isWithheld = (
  mayRead: MayReadWork,
) => `(exists (select 1 from withdrawal z where z.report_id = v.report_id and z.revision >= v.number)
  and not ${mayRead('v.agency_id')})`;

/**
 * Whether the words of a revision (v) are kept from the caller: it, or a later state of the report, was withdrawn from
 * publication, and the caller does not work on it. Its figures stay: they were published.
 */
export const IS_WITHHELD = isWithheld(canReadDraftsSql);

/** The columns of a report. Who may not read its work sees that it is published and which revision, no more. */
const reportColumns = (
  mayRead: MayReadWork,
  code = 'a.code',
) => `r.id as key, r.agency_id as "agencyKey", ${code} as "agencyCode", r.year, r.scope,
  case when ${mayRead('r.agency_id')} then r.state else 'PUBLISHED' end as state,
  case when ${mayRead('r.agency_id')} then r.latest_revision else v.number end as "latestRevision", ${REVISION}, ${isWithheld(mayRead)} as withheld`;
const REPORT = reportColumns(canReadDraftsSql);

/** Which revision of a report is shown: the published one; without one the latest, to those who may read the agency's work. */
const isShown = (mayRead: MayReadWork) => `((v.published_at is not null and v.superseded_at is null)
    or (r.state <> 'PUBLISHED' and v.number = r.latest_revision and ${mayRead('r.agency_id')} and not exists (
         select 1 from report_revision p where p.report_id = r.id and p.published_at is not null and p.superseded_at is null)))`;
const SHOWN = `from report r join agency a on a.id = r.agency_id
  join report_revision v on v.report_id = r.id and ${isShown(canReadDraftsSql)}`;

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

/** What a row is without its words. */
const withoutWords = ({ marksByCode }: ReportRevision): Partial<ReportRevision> => ({
  overviewText: null,
  problemsText: null,
  otherMattersText: null,
  source: null,
  correctionReason: null,
  marksByCode: Object.fromEntries(
    Object.entries(marksByCode).map(([code, mark]) => [code, { ...mark, note: null }]),
  ),
});

type Stored<T> = Omit<T, 'figures'> & StoredFigures & { withheld?: boolean };

/** Fills a revision that was just made with what is stored. */
function fill<T extends ReportRevision, S extends Stored<object>>(made: T, row: S): T & S {
  const filled = Object.assign(made, row);
  if (row.withheld) Object.assign(filled, withoutWords(filled));
  filled.figures = figuresOf(row);
  filled.loadIndicators = (context) => indicatorValueLoader(context).load(filled.revisionKey);
  return filled;
}

const asRevision = <S extends Stored<object>>(row: S) => fill(new ReportRevision(), row);

function asReport<S extends Stored<object>>(row: S): Report & S {
  return fill(new Report(), row);
}

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
    `select v.report_id as "reportKey", ${REVISION} from report_revision v join report r on r.id = v.report_id
      where r.id = any($1) and ${which === 'LATEST' ? 'v.number = r.latest_revision' : 'v.published_at is not null and v.superseded_at is null'}`,
    [reportKeys],
  );
  return rows.map(asRevision);
}

/** Which reports to list. */
export interface ReportFilter {
  readonly jurisdiction?: string | null;
  readonly agency?: string | null;
  readonly years?: number[] | null;
  readonly scopes: readonly ReportScope[];
  readonly withErrors?: boolean | null;
}

const ORDERS = {
  YEAR: { key: 'r.year', type: 'int', isIndexed: true },
  AGENCY_CODE: { key: 'a.code', type: 'text', isIndexed: true },
  ERROR_COUNT: { key: 'v.error_count', type: 'int', isIndexed: false },
} as const;

/** From which part of all agencies on a page is found sooner by going through all reports in order than through its place. */
const WIDE = 0.1;

/** A place to list the reports of; a narrow one is gone through by its agencies. */
interface ListedPlace {
  readonly path: string;
  readonly isNarrow: boolean;
}

async function findListed(
  database: Queryable,
  code: string,
  mayBeWide: boolean,
): Promise<ListedPlace | null> {
  const place = await findJurisdictionRef(database, code);
  if (!place) return null;
  const { path } = place;
  return { path, isNarrow: !mayBeWide || (await estimateShare(database, path)) <= WIDE };
}

/**
 * The reports (r) of a filter with their agencies (a) and shown revisions (v). It holds only the conditions that are
 * asked for, and stands so that the one plan PostgreSQL keeps for it goes from report to report by the indexes: what has
 * an "offset" is asked of one row at a time and not joined in another order.
 */
function listed(
  filter: ReportFilter,
  place: ListedPlace | null,
  mayRead: MayReadWork,
  add: (value: unknown) => string,
): string {
  const withErrors = add(filter.withErrors ?? null);
  const conditions = [`r.scope = any(${add(filter.scopes)}::text[])`];
  if (filter.years) conditions.push(`r.year = any(${add(filter.years)}::int[])`);
  if (place) {
    const [from, to] = subtreeOf(place.path).map(add);
    const inPlace = `j.path >= ${from} and j.path < ${to}`;
    conditions.push(
      `exists (select 1 from agency_version m where m.agency_id = r.agency_id and ${isHome('m', 'r')}
                and (select ${inPlace} from jurisdiction j where j.id = m.jurisdiction_id) offset 0)`,
    );
    if (place.isNarrow)
      conditions.push(
        `r.agency_id = any(array(select m.agency_id from agency_version m join jurisdiction j on j.id = m.jurisdiction_id where ${inPlace}))`,
      );
  }
  const fence = place?.isNarrow ? 'offset 0' : '';
  const agency = typeof filter.agency === 'string' ? `a.code = ${add(filter.agency)}` : 'true';
  return `from (select * from report r where ${conditions.join(' and ')} ${fence}) r
      cross join lateral (select a.code from agency a where a.id = r.agency_id ${fence}) a
      cross join lateral (select v.id, v.error_count from report_revision v where v.report_id = r.id and ${isShown(mayRead)}
        and (${withErrors}::boolean is null or (v.error_count > 0) = ${withErrors}) offset 0) v
     where ${agency}`;
}

/**
 * A page of reports; the number of all, and these fields of the agencies of the page, if they are needed. At most two statements, and
 * two more the first time a place is asked for. Cursors hold the sort value and the key, so they stay true under inserts.
 */
export async function listReports(
  database: Queryable,
  filter: ReportFilter,
  order: { field: keyof typeof ORDERS; descending: boolean },
  page: { first: number; after?: string | null },
  actor: Actor,
  needs: { total: boolean; agencyFields: ReadonlySet<string> },
): Promise<Connection<Report>> {
  const { key, type, isIndexed } = ORDERS[order.field];
  const [value, last] = decodeCursor(page.after, type === 'int' ? 'integer' : 'text', 'integer') ?? [
    null,
    null,
  ];
  const code = filter.jurisdiction ?? null;
  const place = code === null ? null : await findListed(database, code, isIndexed);
  if (code !== null && !place) throw await unknownJurisdiction(database, 'filter.jurisdiction', code);
  const mayRead = canReadAnyDraft(actor) ? canReadDraftsSql : publicCanReadDraftsSql;
  const parameters: unknown[] = canReadAnyDraft(actor) ? draftAccessParams(actor) : [];
  const add = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const reports = listed(filter, place, mayRead, add);
  const [{ total }] = needs.total
    ? await database.query(`select count(*)::int as total ${reports}`, [...parameters])
    : [{ total: null }];
  const [beyond, direction] = order.descending ? ['<', 'desc'] : ['>', 'asc'];
  const than = value === null ? null : `${add(value)}::${type}`;
  const following = than
    ? `and ${key} ${beyond}= ${than} and (${key} ${beyond} ${than} or r.id > ${add(last)}::int)`
    : '';
  const agency =
    needs.agencyFields.size > 0
      ? agencyJson('r.agency_id', columnsFor(needs.agencyFields), treeSql(null))
      : 'null::json';
  // The page is found first: what is sorted should not carry the words of every report. Two limits, since PostgreSQL
  // keeps one plan only when it can tell from the text that the page is small.
  const rows: (StoredFigures & { sortValue: unknown; ownAgency: Agency | null })[] = await database.query(
    `select ${reportColumns(mayRead, 'r.code')}, r."sortValue", ${agency} as "ownAgency"
       from (select * from (
               select r.id, r.agency_id, a.code, r.year, r.scope, r.state, r.latest_revision, v.id as revision, ${key} as "sortValue"
               ${reports} ${following} order by ${key} ${direction}, r.id limit ${LARGEST_PAGE + 1}) p
              order by "sortValue" ${direction}, id limit ${add(page.first + 1)}) r
       join report_revision v on v.id = r.revision order by r."sortValue" ${direction}, r.id`,
    parameters,
  );
  for (const row of rows) row.ownAgency = row.ownAgency && asAgency(row.ownAgency);
  const found = rows.map(asReport);
  if (found.length === 0 && filter.agency) await checkAgency(database, 'filter.agency', filter.agency);
  return pageOf(found, page.first, page.after, total, (report) => [report.sortValue, report.key]);
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

/** The columns of an indicator. */
export const INDICATOR = `i.id as key, i.code, i.name, i.name_en as "nameEn", i.unit, i.aggregation, i.description, i.retired`;

/** The indicator catalogue, once per request. */
export function loadIndicators(context: Pick<Context, 'database' | 'memo'>): Promise<Indicator[]> {
  return memoize(context as Context, 'indicators', () => listIndicators(context.database));
}

/** Refuses codes of indicators that are neither among the values found nor in the catalogue, all at once, with those nearest to them. */
export async function checkIndicators(
  context: Context,
  codes: readonly string[],
  values: readonly IndicatorValue[],
): Promise<void> {
  const without = codes.filter((code) => !values.some(({ indicator }) => indicator.code === code));
  if (without.length === 0) return;
  const catalogue = (await loadIndicators(context)).map(({ code }) => code);
  const unknown = without.filter((code) => !catalogue.includes(code));
  if (unknown.length > 0) throw unknownCodes('codes', { zh: '指标', en: 'indicator' }, unknown, catalogue);
}

/** The indicator catalogue by code. */
export function listIndicators(database: Queryable): Promise<Indicator[]> {
  return database.query(`select ${INDICATOR} from indicator i order by i.code`);
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
        [...draftAccessParams(context.actor), keys],
      );
      return rows.map((row) => ({
        revisionKey: row.revisionKey,
        indicator: catalogue.get(row.indicatorKey) as Indicator,
        value: row.value,
        qualifier: row.qualifier,
        year: row.year,
        reason: null,
        reports: 1,
        sentences: row.sentence ? [{ agencyCode: row.agencyCode, year: row.year, text: row.sentence }] : [],
      }));
    },
    (row) => row.revisionKey,
  );
