import { YEARLY } from '../../form/citations';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { type Actor, can, PERMISSIONS, type Role } from '../../shared/request/permissions';
import { type ReportAction, RevisionOrigin } from '../model/reportEnums';
import type { NewReportRules, ReportFacts } from './reportFacts';
import { ACTION_WORDS, instantInWords, rolesInWords, stateInWords, stepInWords } from './reviewWords';
import { type Condition, findTransition, TRANSITIONS, type Transition } from './transitions';

/** What holds a row back from a report whoever acts: there is nothing published to withdraw, or no draft to give up. */
const isOutOfReach = (
  { conditions }: Transition,
  { publishedRevision, latestRevision, lastOrigin }: ReportFacts,
): boolean =>
  (publishedRevision === null && conditions.includes('IS_PUBLISHED')) ||
  (latestRevision === 0 && conditions.includes('IS_BEGUN')) ||
  (lastOrigin === RevisionOrigin.FILED && conditions.includes('NOT_THROUGH_CHAIN'));

/** Returns in words who can bring a report out of its state, and by which actions. */
function waysOut(facts: ReportFacts): { zh: string; en: string } {
  const { state } = facts;
  const actions = new Map<string, { roles: readonly Role[]; actions: ReportAction[] }>();
  for (const row of TRANSITIONS) {
    if (row.from !== state || row.to === state || isOutOfReach(row, facts)) continue;
    const { roles } = PERMISSIONS[row.operation];
    const own = actions.get(roles.join()) ?? { roles, actions: [] };
    actions.set(roles.join(), { roles, actions: [...own.actions, row.action] });
  }
  const ways = [...actions.values()].map((way) => ({ ...way, words: rolesInWords(way.roles) }));
  return {
    zh: ways
      .map((way) => `${way.words[0]}可以${way.actions.map((one) => `“${ACTION_WORDS[one][0]}”`).join('、')}`)
      .join('；'),
    en: ways
      .map((way) => `the ${way.words[1]} can ${way.actions.map((one) => ACTION_WORDS[one][1]).join(' or ')}`)
      .join('; '),
  };
}

/** Returns the refusal of an action that the state does not have: since when, by whom, and who can change it. */
function lockedBy(facts: ReportFacts): FindingType {
  const { state, last } = facts;
  const [zh, en] = stateInWords(facts);
  const ways = waysOut(facts);
  const step = last && stepInWords(last);
  const since = step ? { zh: `（${step[0]}）`, en: ` (${step[1]})` } : { zh: '', en: '' };
  return refusal(
    'report.state',
    'action',
    `报告现为“${zh}”${since.zh}，不能进行此操作。接下来：${ways.zh}。`,
    `The report is in “${en}”${since.en}; this cannot be done there. Next, ${ways.en}.`,
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
          `审核人 ${last?.actorName ?? takenUpBy} 已开始审核${last ? `（${instantInWords(last.at)[0]}）` : ''}，请联系其退回。`,
          `${last?.actorName ?? takenUpBy} has taken it up${last ? ` (${instantInWords(last.at)[1]})` : ''}; ask for its return.`,
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
  IS_BEGUN: ({ latestRevision }) =>
    latestRevision === 0
      ? refusal(
          'report.notBegun',
          'action',
          '报告尚未开始，没有可放弃的草稿。',
          'The report is not begun; there is no draft to give up.',
        )
      : null,
  NO_WORK_OF_OTHERS: ({ workers }, actor) =>
    workers.every((worker) => worker === actor.id)
      ? null
      : refusal(
          'report.workOfOthers',
          'action',
          '该报告有他人尚未公布的修订，补录会越过其审核；请等其公布，或由填报人放弃草稿。',
          'Others have work on this report that is not published; recording would go past its review. Wait for its publication, or let the clerk give it up.',
        ),
  NOT_THROUGH_CHAIN: ({ lastOrigin }) =>
    lastOrigin === RevisionOrigin.FILED
      ? refusal(
          'report.filed',
          'action',
          '该报告是经审核流程公布的，只能由填报人更正，并再经审核公布。',
          'It was published through the review: only a correction of the clerk, reviewed in its turn, can take its place.',
        )
      : null,
  COMMENT: (_, __, comment) =>
    comment === undefined || (comment?.trim() ?? '') !== ''
      ? null
      : refusal('report.comment', 'comment', '须写明意见或理由。', 'A comment or reason is needed.'),
};

/** Returns the refusal of work on a report whose deadline locks. */
function lateRefusal(dueOn: string): FindingType {
  return refusal(
    'report.deadline',
    'action',
    `报送期限 ${dueOn} 已过并锁定，请主管部门延期。`,
    `The deadline ${dueOn} has passed and locks; the district officer can extend it.`,
    { actual: dueOn, citation: YEARLY },
  );
}

/** Returns whether the actor's role allows a row of the chain at the report's agency. */
export function hasRoleFor({ operation }: Transition, facts: ReportFacts, actor: Actor): boolean {
  return can(actor, operation, { agencyKey: facts.agencyKey, path: facts.path });
}

/** Returns the refusal of an action to those who have none of its roles, or have them elsewhere: what else it takes is no matter of theirs. */
function roleRefusal({ action, operation }: Transition, actor: Actor): FindingType {
  const { roles } = PERMISSIONS[operation];
  const [zh, en] = rolesInWords(roles);
  const [does, doing] = ACTION_WORDS[action];
  const [elsewhereZh, elsewhereEn] = actor.grants.some(({ role }) => roles.includes(role))
    ? [
        '您有这个角色，但不包括这个机关；需要办理的，请联系管理员授予该机关的角色。',
        ' You have such a role, but not at this agency: if you need to do it, ask an administrator for a role there.',
      ]
    : ['', ''];
  return refusal(
    'report.role',
    'action',
    `“${does}”由${zh}办理。${elsewhereZh}`,
    `To ${doing} is for the ${en}.${elsewhereEn}`,
    { expected: roles.join(', ') },
  );
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
  if (!hasRoleFor(transition, facts, actor)) return [roleRefusal(transition, actor)];
  return transition.conditions
    .filter((condition) => !skip.includes(condition))
    .map((condition) => CONDITIONS[condition](facts, actor, comment))
    .filter((finding) => finding !== null);
}

/** Returns the reasons against beginning a report: that it is too late. Without rules, no deadline counts. */
export const reasonsAgainstNew = (rules: NewReportRules | null): FindingType[] =>
  rules?.isLocked ? [lateRefusal(rules.dueOn)] : [];
