import type { EntityManager } from 'typeorm';
import type { LocatedAgency } from '../../agency/agencyQueries';
import type { FindingType } from '../../shared/graphql/finding';
import type { Actor } from '../../shared/request/permissions';
import type { ReportAction } from '../model/reportEnums';
import { lateRefusal, reasonsAgainst } from '../workflow/actionGuards';
import { checkReportKey } from './checkSubmission';
import { findConflict } from './findConflict';
import {
  answerRepeated,
  checkStored,
  currentRevision,
  findReports,
  findStoredKeys,
  type LocatedSubmission,
  lockReports,
  STALE,
} from './lockReports';
import { storeBatch } from './storeBatch';
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
import { loadValidationInputs, type PreparedSubmission } from './validationInputs';

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
  const [{ report }] = await findReports(manager, [{ request: { input, actor }, input, actor, agency }]);
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
  const { isStored, action } = MODES[mode];

  const { addressed, misaddressed } = findAddressees(mode, requests, agencies, results);
  withoutDone(await findReports(manager, misaddressed), (item) => refuseIf(item.findings, item));
  const located = isStored ? await lockReports(manager, addressed) : await findReports(manager, addressed);
  const storedKeys = await findStoredKeys(manager, isStored ? located : []);
  const current = withoutDone(
    located,
    (item) => answerRepeated(mode, item, storedKeys) ?? refuseIf(checkStored(item), item),
  );
  const prepared = await loadValidationInputs(manager, mode, current);
  const allowed = withoutDone(prepared, (item) => refuseIf(reasonsNotAllowed(item, action), item));
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
  return requests.map((request) => results.get(request) as SubmissionResult);
}

const refuseIf = (findings: FindingType[], item: LocatedSubmission): SubmissionResult | null =>
  findings.length > 0 ? refuse(findings, currentRevision(item)) : null;

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
    const agency = agencies.get(request.input.agency) ?? null;
    const findings = checkReportKey(request.input, agency, mode);
    if (!agency) results.set(request, refuse(findings, null));
    else if (findings.length > 0) misaddressed.push({ ...request, request, agency, findings });
    else addressed.push({ ...request, request, agency });
  }
  return { addressed, misaddressed };
}

/** Returns why the chain does not allow an action now: the state, the work of others, the deadline. What is not stored is always allowed. */
function reasonsNotAllowed({ facts, rules, actor }: PreparedSubmission, action: ReportAction): FindingType[] {
  if (facts) return reasonsAgainst(facts, action, actor, undefined, ['COMPLETE']);
  return rules?.isLocked ? [lateRefusal(rules.dueOn)] : [];
}
