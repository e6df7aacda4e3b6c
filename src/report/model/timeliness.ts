import { registerEnumType } from 'type-graphql';
import { queryRows } from '../../shared/database';
import { type Context, loaderName, loaderOf } from '../../shared/request/context';

/** How an expected report is in time. */
export enum ReportTimeliness {
  IN_TIME = 'IN_TIME',
  LATE = 'LATE',
  RECORDED = 'RECORDED',
  WITHDRAWN = 'WITHDRAWN',
  OVERDUE = 'OVERDUE',
  AWAITED = 'AWAITED',
}
registerEnumType(ReportTimeliness, {
  name: 'ReportTimeliness',
  description:
    '报送时效：按首次公布之日与截止日（北京时间）；延期须在当时的截止日过去之前批准，此后批准的不使逾期变为按时。How an expected report is in time: by its first publication in the hub and its deadline, in Asia/Shanghai. An extension counts when it was granted before the deadline then valid had passed; a later one makes no late report timely. 条例第四十九条。',
  valuesConfig: {
    IN_TIME: { description: '按时公布。Published in time.' },
    LATE: {
      description:
        '逾期公布：在本平台报送，逾期后才首次公布。Filed through the hub and first published after its deadline.',
    },
    RECORDED: {
      description:
        '补录（原已在别处公布，时间不详）：截止日后才补录，是否按时无从得知。Recorded after its deadline: it was published elsewhere before, and the hub does not know when, so it is neither in time nor late.',
    },
    WITHDRAWN: {
      description:
        '已撤回：公布过，已撤回公布而未再公布；不论截止日是否已过，不算缺报，也不算未到期。Published before, withdrawn and not published again: neither missing nor awaited, whether or not its deadline is over.',
    },
    OVERDUE: {
      description: '缺报：从未公布，已过截止日。Missing: never published, and its deadline is over.',
    },
    AWAITED: {
      description: '未到期：从未公布，截止日未过。Never published, and not due yet: not missing.',
    },
  },
});

/** SQL: the day of an instant in Beijing. */
export const dayOfSql = (instant: string) => `(${instant} at time zone 'Asia/Shanghai')::date`;

/** Returns the SQL of when and how a report was first published; null where it never was. Later corrections do not make a report late. */
export const firstPublicationSql = (report: string) =>
  `select u.published_at as "publishedAt", u.origin from report_revision u where u.report_id = ${report} order by u.published_at, u.number limit 1`;

/** Returns the SQL of the deadline of an agency in a year, as a table of one row: as it is now, or as it was set at the instant of an SQL parameter. */
export const deadlineSql = (agency: string, year: string, at: string | null) =>
  at === null ? `agency_deadline(${agency}, ${year})` : `agency_deadline_at(${agency}, ${year}, ${at})`;

/**
 * Returns the SQL of how a report with a first publication is in time. What was recorded in time was published in time; what was recorded after
 * the day was published elsewhere before, nobody knows when.
 */
export const timelinessSql = (first: string, dueOn: string) =>
  `case when ${dayOfSql(`${first}."publishedAt"`)} <= ${dueOn} then '${ReportTimeliness.IN_TIME}'
        when ${first}.origin = 'RECORDED' then '${ReportTimeliness.RECORDED}' else '${ReportTimeliness.LATE}' end`;

/** Returns the SQL of by how many days a report with a first publication came late: 0 when in time, and when nobody knows when it was published. */
export const daysLateSql = (first: string, dueOn: string) =>
  `case ${timelinessSql(first, dueOn)} when '${ReportTimeliness.LATE}' then ${dayOfSql(`${first}."publishedAt"`)} - ${dueOn} else 0 end`;

/** The first publication of a report, and how it is in time. */
export interface FirstPublication {
  readonly reportKey: number;
  readonly publishedAt: Date;
  readonly timeliness: ReportTimeliness;
  readonly daysLate: number;
  /** Whether it was recorded: the report had been published elsewhere before. */
  readonly recorded: boolean;
}

/** The SQL of the first publications of reports ($1), by the deadlines of an instant ($2) or of now. */
const firstPublicationsSql = (at: string | null) => `
  select r.id as "reportKey", first."publishedAt", ${timelinessSql('first', 'd.due_on')} as timeliness, ${daysLateSql('first', 'd.due_on')} as "daysLate",
         first.origin = 'RECORDED' as recorded
    from report r cross join lateral (${firstPublicationSql('r.id')}) first cross join lateral ${deadlineSql('r.agency_id', 'r.year', at)} d
   where r.id = any($1) and first."publishedAt" is not null`;

/** Loads the first publications of reports, as they are in time by the deadlines of now or of an instant; null of those that never were published. */
export const firstPublicationLoader = (context: Context, asOf: Date | null = null) =>
  loaderOf<number, FirstPublication>(
    context,
    loaderName('first publications', asOf),
    (keys) => queryRows(context.database, firstPublicationsSql(asOf && '$2'), asOf ? [keys, asOf] : [keys]),
    ({ reportKey }) => reportKey,
  );

/** Returns whether a report was recorded: its first publication in the hub was of what had been published elsewhere before. */
export const wasRecorded = async (
  context: Context,
  reportKey: number | null,
  asOf: Date | null = null,
): Promise<boolean> =>
  reportKey !== null && ((await firstPublicationLoader(context, asOf).load(reportKey))?.recorded ?? false);
