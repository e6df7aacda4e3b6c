import { estimateShare, findJurisdictionRef, subtreeOf } from '../../agency/jurisdictions';
import { isHome } from '../../agency/treeSql';
import { unknownJurisdiction } from '../../agency/unknownCodes';
import type { Database } from '../../shared/database';
import type { FindingSeverity } from '../../shared/graphql/finding';
import type { OrderDirection } from '../../shared/graphql/ordering';
import type { ReportScope, ReportState } from './reportEnums';
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

/** What reports are sorted by. */
export const ORDERS = {
  YEAR: { key: 'r.year', type: 'int', isIndexed: true },
  AGENCY_CODE: { key: 'a.code', type: 'text', isIndexed: true },
  ERROR_COUNT: { key: 'v.error_count', type: 'int', isIndexed: false },
} as const;

/** A jurisdiction with this share of all agencies is searched by going through all reports in order, a narrower one by its agencies. */
const WIDE_SHARE = 0.1;

/** From this share on, what is of other places is so little that it is passed over one by one. */
const NEARLY_ALL = 0.9;

/**
 * How reports are found: the agencies of a jurisdiction in the order of their codes with the reports of each, so that a page reads no more than its
 * own; or the reports of its agencies, which are sorted then; or all reports in order, without those of agencies that are not in a set
 * of its own; or simply all in order.
 */
type Walk = 'AGENCIES_IN_ORDER' | 'REPORTS_OF_AGENCIES' | 'ALL_OF_AGENCIES' | 'ALL';

/** A jurisdiction whose reports are listed. */
interface ListedJurisdiction {
  readonly path: string;
  readonly walk: Walk;
}

function walkOf(field: keyof typeof ORDERS, share: number): Walk {
  if (share >= NEARLY_ALL) return 'ALL';
  if (field === 'AGENCY_CODE') return 'AGENCIES_IN_ORDER';
  return share <= WIDE_SHARE ? 'REPORTS_OF_AGENCIES' : 'ALL_OF_AGENCIES';
}

/** Finds the jurisdiction of a filter and how its reports are listed; null without one. Refuses a code that there is not. */
export async function findListed(
  database: Database,
  code: string | null,
  field: keyof typeof ORDERS,
): Promise<ListedJurisdiction | null> {
  if (code === null) return null;
  const found = await findJurisdictionRef(database, code);
  if (!found) throw await unknownJurisdiction(database, 'filter.jurisdiction', code);
  const share = ORDERS[field].isIndexed ? await estimateShare(database, found.path) : 0;
  return { path: found.path, walk: walkOf(field, share) };
}

/** Adds a parameter to a statement. Returns its name there. */
export type AddParameter = (value: unknown) => string;

/**
 * SQL: the reports (r) of a filter with their agencies (a) and shown revisions (v), agencies in the order of their codes where they are gone through.
 * It holds only the conditions of the filter, and is written so that the one plan PostgreSQL keeps for it goes from report to report by the indexes:
 * what has an "offset" is looked up row by row and not joined in another order.
 */
export function filteredSql(
  filter: ReportFilter,
  jurisdiction: ListedJurisdiction | null,
  order: OrderDirection,
  canRead: CanReadDrafts,
  add: AddParameter,
): string {
  const withErrors = add(filter.withErrors ?? null);
  const conditions = [`r.scope = any(${add(filter.scopes)}::text[])`];
  if (filter.years) conditions.push(`r.year = any(${add(filter.years)}::int[])`);
  const subtree = jurisdiction && subtreeSql(jurisdiction, add);
  if (subtree) conditions.push(subtree.inYear);
  if (filter.states)
    conditions.push(
      `case when ${canRead('r.agency_id')} then r.state else 'PUBLISHED' end = any(${add(filter.states)}::text[])`,
    );
  if (typeof filter.deadlinePassed === 'boolean')
    conditions.push(
      `(select d.has_passed from agency_deadline(r.agency_id, r.year) d) = ${add(filter.deadlinePassed)}::boolean`,
    );
  const agency = typeof filter.agency === 'string' ? `a.code = ${add(filter.agency)}` : 'true';
  const amongAgencies = (key: string) => `${key} = any(array(${subtree?.agencies}))`;
  const isReal = filter.realOnly ? ' and not a.demonstration' : '';
  const reports = `select * from report r where ${conditions.join(' and ')}`;
  const agencyOfReport = `select a.code from agency a where a.id = r.agency_id${isReal}`;
  const walks: Readonly<Record<Walk, string>> = {
    AGENCIES_IN_ORDER: `(select a.id, a.code from agency a where ${amongAgencies('a.id')}${isReal} order by a.code ${order} offset 0) a
      cross join lateral (${reports} and r.agency_id = a.id offset 0) r`,
    REPORTS_OF_AGENCIES: `(${reports} and ${amongAgencies('r.agency_id')} offset 0) r cross join lateral (${agencyOfReport} offset 0) a`,
    // `is true`: the agencies are looked up in a set that is made once.
    ALL_OF_AGENCIES: `(${reports} and (r.agency_id in (${subtree?.agencies})) is true) r cross join lateral (${agencyOfReport}) a`,
    ALL: `(${reports}) r cross join lateral (${agencyOfReport}) a`,
  };
  return `from ${walks[jurisdiction?.walk ?? 'ALL']}
      cross join lateral (select v.id, v.error_count from report_revision v where v.report_id = r.id and ${isShown(canRead)}
        and (${withErrors}::boolean is null or (v.error_count > 0) = ${withErrors})${revisionConditions(filter, add)} offset 0) v
     where ${agency}`;
}

/** SQL of a subtree: the keys of the agencies that were ever in it, and whether that of a report (r) was in its year. */
function subtreeSql({ path }: ListedJurisdiction, add: AddParameter) {
  const [from, to] = subtreeOf(path).map(add);
  const isInside = `j.path >= ${from} and j.path < ${to}`;
  return {
    agencies: `select m.agency_id from agency_version m join jurisdiction j on j.id = m.jurisdiction_id where ${isInside}`,
    inYear: `exists (select 1 from agency_version m where m.agency_id = r.agency_id and ${isHome('m', 'r')}
                and (select ${isInside} from jurisdiction j where j.id = m.jurisdiction_id) offset 0)`,
  };
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
      `exists (select 1 from revision_finding f where ${['f.revision_id = v.id', 'f.replaced_at is null', ...own].join(' and ')})`,
    );
  }
  if (changedSince) {
    const since = `${add(changedSince)}::timestamptz`;
    conditions.push(`(v.created_at >= ${since} or v.published_at >= ${since})`);
  }
  return conditions.map((condition) => ` and ${condition}`).join('');
}
