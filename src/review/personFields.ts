import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ReportStep } from '../report/model/stepTypes';
import type { Context } from '../shared/request/context';
import { ExplanationJudgement } from './explanationJudgements';
import { findDisplayName } from './personNames';
import { ExplanationReview } from './reviewTypes';

@Resolver(() => ReportStep)
export class StepFields {
  @FieldResolver(() => String, {
    nullable: true,
    description: '操作人的姓名；密钥没有。What the person is called; null for a key.',
  })
  actorDisplayName(@Root() { actorName }: ReportStep, @Ctx() context: Context): Promise<string | null> {
    return findDisplayName(context, actorName);
  }
}

@Resolver(() => ExplanationReview)
export class ExplanationReviewFields {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      '审核人的姓名；不办理报告者为空。What the reviewer is called; null for who works on no report.',
  })
  reviewerDisplayName(
    @Root() { reviewerName }: ExplanationReview,
    @Ctx() context: Context,
  ): Promise<string | null> {
    return findDisplayName(context, reviewerName);
  }
}

@Resolver(() => ExplanationJudgement)
export class ExplanationJudgementFields extends ExplanationReviewFields {}
