import type { EntityManager } from 'typeorm';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { queryRows } from '../../shared/database';
import { ReportState } from '../model/reportEnums';
import { supersede, TIME_UNDER_LOCK } from '../workflow/publication';
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
  const newKeys = await insertReports(manager, numbered);
  const items: Located[] = numbered.map((item) => ({
    ...item,
    reportKey: item.report?.id ?? (newKeys.get(reportName(item)) as number),
  }));
  const published = items.filter(({ isPublished }) => isPublished).map(({ reportKey }) => reportKey);
  const [, revisionKeys] = await awaitPipelined([
    published.length > 0 && supersede(manager, published, at),
    insertRevisions(
      manager,
      items.map((item) => ({
        report_id: item.reportKey,
        agency_id: item.agency.key,
        number: item.number,
        ...contentColumns(item.input, mode, item.validation),
        created_by: item.actor.id,
        correction_reason: correctionReasons.get(item.reportKey) ?? null,
        published_at: item.isPublished ? at : null,
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

interface History {
  /** The time of what is stored. */
  readonly at: Date;
  /** The highest number of a revision, of each report that has one. */
  readonly lastNumbers: ReadonlyMap<number, number | null>;
}

/** The time of what happens to reports ($1), and the highest number of a revision of each. */
const HISTORY = `
  select ${TIME_UNDER_LOCK} as at, array(select (select max(v.number) from report_revision v where v.report_id = o.id)
    from unnest($1::int[]) with ordinality as o(id, place) order by o.place) as numbers`;

interface HistoryRow {
  readonly at: Date;
  readonly numbers: readonly (number | null)[];
}

async function readHistory(manager: EntityManager, reportKeys: readonly number[]): Promise<History> {
  const [{ at, numbers }] = await queryRows<HistoryRow>(manager, HISTORY, [reportKeys]);
  return { at, lastNumbers: new Map(reportKeys.map((key, index) => [key, numbers[index]])) };
}

/** Why reports ($1) are being corrected: the comment of the step that opened the correction. */
const CORRECTION_REASONS = `
  select distinct on (report_id) report_id as key, case action when 'CORRECT' then comment end as reason from report_step
   where report_id = any($1) and action in ('CORRECT', 'ACCEPT', 'RECORD', 'DISCARD', 'RETRACT') order by report_id, id desc`;

interface CorrectionRow {
  readonly key: number;
  readonly reason: string | null;
}

/** Reads why reports are being corrected; those without an open correction have no reason. */
async function readCorrectionReasons(
  manager: EntityManager,
  reportKeys: readonly number[],
): Promise<Map<number, string | null>> {
  if (reportKeys.length === 0) return new Map();
  const rows = await queryRows<CorrectionRow>(manager, CORRECTION_REASONS, [reportKeys]);
  return new Map(rows.map(({ key, reason }) => [key, reason]));
}

/** Inserts the reports of agencies ($1), years ($2) and scopes ($3) in states ($4), each with one revision. */
const INSERT_REPORTS = `
  insert into report (agency_id, year, scope, state, latest_revision)
  select agency, year, scope, state, 1 from unnest($1::int[], $2::int[], $3::text[], $4::text[]) as o(agency, year, scope, state)
  returning id, agency_id as agency, year, scope`;

interface InsertedReport {
  readonly id: number;
  readonly agency: number;
  readonly year: number;
  readonly scope: string;
}

/** Inserts the reports that nobody has begun. Returns their keys by name. */
async function insertReports(
  manager: EntityManager,
  items: readonly NumberedSubmission[],
): Promise<Map<string, number>> {
  const fresh = items.filter(({ report }) => !report);
  if (fresh.length === 0) return new Map();
  const rows = await queryRows<InsertedReport>(manager, INSERT_REPORTS, [
    fresh.map(({ agency }) => agency.key),
    fresh.map(({ input }) => input.year),
    fresh.map(({ input }) => input.scope),
    fresh.map(({ toState }) => toState),
  ]);
  return new Map(rows.map(({ id, agency, year, scope }) => [`report ${agency} ${year} ${scope}`, id]));
}

/** Inserts idempotency keys ($1) with hashes ($2), reports ($3) and numbers of revisions ($4). */
const INSERT_KEYS = `
  insert into idempotency_key (key, request_hash, report_id, revision_number)
  select * from unnest($1::text[], $2::text[], $3::int[], $4::int[])`;

async function insertIdempotencyKeys(
  manager: EntityManager,
  mode: SubmissionMode,
  items: readonly Located[],
) {
  const keyed = items.filter(({ input }) => input.idempotencyKey);
  if (keyed.length === 0) return;
  await queryRows(manager, INSERT_KEYS, [
    keyed.map(({ input }) => input.idempotencyKey),
    keyed.map((item) => requestHash(mode, item)),
    keyed.map(({ reportKey }) => reportKey),
    keyed.map((item) => item.number),
  ]);
}

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
