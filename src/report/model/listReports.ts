import { agencyJson, asAgency, columnsFor } from '../../agency/agencyQueries';
import type { Agency } from '../../agency/agencyTypes';
import {
  canReadAnyDraft,
  canReadDraftsSql,
  draftAccessParams,
  publicCanReadDraftsSql,
} from '../../agency/draftAccess';
import { estimateShare, findJurisdictionRef, subtreeOf } from '../../agency/jurisdictions';
import { isHome, treeSql } from '../../agency/treeSql';
import { checkAgency, unknownJurisdiction } from '../../agency/unknownCodes';
import { type Database, queryRows } from '../../shared/database';
import type { FindingSeverity } from '../../shared/graphql/finding';
import type { OrderDirection } from '../../shared/graphql/ordering';
import { seekOf } from '../../shared/graphql/pageArguments';
import { type Connection, decodeCursor, LARGEST_PAGE, type Page, pageOf } from '../../shared/graphql/paging';
import type { Actor } from '../../shared/request/permissions';
import type { ReportScope, ReportState } from './reportEnums';
import type { Report } from './reportTypes';
import { asReport, type ReportRow, reportColumns } from './revisionRow';
import { type CanReadDrafts, isShown } from './visibility';

/** Which reports to list. */
export interface ReportFilter {
  readonly jurisdiction?: string | null;
  readonly agency?: string | null;
  readonly years?: number[] | null;
  readonly scopes: readonly ReportScope[];
  readonly withErrors?: boolean | null;
  /** As the viewer sees them. */
  readonly states?: readonly ReportState[] | null;
  readonly deadlinePassed?: boolean | null;
  readonly finding?: { readonly code?: string | null; readonly severity?: FindingSeverity | null } | null;
  /** Whose shown revision was stored or published then or later. */
  readonly changedSince?: Date | null;
  readonly realOnly: boolean;
}

const ORDERS = {
  YEAR: { key: 'r.year', type: 'int', isIndexed: true },
  AGENCY_CODE: { key: 'a.code', type: 'text', isIndexed: true },
  ERROR_COUNT: { key: 'v.error_count', type: 'int', isIndexed: false },
} as const;

/** What reports are sorted by, and in which direction. */
export interface ReportOrdering {
  readonly field: keyof typeof ORDERS;
  readonly direction: OrderDirection;
}

/** What is selected of a list beside the reports: the number of all, and fields of their agencies. */
export interface ListSelection {
  readonly total: boolean;
  readonly agencyFields: ReadonlySet<string>;
}

/** A jurisdiction with this share of all agencies is searched by going through all reports in order, a narrower one by its agencies. */
const WIDE_SHARE = 0.1;

/** A jurisdiction whose reports are listed. */
interface ListedJurisdiction {
  readonly path: string;
  readonly isNarrow: boolean;
  /** What is gone through in order, so that what is of other places has to be passed over: agencies or reports; null where nothing has to be. */
  readonly passesOver: 'AGENCIES' | 'REPORTS' | null;
}

async function findListed(
  database: Database,
  code: string | null,
  field: ReportOrdering['field'],
): Promise<ListedJurisdiction | null> {
  if (code === null) return null;
  const found = await findJurisdictionRef(database, code);
  if (!found) throw await unknownJurisdiction(database, 'filter.jurisdiction', code);
  const { path } = found;
  const share = ORDERS[field].isIndexed ? await estimateShare(database, path) : 0;
  const isNarrow = share <= WIDE_SHARE;
  const passed = field === 'AGENCY_CODE' ? 'AGENCIES' : 'REPORTS';
  return { path, isNarrow, passesOver: isNarrow || share === 1 ? null : passed };
}

/** Adds a parameter to a statement. Returns its name there. */
type AddParameter = (value: unknown) => string;

