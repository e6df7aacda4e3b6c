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

/** The late ones of the expected reports: a correction does not make a report late, its first publication does. */
const LATE = `from members m join agency a on a.id = m.agency_id
  cross join lateral (select min(u.published_at) as published_at from report_revision u
                       where u.agency_id = m.agency_id and u.year = m.year and u.scope = 'OWN') first
  cross join lateral agency_deadline(m.agency_id, m.year) d
 where m.revision_id is not null and (first.published_at at time zone 'Asia/Shanghai')::date > d.due_on`;

const countLateSql = (selection: Selection) =>
  `with ${expectedReportsCte(selection)} select count(*)::int as total ${LATE}`;

/** The SQL of a page: it begins beyond the year ($8) and agency ($9), $10 is the limit. */
const listLateSql = (selection: Selection, { beyond, order }: Seek) =>
  `with ${expectedReportsCte(selection)}
   select a.id as "agencyKey", a.code as "agencyCode", m.year, d.due_on::text as "dueOn", first.published_at as "publishedAt" ${LATE}
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
