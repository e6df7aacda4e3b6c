import {
  dayOfSql,
  firstPublicationSql,
  ReportTimeliness,
  timelinessSql,
} from '../../report/model/timeliness';
import { queryRows } from '../../shared/database';
import { type Seek, seekOf } from '../../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../../shared/graphql/paging';
import { type Context, memoize } from '../../shared/request/context';
import type { CoveragePart } from '../request/coveragePart';
import { joinCodes, MEMBER_KEYS, type MemberDimension } from '../request/dimensions';
import { expectedReportsCte, parametersOf, type Selection } from '../request/selection';
import { deadlineOf, withdrawnAtSql } from './expectedReports';

/**
 * Returns the SQL of the expected reports with how each is in time, as a table `timed`. A deadline is found one by one, so that it is looked for only
 * between the first and the last day on which any report of the year may be due.
 */
const timedCte = (selection: Selection) => {
  const deadline = deadlineOf(selection);
  return `${expectedReportsCte(selection)},
  due as (
    select y.year, least(make_date(y.year + 1, 1, 31), (select min(d.due_on) from deadline_rule d where d.year = y.year)) as first,
           greatest(make_date(y.year + 1, 3, 31), (select max(d.due_on) from deadline_rule d where d.year = y.year),
                    (select max(x.due_on) from deadline_extension x where x.year = y.year)) as last
      from unnest($1::int[]) as y(year)),
  today as (select ${dayOfSql('coalesce($7::timestamptz, now())')} as day),
  timed as materialized (
    select m.year, m.agency_id, m.kind, m.level, m.path, m.place, m.revision_id, m.error_count, m.proactive_edition, m.requests_edition, m.report_id, w.withdrawn_at,
           case when w.withdrawn_at is not null then 'WITHDRAWN'
           when m.published_at is null then
             case when t.day <= due.first then 'AWAITED' when t.day > due.last then 'OVERDUE'
                  else (select case when t.day > d.due_on then 'OVERDUE' else 'AWAITED' end from ${deadline('m')} d) end
           when ${dayOfSql('m.published_at')} <= due.first then 'IN_TIME'
           else (select ${timelinessSql('first', 'd.due_on')}
                   from (${firstPublicationSql('m.report_id')}) first cross join ${deadline('m')} d) end as timeliness
      from members m join due on due.year = m.year cross join today t
      left join lateral (select ${withdrawnAtSql('m')} as withdrawn_at where m.published_at is null) w on true)`;
};

const countSql = (timeliness: ReportTimeliness, name: string) =>
  `count(*) filter (where timeliness = '${timeliness}')::int as "${name}"`;

const countedSql = (selection: Selection, dimensions: readonly MemberDimension[]) =>
  `with ${timedCte(selection)} select array[${dimensions.map((dimension) => MEMBER_KEYS[dimension]).join(', ')}]::text[] as codes,
     ${countSql(ReportTimeliness.IN_TIME, 'inTime')}, ${countSql(ReportTimeliness.LATE, 'late')}, ${countSql(ReportTimeliness.RECORDED, 'recorded')},
     ${countSql(ReportTimeliness.WITHDRAWN, 'withdrawn')}, ${countSql(ReportTimeliness.OVERDUE, 'overdue')}, ${countSql(ReportTimeliness.AWAITED, 'awaited')}
     from timed group by 1`;

/** What groups share of which some are counted: their reports, and what they are grouped by. */
export interface TimedGroups {
  readonly selection: Selection;
  readonly dimensions: readonly MemberDimension[];
}

/** How many expected reports are in time. */
export interface TimelinessCounts {
  readonly inTime: number;
  readonly late: number;
  readonly recorded: number;
  readonly withdrawn: number;
  readonly overdue: number;
  readonly awaited: number;
}
const NONE: TimelinessCounts = { inTime: 0, late: 0, recorded: 0, withdrawn: 0, overdue: 0, awaited: 0 };

