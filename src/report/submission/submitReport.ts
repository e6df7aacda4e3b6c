import type { EntityManager } from 'typeorm';
import { findAgency } from '../../agency/agencyQueries';
import type { Agency } from '../../agency/agencyTypes';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import type { FindingType } from '../../shared/graphql/finding';
import { digest } from '../../shared/request/context';
import type { Actor } from '../../shared/request/permissions';
import { findBase, listIndicators, reportReader } from '../model/reportQueries';
import { ReportAction, type SubmissionResult } from '../model/reportTypes';
import { lateRefusal, loadFacts, type ReportFacts, reasonsAgainst } from '../workflow/actionGuards';
import { writeTransition } from '../workflow/applyAction';
import { type SubmissionMode, WAS_PUBLISHED } from '../workflow/publication';
import {
  inheritReviews,
  insertFindings,
  insertIndicators,
  insertRevisions,
  isExplained,
} from './storeRevisions';
import {
  checkEnded,
  checkReportKey,
  contentColumns,
  keyReused,
  refused,
  type Submission,
  staleRevision,
  validateSubmission,
  withInputPaths,
} from './validateSubmission';
import { loadCheckContexts, loadDocumentFindings, loadExplanations } from './validationInputs';

/** What a submission is in the chain; validating is judged as submitting. */
const ACTION_OF: Record<SubmissionMode, ReportAction> = {
  FILE: ReportAction.SUBMIT,
  RECORD: ReportAction.RECORD,
  SAVE: ReportAction.SAVE,
  DRAFT: ReportAction.SAVE,
  VALIDATE: ReportAction.SUBMIT,
};

/**
 * Takes a submission through reading, checks and storage, in the caller's transaction. Everything wrong comes back
 * as findings with paths into the input; a refusal stores nothing.
 */
export async function submitReport(
  manager: EntityManager,
  input: Submission,
  mode: SubmissionMode,
  actor: Actor,
): Promise<SubmissionResult> {
  const agency = await findAgency(manager, input.agency);
  const refusals = checkReportKey(input, agency, mode);
  if (!agency) return refused(refusals, null);
  if (refusals.length > 0) return refused(refusals, await findLatest(manager, agency.key, input));
  if (mode !== 'VALIDATE') await lockReport(manager, agency.key, input);
  const [report] = await manager.query(
    `select id, latest_revision, ${WAS_PUBLISHED} as "wasPublished" from report r where agency_id = $1 and year = $2 and scope = $3 ${mode === 'VALIDATE' ? '' : 'for update'}`,
    [agency.key, input.year, input.scope],
  );
  const current: number | null = report?.latest_revision || null;
  if (mode !== 'VALIDATE') await lockKey(manager, input.idempotencyKey);
  const repeated = await findRepeated(manager, input, mode, actor, current);
  if (repeated) return repeated;
  const ended = checkEnded(input, agency, report?.wasPublished ?? false);
  if (ended.length > 0) return refused(ended, current);
  if (input.expectedRevision != null && input.expectedRevision !== (current ?? 0))
    return refused([staleRevision(input.expectedRevision, current)], current);
  const [known] = report && mode !== 'VALIDATE' ? await loadFacts(manager, [report.id]) : [];
  const locks =
    mode === 'VALIDATE'
      ? []
      : await reasonsNotAllowed(manager, known ?? null, agency, input.year, mode, actor);
  if (locks.length > 0) return refused(locks, current);

  // What is recorded stands beside what was published before, never on a clerk's draft.
  const base = report ? await findBase(manager, report.id, mode === 'RECORD' ? 'PUBLISHED' : 'LATEST') : null;
  const [explained, documentFindings, [around], catalogue] = await awaitPipelined([
    base ? loadExplanations(manager, [base.revisionKey]) : [],
    base ? loadDocumentFindings(manager, [base.revisionKey]) : [],
    loadCheckContexts(manager, [{ agency, year: input.year, scope: input.scope }]),
    input.indicators?.length ? listIndicators(manager) : [],
  ]);
  const assessed = validateSubmission(input, mode, { base, explained, documentFindings, around, catalogue });
  const { findings, isBlocked } = assessed;
  if (isBlocked || mode === 'VALIDATE') return { ...refused(findings, current), accepted: !isBlocked };

  const reportKey: number = report?.id ?? (await insertReport(manager, agency.key, input));
  const [{ number }] = await manager.query(
    'select coalesce(max(number), 0) + 1 as number from report_revision where report_id = $1',
    [reportKey],
  );
  const [revision] = await insertRevisions(manager, [
    {
      report_id: reportKey,
      agency_id: agency.key,
      number,
      ...contentColumns(input, mode, assessed),
      created_by: actor.id,
      correction_reason: mode === 'RECORD' ? null : await correctionReason(manager, reportKey),
      published_at: null,
    },
  ]);
  await awaitPipelined([
    manager.query('update report set latest_revision = $2 where id = $1', [reportKey, number]),
    insertFindings(manager, [{ revision, findings }]),
    input.indicators != null && insertIndicators(manager, [{ revision, values: assessed.indicators }]),
    base &&
      inheritReviews(manager, [
        {
          from: base.revisionKey,
          to: revision,
          withVerdicts: isExplained(findings),
          withIndicators: input.indicators == null,
          withDocument: assessed.keepsDocument,
        },
      ]),
  ]);
  if (mode === 'RECORD' || mode === 'FILE') {
    const facts = known ?? (await loadFacts(manager, [reportKey]))[0];
    // Nothing else of what the step writes has changed since.
    await writeTransition(manager, { ...facts, latestRevision: number }, ACTION_OF[mode], actor, {
      comment: null,
    });
  }
  if (input.idempotencyKey)
    await manager.query(
      'insert into idempotency_key (key, request_hash, report_id, revision_number) values ($1, $2, $3, $4)',
      [input.idempotencyKey, digest([mode, input, actor.id]), reportKey, number],
    );
  return {
    accepted: true,
    readReport: reportReader(reportKey),
    findings: withInputPaths(findings),
    currentRevision: number,
  };
}

