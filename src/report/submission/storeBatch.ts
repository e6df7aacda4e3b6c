import type { EntityManager } from 'typeorm';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { lockNames } from '../../shared/database';
import { withInputPaths } from '../../shared/graphql/finding';
import { lockComparing } from '../checking/comparedReports';
import { checkComparing, storeComparing } from '../checking/renewFindings';
import { FindingCause, ReportState } from '../model/reportEnums';
import { supersede } from '../workflow/publication';
import { readCorrectionReasons, readHistory } from '../workflow/reportHistory';
import { findTransition, stateAfter } from '../workflow/transitions';
import { insertSteps, moveReports } from '../workflow/writeTransitions';
import { reportName } from './lockReports';
import {
  type AddressedSubmission,
  MODES,
  reportKeyOf,
  type SubmissionMode,
  type SubmissionResult,
} from './submission';
import type { ValidationResult } from './validateSubmission';
import type { PreparedSubmission } from './validationInputs';
import { contentColumns, insertReports, insertRevisions, storeContent, storeKeys } from './writeRevisions';

/** A submission that is to be stored. */
export interface ValidSubmission extends PreparedSubmission {
  readonly validation: ValidationResult;
}

/** A submission with the number of its revision and what the chain makes of its report. */
interface NumberedSubmission extends ValidSubmission {
  readonly number: number;
  readonly fromState: ReportState;
  readonly toState: ReportState;
  readonly isPublished: boolean;
}

type Located = NumberedSubmission & { readonly reportKey: number };

/**
 * Stores submissions as revisions, at most one of each report: the reports, the revisions, their steps in the review
 * chain and what hangs on them, and what is then found in the reports that are compared with those that are published. Statements that do not wait for each other are sent together.
 */
export async function storeBatch(
  manager: EntityManager,
  mode: SubmissionMode,
  valid: readonly ValidSubmission[],
): Promise<SubmissionResult[]> {
  if (valid.length === 0) return [];
  const begun = valid.flatMap(({ report }) => (report ? [report.id] : []));
  const publishing = valid.filter((item) => transitionOf(item, mode).effect === 'PUBLISH');
  const [comparing, , { at, lastNumbers }, correctionReasons] = await awaitPipelined([
    publishing.length > 0 ? lockComparing(manager, publishing.map(reportKeyOf)) : [],
    lockAgencies(manager, valid),
    readHistory(manager, begun),
    readCorrectionReasons(manager, mode === 'RECORD' ? [] : begun),
  ]);
  const numbered = valid.map((item) => placeInChain(item, mode, lastNumbers.get(item.report?.id ?? 0) ?? 0));
  // What is published ends before anything else is published in its place.
  const replaced = numbered.flatMap(({ report, isPublished }) => (report && isPublished ? [report.id] : []));
  const [newKeys] = await awaitPipelined([
    insertReports(manager, numbered),
    replaced.length > 0 && supersede(manager, replaced, at),
  ]);
  const items: Located[] = numbered.map((item) => ({
    ...item,
    reportKey: item.report?.id ?? (newKeys.get(reportName(item)) as number),
  }));
  const [revisionKeys] = await awaitPipelined([
    insertRevisions(
      manager,
      items.map((item) => ({
        reportId: item.reportKey,
        agencyId: item.agency.key,
        number: item.number,
        ...contentColumns(item.input, mode, item.validation),
        createdBy: item.actor.id,
        correctionReason: correctionReasons.get(item.reportKey) ?? null,
        publishedAt: item.isPublished ? at : null,
      })),
    ),
    moveReports(
      manager,
      items
        .filter(({ report }) => report)
        .map(({ reportKey, toState, number }) => ({ reportKey, toState, latestRevision: number })),
      at,
    ),
    MODES[mode].isStep &&
      insertSteps(
        manager,
        items.map(({ reportKey, agency, number, fromState, toState, actor }) => ({
          reportKey,
          agencyKey: agency.key,
          revision: number,
          action: MODES[mode].action,
          fromState,
          toState,
          actor,
        })),
        at,
      ),
    storeKeys(manager, mode, items),
  ]);
  const stored = items.map((item, index) => ({ ...item, revisionKey: revisionKeys[index] }));
  const [, checked] = await awaitPipelined([
    storeContent(manager, stored),
    checkComparing(manager, comparing),
  ]);
  await storeComparing(manager, comparing, checked, at, FindingCause.RECORDED);
  return stored.map(({ number, reportKey, revisionKey, validation }) => ({
    accepted: true,
    findings: withInputPaths(validation.findings),
    currentRevision: number,
    reportKey,
    revisionKey,
    isUnchanged: validation.isUnchanged,
  }));
}

const stateOf = ({ report }: ValidSubmission) => report?.state ?? ReportState.DRAFT;

/**
 * Lets those who store reports of an agency go one after the other: their changes go into its chain of the audit, and
 * two who store reports of several agencies would come to the chains in different orders.
 */
const lockAgencies = (manager: EntityManager, items: readonly AddressedSubmission[]) =>
  lockNames(
    manager,
    'agency',
    items.map(({ agency }) => `agency ${agency.key}`),
  );

/** Returns the transition of the review chain that a submission is. */
function transitionOf(item: ValidSubmission, mode: SubmissionMode) {
  const { action } = MODES[mode];
  const transition = findTransition(stateOf(item), action);
  if (!transition) throw new Error(`no ${action} in ${stateOf(item)}`);
  return transition;
}

/** Finds the place of a submission in the review chain, and the number of its revision. */
function placeInChain(item: ValidSubmission, mode: SubmissionMode, lastNumber: number): NumberedSubmission {
  const fromState = stateOf(item);
  const transition = transitionOf(item, mode);
  const { steps, publishedRevision, lastOrigin } = item.facts ?? {
    steps: item.rules?.steps ?? [],
    publishedRevision: null,
    lastOrigin: null,
  };
  return {
    ...item,
    number: lastNumber + 1,
    fromState,
    toState: stateAfter(transition.to, { state: fromState, steps, publishedRevision, lastOrigin }),
    isPublished: transition.effect === 'PUBLISH',
  };
}
