import { agencyJson, asAgency, columnsFor } from '../../agency/agencyQueries';
import type { Agency } from '../../agency/agencyTypes';
import {
  canReadAnyDraft,
  canReadDraftsSql,
  draftAccessParams,
  publicCanReadDraftsSql,
} from '../../agency/draftAccess';
import { treeSql } from '../../agency/treeSql';
import { checkAgency } from '../../agency/unknownCodes';
import { type Database, queryRows } from '../../shared/database';
import type { OrderDirection } from '../../shared/graphql/ordering';
import { seekOf } from '../../shared/graphql/pageArguments';
import { type Connection, decodeCursor, LARGEST_PAGE, type Page, pageOf } from '../../shared/graphql/paging';
import type { Actor } from '../../shared/request/permissions';
import { type AddParameter, filteredSql, findListed, ORDERS, type ReportFilter } from './filteredReports';
import type { Report } from './reportTypes';
import { asReport, type ReportRow, reportColumns } from './revisionRow';

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
  const seeks = seeksOf(order, page);
  const jurisdiction = await findListed(database, filter.jurisdiction ?? null, order.field);
  const canRead = canReadAnyDraft(actor) ? canReadDraftsSql : publicCanReadDraftsSql;
  const parameters: unknown[] = canReadAnyDraft(actor) ? draftAccessParams(actor) : [];
  const add = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const filtered = filteredSql(filter, jurisdiction, seeks.byValue.order, canRead, add);
  const total = selection.total ? await countReports(database, filtered, parameters) : null;
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
