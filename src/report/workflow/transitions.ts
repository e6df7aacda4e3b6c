import type { Operation } from '../../shared/request/permissions';
import { ReportAction, ReportState, type RevisionOrigin } from '../model/reportEnums';

/** The steps of review an agency may have, in order. */
export const REVIEW_STEPS = [
  ReportState.SECTION_REVIEW,
  ReportState.OFFICE_REVIEW,
  ReportState.LEADER_REVIEW,
] as const;

/** What must hold beside the role. */
export type Condition =
  | 'COMPLETE'
  | 'IN_TIME'
  | 'BEFORE_TAKE_UP'
  | 'NOT_AUTHOR'
  | 'NO_REJECTED_EXPLANATION'
  | 'IS_PUBLISHED'
  | 'IS_BEGUN'
  | 'NO_WORK_OF_OTHERS'
  | 'NOT_THROUGH_CHAIN'
  | 'COMMENT';

/** One row of the review chain. NEXT_STEP is the next step the agency has, or FILED; PUBLICATION what the last one left: a draft that was never published is not begun then. */
export interface Transition {
  readonly from: ReportState;
  readonly action: ReportAction;
  readonly to: ReportState | 'NEXT_STEP' | 'PUBLICATION';
  readonly operation: Operation;
  readonly conditions: readonly Condition[];
  /** What it does beside moving: publishes the latest revision, withdraws the published one, leaves the latest aside. */
  readonly effect?: 'PUBLISH' | 'WITHDRAW' | 'ABANDON';
}

const { DRAFT, SECTION_REVIEW, OFFICE_REVIEW, LEADER_REVIEW, FILED, PUBLISHED, WITHDRAWN } = ReportState;
const { SAVE, SUBMIT, TAKE_UP, APPROVE, RETURN, WITHDRAW, ACCEPT, CORRECT, DISCARD, RETRACT, RECORD } =
  ReportAction;

const reviewed = (from: ReportState, operation: Operation): Transition[] => [
  { from, action: TAKE_UP, to: from, operation, conditions: [] },
  {
    from,
    action: APPROVE,
    to: 'NEXT_STEP',
    operation,
    conditions: ['NOT_AUTHOR', 'NO_REJECTED_EXPLANATION'],
  },
  { from, action: RETURN, to: DRAFT, operation, conditions: ['COMMENT'] },
  { from, action: WITHDRAW, to: DRAFT, operation: 'SUBMIT', conditions: ['BEFORE_TAKE_UP'] },
];

/** Whatever stage a correction has reached, what is published can be withdrawn. */
const retracted = (from: ReportState): Transition => ({
  from,
  action: RETRACT,
  to: WITHDRAWN,
  operation: 'ACCEPT',
  conditions: ['IS_PUBLISHED', 'COMMENT'],
  effect: 'WITHDRAW',
});

/** What an organ has already published is recorded, past the review, where nobody has work that this would go past. */
const recorded = (from: ReportState): Transition => ({
  from,
  action: RECORD,
  to: PUBLISHED,
  operation: 'RECORD',
  conditions: ['NO_WORK_OF_OTHERS', 'NOT_THROUGH_CHAIN'],
  effect: 'PUBLISH',
});

/** The review chain. What is not written here does not happen. The first row of a state says whom it waits for. */
export const TRANSITIONS: readonly Transition[] = [
  { from: DRAFT, action: SAVE, to: DRAFT, operation: 'SUBMIT', conditions: ['IN_TIME'] },
  { from: DRAFT, action: SUBMIT, to: 'NEXT_STEP', operation: 'SUBMIT', conditions: ['IN_TIME', 'COMPLETE'] },
  ...reviewed(SECTION_REVIEW, 'REVIEW_SECTION'),
  ...reviewed(OFFICE_REVIEW, 'REVIEW_OFFICE'),
  ...reviewed(LEADER_REVIEW, 'REVIEW_LEADER'),
  { from: FILED, action: TAKE_UP, to: FILED, operation: 'ACCEPT', conditions: [] },
  {
    from: FILED,
    action: ACCEPT,
    to: PUBLISHED,
    operation: 'ACCEPT',
    conditions: ['NOT_AUTHOR', 'NO_REJECTED_EXPLANATION'],
    effect: 'PUBLISH',
  },
  { from: FILED, action: RETURN, to: DRAFT, operation: 'ACCEPT', conditions: ['COMMENT'] },
  { from: FILED, action: WITHDRAW, to: DRAFT, operation: 'SUBMIT', conditions: ['BEFORE_TAKE_UP'] },
  { from: PUBLISHED, action: CORRECT, to: DRAFT, operation: 'SUBMIT', conditions: ['COMMENT'] },
  { from: WITHDRAWN, action: CORRECT, to: DRAFT, operation: 'SUBMIT', conditions: ['COMMENT'] },
  {
    from: DRAFT,
    action: DISCARD,
    to: 'PUBLICATION',
    operation: 'SUBMIT',
    conditions: ['IS_BEGUN'],
    effect: 'ABANDON',
  },
  ...[DRAFT, ...REVIEW_STEPS, FILED, PUBLISHED].map(retracted),
  ...[DRAFT, PUBLISHED, WITHDRAWN].map(recorded),
];

