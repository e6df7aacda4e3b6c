import { type FindingType, refusal } from '../../shared/graphql/finding';
import { type Actor, can, PERMISSIONS } from '../../shared/request/permissions';
import { type ReportAction, type ReportState, RevisionOrigin } from '../model/reportEnums';
import type { ReportFacts } from './reportFacts';
import { type Condition, findTransition, TRANSITIONS, type Transition } from './transitions';

const STATE_ZH: Record<ReportState, string> = {
  DRAFT: '草稿',
  SECTION_REVIEW: '科室初审',
  OFFICE_REVIEW: '办公室复审',
  LEADER_REVIEW: '分管领导终审',
  FILED: '待主管部门审核',
  PUBLISHED: '已公布',
  WITHDRAWN: '已撤回公布',
};

/** Returns the actions that bring a report out of its state, and the roles that may do them. */
function unlockers({ state, publishedRevision }: ReportFacts): { actions: string; roles: string } {
  const ways = TRANSITIONS.filter(
    (row) =>
      row.from === state &&
      row.to !== state &&
      (publishedRevision !== null || !row.conditions.includes('IS_PUBLISHED')),
  );
  return {
    actions: [...new Set(ways.map((row) => row.action))].join(', '),
    roles: [...new Set(ways.flatMap((row) => PERMISSIONS[row.operation].roles))].join(', '),
  };
}

/** Returns the refusal of an action that the state does not have: since when, by whom, and who can change it. */
function lockedBy(facts: ReportFacts): FindingType {
  const { state, last } = facts;
  const { actions, roles } = unlockers(facts);
  const since = last
    ? {
        zh: `自 ${last.at} 起（${last.actorName}：${last.action}）`,
        en: ` since ${last.at} (${last.actorName}: ${last.action})`,
      }
    : { zh: '', en: '' };
  return refusal(
    'report.state',
    'action',
    `报告${since.zh}处于“${STATE_ZH[state]}”，不能进行此操作；可由 ${roles} 通过 ${actions} 改变。`,
    `The report is in ${state}${since.en}; this cannot be done there. ${roles} can change that by ${actions}.`,
    { actual: state },
  );
}

type Test = (facts: ReportFacts, actor: Actor, comment: string | null | undefined) => FindingType | null;

const CONDITIONS: Record<Condition, Test> = {
  COMPLETE: ({ errors, unexplained }) =>
    errors + unexplained === 0
      ? null
      : refusal(
          'report.findings',
          'action',
          `尚有 ${errors} 个错误、${unexplained} 个未说明的警告。`,
          `There are ${errors} errors and ${unexplained} warnings without explanation.`,
        ),
  IN_TIME: ({ isLocked, dueOn }) => (isLocked ? lateRefusal(dueOn) : null),
  BEFORE_TAKE_UP: ({ takenUpBy, last }) =>
    takenUpBy === null
      ? null
      : refusal(
          'report.takenUp',
          'action',
          `审核人 ${takenUpBy} 已受理（${last?.at}），请联系其退回。`,
          `${takenUpBy} has taken it up (${last?.at}); ask for its return.`,
          { actual: takenUpBy },
        ),
  NOT_AUTHOR: ({ authors, allowSamePerson }, actor) =>
    allowSamePerson || !authors.includes(actor.id)
      ? null
      : refusal(
          'report.samePerson',
          'action',
          '填报人与审核人不能为同一人；机关设置允许时除外。',
          'Who wrote it cannot approve it, unless the setting of the agency allows it.',
        ),
  NO_REJECTED_EXPLANATION: ({ rejected }) =>
    rejected === 0
      ? null
      : refusal(
          'report.explanationRejected',
          'action',
          `有 ${rejected} 条说明未被认可，请退回更正。`,
          `${rejected} explanations were rejected; return the report.`,
        ),
  IS_PUBLISHED: ({ publishedRevision }) =>
    publishedRevision === null
      ? refusal(
          'report.notPublished',
          'action',
          '目前没有已公布的报告。',
          'Nothing of this report is published now.',
        )
      : null,
  WAS_PUBLISHED: ({ lastOrigin }) =>
    lastOrigin === null
      ? refusal(
          'report.neverPublished',
          'action',
          '报告从未公布，不是更正；请继续编辑。',
          'It was never published, so this is no correction to give up; go on editing.',
        )
      : null,
  NO_WORK_OF_OTHERS: ({ workers }, actor) =>
    workers.every((worker) => worker === actor.id)
      ? null
      : refusal(
          'report.workOfOthers',
          'action',
          '该报告有他人尚未公布的修订，补录会越过其审核；请等其公布，或由填报人放弃更正。',
          'Others have work on this report that is not published; recording would go past its review. Wait for its publication, or let the clerk give it up.',
        ),
  NOT_THROUGH_CHAIN: ({ lastOrigin }) =>
    lastOrigin === RevisionOrigin.FILED
      ? refusal(
          'report.filed',
          'action',
          '该报告经审核流程公布，请由填报人更正（CORRECT）。',
          'It was published through the review; let the clerk open a correction (CORRECT).',
        )
      : null,
  COMMENT: (_, __, comment) =>
    comment === undefined || (comment?.trim() ?? '') !== ''
      ? null
      : refusal('report.comment', 'comment', '须写明意见或理由。', 'A comment or reason is needed.'),
};

/** Returns the refusal of work on a report whose deadline locks. */
export function lateRefusal(dueOn: string): FindingType {
  return refusal(
    'report.deadline',
    'action',
    `报送期限 ${dueOn} 已过并锁定，请主管部门延期。`,
    `The deadline ${dueOn} has passed and locks; the district officer can extend it.`,
    { actual: dueOn, citation: '《政府信息公开条例》第四十九条' },
  );
}

/** Returns whether the actor's role allows a row of the chain at the report's agency. */
export function hasRoleFor({ operation }: Transition, facts: ReportFacts, actor: Actor): boolean {
  return can(actor, operation, { agencyKey: facts.agencyKey, path: facts.path });
}

/**
 * Returns the reasons against an action of an actor now; none when it is allowed. The one place that decides, for commands
 * and for what viewers see. Where the comment is undefined, its absence is no reason. The caller judges the conditions of
 * `skip` itself.
 */
export function reasonsAgainst(
  facts: ReportFacts,
  action: ReportAction,
  actor: Actor,
  comment?: string | null,
  skip: readonly Condition[] = [],
): FindingType[] {
  const transition = findTransition(facts.state, action);
  if (!transition) return [lockedBy(facts)];
  const findings = transition.conditions
    .filter((condition) => !skip.includes(condition))
    .map((condition) => CONDITIONS[condition](facts, actor, comment))
    .filter((finding) => finding !== null);
  if (hasRoleFor(transition, facts, actor)) return findings;
  const roles = PERMISSIONS[transition.operation].roles.join(', ');
  return [
    refusal('report.role', 'action', `此操作需要角色：${roles}。`, `This takes one of the roles: ${roles}.`, {
      expected: roles,
    }),
    ...findings,
  ];
}
