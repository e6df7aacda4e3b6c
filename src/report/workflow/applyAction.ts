import type { EntityManager } from 'typeorm';
import { findCell } from '../../form/cells';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { type FindingType, refusal, tooMany } from '../../shared/graphql/finding';
import type { Actor } from '../../shared/request/permissions';
import { lockComparing } from '../checking/comparedReports';
import { checkComparing, storeComparing } from '../checking/renewFindings';
import { FindingCause, ReportAction, type ReportState } from '../model/reportEnums';
import { reasonsAgainst } from './actionGuards';
import { lockReport } from './lockReport';
import { abandonLatest, publishRevision, withdrawPublished } from './publication';
import type { ReportFacts } from './reportFacts';
import { readHistory } from './reportHistory';
import { stateInWords, stepInWords } from './reviewWords';
import { takeTransition } from './transitions';
import { insertSteps, moveReports, type Remark } from './writeTransitions';

/** A requested step: the action, on the report in the state and revision its reader saw. */
export interface ActionRequest {
  readonly action: ReportAction;
  readonly state: ReportState;
  readonly revision: number;
  readonly comment?: string | null;
  readonly remarks?: readonly Remark[] | null;
}

const MAX_REMARKS = 200;

function checkRemarks(remarks: readonly Remark[]): FindingType[] {
  if (remarks.length > MAX_REMARKS) return [tooMany('remarks', remarks.length, MAX_REMARKS)];
  return remarks.flatMap(({ section, cellCode, text }, at) => {
    const findings: FindingType[] = [];
    const path = `remarks.${at}`;
    if (section < 1 || section > 6)
      findings.push(
        refusal('remark.section', `${path}.section`, '部分应为 1 至 6。', 'The section is 1 to 6.'),
      );
    const cell = cellCode ? findCell(cellCode) : undefined;
    if (cellCode && cell?.section !== section)
      findings.push(
        refusal(
          'remark.cell',
          `${path}.cellCode`,
          `第 ${section} 部分没有${cell ? `“${cell.zh}”这一栏` : '这样代码的栏目'}。`,
          `Section ${section} has no cell ${cell ? `"${cell.en}"` : 'of this code'}.`,
          { actual: cellCode },
        ),
      );
    if (text.trim() === '')
      findings.push(refusal('text.empty', `${path}.text`, '意见不能为空。', 'A remark must not be empty.'));
    return findings;
  });
}

/** Returns the refusal of a step on a report that has moved: who did what before, and when, and on which revision the step is possible now. */
function reportMoved(facts: ReportFacts, request: ActionRequest): FindingType {
  const { state, latestRevision, last } = facts;
  const [zh, en] = stateInWords(facts);
  const step = last && stepInWords(last);
  return refusal(
    'report.moved',
    'state',
    `报告已变化：现为“${zh}”，第 ${latestRevision} 次修订${step ? `（${step[0]}）` : ''}。请重新读取。`,
    `The report has moved: it is in “${en}”, revision ${latestRevision}${step ? ` (${step[1]})` : ''}. Read it again.`,
    {
      expected: `${state} ${latestRevision}`,
      actual: `${request.state} ${request.revision}`,
      remedy: `state: ${state}, revision: ${latestRevision}`,
    },
  );
}

/** Actions that an author may do only where the setting of the agency allows it; it is then on record. */
const APPROVALS: readonly ReportAction[] = [ReportAction.APPROVE, ReportAction.ACCEPT];

/** Writes a step of the chain with its effect on publication, and on what is found in the reports that are compared with this one. The report must be locked. */
export async function writeTransition(
  manager: EntityManager,
  facts: ReportFacts,
  action: ReportAction,
  actor: Actor,
  { comment, remarks }: Pick<ActionRequest, 'comment' | 'remarks'>,
): Promise<void> {
  const { reportKey, agencyKey, year, scope, latestRevision: revision } = facts;
  const { fromState, toState, effect } = takeTransition(facts.state, action, facts);
  const isOfPublication = effect === 'PUBLISH' || effect === 'WITHDRAW';
  const [comparing, { at }] = await awaitPipelined([
    isOfPublication ? lockComparing(manager, [{ agencyKey, year, scope }]) : [],
    readHistory(manager, [reportKey]),
  ]);
  if (effect === 'PUBLISH') await publishRevision(manager, reportKey, revision, at);
  if (effect === 'WITHDRAW') await withdrawPublished(manager, reportKey, comment, at);
  if (effect === 'ABANDON') await abandonLatest(manager, reportKey);
  const takenUpBy = action === ReportAction.TAKE_UP ? actor.name : undefined;
  const samePerson = APPROVALS.includes(action) && facts.authors.includes(actor.id);
  const [, , checked] = await awaitPipelined([
    moveReports(manager, [{ reportKey, toState, takenUpBy }], at),
    insertSteps(
      manager,
      [{ reportKey, agencyKey, revision, action, fromState, toState, actor, samePerson, comment, remarks }],
      at,
    ),
    checkComparing(manager, comparing),
  ]);
  await storeComparing(manager, comparing, checked, at, FindingCause.LAST_YEAR);
}

/**
 * Applies an action of the review to a report, in the caller's transaction. Returns the reasons against it, or nothing.
 * Of two at once the second is refused with what the first did.
 */
export async function applyAction(
  manager: EntityManager,
  reportKey: number,
  request: ActionRequest,
  actor: Actor,
): Promise<FindingType[]> {
  const facts = await lockReport(manager, reportKey);
  if (facts.state !== request.state || facts.latestRevision !== request.revision)
    return [reportMoved(facts, request)];
  const findings = [
    ...reasonsAgainst(facts, request.action, actor, request.comment ?? null),
    ...checkRemarks(request.remarks ?? []),
  ];
  if (findings.length === 0) await writeTransition(manager, facts, request.action, actor, request);
  return findings;
}
