import type { EntityManager } from 'typeorm';
import { queryRows } from '../../shared/database';
import type { Actor } from '../../shared/request/permissions';
import { ReportEntity, ReportRevisionEntity } from '../model/reportEntities';

/** Ends the publication of the published revisions of reports, where there are any. The reports must be locked. */
export async function supersede(
  manager: EntityManager,
  reportKeys: readonly number[],
  at: Date,
): Promise<void> {
  await queryRows(manager, SUPERSEDE, [reportKeys, at]);
}

/** Ends the publication of the published revisions of reports ($1) at a time ($2). */
const SUPERSEDE = `
  update report_revision set superseded_at = $2
   where report_id = any($1) and published_at is not null and superseded_at is null`;

/** Publishes a revision of a report in place of the published one. The report must be locked. */
export async function publishRevision(
  manager: EntityManager,
  reportKey: number,
  revision: number,
  at: Date,
): Promise<void> {
  await supersede(manager, [reportKey], at);
  await manager
    .getRepository(ReportRevisionEntity)
    .update({ reportId: reportKey, number: revision }, { publishedAt: at });
}

/** Withdraws the published revision of a report and leaves a tombstone. The report must be locked. */
export async function withdrawPublished(
  manager: EntityManager,
  reportKey: number,
  reason: string | null | undefined,
  at: Date,
): Promise<void> {
  await queryRows(manager, WITHDRAW, [reportKey, at, reason]);
  await supersede(manager, [reportKey], at);
}

/** Stores the withdrawal of the published revision of a report ($1) at a time ($2) for a reason ($3). */
const WITHDRAW = `
  insert into withdrawal (report_id, agency_id, revision, published_at, withdrawn_at, reason)
  select report_id, agency_id, number, published_at, $2, $3 from published_revision where report_id = $1`;

/** Leaves a draft aside: what was published last is the latest revision again, and where nothing ever was, the report is not begun. The report must be locked. */
export async function abandonLatest(manager: EntityManager, reportKey: number): Promise<void> {
  await manager.getRepository(ReportEntity).update(reportKey, {
    latestRevision: () =>
      '(select coalesce(max(v.number), 0) from report_revision v where v.report_id = report.id and v.published_at is not null)',
  });
}

/**
 * SQL: the time of what happens to reports ($1) under locks already held. It is the clock's, but later than everything that
 * happened to them before, so that a clock which was set back does not reverse the order of revisions and steps.
 */
export const TIME_UNDER_LOCK = `date_trunc('milliseconds', greatest(clock_timestamp(), interval '1 millisecond' + greatest(
  (select max(greatest(v.created_at, v.published_at, v.superseded_at)) from report_revision v where v.report_id = any($1::int[])),
  (select max(t.created_at) from report_step t where t.report_id = any($1::int[])))))`;

const SELECT_TIME = `select ${TIME_UNDER_LOCK} as at`;

/** Returns the time of what happens to a report under its lock. */
export async function timeUnderLock(manager: EntityManager, reportKey: number): Promise<Date> {
  const [{ at }] = await queryRows<{ at: Date }>(manager, SELECT_TIME, [[reportKey]]);
  return at;
}

const COPIED = `report_id, agency_id, year, scope, origin, proactive_edition, requests_edition, disputes_edition, counts, fees_amount,
  procurement_amount, marks, blank_cells, not_applicable_cells, overview, problems, other_matters, saved_sections, source, error_count, warning_count`;

/** Copies a revision ($1) as the newest of its report, by an actor ($2) for a reason ($3). */
const REPEAT_REVISION = `
  insert into report_revision (number, created_by, correction_reason, ${COPIED})
  select (select max(number) + 1 from report_revision w where w.report_id = v.report_id), $2, $3, ${COPIED}
    from report_revision v where v.id = $1 returning id, report_id as "reportKey", number`;

/** Copies what hangs on a revision ($1) to another ($2): findings, indicators and verdicts. */
const REPEAT_CONTENT = [
  `insert into revision_finding (revision_id, ordinal, code, severity, path, cells, expected, actual, message_zh, message_en, citation, explanation)
   select $2, ordinal, code, severity, path, cells, expected, actual, message_zh, message_en, citation, explanation
     from revision_finding where revision_id = $1`,
  'insert into report_indicator select $2::int, indicator_id, value, qualifier, sentence from report_indicator where revision_id = $1',
  `insert into finding_review (revision_id, report_id, agency_id, fingerprint, explanation, verdict, comment, reviewer_name, reviewed_at)
   select $2::int, report_id, agency_id, fingerprint, explanation, verdict, comment, reviewer_name, reviewed_at
     from finding_review where revision_id = $1`,
];

interface RepeatedRevision {
  readonly id: number;
  readonly reportKey: number;
  readonly number: number;
}

/**
 * Repeats an earlier revision of a report as its latest: a new one that equals it and says why. Returns the key of
 * the new revision; publishing it is a step of its own. The report must be locked.
 */
export async function repeatRevision(
  manager: EntityManager,
  revisionKey: number,
  reason: string,
  actor: Actor,
): Promise<number> {
  const [{ id, reportKey, number }] = await queryRows<RepeatedRevision>(manager, REPEAT_REVISION, [
    revisionKey,
    actor.id,
    reason,
  ]);
  for (const statement of REPEAT_CONTENT) await queryRows(manager, statement, [revisionKey, id]);
  await manager.getRepository(ReportEntity).update(reportKey, { latestRevision: number });
  return id;
}
