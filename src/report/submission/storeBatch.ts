import type { EntityManager } from 'typeorm';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { lockNames } from '../../shared/database';
import { lockComparing } from '../checking/comparedReports';
import { checkComparing, storeComparing } from '../checking/renewFindings';
import { insertFindings } from '../checking/storedFindings';
import { FindingCause, ReportState } from '../model/reportEnums';
import { supersede } from '../workflow/publication';
import { readCorrectionReasons, readHistory } from '../workflow/reportHistory';
import { takeTransition } from '../workflow/transitions';
import { insertSteps, moveReports } from '../workflow/writeTransitions';
import { MODES, type SubmissionMode, type SubmissionResult } from './submission';
import {
  inheritFromBase,
  insertIndicators,
  insertReports,
  insertRevisions,
  storeKeys,
  type ValidSubmission,
} from './writeRevisions';

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
  const { action, isStep } = MODES[mode];
  const moved = valid.map((item) => {
    const passage = item.facts ?? {
      steps: item.rules?.steps ?? [],
      publishedRevision: null,
      lastOrigin: null,
    };
    return { ...item, ...takeTransition(item.report?.state ?? ReportState.DRAFT, action, passage) };
  });
  const begun = moved.flatMap(({ report }) => (report ? [report.id] : []));
  const publishing = moved.filter(({ effect }) => effect === 'PUBLISH');
  const [comparing, , { at, lastNumbers }, correctionReasons] = await awaitPipelined([
    publishing.length > 0 ? lockComparing(manager, publishing) : [],
    // Those who store reports of an agency go one after the other: their changes go into its chain of the audit, and two who
    // store reports of several agencies would come to the chains in different orders.
    lockNames(
      manager,
      'agency',
      moved.map(({ agencyKey }) => `agency ${agencyKey}`),
    ),
    readHistory(manager, begun),
    readCorrectionReasons(manager, mode === 'RECORD' ? [] : begun),
  ]);
  // What is published ends before anything else is published in its place.
  const replaced = publishing.flatMap(({ report }) => (report ? [report.id] : []));
  const [reportKeys] = await awaitPipelined([
    insertReports(manager, moved),
    replaced.length > 0 && supersede(manager, replaced, at),
  ]);
  const items = moved.map((item, index) => ({
    ...item,
    reportKey: reportKeys[index],
    number: (lastNumbers.get(reportKeys[index]) ?? 0) + 1,
    correctionReason: correctionReasons.get(reportKeys[index]) ?? null,
    publishedAt: item.effect === 'PUBLISH' ? at : null,
  }));
  const [revisionKeys] = await awaitPipelined([
    insertRevisions(manager, mode, items),
    moveReports(
      manager,
      items
        .filter(({ report }) => report)
        .map(({ reportKey, toState, number }) => ({ reportKey, toState, latestRevision: number })),
      at,
    ),
    isStep &&
      insertSteps(
        manager,
        items.map(({ reportKey, agencyKey, number, fromState, toState, actor }) => ({
          reportKey,
          agencyKey,
          revision: number,
          action,
          fromState,
          toState,
          actor,
        })),
        at,
      ),
  ]);
  const stored = items.map((item, index) => ({ ...item, revisionKey: revisionKeys[index] }));
  const [, , , , checked] = await awaitPipelined([
    insertFindings(
      manager,
      stored.map(({ revisionKey, validation: { findings } }) => ({ revisionKey, findings })),
    ),
    insertIndicators(manager, stored),
    inheritFromBase(manager, stored),
    storeKeys(manager, stored),
    checkComparing(manager, comparing),
  ]);
  await storeComparing(manager, comparing, checked, at, FindingCause.RECORDED);
  return stored.map(({ number, reportKey, revisionKey, validation: { findings, isUnchanged } }) => ({
    accepted: true,
    findings,
    currentRevision: number,
    reportKey,
    revisionKey,
    isUnchanged,
  }));
}
