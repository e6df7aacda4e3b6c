import { authoriseAgency } from '../agency/authoriseAgency';
import { findReport, findReportByKey, findReportKey } from '../report/model/findReport';
import { ReportAction } from '../report/model/reportEnums';
import type { Report } from '../report/model/reportTypes';
import { applyAction } from '../report/workflow/applyAction';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { badInput } from '../shared/graphql/paging';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { reviewExplanation } from './reviewCommands';
import type { ExplanationReviewInput, ReviewInput } from './reviewInputs';
import type { ReviewPayload } from './reviewTypes';

const MAX_ACTIONS = 100;

/** Actions that have mutations of their own. */
const OWN_MUTATIONS: readonly ReportAction[] = [ReportAction.SAVE, ReportAction.SUBMIT, ReportAction.RECORD];

const unknownReport = (path: string) =>
  refusal('reference.unknown', path, '没有该年度报告。', 'There is no report of this year.');

/** Applies an action of the review to a report. Who may not read the agency's work is refused before anything is looked up. */
export async function actOnReport(context: Context, input: ReviewInput): Promise<ReviewPayload> {
  const { agency, year, scope } = input;
  await authoriseAgency(context, 'READ_WORK', agency);
  const payload = (report: Report | null, findings: FindingType[]): ReviewPayload => ({
    accepted: findings.length === 0,
    agency,
    year,
    report,
    findings: findings.map((item) => ({ ...item, path: `input.${item.path}` })),
  });
  if (OWN_MUTATIONS.includes(input.action))
    return payload(null, [
      refusal(
        'report.action',
        'action',
        '保存、提交和补录各有自己的操作，不是审核的一步。',
        'To save, to submit and to record are operations of their own, no steps of the review.',
        { actual: input.action, remedy: 'saveDraft, submitReport, recordPublishedReport' },
      ),
    ]);
  return auditedTransaction(context, async (manager) => {
    const key = await findReportKey(manager, agency, year, scope);
    if (key === null) return payload(null, [unknownReport('year')]);
    const findings = await applyAction(manager, key, input, context.actor);
    return payload(await findReportByKey(manager, key, context.actor), findings);
  });
}

/** Applies actions to many reports, each in a transaction and with an outcome of its own. */
export async function actOnReports(
  context: Context,
  inputs: readonly ReviewInput[],
): Promise<ReviewPayload[]> {
  if (inputs.length === 0 || inputs.length > MAX_ACTIONS)
    throw badInput('inputs', `一次 1 至 ${MAX_ACTIONS} 项。`, `Between 1 and ${MAX_ACTIONS} items.`);
  const payloads: ReviewPayload[] = [];
  for (const input of inputs)
    payloads.push(await actOnReport(context, input).catch((error) => forbiddenItem(input, error)));
  return payloads;
}

/** Returns the outcome of an action that is not the caller's to do; throws every other error. */
function forbiddenItem(
  { agency, year }: ReviewInput,
  error: { extensions?: { code?: string }; message: string },
): ReviewPayload {
  if (error.extensions?.code !== 'FORBIDDEN') throw error;
  const finding = refusal(
    'report.forbidden',
    'input.agency',
    `没有办理：您的角色不包括机关 ${agency}，报告没有改动；需要办理的，请联系管理员授予该机关的角色。`,
    `Nothing was done: none of your roles covers the agency ${agency}, and its report is as it was. If you need to work on it, ask an administrator for a role there.`,
    { actual: agency },
  );
  return { accepted: false, agency, year, report: null, findings: [finding] };
}

/** Confirms or rejects the explanation of a finding. Returns the report as it is then. */
export async function reviewExplanationOf(
  context: Context,
  input: ExplanationReviewInput,
): Promise<ReviewPayload> {
  const { agency, year, scope } = input;
  await authoriseAgency(context, 'READ_WORK', agency);
  const key = await findReportKey(context.database, agency, year, scope);
  const findings =
    key === null
      ? [unknownReport('input.year')]
      : await auditedTransaction(context, (manager) => reviewExplanation(manager, context.actor, key, input));
  const report = await findReport(context.database, agency, year, scope, context.actor);
  return { accepted: findings.length === 0, agency, year, report, findings };
}