/** The latest revision of the report that a submission names, or null. The year may be one that no report has. */
export async function findLatest(
  manager: EntityManager,
  agencyKey: number,
  { year, scope }: Pick<Submission, 'year' | 'scope'>,
): Promise<number | null> {
  const [row] = await manager.query(
    'select latest_revision as latest from report where agency_id = $1 and year = $2::int and scope = $3',
    [agencyKey, year, scope],
  );
  return row?.latest || null;
}

/** Why a report takes no submission of this kind now: its state, its deadline. */
async function reasonsNotAllowed(
  manager: EntityManager,
  facts: ReportFacts | null,
  agency: Agency,
  year: number,
  mode: SubmissionMode,
  actor: Actor,
): Promise<FindingType[]> {
  if (facts) return reasonsAgainst(facts, ACTION_OF[mode], actor, undefined, ['COMPLETE']);
  if (mode === 'RECORD') return [];
  const [late] = await manager.query(
    'select due_on::text as "dueOn" from deadline_of($1, $2) where is_locked',
    [agency.key, year],
  );
  return late ? [lateRefusal(late.dueOn)] : [];
}

/** Lets submissions to one report take turns; advisory, because a refused one must leave no empty report behind. */
async function lockReport(manager: EntityManager, agencyKey: number, input: Submission) {
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `report ${agencyKey} ${input.year} ${input.scope}`,
  ]);
}

/** Lets submissions under one idempotency key take turns, so that the second finds what the first stored. */
async function lockKey(manager: EntityManager, key: string | null | undefined) {
  if (key)
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`idempotency ${key}`]);
}

async function insertReport(manager: EntityManager, agencyKey: number, input: Submission): Promise<number> {
  const [{ id }] = await manager.query(
    `insert into report (agency_id, year, scope, state) values ($1, $2, $3, 'DRAFT') returning id`,
    [agencyKey, input.year, input.scope],
  );
  return id;
}

async function findRepeated(
  manager: EntityManager,
  input: Submission,
  mode: SubmissionMode,
  actor: Actor,
  current: number | null,
): Promise<SubmissionResult | null> {
  if (!input.idempotencyKey || mode === 'VALIDATE') return null;
  const [row] = await manager.query(
    'select request_hash, report_id, revision_number from idempotency_key where key = $1',
    [input.idempotencyKey],
  );
  if (!row) return null;
  if (row.request_hash !== digest([mode, input, actor.id])) return refused([keyReused()], current);
  return {
    accepted: true,
    readReport: reportReader(row.report_id),
    findings: [],
    currentRevision: row.revision_number,
  };
}

/** Why the report is being corrected; null when no correction is open. */
async function correctionReason(manager: EntityManager, reportKey: number): Promise<string | null> {
  const [row] = await manager.query(
    `select case action when 'CORRECT' then comment end as reason from report_step
      where report_id = $1 and action in ('CORRECT', 'ACCEPT', 'RECORD', 'DISCARD', 'RETRACT') order by id desc limit 1`,
    [reportKey],
  );
  return row?.reason ?? null;
}