/** Returns how many reports of a group came in time, late, by a recording or not at all, and how many were withdrawn. All groups of a page are counted by one statement. */
export async function countTimeliness(
  context: Context,
  { selection, dimensions }: TimedGroups,
  codes: readonly string[],
): Promise<TimelinessCounts> {
  const counts = await memoize(context, `timeliness ${dimensions} ${JSON.stringify(selection)}`, async () => {
    const rows = await queryRows<TimelinessCounts & { codes: string[] }>(
      context.database,
      countedSql(selection, dimensions),
      parametersOf(selection),
    );
    return new Map(rows.map(({ codes, ...counted }) => [joinCodes(codes), counted]));
  });
  return counts.get(joinCodes(codes)) ?? NONE;
}

/** The SQL of the condition of each part. */
const PARTS: Readonly<Record<CoveragePart, string>> = {
  EXPECTED: 'true',
  INCLUDED: 't.revision_id is not null',
  IN_TIME: "t.timeliness = 'IN_TIME'",
  LATE: "t.timeliness = 'LATE'",
  RECORDED: "t.timeliness = 'RECORDED'",
  WITHDRAWN: "t.timeliness = 'WITHDRAWN'",
  OVERDUE: "t.timeliness = 'OVERDUE'",
  AWAITED: "t.timeliness = 'AWAITED'",
  WITH_ERRORS: 't.error_count > 0',
  BLANK_SECTIONS: `t.revision_id in (select f.revision_id from revision_finding f where f.code = 'form.allBlank' and f.replaced_at is null)`,
  EDITION_2019: '(t.proactive_edition = 2019 or t.requests_edition = 2019)',
};

/** A report of a part of the coverage, or one that is not there. */
export interface CoveredRow {
  readonly agencyKey: number;
  readonly agencyCode: string;
  readonly year: number;
  readonly timeliness: ReportTimeliness;
  readonly dueOn: string;
  readonly ruleDueOn: string;
  readonly firstPublishedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly errorCount: number | null;
  readonly asOf: Date | null;
}

const countPartSql = (selection: Selection, part: CoveragePart) =>
  `with ${timedCte(selection)} select count(*)::int as total from timed t where ${PARTS[part]}`;

/** The SQL of a page: it begins beyond the year ($8) and agency ($9), $10 is the limit. */
const listPartSql = (selection: Selection, part: CoveragePart, { beyond, order }: Seek) =>
  `with ${timedCte(selection)},
   page as (select t.*, a.code from timed t join agency a on a.id = t.agency_id
     where ${PARTS[part]} and ($8::int is null or (t.year, a.code) ${beyond} ($8, $9::text)) order by t.year ${order}, a.code ${order} limit $10)
   select p.agency_id as "agencyKey", p.code as "agencyCode", p.year, p.timeliness, p.error_count as "errorCount",
          d.due_on::text as "dueOn", d.rule_due_on::text as "ruleDueOn", first."publishedAt" as "firstPublishedAt",
          p.withdrawn_at as "withdrawnAt"
     from page p cross join lateral ${deadlineOf(selection)('p')} d left join lateral (${firstPublicationSql('p.report_id')}) first on true
     order by p.year ${order}, p.code ${order}`;

/** Returns the reports of a part of the coverage, by year and agency code. Two statements. */
export async function listPart(
  context: Context,
  selection: Selection,
  part: CoveragePart,
  page: Page,
): Promise<Connection<CoveredRow>> {
  const position = decodeCursor(page, 'integer', 'text') ?? [null, null];
  const parameters = parametersOf(selection);
  const [{ total }] = await queryRows<{ total: number }>(
    context.database,
    countPartSql(selection, part),
    parameters,
  );
  const rows = await queryRows<Omit<CoveredRow, 'asOf'>>(
    context.database,
    listPartSql(selection, part, seekOf(page)),
    [...parameters, ...position, page.size + 1],
  );
  const covered = rows.map((row) => ({ ...row, asOf: selection.asOf }));
  return pageOf(covered, page, total, ({ year, agencyCode }) => [year, agencyCode]);
}