/**
 * SQL: the reports (r) of a filter with their agencies (a) and shown revisions (v). It holds only the conditions of the
 * filter, and is written so that the one plan PostgreSQL keeps for it goes from report to report by the indexes: what has
 * an "offset" is looked up row by row and not joined in another order.
 */
function filteredSql(
  filter: ReportFilter,
  jurisdiction: ListedJurisdiction | null,
  canRead: CanReadDrafts,
  add: AddParameter,
): string {
  const withErrors = add(filter.withErrors ?? null);
  const conditions = [`r.scope = any(${add(filter.scopes)}::text[])`];
  if (filter.years) conditions.push(`r.year = any(${add(filter.years)}::int[])`);
  const subtree = jurisdiction && subtreeSql(jurisdiction, add);
  if (subtree) conditions.push(...subtree.conditions);
  if (filter.states)
    conditions.push(
      `case when ${canRead('r.agency_id')} then r.state else 'PUBLISHED' end = any(${add(filter.states)}::text[])`,
    );
  if (typeof filter.deadlinePassed === 'boolean')
    conditions.push(
      `(select d.has_passed from agency_deadline(r.agency_id, r.year) d) = ${add(filter.deadlinePassed)}::boolean`,
    );
  const fence = jurisdiction?.isNarrow ? 'offset 0' : '';
  const agency = typeof filter.agency === 'string' ? `a.code = ${add(filter.agency)}` : 'true';
  return `from (select * from report r where ${conditions.join(' and ')} ${fence}) r
      cross join lateral (select a.code from agency a where a.id = r.agency_id${filter.realOnly ? ' and not a.demonstration' : ''}${subtree?.agencyCondition ?? ''} ${fence}) a
      cross join lateral (select v.id, v.error_count from report_revision v where v.report_id = r.id and ${isShown(canRead)}
        and (${withErrors}::boolean is null or (v.error_count > 0) = ${withErrors})${revisionConditions(filter, add)} offset 0) v
     where ${agency}`;
}

/** SQL: the conditions of a filter on the shown revision (v), each after an "and". */
function revisionConditions({ finding, changedSince }: ReportFilter, add: AddParameter): string {
  const conditions: string[] = [];
  if (finding) {
    const { code, severity } = finding;
    const own = [
      ...(code ? [`f.code = ${add(code)}`] : []),
      ...(severity ? [`f.severity = ${add(severity)}`] : []),
    ];
    conditions.push(
      `exists (select 1 from revision_finding f where ${['f.revision_id = v.id', ...own].join(' and ')})`,
    );
  }
  if (changedSince) {
    const since = `${add(changedSince)}::timestamptz`;
    conditions.push(`(v.created_at >= ${since} or v.published_at >= ${since})`);
  }
  return conditions.map((condition) => ` and ${condition}`).join('');
}

/** SQL: the conditions of a subtree on the report (r), and on its agency (a) after an "and". `is true`: the agencies are looked up in a set that is made once. */
function subtreeSql({ path, isNarrow, passesOver }: ListedJurisdiction, add: AddParameter) {
  const [from, to] = subtreeOf(path).map(add);
  const isInside = `j.path >= ${from} and j.path < ${to}`;
  const inYear = `exists (select 1 from agency_version m where m.agency_id = r.agency_id and ${isHome('m', 'r')}
                and (select ${isInside} from jurisdiction j where j.id = m.jurisdiction_id) offset 0)`;
  const inAnyYear = `select m.agency_id from agency_version m join jurisdiction j on j.id = m.jurisdiction_id where ${isInside}`;
  const isInAnyYear = (agency: string) => `(${agency} in (${inAnyYear})) is true`;
  return {
    conditions: [
      ...(isNarrow ? [`r.agency_id = any(array(${inAnyYear}))`] : []),
      ...(passesOver === 'REPORTS' ? [isInAnyYear('r.agency_id')] : []),
      inYear,
    ],
    agencyCondition: passesOver === 'AGENCIES' ? ` and ${isInAnyYear('a.id')}` : '',
  };
}

