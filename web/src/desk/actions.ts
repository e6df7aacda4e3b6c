import type { Work } from './useWork';

type Action = Work['viewerActions'][number]['action'];

/** The steps of the review that have a button, in words, whether they need a comment, and what is asked before those that cannot be undone. */
export const ACTIONS: Readonly<
  Partial<
    Record<
      Action,
      {
        readonly zh: string;
        readonly en: string;
        readonly needsComment?: boolean;
        readonly confirm?: readonly [zh: string, en: string];
      }
    >
  >
> = {
  TAKE_UP: { zh: '开始审核', en: 'Take up' },
  APPROVE: { zh: '通过', en: 'Approve' },
  ACCEPT: {
    zh: '接收并公布',
    en: 'Accept and publish',
    confirm: [
      '人人可见，此后只能更正或撤回公布。确定？',
      'Everybody will see it; afterwards it can only be corrected or retracted. Go on?',
    ],
  },
  RETURN: { zh: '退回', en: 'Return', needsComment: true },
  WITHDRAW: { zh: '撤回提交', en: 'Withdraw' },
  CORRECT: { zh: '更正', en: 'Correct', needsComment: true },
  DISCARD: {
    zh: '放弃草稿',
    en: 'Give up the draft',
    confirm: [
      '草稿不再使用，报告回到此前；从未公布的，视为尚未开始。确定？',
      'The draft is used no longer and the report is as it was before it; what was never published is not begun again. Go on?',
    ],
  },
  RETRACT: {
    zh: '撤回公布',
    en: 'Retract',
    needsComment: true,
    confirm: [
      '公众将看不到这份报告，汇总不再计入它。确定？',
      'The public will not see the report, and sums will no longer hold it. Go on?',
    ],
  },
};

/** All steps in words, for the history. */
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

/** What a step that was made leads to, in words for who made it. */
export const OUTCOMES: Readonly<Partial<Record<Action, readonly [zh: string, en: string]>>> = {
  SUBMIT: [
    '已提交，等待审核；如被退回，会出现在您的待办中。',
    'Submitted; it waits for its review. If it is returned, it is in your inbox.',
  ],
  TAKE_UP: ['已开始审核。', 'You have taken it up.'],
  APPROVE: ['已通过，转入下一步。', 'Approved; it goes on to the next step.'],
  ACCEPT: ['已接收并公布，人人可见。', 'Accepted and published; everybody can see it.'],
  RETURN: [
    '已退回填报人修改；再次提交后会回到待办。',
    'Returned to the clerk; it is back in the inbox when it is submitted again.',
  ],
  WITHDRAW: ['已撤回提交，改好后请再提交。', 'Withdrawn; mend it and submit it again.'],
  CORRECT: [
    '已开始更正；改好后请提交，公布前公众仍看到原报告。',
    'The correction is open: mend the report and submit it. Until it is published the public sees what was there.',
  ],
  DISCARD: ['已放弃草稿，报告与此前相同。', 'The draft is given up; the report is as it was before it.'],
  RETRACT: ['已撤回公布，公众不再看到。', 'Retracted; the public no longer sees it.'],
};
