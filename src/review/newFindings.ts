import { type Queryable, queryRows } from '../shared/database';
import { OrderDirection } from '../shared/graphql/ordering';
import { type Seek, seekOf } from '../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { type Operation, scopeOf } from '../shared/request/permissions';
import type { NewFinding, ReportWithNewFindings } from './newFindingTypes';

/** A published report with what is found in it since its publication, as stored. */
export type StoredNewFindings = Omit<ReportWithNewFindings, 'report' | 'agency'>;

/**
 * Published reports that nobody corrects and that meet a condition, with what was not found in them when they were published and has no explanation. It is found
 * since the first of the checks that found the same, one after the other, up to the last (s).
 */
const newFindingsSql = (condition: string) => `
  select r.id as "reportKey", r.agency_id as "agencyKey", r.year, max(s.found_at) as since,
         json_agg(json_build_object('code', f.code, 'severity', f.severity, 'path', f.path, 'cells', f.cells, 'expected', f.expected, 'actual', f.actual,
           'messageZh', f.message_zh, 'messageEn', f.message_en, 'citation', f.citation, 'since', s.found_at, 'cause', s.cause) order by f.ordinal) as findings
    from report r
    join published_revision p on p.report_id = r.id
    join revision_finding f on f.revision_id = p.id and f.cause is not null and f.replaced_at is null and f.explanation is null and f.severity <> 'INFO'
   cross join lateral agency_now(r.agency_id) m
    join jurisdiction j on j.id = m.jurisdiction_id
   cross join lateral (
     select b.found_at, b.cause, b.renewal from revision_finding b
      where b.revision_id = f.revision_id and b.fingerprint = f.fingerprint
        and not exists (select 1 from revision_finding e
                         where e.revision_id = b.revision_id and e.fingerprint = b.fingerprint and e.replaced_at = b.found_at)
      order by b.renewal desc limit 1) s
   where r.state = 'PUBLISHED' and s.cause is not null and s.found_at > p.published_at and ${condition}
   group by r.id`;

/** Who acts on the reports of an agency. */
const STEPS: readonly Operation[] = ['SUBMIT', 'REVIEW_SECTION', 'REVIEW_OFFICE', 'REVIEW_LEADER', 'ACCEPT'];

/** The reports at agencies ($1) or in subtrees ($2). */
const IN_SCOPE = newFindingsSql(
  '(r.agency_id = any($1::int[]) or exists (select 1 from unnest($2::text[]) o(path) where j.path ^@ o.path))',
);

const COUNT_NEW = `select count(*)::int as total from (${IN_SCOPE}) n`;

/** The SQL of the reports beyond a time ($3) and key ($4), at most $5. */
const pageOfNewSql = ({ beyond, order }: Seek) => `
  select * from (${IN_SCOPE}) n
   where $3::timestamptz is null or (date_trunc('milliseconds', n.since), n."reportKey") ${beyond} ($3, $4::int)
   order by date_trunc('milliseconds', n.since) ${order}, n."reportKey" ${order} limit $5`;

/** Reads the instants of findings, which JSON holds as text. */
const readInstants = (row: StoredNewFindings): StoredNewFindings => ({
  ...row,
  findings: row.findings.map((finding): NewFinding => ({ ...finding, since: new Date(finding.since) })),
});

/** Returns a page of the published reports with new findings at which an actor has a step of the review, newest first. Two statements. */
export async function listNewFindings(context: Context, page: Page): Promise<Connection<StoredNewFindings>> {
  const position = decodeCursor(page, 'instant', 'integer') ?? [null, null];
  const { agencyKeys, paths } = scopeOf(context.actor, STEPS);
  const scope = [agencyKeys, paths];
  const [{ total }] = await queryRows<{ total: number }>(context.database, COUNT_NEW, scope);
  const rows = await queryRows<StoredNewFindings>(
    context.database,
    pageOfNewSql(seekOf(page, OrderDirection.DESC)),
    [...scope, ...position, page.size + 1],
  );
  return pageOf(rows.map(readInstants), page, total, ({ since, reportKey }) => [since, reportKey]);
}

/** The new findings of the report of a revision ($1) that a renewal of what is found in it ($2) was the first to find. */
const NEW_IN_RENEWAL = newFindingsSql('p.id = $1 and s.renewal = $2');

/** Returns what a renewal of the findings of a published revision was the first to find; undefined where there is nothing new. */
export const findNewFindings = async (
  database: Queryable,
  revisionKey: number,
  renewal: number,
): Promise<StoredNewFindings | undefined> =>
  (await queryRows<StoredNewFindings>(database, NEW_IN_RENEWAL, [revisionKey, renewal])).map(readInstants)[0];
