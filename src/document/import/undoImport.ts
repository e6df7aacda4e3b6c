import type { EntityManager } from 'typeorm';
import { IsNull } from 'typeorm';
import { PublishedRevision } from '../../report/model/reportEntities';
import { ReportAction, ReportState } from '../../report/model/reportEnums';
import { reasonsAgainst } from '../../report/workflow/actionGuards';
import { writeTransition } from '../../report/workflow/applyAction';
import { lockReport } from '../../report/workflow/lockReport';
import { repeatRevision } from '../../report/workflow/publication';
import { loadFacts, type ReportFacts } from '../../report/workflow/reportFacts';
import { copyRows } from '../../shared/copyRows';
import { queryRows } from '../../shared/database';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import { can } from '../../shared/request/permissions';
import { ImportBatch, ReportImport } from '../store/documentEntities';
import type { DocumentContext } from '../store/documents';

/** What undoing a batch did to one report. */
export type Undone = 'RESTORED' | 'WITHDRAWN' | 'LEFT_ALONE' | 'NOT_ALLOWED';

/** What became of one report of a batch, and why. */
export interface UndoOutcome {
  readonly agency: string;
  readonly year: number;
  readonly scope: string;
  readonly outcome: Undone;
  readonly revision: number;
  readonly messageZh: string;
  readonly messageEn: string;
}

interface Published {
  readonly revisionKey: number;
  readonly number: number;
  readonly batch: number | null;
}

async function findPublished(manager: EntityManager, reportKey: number): Promise<Published | null> {
  const revision = await manager
    .getRepository(PublishedRevision)
    .findOne({ select: { id: true, number: true }, where: { reportId: reportKey } });
  if (!revision) return null;
  const read = await manager
    .getRepository(ReportImport)
    .findOne({ select: { revisionId: true, batchId: true }, where: { revisionId: revision.id } });
  return { revisionKey: revision.id, number: revision.number, batch: read?.batchId ?? null };
}

interface RevisionRow {
  readonly id: number;
}

/** The revisions of a report backwards from one ($1), until one that did not come from a batch ($2). */
const BEFORE_BATCH = `
  with recursive back as (
    select coalesce(i.restores, v.id) as id, v.report_id, true as ours from report_revision v
      left join report_import i on i.revision_id = v.id where v.id = $1
    union all
    select coalesce(i.restores, p.id), b.report_id, coalesce(i.batch_id = $2, false) from back b
      join report_revision o on o.id = b.id
      join report_revision p on p.report_id = b.report_id and p.superseded_at = o.published_at and p.id < o.id
      left join report_import i on i.revision_id = p.id
     where b.ours)
  select id from back where not ours limit 1`;

/**
 * The revision that stood published before the batch came, or null. A revision that only repeats an earlier one counts
 * as that one, so that batches can be undone in any order.
 */
async function findBefore(
  manager: EntityManager,
  published: Published,
  batch: number,
): Promise<number | null> {
  const [row] = await queryRows<RevisionRow>(manager, BEFORE_BATCH, [published.revisionKey, batch]);
  return row?.id ?? null;
}

type Words = Pick<UndoOutcome, 'outcome' | 'messageZh' | 'messageEn'>;

const leftAlone = (messageZh: string, messageEn: string): Words => ({
  outcome: 'LEFT_ALONE',
  messageZh,
  messageEn,
});

async function undoReport(
  manager: EntityManager,
  context: DocumentContext,
  facts: ReportFacts,
  batch: number,
  reason: string,
): Promise<Words> {
  const scope = { agencyKey: facts.agencyKey, path: facts.path };
  if (!can(context.actor, 'RECORD', scope))
    return {
      outcome: 'NOT_ALLOWED',
      messageZh: '没有撤销：您的角色不包括该机关，请由可以补录其报告的人撤销，或联系管理员授予角色。',
      messageEn:
        'Nothing was undone: none of your roles covers this agency. Whoever may record its reports can undo it, or an administrator can give you such a role.',
    };
  const published = await findPublished(manager, facts.reportKey);
  if (published?.batch !== batch)
    return leftAlone(
      '现公布的内容不来自该批次：未曾公布、已撤销或此后已更正。',
      'What is published does not come from the batch: it was never published, is undone already, or was corrected since.',
    );
  if (facts.state !== ReportState.PUBLISHED || facts.latestRevision !== published.number)
    return leftAlone(
      `此后已有人处理（状态 ${facts.state}，修订 ${facts.latestRevision}），请人工决定。`,
      `Somebody has worked on it since (state ${facts.state}, revision ${facts.latestRevision}); decide by hand.`,
    );
  const before = await findBefore(manager, published, batch);
  const action = before === null ? ReportAction.RETRACT : ReportAction.RECORD;
  const refused = reasonsAgainst(facts, action, context.actor, reason);
  if (refused.length > 0) return leftAlone(refused[0].messageZh, refused[0].messageEn);
  if (before !== null) {
    const repeated = await repeatRevision(manager, facts.reportKey, before, reason, context.actor);
    await copyRows(
      manager,
      ReportImport,
      { revisionId: before },
      { revisionId: ':repeated::int', restoresId: 'o.revision_id', importedAt: 'now()' },
      { repeated },
    );
  }
  const [now] = await loadFacts(manager, [facts.reportKey]);
  await writeTransition(manager, now, action, context.actor, { comment: reason });
  return before === null
    ? {
        outcome: 'WITHDRAWN',
        messageZh: '此前未公布过，已撤回公布。',
        messageEn: 'Nothing was published before; it was withdrawn.',
      }
    : {
        outcome: 'RESTORED',
        messageZh: '已恢复此前公布的内容。',
        messageEn: 'What was published before is published again.',
      };
}

/**
 * Undoes a batch of imports, one transaction per report: what it published goes back to what stood before, or is
 * withdrawn. Nothing is deleted; later work is left alone, and the outcome says so. Doing it again changes nothing more.
 */
export async function undoImport(
  context: DocumentContext,
  batch: number,
  reason: string,
): Promise<UndoOutcome[]> {
  const rows = await context.database
    .getRepository(ReportImport)
    .createQueryBuilder('i')
    .innerJoin('i.report', 'r')
    .select('r.id', 'reportKey')
    .addSelect('r.scope', 'scope')
    .distinct()
    .where({ batchId: batch, restoresId: IsNull() })
    .orderBy('r.id')
    .getRawMany<{ reportKey: number; scope: string }>();
  const words = `撤销批量导入 ${batch}：${reason}`;
  const outcomes: UndoOutcome[] = [];
  for (const { reportKey, scope } of rows)
    outcomes.push(
      await auditedTransaction(context, async (manager) => {
        const facts = await lockReport(manager, reportKey);
        const done = await undoReport(manager, context, facts, batch, words);
        const [after] = await loadFacts(manager, [reportKey]);
        return { agency: facts.agencyCode, year: facts.year, scope, revision: after.latestRevision, ...done };
      }),
    );
  // Whoever may undo nothing of a batch does not mark it undone.
  if (outcomes.every(({ outcome }) => outcome === 'NOT_ALLOWED')) return outcomes;
  await auditedTransaction(context, (manager) =>
    manager
      .getRepository(ImportBatch)
      .update(
        { key: batch, undoneAt: IsNull() },
        { undoneAt: () => 'now()', undoneBy: context.actor.name, undoReason: reason },
      ),
  );
  return outcomes;
}
