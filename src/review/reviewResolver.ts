import {
  Arg,
  Authorized,
  Ctx,
  Extensions,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { agencyLoader } from '../agency/agencyQueries';
import { reportingYear } from '../agency/agencyResolver';
import { Agency } from '../agency/agencyTypes';
import { authoriseAgency, authoriseJurisdiction } from '../agency/authoriseAgency';
import { findReport, findReportByKey, reportLoader, revisionLoader } from '../report/model/findReport';
import { ReportAction, ReportScope } from '../report/model/reportEnums';
import { Report } from '../report/model/reportTypes';
import { ReportRevision } from '../report/model/revisionTypes';
import { reasonsAgainst } from '../report/workflow/actionGuards';
import { applyAction } from '../report/workflow/applyAction';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { AFTER, badInput, type Connection, checkFirst, FIRST } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import { SIGNED_IN } from '../shared/request/access';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { authorise, can, GLOBAL } from '../shared/request/permissions';
import { changesSince } from './changesSince';
import * as commands from './reviewCommands';
import {
  DeadlineInput,
  ExplanationReviewInput,
  ExtensionInput,
  ReviewInput,
  ReviewSettingInput,
} from './reviewInputs';
import {
  deadlineLoader,
  factsLoader,
  listInbox,
  settingLoader,
  stepLoader,
  verdictLoader,
  type WaitingItem,
  withdrawalLoader,
} from './reviewQueries';
import {
  Deadline,
  ExplanationReview,
  InboxConnection,
  InboxItem,
  ReportStep,
  ReviewPayload,
  ReviewSetting,
  RevisionDifference,
  SettingPayload,
  ViewerAction,
  Withdrawal,
} from './reviewTypes';

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

@Resolver()
export class ReviewQueries {
  @Extensions(SIGNED_IN)
  @Query(() => InboxConnection, {
    description:
      '待办：等我处理的报告，及本机关上一年度应报未报的报告，等候最久的在前；须登录。What waits for the viewer, longest first: reports at a step of theirs, and for clerks the report of the last year that ended, when it is due and not begun. For who is signed in.',
  })
  inbox(
    @Ctx() context: Context,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Promise<Connection<WaitingItem>> {
    return listInbox(context, { first: checkFirst(first), after });
  }
}

@Resolver(() => InboxItem)
export class InboxFields {
  @FieldResolver(() => Report, {
    nullable: true,
    description: '报告；尚未开始时为空。The report; null when it is due and not begun.',
  })
  report(@Root() item: WaitingItem, @Ctx() context: Context) {
    return item.reportKey === null ? null : reportLoader(context).load(item.reportKey);
  }

  @FieldResolver(() => Agency, { description: '机关。The agency whose report it is.' })
  agency(@Root() item: WaitingItem, @Ctx() context: Context) {
    return agencyLoader(context).load(item.agencyKey);
  }
}

/** Whether the viewer may read the unpublished work of a report. */
const seesWork = async (context: Context, report: Report) => {
  const facts = await factsLoader(context).load(report.key);
  return facts !== null && can(context.actor, 'READ_WORK', facts);
};

@Resolver(() => ReportRevision)
export class RevisionReviewFields {
  @Extensions(UNCACHEABLE)
  @FieldResolver(() => [ExplanationReview], {
    description: '对说明的认定。Verdicts on explanations of this revision; published with it.',
  })
  explanationReviews(@Root() revision: ReportRevision, @Ctx() context: Context) {
    return verdictLoader(context).load(revision.revisionKey);
  }
}

@Resolver(() => Report)
export class ReportReviewFields extends RevisionReviewFields {
  @Extensions(UNCACHEABLE)
  @FieldResolver(() => [ViewerAction], {
    description:
      '当前用户可做的操作及不可做的原因。What the viewer may do now, and why not; empty without a role here.',
  })
  async viewerActions(@Root() report: Report, @Ctx() context: Context): Promise<ViewerAction[]> {
    const facts = await factsLoader(context).load(report.key);
    if (!facts || !can(context.actor, 'READ_WORK', facts)) return [];
    return Object.values(ReportAction).map((action) => {
      const reasons = reasonsAgainst(facts, action, context.actor);
      return { action, allowed: reasons.length === 0, reasons };
    });
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => [ReportStep], {
    description: '审核经过，新的在前；无权者为空。Steps of the review, newest first; empty for the public.',
  })
  steps(@Root() report: Report, @Ctx() context: Context) {
    return stepLoader(context).load(report.key);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => ReportRevision, {
    nullable: true,
    description:
      '在办修订：与所示修订不同的最新修订。The latest revision when it is not the one shown; null for the public.',
  })
  async workingRevision(@Root() report: Report, @Ctx() context: Context): Promise<ReportRevision | null> {
    if (!(await seesWork(context, report))) return null;
    if (report.latestRevision === report.revision) return null;
    const revisions = await revisionLoader(context).load(report.key);
    return revisions.find((item) => item.revision === report.latestRevision) ?? null;
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => RevisionDifference, {
    description:
      '变化：自某修订、某步骤或某时起；均不填则自本人上一次操作起。What changed since a revision, step or instant; with none, since the viewer’s own last step.',
  })
  changesSince(
    @Root() report: Report,
    @Ctx() context: Context,
    @Arg('revision', () => Int, { nullable: true, description: '修订号。Revision.' }) revision: number | null,
    @Arg('step', () => ID, { nullable: true, description: '步骤。Step.' }) step: string | null,
    @Arg('date', () => DateTime, { nullable: true, description: '时刻（UTC）。Instant.' }) date: Date | null,
  ): Promise<RevisionDifference> {
    return changesSince(context, report, { revision, step, date });
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => Deadline, { description: '报送期限。Its deadline.' })
  deadline(@Root() report: Report, @Ctx() context: Context) {
    return deadlineLoader(context, report.year).load(report.agencyKey);
  }
}

@Resolver(() => Agency)
export class AgencyReviewFields {
  @Extensions(UNCACHEABLE)
  @FieldResolver(() => Deadline, { description: '某年度的报送期限。Deadline of a year, with extensions.' })
  deadline(
    @Root() agency: Agency,
    @Ctx() context: Context,
    @Arg('year', () => Int, { description: '年度。' }) year: number,
  ) {
    return deadlineLoader(context, reportingYear(year).year).load(agency.key);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => ReviewSetting, { description: '审核设置。How it reviews.' })
  reviewSetting(@Root() agency: Agency, @Ctx() context: Context) {
    return settingLoader(context).load(agency.key);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => [Withdrawal], {
    description: '撤回公布的记录。Reports withdrawn from publication, newest first.',
  })
  withdrawals(@Root() agency: Agency, @Ctx() context: Context) {
    return withdrawalLoader(context).load(agency.key);
  }
}
