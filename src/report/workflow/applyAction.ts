import type { EntityManager } from 'typeorm';
import { findCell } from '../../form/cells';
import { type FindingType, refusal, tooMany } from '../../shared/graphql/finding';
import type { Actor } from '../../shared/request/permissions';
import { ReportAction, ReportState } from '../model/reportTypes';
import { loadFacts, type ReportFacts, reasonsAgainst } from './actionGuards';
import { abandonLatest, publishLatest, timeUnderLock, withdrawPublished } from './publication';
import { findTransition, nextState, type Transition } from './transitions';

/** A remark of a reviewer on a section, or on one of its cells. */
export interface Remark {
  readonly section: number;
  readonly cell?: string | null;
  readonly text: string;
}

/** A step asked for: what is done to a report in the state and revision its reader saw. */
export interface ActionRequest {
  readonly action: ReportAction;
  readonly state: ReportState;
  readonly revision: number;
  readonly comment?: string | null;
  readonly remarks?: readonly Remark[] | null;
}

const MOST_REMARKS = 200;

function checkRemarks(remarks: readonly Remark[]): FindingType[] {
  if (remarks.length > MOST_REMARKS) return [tooMany('remarks', remarks.length, MOST_REMARKS)];
  return remarks.flatMap(({ section, cell, text }, at) => {
    const findings: FindingType[] = [];
    const path = `remarks.${at}`;
    if (section < 1 || section > 6)
      findings.push(
        refusal('remark.section', `${path}.section`, '部分应为 1 至 6。', 'The section is 1 to 6.'),
      );
    if (cell && findCell(cell)?.section !== section)
      findings.push(
        refusal(
          'remark.cell',
          `${path}.cell`,
          `第 ${section} 部分没有栏目 ${cell}。`,
          `Section ${section} has no cell ${cell}.`,
          { actual: cell },
        ),
      );
    if (text.trim() === '')
      findings.push(refusal('text.empty', `${path}.text`, '意见不能为空。', 'A remark must not be empty.'));
    return findings;
  });
}

/** What another did before: the loser of a race is told who, what and when. */
function reportMoved(facts: ReportFacts, move: ActionRequest): FindingType {
  const { state, latestRevision, last } = facts;
  return refusal(
    'report.moved',
    'state',
    `报告已变化：现为 ${state}，修订 ${latestRevision}${last ? `，${last.actorName} 于 ${last.at} 进行了 ${last.action}` : ''}。请重新读取。`,
    `The report has moved: it is in ${state}, revision ${latestRevision}${last ? `; ${last.actorName} did ${last.action} at ${last.at}` : ''}. Read it again.`,
    { expected: `${state} ${latestRevision}`, actual: `${move.state} ${move.revision}` },
  );
}

/** What an author does only where the setting of the agency allows it, on record. */
const APPROVALS: readonly ReportAction[] = [ReportAction.APPROVE, ReportAction.ACCEPT];

function stateAfter(to: Transition['to'], { state, steps, publishedRevision }: ReportFacts): ReportState {
  if (to === 'NEXT_STEP') return nextState(state, steps);
  if (to !== 'PUBLICATION') return to;
  return publishedRevision === null ? ReportState.WITHDRAWN : ReportState.PUBLISHED;
}

/** Writes a step of the chain with its effect on publication. The report's row must be locked. */
export async function writeTransition(
  manager: EntityManager,
  facts: ReportFacts,
  action: ReportAction,
  actor: Actor,
  words: Pick<ActionRequest, 'comment' | 'remarks'>,
): Promise<void> {
  const transition = findTransition(facts.state, action);
  if (!transition) throw new Error(`no ${action} in ${facts.state}`);
  const to = stateAfter(transition.to, facts);
  const at = await timeUnderLock(manager, facts.reportKey);
  if (transition.effect === 'PUBLISH') await publishLatest(manager, facts.reportKey, at);
  if (transition.effect === 'WITHDRAW') await withdrawPublished(manager, facts.reportKey, words.comment, at);
  if (transition.effect === 'ABANDON') await abandonLatest(manager, facts.reportKey);
  const takenUp = action === ReportAction.TAKE_UP;
  await manager.query(
    'update report set state = $2, taken_up_by = $3::text, taken_up_at = case when $3::text is null then null else $4::timestamptz end where id = $1',
    [facts.reportKey, to, takenUp ? actor.name : null, at],
  );
  await manager.query(
    `insert into report_step (report_id, agency_id, revision, action, from_state, to_state, actor, actor_name, same_person, comment, remarks, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      facts.reportKey,
      facts.agencyKey,
      facts.latestRevision,
      action,
      facts.state,
      to,
      actor.id,
      actor.name,
      APPROVALS.includes(action) && facts.authors.includes(actor.id),
      words.comment || null,
      JSON.stringify(words.remarks ?? []),
      at,
    ],
  );
}

/**
 * Does one step of the review to a report, in the caller's transaction. Returns why not, or nothing. Of two at once
 * the second is refused with what the first did.
 */
export async function applyAction(
  manager: EntityManager,
  reportKey: number,
  move: ActionRequest,
  actor: Actor,
): Promise<FindingType[]> {
  await manager.query('select 1 from report where id = $1 for update', [reportKey]);
  const [facts] = await loadFacts(manager, [reportKey]);
  if (facts.state !== move.state || facts.latestRevision !== move.revision) return [reportMoved(facts, move)];
  const findings = [
    ...reasonsAgainst(facts, move.action, actor, move.comment ?? null),
    ...checkRemarks(move.remarks ?? []),
  ];
  if (findings.length === 0) await writeTransition(manager, facts, move.action, actor, move);
  return findings;
}
