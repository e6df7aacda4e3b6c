import { subtreeOf } from '../agency/jurisdictions';
import { isInForce } from '../agency/treeSql';
import { IS_BEGUN_ANEW } from '../report/workflow/writeTransitions';
import { queryRows } from '../shared/database';
import { type Seek, seekOf } from '../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import type { BoardRow } from './boardTypes';

/** A row of the board as stored. */
export type StoredBoardRow = Omit<
  BoardRow,
  | 'agency'
  | 'returned'
  | 'withdrawnAt'
  | 'deadline'
  | 'daysLate'
  | 'timeliness'
  | 'recorded'
  | 'actions'
  | 'managed'
>;

/**
 * Returns the SQL of the agencies that meet a condition today and whose own report on a year ($1) is expected or there: those in force on
 * its last day, governments only where they have one.
 */
export const expectedSql = (condition: string) => `
  from (select $1::int as year) y cross join agency a cross join lateral agency_now(a.id) v
  join jurisdiction j on j.id = v.jurisdiction_id
  left join report r on r.agency_id = a.id and r.year = y.year and r.scope = 'OWN' and r.latest_revision > 0
 where ${condition}
   and (r.id is not null or exists (
     select 1 from agency_version m where m.agency_id = a.id and m.kind <> 'GOVERNMENT' and ${isInForce('m', 'y')}))`;

/** The condition of agencies in a range of paths ($2, $3). */
export const IN_PLACE = `j.path >= $2 and j.path < $3
   and a.id in (select h.agency_id from agency_version h join jurisdiction p on p.id = h.jurisdiction_id where p.path >= $2 and p.path < $3)`;
const EXPECTED = expectedSql(IN_PLACE);

const COUNT_EXPECTED = `select count(*)::int as total ${EXPECTED}`;

/** The SQL of the rows beyond an agency's code ($4), at most $5. What was done to a draft that was given up counts no longer. */
const pageOfBoardSql = ({ beyond, order }: Seek) => `
  with row as (
    select a.id as "agencyKey", a.code as "agencyCode", y.year, r.id as "reportKey", r.state, r.latest_revision as "latestRevision"
      ${EXPECTED} and ($4::text is null or a.code ${beyond} $4) order by a.code ${order} limit $5)
  select row.*, coalesce(moved.at, case when row.state = 'PUBLISHED' then v.published_at end, first.created_at, v.created_at) as since,
         p.report_id is not null as published, coalesce(moved.returns, 0)::int as returns,
         coalesce(v.error_count, 0)::int as "errorCount", coalesce(v.warning_count, 0)::int as "warningCount"
    from row
    left join published_revision p on p.report_id = row."reportKey"
    left join report_revision v on v.report_id = row."reportKey" and v.number = row."latestRevision"
    left join lateral (select coalesce(max(s.created_at), '-infinity') as at from report_step s
                        where s.report_id = row."reportKey" and ${IS_BEGUN_ANEW}) anew on true
    left join lateral (select min(u.created_at) filter (where u.created_at > anew.at) as created_at
                         from report_revision u where u.report_id = row."reportKey") first on true
    left join lateral (select max(s.created_at) filter (where s.from_state <> s.to_state) as at, count(*) filter (where s.action = 'RETURN') as returns
                         from report_step s where s.report_id = row."reportKey" and s.created_at > anew.at) moved on true
   order by row."agencyCode" ${order}`;

/**
 * Returns a page of the board of a year over the place with a path, by the codes of the agencies. One statement, and another where all are
 * counted.
 */
export async function listBoard(
  context: Context,
  year: number,
  path: string,
  page: Page,
  isCounted: boolean,
): Promise<Connection<StoredBoardRow>> {
  const [position] = decodeCursor(page, 'text') ?? [null];
  const parameters = [year, ...subtreeOf(path)];
  const [counted] = isCounted
    ? await queryRows<{ total: number }>(context.database, COUNT_EXPECTED, parameters)
    : [];
  const rows = await queryRows<StoredBoardRow>(context.database, pageOfBoardSql(seekOf(page)), [
    ...parameters,
    position,
    page.size + 1,
  ]);
  return pageOf(rows, page, counted?.total ?? null, ({ agencyCode }) => [agencyCode]);
}
