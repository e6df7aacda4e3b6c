import { type WorkState, workStateOf } from '../report/reportStates';
import type { Work } from './useWork';

type Action = Work['viewerActions'][number]['action'];
type State = Work['state'];

/** How it is called to take up what another reviewer has taken up. */
export const TAKE_OVER: ActionWords = { zh: '由我接着审核', en: 'Take over' };

/** A step that has a button, in words. */
interface ActionWords {
  readonly zh: string;
  readonly en: string;
  readonly needsComment?: boolean;
  readonly confirm?: readonly [zh: string, en: string];
}

/** The steps of the review that have a button, in words, whether they need a comment, and what is asked before those that cannot be undone. */
export const ACTIONS: Readonly<Partial<Record<Action, ActionWords>>> = {
  TAKE_UP: { zh: '开始审核', en: 'Take up' },
  APPROVE: { zh: '通过', en: 'Approve' },
  ACCEPT: {
    zh: '接收并公布',
    en: 'Accept and publish',
    confirm: [
      '人人可见，此后只能更正或撤回公布。',
      'Everybody will see it; afterwards it can only be corrected or retracted.',
    ],
  },
  RETURN: { zh: '退回', en: 'Return', needsComment: true },
  WITHDRAW: { zh: '撤回提交', en: 'Withdraw' },
  CORRECT: { zh: '更正', en: 'Correct', needsComment: true },
  DISCARD: {
    zh: '放弃草稿',
    en: 'Give up the draft',
    confirm: [
      '草稿不再使用，报告回到此前；从未公布的，视为尚未开始。',
      'The draft is used no longer and the report is as it was before it; what was never published is not begun again.',
    ],
  },
  RETRACT: {
    zh: '撤回公布',
    en: 'Retract',
    needsComment: true,
    confirm: [
      '报告和它的文字不再公开，汇总不再计入它；公布过的数字只留在按日查询的记录中。',
      'The report and its words are no longer public, and sums no longer hold it; its figures stay in the record of the days before only.',
    ],
  },
};

/** The steps that take remarks on cells and sections to the clerk. */
const WITH_REMARKS: readonly Action[] = ['APPROVE', 'ACCEPT', 'RETURN'];

/** Whether the viewer may make a step now that takes remarks. */
export const maySendRemarks = ({ viewerActions }: Pick<Work, 'viewerActions'>): boolean =>
  viewerActions.some(({ action, allowed }) => allowed && WITH_REMARKS.includes(action));

/** All steps in words. */
export const STEP_NAMES: Readonly<Record<Action, readonly [zh: string, en: string]>> = {
  SAVE: ['保存', 'saved'],
  SUBMIT: ['提交', 'submitted'],
  RECORD: ['补录', 'recorded'],
  TAKE_UP: ['开始审核', 'took up'],
  APPROVE: ['通过', 'approved'],
  ACCEPT: ['接收并公布', 'accepted and published'],
  RETURN: ['退回', 'returned'],
  WITHDRAW: ['撤回提交', 'withdrew'],
  CORRECT: ['更正', 'opened a correction'],
  DISCARD: ['放弃草稿', 'gave up the draft'],
  RETRACT: ['撤回公布', 'retracted'],
};

/** What was done to a report by a step, in words that follow the report in Chinese, and who did it in English. */
export const DONE_TO_REPORT: Readonly<Record<Action, readonly [zh: string, en: string]>> = {
  SAVE: ['已保存', 'saved this report'],
  SUBMIT: ['已提交', 'submitted this report'],
  RECORD: ['已补录', 'recorded this report'],
  TAKE_UP: ['已开始审核', 'took this report up'],
  APPROVE: ['已通过', 'approved this report'],
  ACCEPT: ['已接收并公布', 'accepted and published this report'],
  RETURN: ['已退回', 'returned this report'],
  WITHDRAW: ['已撤回提交', 'withdrew this report from the review'],
  CORRECT: ['已开始更正', 'opened a correction of this report'],
  DISCARD: ['的草稿已放弃', 'gave up the draft of this report'],
  RETRACT: ['已撤回公布', 'retracted this report'],
};

