import { firstPublishedSql } from '../../report/model/revisionQueries';
import { queryRows } from '../../shared/database';
import { type Seek, seekOf } from '../../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../../shared/graphql/paging';
import type { Context } from '../../shared/request/context';
import { expectedReportsCte, parametersOf, type Selection } from '../request/selection';

/** A report that was published after its deadline. */
export interface LateRow {
  readonly agencyKey: number;
  readonly agencyCode: string;
  readonly year: number;
  readonly dueOn: string;
  readonly publishedAt: Date;
  readonly asOf: Date | null;
}

/**
 * Returns the SQL of those that may be late: their published revision is beyond the earliest deadline of the year. It leaves few to look closely at,
 * since a deadline is found one by one.
 */
const candidateCte = (selection: Selection) => `${expectedReportsCte(selection)},
  earliest as (
    select y.year, least(make_date(y.year + 1, 1, 31), (select min(d.due_on) from deadline_rule d where d.year = y.year)) as day
      from unnest($1::int[]) as y(year)),
  candidate as materialized (
    select m.year, m.agency_id, v.report_id from members m join earliest e on e.year = m.year join report_revision v on v.id = m.revision_id
     where (v.published_at at time zone 'Asia/Shanghai')::date > e.day)`;

/** The late ones of the candidates: a correction does not make a report late, its first publication does. */
const LATE = `from candidate m join agency a on a.id = m.agency_id
  cross join lateral (${firstPublishedSql('m.report_id')}) first
  cross join lateral agency_deadline(m.agency_id, m.year) d
 where (first."publishedAt" at time zone 'Asia/Shanghai')::date > d.due_on`;

const countLateSql = (selection: Selection) =>
  `with ${candidateCte(selection)} select count(*)::int as total ${LATE}`;

/** The SQL of a page: it begins beyond the year ($8) and agency ($9), $10 is the limit. */
const listLateSql = (selection: Selection, { beyond, order }: Seek) =>
  `with ${candidateCte(selection)}
   select a.id as "agencyKey", a.code as "agencyCode", m.year, d.due_on::text as "dueOn", first."publishedAt" ${LATE}
      and ($8::int is null or (m.year, a.code) ${beyond} ($8, $9::text)) order by m.year ${order}, a.code ${order} limit $10`;

/** Returns the published reports of a selection that came after their deadlines, by year and agency code. Two statements. */
export async function listLate(
  context: Context,
  selection: Selection,
  page: Page,
): Promise<Connection<LateRow>> {
  const position = decodeCursor(page, 'integer', 'text') ?? [null, null];
  const parameters = parametersOf(selection);
  const [{ total }] = await queryRows<{ total: number }>(
    context.database,
    countLateSql(selection),
    parameters,
  );
  const rows = await queryRows<Omit<LateRow, 'asOf'>>(
    context.database,
    listLateSql(selection, seekOf(page)),
    [...parameters, ...position, page.size + 1],
  );
  const late = rows.map((row) => ({ ...row, asOf: selection.asOf }));
  return pageOf(late, page, total, ({ year, agencyCode }) => [year, agencyCode]);
}
