import { Any, type EntityManager } from 'typeorm';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { insertRows } from '../../shared/insertRows';
import { IdempotencyKey, ReportEntity } from '../model/reportEntities';
import { ReportAction, ReportState } from '../model/reportEnums';
import { ReportStep } from '../model/stepTypes';
import { readHistory, supersede } from '../workflow/publication';
import { findTransition, stateAfter } from '../workflow/transitions';
import { insertSteps, moveReports } from '../workflow/writeTransitions';
import { inheritFromBase } from './inheritFromBase';
import { lockAgencies, reportName, requestHash } from './lockReports';
import { contentColumns, insertFindings, insertIndicators, insertRevisions } from './revisionRows';
import { MODES, type SubmissionMode, type SubmissionResult, withInputPaths } from './submission';
import type { ValidationResult } from './validateSubmission';
import type { PreparedSubmission } from './validationInputs';

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
 * chain and what hangs on them. Statements that do not wait for each other are sent together.
 */
export async function storeBatch(
  manager: EntityManager,
  mode: SubmissionMode,
  valid: readonly ValidSubmission[],
): Promise<SubmissionResult[]> {
  if (valid.length === 0) return [];
  const begun = valid.flatMap(({ report }) => (report ? [report.id] : []));
  const [, { at, lastNumbers }, correctionReasons] = await awaitPipelined([
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
    insertIdempotencyKeys(manager, mode, items),
  ]);
  await storeContent(manager, items, revisionKeys);
  return items.map(({ number, reportKey, validation }, index) => ({
    accepted: true,
    findings: withInputPaths(validation.findings),
    currentRevision: number,
    reportKey,
    revisionKey: revisionKeys[index],
    isUnchanged: validation.isUnchanged,
  }));
}

/** Finds the place of a submission in the review chain, and the number of its revision. */
function placeInChain(item: ValidSubmission, mode: SubmissionMode, lastNumber: number): NumberedSubmission {
  const { action } = MODES[mode];
  const fromState = item.report?.state ?? ReportState.DRAFT;
  const transition = findTransition(fromState, action);
  if (!transition) throw new Error(`no ${action} in ${fromState}`);
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

/** The actions after which it is decided whether a report is being corrected. */
const ENDS_OF_CORRECTIONS = [
  ReportAction.CORRECT,
  ReportAction.ACCEPT,
  ReportAction.RECORD,
  ReportAction.DISCARD,
  ReportAction.RETRACT,
];

/** Reads why reports are being corrected: the comment of the step that opened the correction. Those without an open one have no reason. */
async function readCorrectionReasons(
  manager: EntityManager,
  reportKeys: readonly number[],
): Promise<Map<number, string | null>> {
  if (reportKeys.length === 0) return new Map();
  const steps = await manager
    .getRepository(ReportStep)
    .createQueryBuilder('s')
    .distinctOn(['s.reportKey'])
    .where({ reportKey: Any(reportKeys), action: Any(ENDS_OF_CORRECTIONS) })
    .orderBy({ 's.reportKey': 'ASC', 's.key': 'DESC' })
    .getMany();
  return new Map(
    steps.map(({ reportKey, action, comment }) => [
      reportKey,
      action === ReportAction.CORRECT ? comment : null,
    ]),
  );
}

/** Inserts the reports that nobody has begun. Returns their keys by name. */
async function insertReports(
  manager: EntityManager,
  items: readonly NumberedSubmission[],
): Promise<Map<string, number>> {
  const fresh = items.filter(({ report }) => !report);
  const rows = await insertRows(
    manager,
    ReportEntity,
    fresh.map(({ agency, input: { year, scope }, toState }) => ({
      agencyId: agency.key,
      year,
      scope,
      state: toState,
      latestRevision: 1,
    })),
    ['id', 'agencyId', 'year', 'scope'],
  );
  return new Map(rows.map(({ id, agencyId, year, scope }) => [`report ${agencyId} ${year} ${scope}`, id]));
}

const insertIdempotencyKeys = (manager: EntityManager, mode: SubmissionMode, items: readonly Located[]) =>
  insertRows(
    manager,
    IdempotencyKey,
    items.flatMap((item) =>
      item.input.idempotencyKey
        ? {
            key: item.input.idempotencyKey,
            requestHash: requestHash(mode, item),
            reportId: item.reportKey,
            revisionNumber: item.number,
          }
        : [],
    ),
  );

/** Stores what hangs on new revisions: findings, indicators, and what they inherit from the revisions before. */
async function storeContent(
  manager: EntityManager,
  items: readonly Located[],
  revisionKeys: readonly number[],
): Promise<void> {
  const stored = items.map((item, index) => ({ ...item, revisionKey: revisionKeys[index] }));
  await awaitPipelined([
    insertFindings(
      manager,
      stored.map(({ revisionKey, validation: { findings } }) => ({ revisionKey, findings })),
    ),
    insertIndicators(
      manager,
      stored.map(({ revisionKey, validation: { indicators } }) => ({ revisionKey, values: indicators })),
    ),
    inheritFromBase(
      manager,
      stored.flatMap(({ inputs: { base }, revisionKey, input, validation }) => {
        if (!base) return [];
        return {
          from: base.revisionKey,
          to: revisionKey,
          isExplained: validation.findings.some(({ explanation }) => explanation != null),
          inheritsIndicators: input.indicators == null,
          keepsDocument: validation.keepsDocument,
        };
      }),
    ),
  ]);
}