/** Whom a report in a state waits for, in the words of the review. */
export const NEXT_ONES: Readonly<Record<State, readonly [zh: string, en: string]>> = {
  DRAFT: ['等待填报人修改、提交。', 'The clerk goes on with it and submits it.'],
  SECTION_REVIEW: ['等待科室审核人审核。', 'It waits for the reviewer of the section.'],
  OFFICE_REVIEW: ['等待办公室审核人审核。', 'It waits for the reviewer of the office.'],
  LEADER_REVIEW: ['等待分管领导审核。', 'It waits for the leader in charge.'],
  FILED: ['等待主管部门接收并公布。', 'It waits for the district officer to accept and publish it.'],
  PUBLISHED: [
    '已经公布，人人可见；填报人可以更正，主管部门可以撤回公布。',
    'It is published for everybody to see; the clerk can correct it, the district officer can retract it.',
  ],
  WITHDRAWN: [
    '已经撤回公布，文字不再公开，公布过的数字只留在按日查询的记录中；填报人可以更正后重新提交。',
    'It is withdrawn: its words are no longer public, its figures stay in the record of the days before only; the clerk can correct it and submit it again.',
  ],
};

/** What somebody did by a step, in words for who made it; whom the report waits for then is said after it. */
const DONE: Readonly<Partial<Record<Action, readonly [zh: string, en: string]>>> = {
  SUBMIT: ['已提交。', 'Submitted.'],
  TAKE_UP: [
    '已由您开始审核：填报人不能再撤回提交。请核对后办理。',
    'You have taken it up: the clerk can no longer withdraw it. Look at it, then decide.',
  ],
  APPROVE: ['已通过。', 'Approved.'],
  ACCEPT: ['已接收并公布。', 'Accepted and published.'],
  RETURN: [
    '已退回填报人修改；再次提交后会回到待办。',
    'Returned to the clerk; it is back in the inbox when it is submitted again.',
  ],
  WITHDRAW: ['已撤回提交，改好后请再提交。', 'Withdrawn; mend it and submit it again.'],
  CORRECT: [
    '已开始更正；改好后请提交，公布前公众看到的不变。',
    'The correction is open: mend the report and submit it. Until it is published, what the public sees does not change.',
  ],
  RETRACT: ['已撤回公布。', 'Retracted.'],
};

/** What giving up a draft leaves, by the state of the report then; null where nothing of it was published. */
const discardOutcome = (after: State | null): readonly [zh: string, en: string] => {
  if (after === 'PUBLISHED')
    return [
      '已放弃更正：更正稿中的改动不再使用；已公布的报告保持原样，公众看到的没有变化。',
      'The correction is given up: its changes are used no longer. The published report stays as it is, and the public sees what it saw.',
    ];
  if (after === 'WITHDRAWN')
    return [
      '已放弃更正：更正稿中的改动不再使用；报告仍为已撤回公布，公众看不到。',
      'The correction is given up: its changes are used no longer. The report stays withdrawn, and the public does not see it.',
    ];
  return [
    '已放弃草稿：键入和保存的内容不再使用；该年度报告视为尚未开始，期限不变，可以重新填报。',
    'The draft is given up: what was typed and stored is used no longer. The report of the year is not begun again, its deadline stays, and it can be filled anew.',
  ];
};

/** Steps after which the report waits for somebody else. */
const GOES_ON: readonly Action[] = ['SUBMIT', 'APPROVE', 'ACCEPT', 'RETRACT'];

/** Returns what came of a step, and whom the report waits for in the state that it led to. */
export function outcomeInWords(
  action: Action,
  after: State | null,
): readonly [zh: string, en: string] | null {
  if (action === 'DISCARD') return discardOutcome(after);
  const done = DONE[action];
  if (!done || !after || !GOES_ON.includes(action)) return done ?? null;
  const next = NEXT_ONES[after];
  const [zh, en] = [done[0] + next[0], `${done[1]} ${next[1]}`];
  return action === 'SUBMIT'
    ? [`${zh}如被退回，会出现在您的待办中。`, `${en} If it is returned, it is in your inbox.`]
    : [zh, en];
}

/** Returns where a step led to, in the words of the states: what a reviewer returned waits to be mended, and what was given up and never published is not begun. */
export const stateAfterStep = (action: Action, toState: State): WorkState =>
  action === 'DISCARD' && toState === 'DRAFT'
    ? 'NOT_BEGUN'
    : workStateOf({ state: toState, returned: action === 'RETURN' });

/** Returns a step in words, for the history. */
export const stepInWords = (action: Action, after: State): readonly [zh: string, en: string] =>
  action === 'DISCARD' && after !== 'DRAFT' ? ['放弃更正', 'gave up the correction'] : STEP_NAMES[action];