/** The actions that begin a report and must come in time. */
export const BEGUN_IN_TIME: ReadonlySet<ReportAction> = new Set(
  TRANSITIONS.filter(({ from, conditions }) => from === DRAFT && conditions.includes('IN_TIME')).map(
    ({ action }) => action,
  ),
);

/** Returns the row of an action in a state, or undefined. */
export function findTransition(from: ReportState, action: ReportAction): Transition | undefined {
  return TRANSITIONS.find((row) => row.from === from && row.action === action);
}

/** Returns the operation of those whom a report in a state waits for: to write, review, accept or correct it. */
export function waitsFor(state: ReportState): Operation {
  const row = TRANSITIONS.find((candidate) => candidate.from === state);
  if (!row) throw new Error(`${state} has no way out`);
  return row.operation;
}

/** Returns whether a report in a state is before a reviewer, who approves or accepts it. */
export function isUnderReview(state: ReportState): boolean {
  return Boolean(findTransition(state, APPROVE) ?? findTransition(state, ACCEPT));
}

/** Returns the state that a submission or an approval leads to in an agency with these steps. Steps it lacks are passed over. */
export function nextState(from: ReportState, steps: readonly string[]): ReportState {
  const at = REVIEW_STEPS.indexOf(from as (typeof REVIEW_STEPS)[number]);
  return REVIEW_STEPS.slice(at + 1).find((step) => steps.includes(step)) ?? FILED;
}

/** What of a report decides where an action leads: the steps of its agency, and its publication. */
interface Passage {
  readonly steps: readonly string[];
  readonly publishedRevision: number | null;
  readonly lastOrigin: RevisionOrigin | null;
}

/** What an action makes of a report. */
interface Move extends Pick<Transition, 'effect'> {
  readonly fromState: ReportState;
  readonly toState: ReportState;
}

/** Returns what an action makes of a report, from its state, its steps and its publication. Throws where the chain does not have it. */
export function takeTransition(fromState: ReportState, action: ReportAction, report: Passage): Move {
  const transition = findTransition(fromState, action);
  if (!transition) throw new Error(`no ${action} in ${fromState}`);
  const { to, effect } = transition;
  return { fromState, toState: stateAfter(fromState, to, report), effect };
}

function stateAfter(
  from: ReportState,
  to: Transition['to'],
  { steps, publishedRevision, lastOrigin }: Passage,
): ReportState {
  if (to === 'NEXT_STEP') return nextState(from, steps);
  if (to !== 'PUBLICATION') return to;
  if (lastOrigin === null) return DRAFT;
  return publishedRevision === null ? WITHDRAWN : PUBLISHED;
}

/**
 * Returns what is wrong with a chain: states without a way in or out to publication, actions without a role, doubled rows.
 * Recording and giving up go past the chain and do not count as ways to publication.
 */
export function validateTransitions(
  chain: readonly Transition[],
  mayAnyone: (operation: Operation) => boolean,
): string[] {
  const faults: string[] = [];
  const targetsOf = (row: Transition): ReportState[] => {
    if (row.to === 'NEXT_STEP') return [nextState(row.from, REVIEW_STEPS), FILED];
    return row.to === 'PUBLICATION' ? [PUBLISHED, WITHDRAWN, DRAFT] : [row.to];
  };
  const steps = new Map(
    chain
      .filter((row) => row.action !== RECORD && row.action !== DISCARD)
      .map((row) => [row, targetsOf(row)]),
  );
  const reach = (start: ReportState, forward: boolean) => {
    const found = new Set([start]);
    for (let size = 0; size !== found.size; ) {
      size = found.size;
      for (const [row, targets] of steps)
        for (const target of targets)
          if (found.has(forward ? row.from : target)) found.add(forward ? target : row.from);
    }
    return found;
  };
  const [reached, leading] = [reach(DRAFT, true), reach(PUBLISHED, false)];
  for (const state of Object.values(ReportState)) {
    if (!reached.has(state)) faults.push(`${state} is never reached`);
    if (!leading.has(state)) faults.push(`${state} never leads to publication`);
  }
  for (const [at, row] of chain.entries()) {
    if (!mayAnyone(row.operation)) faults.push(`${row.from} ${row.action} has no role`);
    if (chain.some((other, before) => before < at && other.from === row.from && other.action === row.action))
      faults.push(`${row.from} ${row.action} is written twice`);
  }
  return faults;
}
