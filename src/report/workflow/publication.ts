import { Any, type EntityManager, IsNull, Not } from 'typeorm';
import { copyRows } from '../../shared/copyRows';
import type { Actor } from '../../shared/request/permissions';
import { renewFindings } from '../checking/renewFindings';
import { RevisionFinding } from '../model/findingEntity';
import {
  PublishedRevision,
  ReportEntity,
  ReportIndicator,
  ReportRevisionEntity,
} from '../model/reportEntities';
import { FindingReview, WithdrawalEntity } from '../model/revisionHistory';
import { readHistory } from './reportHistory';

/** Ends the publication of the published revisions of reports, where there are any. The reports must be locked. */
export async function supersede(
  manager: EntityManager,
  reportKeys: readonly number[],
  at: Date,
): Promise<void> {
  await manager
    .getRepository(ReportRevisionEntity)
    .update(
      { reportId: Any(reportKeys), publishedAt: Not(IsNull()), supersededAt: IsNull() },
      { supersededAt: at },
    );
}

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
  const { agencyId, number, publishedAt } = await manager.getRepository(PublishedRevision).findOneOrFail({
    select: { id: true, agencyId: true, number: true, publishedAt: true },
    where: { reportId: reportKey },
  });
  await manager.getRepository(WithdrawalEntity).insert({
    reportId: reportKey,
    agencyId,
    revision: number,
    publishedAt: publishedAt ?? undefined,
    withdrawnAt: at,
    reason: reason ?? undefined,
  });
  await supersede(manager, [reportKey], at);
}

/** Leaves a draft aside: what was published last is the latest revision again, and where nothing ever was, the report is not begun. The report must be locked. */
export async function abandonLatest(manager: EntityManager, reportKey: number): Promise<void> {
  await manager.getRepository(ReportEntity).update(reportKey, {
    latestRevision: () =>
      '(select coalesce(max(v.number), 0) from report_revision v where v.report_id = report.id and v.published_at is not null)',
  });
}

/**
 * Repeats an earlier revision of a report as its latest: a new one that equals it and says why, with what is found in it now. Returns
 * the key of the new revision; publishing it is a step of its own. The report must be locked.
 */
export async function repeatRevision(
  manager: EntityManager,
  reportKey: number,
  revisionKey: number,
  reason: string,
  actor: Actor,
): Promise<number> {
  const { at, lastNumbers } = await readHistory(manager, [reportKey]);
  const number = (lastNumbers.get(reportKey) ?? 0) + 1;
  const [{ id }] = await copyRows(
    manager,
    ReportRevisionEntity,
    { id: revisionKey },
    {
      number: ':number::int',
      createdBy: ':author',
      correctionReason: ':reason',
      createdAt: 'now()',
      publishedAt: 'null',
      supersededAt: 'null',
    },
    { number, author: actor.id, reason },
    ['id'],
  );
  const inCopy = { revisionId: ':copy::int' };
  for (const content of [RevisionFinding, ReportIndicator])
    await copyRows(manager, content, { revisionId: revisionKey }, inCopy, { copy: id });
  // What a verdict replaced is told of the revision that it was given on.
  await copyRows(
    manager,
    FindingReview,
    { revisionId: revisionKey },
    { ...inCopy, replaced: `'[]'::jsonb` },
    { copy: id },
  );
  await manager.getRepository(ReportEntity).update(reportKey, { latestRevision: number });
  await renewFindings(manager, [reportKey], at, null);
  return id;
}
