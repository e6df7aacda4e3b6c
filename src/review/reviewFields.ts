import { Arg, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Agency } from '../agency/agencyTypes';
import { reportingYear } from '../agency/reportingYear';
import { ReportAction, ReportState } from '../report/model/reportEnums';
import { Report } from '../report/model/reportTypes';
import { revisionLoader } from '../report/model/revisionQueries';
import { ReportRevision } from '../report/model/revisionTypes';
import { ReportStep } from '../report/model/stepTypes';
import { reasonsAgainst } from '../report/workflow/actionGuards';
import { readKey } from '../shared/graphql/node';
import { DateTime } from '../shared/graphql/scalars';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import type { Context } from '../shared/request/context';
import { can } from '../shared/request/permissions';
import { changesBetween, changesSince, compareExplanations, compareIndicators } from './changesSince';
import { Deadline } from './deadlineTypes';
import { ExplanationDifference, IndicatorDifference, RevisionDifference } from './differenceTypes';
import { ExplanationJudgement, judgementLoader } from './explanationJudgements';
import { ChangesSinceInput } from './reviewInputs';
import {
  deadlineLoader,
  factsLoader,
  owedKey,
  settingLoader,
  stepLoader,
  verdictLoader,
  wasReturned,
  whenWithdrawn,
  withdrawalLoader,
} from './reviewLoaders';
import { ExplanationReview, ReviewSetting, Withdrawal } from './reviewTypes';
import { authorLoader, RevisionAuthor } from './revisionAuthors';
import { ViewerAction } from './viewerActionType';

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

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => RevisionAuthor, {
    nullable: true,
    description:
      '保存人；无权查看在办报告者为空。Who stored it; null for who may not read unpublished work there.',
  })
  author(@Root() revision: ReportRevision, @Ctx() context: Context): Promise<RevisionAuthor | null> {
    return authorLoader(context).load(revision.revisionKey);
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

  /** Like the state itself: who may not read the work sees what is published. */
  @FieldResolver(() => Boolean, {
    description:
      '是否退回待改：审核人退回，填报人尚未再次提交。Whether a reviewer returned it and it waits to be put right and submitted again.',
  })
  async returned(@Root() report: Report, @Ctx() context: Context): Promise<boolean> {
    return report.state === ReportState.DRAFT && wasReturned(context, report.key);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      '撤回公布的时间：公布过、现未公布的；填时点的为空。When it was withdrawn from publication, UTC, and is not published again; null for others, and with `asOf`.',
  })
  withdrawnAt(@Root() report: Report, @Ctx() context: Context): Promise<Date | null> {
    return whenWithdrawn(context, report.asOf ? null : report.key);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => [ReportStep], {
    description: '审核经过，新的在前；无权者为空。Steps of the review, newest first; empty for the public.',
  })
  steps(@Root() report: Report, @Ctx() context: Context) {
    return stepLoader(context).load(report.key);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => [ExplanationJudgement], {
    description:
      '对说明的历次认定，新的在前，含后来改变的；无权者为空。Every verdict on an explanation in the course of the review, newest first, those that were changed too; empty for the public.',
  })
  explanationJudgements(@Root() report: Report, @Ctx() context: Context) {
    return judgementLoader(context).load(report.key);
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
    nullable: true,
    description:
      '变化：自某修订、某步骤或某时起；不填则自本人上一次办理或保存起。What changed since a revision, step or instant; without one, since what the viewer did last: a step, or a revision that they stored.',
  })
  changesSince(
    @Root() report: Report,
    @Ctx() context: Context,
    @Arg('since', () => ChangesSinceInput, { nullable: true, description: '自何时起。Since when.' })
    since: ChangesSinceInput | null,
  ): Promise<RevisionDifference> {
    const step = since?.step && readKey('since.step', 'ReportStep', since.step);
    return changesSince(context, report, { ...since, step });
  }

  @FieldResolver(() => RevisionDifference, {
    nullable: true,
    description:
      '两次已公布的修订之间的变化，逐栏、逐段。What differs between two published revisions, cell by cell and text by text. Revisions that are not published are refused, to everyone.',
  })
  changes(
    @Root() report: Report,
    @Ctx() context: Context,
    @Arg('from', () => Int, { description: '起始修订号，已公布的。The earlier revision, a published one.' })
    from: number,
    @Arg('to', () => Int, { description: '比较到哪次修订，已公布的。The later revision, a published one.' })
    to: number,
  ): Promise<RevisionDifference> {
    return changesBetween(context, report, from, to);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => Deadline, { description: '报送期限。Its deadline.' })
  deadline(@Root() report: Report, @Ctx() context: Context) {
    return deadlineLoader(context, report.asOf).load(owedKey(report));
  }
}

@Resolver(() => RevisionDifference)
export class DifferenceFields {
  @FieldResolver(() => [IndicatorDifference], {
    description: '补充指标。Supplementary indicators that differ, by code.',
  })
  indicators(
    @Root() difference: RevisionDifference,
    @Ctx() context: Context,
  ): Promise<IndicatorDifference[]> {
    return compareIndicators(context, difference);
  }

  @FieldResolver(() => [ExplanationDifference], {
    description:
      '对核查问题的说明：新写、改写或不再有的。Explanations of findings that were written, rewritten, or are gone.',
  })
  explanations(
    @Root() difference: RevisionDifference,
    @Ctx() context: Context,
  ): Promise<ExplanationDifference[]> {
    return compareExplanations(context, difference);
  }
}

@Resolver(() => Agency)
export class AgencyReviewFields {
  @Extensions(UNCACHEABLE)
  @FieldResolver(() => Deadline, {
    nullable: true,
    description: '某年度的报送期限。Deadline of a year, with extensions.',
  })
  deadline(
    @Root() agency: Agency,
    @Ctx() context: Context,
    @Arg('year', () => Int, { description: '年度。Reporting year.' }) year: number,
  ) {
    const owed = { agencyKey: agency.key, year: reportingYear(year).year };
    return deadlineLoader(context, agency.asOf).load(owedKey(owed));
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => ReviewSetting, { description: '审核设置。How it reviews.' })
  reviewSetting(@Root() agency: Agency, @Ctx() context: Context) {
    return settingLoader(context).load(agency.key);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => [Withdrawal], {
    description:
      '撤回公布的记录，含本机关报告和汇总报告。Withdrawals from publication of all its reports, newest first: of its own and of consolidated ones, which `scope` tells apart.',
  })
  withdrawals(@Root() agency: Agency, @Ctx() context: Context) {
    return withdrawalLoader(context).load(agency.key);
  }
}
