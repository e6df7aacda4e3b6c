import { deadlineSql } from '../../report/model/timeliness';
import { queryRows } from '../../shared/database';
import { type Seek, seekOf } from '../../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../../shared/graphql/paging';
import { type Context, memoize } from '../../shared/request/context';
import { expectedReportsCte, parametersOf, type Selection } from '../request/selection';

/** An expected report that is missing. */
export interface MissingRow {
  readonly agencyKey: number;
  readonly agencyCode: string;
  readonly year: number;
  readonly dueOn: string;
  readonly withdrawnAt: Date | null;
  readonly asOf: Date | null;
}

/** Returns the SQL of when the report of a row of expected ones was withdrawn last, by now or the instant of a selection ($7); null where it never was. */
export const withdrawnAtSql = (
  row: string,
) => `(select max(w.withdrawn_at) from withdrawal w join report r on r.id = w.report_id
     where w.agency_id = ${row}.agency_id and r.year = ${row}.year and r.scope = 'OWN' and w.withdrawn_at <= coalesce($7::timestamptz, now()))`;

/** Returns the SQL of the deadline of a row of expected reports, as it is now or was set at the instant of a selection ($7). */
export const deadlineOf =
  ({ asOf }: Selection) =>
  (row: string) =>
    deadlineSql(`${row}.agency_id`, `${row}.year`, asOf && '$7');

const MISSING = 'from members m join agency a on a.id = m.agency_id where m.revision_id is null';

const countMissingSql = (selection: Selection) =>
  `with ${expectedReportsCte(selection)} select count(*)::int as total ${MISSING}`;

/** The SQL of a page: it begins beyond the year ($8) and agency ($9), $10 is the limit. */
const listMissingSql = (selection: Selection, { beyond, order }: Seek) =>
  `with ${expectedReportsCte(selection)},
   page as (select m.agency_id, a.code, m.year ${MISSING}
     and ($8::int is null or (m.year, a.code) ${beyond} ($8, $9::text)) order by m.year ${order}, a.code ${order} limit $10)
   select p.agency_id as "agencyKey", p.code as "agencyCode", p.year, d.due_on::text as "dueOn", ${withdrawnAtSql('p')} as "withdrawnAt"
     from page p cross join lateral ${deadlineOf(selection)('p')} d order by p.year ${order}, p.code ${order}`;

/** Returns the expected reports that are missing, by year and agency code. Two statements. */
export async function listMissing(
  context: Context,
  selection: Selection,
  page: Page,
): Promise<Connection<MissingRow>> {
  const position = decodeCursor(page, 'integer', 'text') ?? [null, null];
  const parameters = parametersOf(selection);
  const [{ total }] = await queryRows<{ total: number }>(
    context.database,
    countMissingSql(selection),
    parameters,
  );
  const rows = await queryRows<Omit<MissingRow, 'asOf'>>(
    context.database,
    listMissingSql(selection, seekOf(page)),
    [...parameters, ...position, page.size + 1],
  );
  const missing = rows.map((row) => ({ ...row, asOf: selection.asOf }));
  return pageOf(missing, page, total, ({ year, agencyCode }) => [year, agencyCode]);
}

const countBlankSectionsSql = (selection: Selection) =>
  `with ${expectedReportsCte(selection)} select count(*)::int as count from members m
    where m.revision_id in (select f.revision_id from revision_finding f where f.code = 'form.allBlank' and f.replaced_at is null)`;

/** Counts the reports of a selection with a table in which nothing is reported. One statement in a request. */
export function countBlankSections(context: Context, selection: Selection): Promise<number> {
  return memoize(context, `blank sections ${JSON.stringify(selection)}`, async () => {
    const [{ count }] = await queryRows<{ count: number }>(
      context.database,
      countBlankSectionsSql(selection),
      parametersOf(selection),
    );
    return count;
  });
}

const lastPublicationSql = (selection: Selection) =>
  `with ${expectedReportsCte(selection)} select max(v.published_at) as last from members m join report_revision v on v.id = m.revision_id`;

/** Returns when the newest report of a selection was published; null when there is none. */
export async function lastPublication(context: Context, selection: Selection): Promise<Date | null> {
  const [{ last }] = await queryRows<{ last: Date | null }>(
    context.database,
    lastPublicationSql(selection),
    parametersOf(selection),
  );
  return last;
}