/** Returns how a page is read by the sort value, and by the key among equal ones. */
const seeksOf = ({ direction }: ReportOrdering, page: Page) => ({
  byValue: seekOf(page, direction),
  byKey: seekOf(page),
});

/** SQL: the condition of the rows beyond a cursor; empty for the first page. */
function beyondSql(
  { field }: ReportOrdering,
  { byValue, byKey }: ReturnType<typeof seeksOf>,
  cursor: readonly unknown[] | null,
  add: AddParameter,
): string {
  if (!cursor) return '';
  const { key, type } = ORDERS[field];
  const [value, lastKey] = [`${add(cursor[0])}::${type}`, `${add(cursor[1])}::int`];
  return `and ${key} ${byValue.beyond}= ${value} and (${key} ${byValue.beyond} ${value} or r.id ${byKey.beyond} ${lastKey})`;
}

/** The row of a report in a list. */
type ListedRow = ReportRow & { readonly sortValue: unknown; ownAgency: Agency | null };

/**
 * Returns a page of reports. At most two statements, and two more the first time a jurisdiction is listed. Cursors hold the
 * sort value and the key, so they stay true under inserts.
 */
export async function listReports(
  database: Database,
  filter: ReportFilter,
  order: ReportOrdering,
  page: Page,
  actor: Actor,
  selection: ListSelection,
): Promise<Connection<Report>> {
  const { key, type } = ORDERS[order.field];
  const cursor = decodeCursor(page, type === 'int' ? 'integer' : 'text', 'integer');
  const jurisdiction = await findListed(database, filter.jurisdiction ?? null, order.field);
  const canRead = canReadAnyDraft(actor) ? canReadDraftsSql : publicCanReadDraftsSql;
  const parameters: unknown[] = canReadAnyDraft(actor) ? draftAccessParams(actor) : [];
  const add = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const filtered = filteredSql(filter, jurisdiction, canRead, add);
  const total = selection.total ? await countReports(database, filtered, parameters) : null;
  const seeks = seeksOf(order, page);
  const beyond = beyondSql(order, seeks, cursor, add);
  const sorted = (value: string, id: string) => `${value} ${seeks.byValue.order}, ${id} ${seeks.byKey.order}`;
  const agency =
    selection.agencyFields.size > 0
      ? agencyJson('r.agency_id', columnsFor(selection.agencyFields), treeSql(null))
      : 'null::json';
  // The page is found first: what is sorted should not carry the words of every report. Two limits, since PostgreSQL
  // keeps one plan only when it can tell from the text that the page is small.
  const pageOfReports = `
    select ${reportColumns(canRead, 'r.code')}, r."sortValue", ${agency} as "ownAgency"
      from (select * from (
              select r.id, r.agency_id, a.code, r.year, r.scope, r.state, r.latest_revision, v.id as revision, ${key} as "sortValue"
              ${filtered} ${beyond} order by ${sorted(key, 'r.id')} limit ${LARGEST_PAGE + 1}) p
             order by ${sorted('"sortValue"', 'id')} limit ${add(page.size + 1)}) r
      join report_revision v on v.id = r.revision order by ${sorted('r."sortValue"', 'r.id')}`;
  const rows = await queryRows<ListedRow>(database, pageOfReports, parameters);
  for (const row of rows) row.ownAgency = row.ownAgency && asAgency(row.ownAgency);
  const reports = rows.map((row) => asReport(row));
  if (reports.length === 0 && filter.agency) await checkAgency(database, 'filter.agency', filter.agency);
  return pageOf(reports, page, total, (report) => [report.sortValue, report.key]);
}

async function countReports(
  database: Database,
  filtered: string,
  parameters: readonly unknown[],
): Promise<number> {
  const countOfReports = `select count(*)::int as total ${filtered}`;
  const [{ total }] = await queryRows<{ total: number }>(database, countOfReports, parameters);
  return total;
}
