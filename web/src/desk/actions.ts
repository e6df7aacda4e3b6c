import type { Work } from './useWork';

type Action = Work['viewerActions'][number]['action'];

/** The steps of the review that have a button, in words, and whether they need a comment. */
export const ACTIONS: Readonly<
  Partial<
    Record<
      Action,
      {
        readonly zh: string;
        readonly en: string;
        readonly needsComment?: boolean;
        readonly isGrave?: boolean;
      }
    >
  >
> = {
  TAKE_UP: { zh: '开始审核', en: 'Take up' },
  APPROVE: { zh: '通过', en: 'Approve' },
  ACCEPT: { zh: '接收并公布', en: 'Accept and publish', isGrave: true },
  RETURN: { zh: '退回', en: 'Return', needsComment: true },
  WITHDRAW: { zh: '撤回提交', en: 'Withdraw' },
  CORRECT: { zh: '更正', en: 'Correct', needsComment: true },
  DISCARD: { zh: '放弃更正', en: 'Give up the correction' },
  RETRACT: { zh: '撤回公布', en: 'Retract', needsComment: true, isGrave: true },
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
  DISCARD: ['放弃更正', 'gave up the correction'],
  RETRACT: ['撤回公布', 'retracted'],
};
