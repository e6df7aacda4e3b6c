import type { EntityManager } from 'typeorm';
import type { LocatedAgency } from '../../agency/agencyQueries';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { lockNames } from '../../shared/database';
import { type FindingType, withInputPaths } from '../../shared/graphql/finding';
import { digest } from '../../shared/request/context';
import type { Actor } from '../../shared/request/permissions';
import { lockReportNames } from '../checking/comparedReports';
import { reasonsAgainst, reasonsAgainstNew } from '../workflow/actionGuards';
import { checkReportKey } from './checkSubmission';
import { findConflict } from './findConflict';
import { storeBatch } from './storeBatch';
import {
  answerRepeated,
  checkStored,
  currentRevision,
  findReports,
  findStoredKeys,
  type LocatedSubmission,
  STALE,
} from './storedReports';
import {
  type AddressedSubmission,
  MODES,
  refuse,
  type Submission,
  type SubmissionMode,
  type SubmissionRequest,
  type SubmissionResult,
} from './submission';
import { validateSubmission } from './validateSubmission';
import { loadValidationInputs } from './validationInputs';

/**
 * Submits one report in the caller's transaction: a batch of one. The caller must have authorised the actor at the agency, which is null where there is none of the code. What is refused because others were
 * first says where.
 */
export async function submitReport(
  manager: EntityManager,
  agency: LocatedAgency | null,
  input: Submission,
  mode: SubmissionMode,
  actor: Actor,
): Promise<SubmissionResult> {
  const agencies = new Map(agency ? [[input.agency, agency]] : []);
  const [result] = await submitBatch(manager, mode, [{ input, actor }], agencies);
  if (!agency || !result.currentRevision || !result.findings.some(({ code }) => code === STALE))
    return result;
  const { year, scope } = input;
  const [{ report }] = await findReports(manager, [{ agencyKey: agency.key, year, scope }]);
  return report
    ? { ...result, conflict: await findConflict(manager, report.id, input, result.currentRevision) }
    : result;
}

/**
 * Submits reports in the caller's transaction; the one way of every submission, however it came and whatever its mode.
 * Everything wrong comes back as findings with paths into the input, and what is refused stores nothing.
 * No submission may bear on another of the batch: no two are for one report or under one key, and none is of the year
 * before another's of the same agency. `agencies` holds those that exist of the agencies named.
 */
export async function submitBatch(
  manager: EntityManager,
  mode: SubmissionMode,
  requests: readonly SubmissionRequest[],
  agencies: ReadonlyMap<string, LocatedAgency>,
): Promise<SubmissionResult[]> {
  const results = new Map<SubmissionRequest, SubmissionResult>();
  /** Stores the results of those that need no more, and returns the others. */
  const withoutDone = <T extends AddressedSubmission>(
    items: readonly T[],
    resultOf: (item: T) => SubmissionResult | null,
  ): T[] =>
    items.filter((item) => {
      const result = resultOf(item);
      if (result) results.set(item.request, result);
      return result === null;
    });
  /** Stores the refusals of those that something speaks against, and returns the others. */
  const withoutRefused = <T extends LocatedSubmission>(
    items: readonly T[],
    findingsOf: (item: T) => FindingType[],
  ): T[] =>
    withoutDone(items, (item) => {
      const findings = findingsOf(item);
      return findings.length > 0 ? refuse(findings, currentRevision(item)) : null;
    });
  const { isStored, action } = MODES[mode];

  const { addressed, misaddressed } = findAddressees(mode, requests, agencies, results);
  // The locks of names come first: they also hold reports that nobody has begun, of which a refused submission must leave nothing.
  if (isStored && addressed.length > 0) {
    const keys = addressed.flatMap(({ input: { idempotencyKey } }) =>
      idempotencyKey ? [`idempotency ${idempotencyKey}`] : [],
    );
    await awaitPipelined([
      lockReportNames(manager, addressed),
      keys.length > 0 && lockNames(manager, 'idempotencyKey', keys),
    ]);
  }
  const located = await findReports(manager, addressed, isStored);
  withoutRefused(await findReports(manager, misaddressed), ({ findings }) => findings);
  const storedKeys = await findStoredKeys(manager, isStored ? located : []);
  const fresh = withoutDone(located, (item) => answerRepeated(item, storedKeys));
  const current = withoutRefused(fresh, checkStored);
  const prepared = await loadValidationInputs(manager, mode, current);
  // What is not stored has neither facts nor rules, and is always allowed.
  const allowed = withoutRefused(prepared, ({ facts, rules, actor }) =>
    facts ? reasonsAgainst(facts, action, actor, undefined, ['COMPLETE']) : reasonsAgainstNew(rules),
  );
  const validated = allowed.map((item) => ({
    ...item,
    validation: validateSubmission(item.input, mode, item.inputs),
  }));
  const valid = withoutDone(validated, (item) => {
    const { findings, isBlocked } = item.validation;
    if (!isBlocked && isStored) return null;
    return { ...refuse(findings, currentRevision(item)), accepted: !isBlocked };
  });
  for (const [index, result] of (await storeBatch(manager, mode, valid)).entries())
    results.set(valid[index].request, result);
  return requests.map((request) => {
    const result = results.get(request) as SubmissionResult;
    return { ...result, findings: withInputPaths(result.findings) };
  });
}

/** Finds the agency of each submission. Those for no report that there can be come back with what is wrong with them. */
function findAddressees(
  mode: SubmissionMode,
  requests: readonly SubmissionRequest[],
  agencies: ReadonlyMap<string, LocatedAgency>,
  results: Map<SubmissionRequest, SubmissionResult>,
) {
  const addressed: AddressedSubmission[] = [];
  const misaddressed: (AddressedSubmission & { readonly findings: FindingType[] })[] = [];
  for (const request of requests) {
    const { input, actor } = request;
    const agency = agencies.get(input.agency) ?? null;
    const findings = checkReportKey(input, agency, mode);
    if (!agency) {
      results.set(request, refuse(findings, null));
      continue;
    }
    const item: AddressedSubmission = {
      ...request,
      request,
      agency,
      agencyKey: agency.key,
      year: input.year,
      scope: input.scope,
      requestHash: input.idempotencyKey ? digest([mode, input, actor.id]) : null,
    };
    if (findings.length > 0) misaddressed.push({ ...item, findings });
    else addressed.push(item);
  }
  return { addressed, misaddressed };
}
