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
import type { Database } from '../../shared/database';
import { type Connection, decodeCursor, LARGEST_PAGE, pageOf } from '../../shared/graphql/paging';
import type { Actor } from '../../shared/request/permissions';
import type { ReportScope } from './reportEnums';
import type { Report } from './reportTypes';
import { asReport, reportColumns, type StoredFigures } from './revisionRow';
import { isShown, type MayReadWork } from './visibility';

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

async function findListed(database: Database, code: string, mayBeWide: boolean): Promise<ListedPlace | null> {
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
  database: Database,
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
