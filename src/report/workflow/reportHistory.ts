import { Any, type EntityManager } from 'typeorm';
import { queryRows } from '../../shared/database';
import { ReportAction } from '../model/reportEnums';
import { ReportStep } from '../model/stepTypes';

/**
 * SQL: the time of what happens to reports ($1) under locks already held. It is the clock's, but later than everything that
 * happened to them before, so that a clock which was set back does not reverse the order of revisions and steps.
 */
const TIME_UNDER_LOCK = `date_trunc('milliseconds', greatest(clock_timestamp(), interval '1 millisecond' + greatest(
  (select max(greatest(v.created_at, v.published_at, v.superseded_at)) from report_revision v where v.report_id = any($1::int[])),
  (select max(t.created_at) from report_step t where t.report_id = any($1::int[])))))`;

/** The time of what happens to reports ($1), and the highest number of a revision of each. */
const HISTORY = `
  select ${TIME_UNDER_LOCK} as at, array(select (select max(v.number) from report_revision v where v.report_id = o.id)
    from unnest($1::int[]) with ordinality as o(id, place) order by o.place) as numbers`;

interface HistoryRow {
  readonly at: Date;
  readonly numbers: readonly (number | null)[];
}

/** What happened to reports so far. */
export interface History {
  /** The time of what happens to them now. */
  readonly at: Date;
  /** The highest number of a revision, of each report that has one. */
  readonly lastNumbers: ReadonlyMap<number, number | null>;
}

/** Reads what happened to reports so far. They must be locked. */
export async function readHistory(manager: EntityManager, reportKeys: readonly number[]): Promise<History> {
  const [{ at, numbers }] = await queryRows<HistoryRow>(manager, HISTORY, [reportKeys]);
  return { at, lastNumbers: new Map(reportKeys.map((key, index) => [key, numbers[index]])) };
}

/** The actions after which it is decided whether a report is being corrected. */
const ENDS_OF_CORRECTIONS = [
  ReportAction.CORRECT,
  ReportAction.ACCEPT,
  ReportAction.RECORD,
  ReportAction.DISCARD,
  ReportAction.RETRACT,
];

/** Reads why reports are being corrected: the comment of the step that opened the correction. Those without an open one have no reason. */
export async function readCorrectionReasons(
  manager: EntityManager,
  reportKeys: readonly number[],
): Promise<Map<number, string | null>> {
  if (reportKeys.length === 0) return new Map();
  const steps = await manager
    .getRepository(ReportStep)
    .createQueryBuilder('s')
    .distinctOn(['s.reportKey'])
    .where({ reportKey: Any(reportKeys), action: Any(ENDS_OF_CORRECTIONS) })
    .orderBy({ 's.reportKey': 'ASC', 's.key': 'DESC' })
    .getMany();
  return new Map(
    steps.map(({ reportKey, action, comment }) => [
      reportKey,
      action === ReportAction.CORRECT ? comment : null,
    ]),
  );
}
