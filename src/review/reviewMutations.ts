import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { authoriseAgency, authoriseJurisdiction } from '../agency/authoriseAgency';
import { readScope } from '../agency/placeInputs';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { authorise, GLOBAL } from '../shared/request/permissions';
import { actOnReport, actOnReports, reviewExplanationOf } from './actOnReport';
import { extendDeadline, setDeadline } from './deadlineCommands';
import { setReview } from './reviewCommands';
import {
  DeadlineInput,
  ExplanationReviewInput,
  ExtensionInput,
  ReviewInput,
  ReviewSettingInput,
} from './reviewInputs';
import { ReviewPayload, SettingPayload } from './reviewTypes';

const REVIEW_OPERATIONS = ['SUBMIT', 'REVIEW_SECTION', 'REVIEW_OFFICE', 'REVIEW_LEADER', 'ACCEPT'] as const;

@Resolver()
export class ReviewMutations {
  @Authorized(...REVIEW_OPERATIONS)
  @Mutation(() => ReviewPayload, {
    description:
      '审核流程的一步：受理、通过、退回、撤回、接收、更正、放弃草稿、撤回公布。One step of the review chain.',
  })
  actOnReport(
    @Ctx() context: Context,
    @Arg('input', () => ReviewInput, { description: '审核操作。The step.' }) input: ReviewInput,
  ): Promise<ReviewPayload> {
    return actOnReport(context, input);
  }

  @Authorized(...REVIEW_OPERATIONS)
  @Mutation(() => [ReviewPayload], {
    description:
      '批量操作，逐项各有结果，至多 100 项。Steps on many reports, each with its own outcome; at most 100.',
  })
  actOnReports(
    @Ctx() context: Context,
    @Arg('inputs', () => [ReviewInput], { description: '各项审核操作。The steps.' }) inputs: ReviewInput[],
  ): Promise<ReviewPayload[]> {
    return actOnReports(context, inputs);
  }

  @Authorized('REVIEW_SECTION', 'REVIEW_OFFICE', 'REVIEW_LEADER', 'ACCEPT')
  @Mutation(() => ReviewPayload, {
    description: '认可或不认可对警告的说明。Confirms or rejects an explanation.',
  })
  reviewExplanation(
    @Ctx() context: Context,
    @Arg('input', () => ExplanationReviewInput, { description: '认定。The verdict.' })
    input: ExplanationReviewInput,
  ): Promise<ReviewPayload> {
    return reviewExplanationOf(context, input);
  }

  @Authorized('MANAGE_DEADLINES')
  @Mutation(() => SettingPayload, {
    description: '设定全平台某年某类机关的期限。Sets a due day for the whole hub.',
  })
  setDeadline(
    @Ctx() context: Context,
    @Arg('input', () => DeadlineInput, { description: '期限。The day.' }) input: DeadlineInput,
  ) {
    authorise(context.actor, 'MANAGE_DEADLINES', GLOBAL);
    return auditedTransaction(context, (manager) => setDeadline(manager, context.actor, input));
  }

  @Authorized('MANAGE_DEADLINES')
  @Mutation(() => SettingPayload, {
    description:
      '延期：截止日未过的推迟到该日；已过的，逾期仍是逾期，只重新开放已锁定的填报。对谁都不起作用的不予受理，只对一部分起作用的予以说明。Extends a deadline that has not passed. Once it has, late stays late: an extension only opens filing again where the deadline locks. What would change nothing for anybody is refused; an extension that changes it for some says for how many.',
  })
  async extendDeadline(
    @Ctx() context: Context,
    @Arg('input', () => ExtensionInput, { description: '延期。The extension.' }) input: ExtensionInput,
  ) {
    const { scope, ...extension } = input;
    const { agency, jurisdiction } = readScope(scope);
    if (agency) await authoriseAgency(context, 'MANAGE_DEADLINES', agency);
    else await authoriseJurisdiction(context, 'MANAGE_DEADLINES', jurisdiction);
    return auditedTransaction(context, (manager) =>
      extendDeadline(manager, context.actor, { ...extension, agency, jurisdiction }),
    );
  }

  @Authorized('MANAGE_REVIEW')
  @Mutation(() => SettingPayload, {
    description:
      '设定机关的审核步骤。Sets how an agency reviews; reports under review go on from where they are.',
  })
  async setReview(
    @Ctx() context: Context,
    @Arg('input', () => ReviewSettingInput, { description: '审核设置。The setting.' })
    input: ReviewSettingInput,
  ) {
    await authoriseAgency(context, 'MANAGE_REVIEW', input.agency);
    return auditedTransaction(context, (manager) => setReview(manager, context.actor, input));
  }
}
