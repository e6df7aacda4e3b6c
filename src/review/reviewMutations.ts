import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { authoriseAgency, authoriseJurisdiction } from '../agency/authoriseAgency';
import { findReport, findReportByKey } from '../report/model/findReport';
import { ReportAction, ReportScope } from '../report/model/reportEnums';
import { Report } from '../report/model/reportTypes';
import { applyAction } from '../report/workflow/applyAction';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { badInput } from '../shared/graphql/paging';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { authorise, GLOBAL } from '../shared/request/permissions';
import * as commands from './reviewCommands';
import {
  DeadlineInput,
  ExplanationReviewInput,
  ExtensionInput,
  ReviewInput,
  ReviewSettingInput,
} from './reviewInputs';
import { ReviewPayload, SettingPayload } from './reviewTypes';

const MOST_AT_ONCE = 100;

const OWN_MUTATIONS: readonly ReportAction[] = [ReportAction.SAVE, ReportAction.SUBMIT, ReportAction.RECORD];

/** Does one step; who may not read the agency's work is refused before anything is looked up. */
async function act(context: Context, input: ReviewInput): Promise<ReviewPayload> {
  await authoriseAgency(context, 'READ_WORK', input.agency);
  const { agency, year, scope } = input;
  return auditedTransaction(context, async (manager) => {
    const payload = (report: Report | null, findings: FindingType[]) => ({
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
          '请使用 saveSection、submitReport 或 recordPublishedReport。',
          'Use saveSection, submitReport or recordPublishedReport.',
          { actual: input.action },
        ),
      ]);
    const key = await findReportKey(manager, agency, year, scope);
    if (key === null)
      return payload(null, [
        refusal('reference.unknown', 'year', '没有该年度报告。', 'There is no report of this year.'),
      ]);
    const findings = await applyAction(manager, key, input, context.actor);
    return payload(await findReportByKey(manager, key, context.actor), findings);
  });
}

async function findReportKey(
  database: Pick<EntityManager, 'query'>,
  agency: string,
  year: number,
  scope: ReportScope,
): Promise<number | null> {
  const [row] = await database.query(
    'select r.id from report r join agency a on a.id = r.agency_id where a.code = $1 and r.year = $2 and r.scope = $3',
    [agency, year, scope],
  );
  return row?.id ?? null;
}

const MOVES = ['SUBMIT', 'REVIEW_SECTION', 'REVIEW_OFFICE', 'REVIEW_LEADER', 'ACCEPT'] as const;

@Resolver()
export class ReviewMutations {
  @Authorized(...MOVES)
  @Mutation(() => ReviewPayload, {
    description:
      '审核流程的一步：受理、通过、退回、撤回、接收、更正、放弃更正、撤回公布。One step of the review chain.',
  })
  actOnReport(
    @Ctx() context: Context,
    @Arg('input', () => ReviewInput, { description: 'The step.' }) input: ReviewInput,
  ): Promise<ReviewPayload> {
    return act(context, input);
  }

  @Authorized(...MOVES)
  @Mutation(() => [ReviewPayload], {
    description:
      '批量操作，逐项各有结果，至多 100 项。Steps on many reports, each with its own outcome; at most 100.',
  })
  async actOnReports(
    @Ctx() context: Context,
    @Arg('inputs', () => [ReviewInput], { description: 'The steps.' }) inputs: ReviewInput[],
  ): Promise<ReviewPayload[]> {
    if (inputs.length === 0 || inputs.length > MOST_AT_ONCE)
      throw badInput('inputs', `一次 1 至 ${MOST_AT_ONCE} 项。`, `Between 1 and ${MOST_AT_ONCE} items.`);
    const outcomes: ReviewPayload[] = [];
    for (const input of inputs)
      outcomes.push(await act(context, input).catch((error) => refuseItem(input, error)));
    return outcomes;
  }

  @Authorized('REVIEW_SECTION', 'REVIEW_OFFICE', 'REVIEW_LEADER', 'ACCEPT')
  @Mutation(() => ReviewPayload, {
    description: '认可或不认可对警告的说明。Confirms or rejects an explanation.',
  })
  async reviewExplanation(
    @Ctx() context: Context,
    @Arg('input', () => ExplanationReviewInput, { description: 'The verdict.' })
    input: ExplanationReviewInput,
  ): Promise<ReviewPayload> {
    await authoriseAgency(context, 'READ_WORK', input.agency);
    const { agency, year } = input;
    const key = await findReportKey(context.database, agency, year, input.scope);
    const findings =
      key === null
        ? [refusal('reference.unknown', 'input.year', '没有该年度报告。', 'There is no report of this year.')]
        : await auditedTransaction(context, (manager) =>
            commands.reviewExplanation(manager, context.actor, key, input),
          );
    const report = await findReport(context.database, agency, year, input.scope, context.actor);
    return { accepted: findings.length === 0, agency, year, report, findings };
  }

  @Authorized('MANAGE_DEADLINES')
  @Mutation(() => SettingPayload, {
    description: '设定全平台某年某类机关的期限。Sets a due day for the whole hub.',
  })
  setDeadline(
    @Ctx() context: Context,
    @Arg('input', () => DeadlineInput, { description: 'The day.' }) input: DeadlineInput,
  ) {
    authorise(context.actor, 'MANAGE_DEADLINES', GLOBAL);
    return auditedTransaction(context, (manager) => commands.setDeadline(manager, context.actor, input));
  }

  @Authorized('MANAGE_DEADLINES')
  @Mutation(() => SettingPayload, { description: '延期，也用于解锁。Extends a deadline; this also unlocks.' })
  async extendDeadline(
    @Ctx() context: Context,
    @Arg('input', () => ExtensionInput, { description: 'The extension.' }) input: ExtensionInput,
  ) {
    if (input.agency) await authoriseAgency(context, 'MANAGE_DEADLINES', input.agency);
    else await authoriseJurisdiction(context, 'MANAGE_DEADLINES', input.jurisdiction);
    return auditedTransaction(context, (manager) => commands.extendDeadline(manager, context.actor, input));
  }

  @Authorized('MANAGE_REVIEW')
  @Mutation(() => SettingPayload, {
    description:
      '设定机关的审核步骤。Sets how an agency reviews; reports under review go on from where they are.',
  })
  async setReview(
    @Ctx() context: Context,
    @Arg('input', () => ReviewSettingInput, { description: 'The setting.' }) input: ReviewSettingInput,
  ) {
    await authoriseAgency(context, 'MANAGE_REVIEW', input.agency);
    return auditedTransaction(context, (manager) => commands.setReview(manager, context.actor, input));
  }
}

function refuseItem(
  input: ReviewInput,
  error: { extensions?: { code?: string }; message: string },
): ReviewPayload {
  if (error.extensions?.code !== 'FORBIDDEN') throw error;
  const finding = refusal(
    'report.forbidden',
    'input.agency',
    '您无权处理该机关的报告。',
    'You may not act on the reports of this agency.',
    {
      actual: input.agency,
    },
  );
  return { accepted: false, agency: input.agency, year: input.year, report: null, findings: [finding] };
}
