import { Extensions, Field, ID, InputType, Int } from 'type-graphql';
import { AgencyKind } from '../agency/agencyTypes';
import { ScopeInput } from '../agency/placeInputs';
import { ExplanationVerdict, ReportAction, ReportScope, ReportState } from '../report/model/reportEnums';
import { ONE_OF } from '../shared/graphql/oneOf';
import { DateTime, LocalDate } from '../shared/graphql/scalars';

@Extensions(ONE_OF)
@InputType({ description: '变化的起点，恰填其一。Where changes begin: exactly one of these.' })
export class ChangesSinceInput {
  @Field(() => Int, { nullable: true, description: '修订号。Revision.' })
  revision?: number | null;
  @Field(() => ID, { nullable: true, description: '审核步骤的标识。Identifier of a step.' })
  step?: string | null;
  @Field(() => DateTime, { nullable: true, description: '时刻（UTC）。Instant, UTC.' })
  date?: Date | null;
}

@InputType({ description: '具体意见。A remark on a section or one of its cells.' })
export class RemarkInput {
  @Field(() => Int, { description: '部分序号。Section, 1 to 6.' })
  section: number;
  @Field(() => ID, { nullable: true, description: '栏目代码。Code of the cell; none for the whole section.' })
  cellCode?: string | null;
  @Field({ description: '意见。The remark.' })
  text: string;
}

@InputType({ description: '审核操作。A step asked for, on the report as its reader saw it.' })
export class ReviewInput {
  @Field(() => ID, { description: '机关。The agency.' })
  agency: string;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReportScope, { defaultValue: ReportScope.OWN, description: '统计口径。Whose figures.' })
  scope: ReportScope;
  @Field(() => ReportAction, {
    description: '操作，保存、提交与补录除外。What to do; SAVE, SUBMIT and RECORD have their own mutations.',
  })
  action: ReportAction;
  @Field(() => ReportState, { description: '所见状态。State you saw; refused when it has moved.' })
  state: ReportState;
  @Field(() => Int, { description: '所见修订号。Revision you saw (`latestRevision`).' })
  revision: number;
  @Field(() => String, {
    nullable: true,
    description: '意见或理由，退回、更正、撤回公布必填。Comment; needed to return, correct or retract.',
  })
  comment?: string | null;
  @Field(() => [RemarkInput], {
    nullable: true,
    description: '具体意见，至多 200 条。Remarks on sections and cells, at most 200.',
  })
  remarks?: RemarkInput[] | null;
}

@InputType({ description: '对说明的认定。A verdict on the explanation of a finding.' })
export class ExplanationReviewInput {
  @Field(() => ID, { description: '机关。The agency.' })
  agency: string;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReportScope, { defaultValue: ReportScope.OWN, description: '统计口径。Whose figures.' })
  scope: ReportScope;
  @Field({ description: '核查问题的代码。Code of the finding.' })
  code: string;
  @Field({
    description:
      '核查问题的位置；关于整个文档的为空文本。Path of the finding; empty where it is about all of a document.',
  })
  path: string;
  @Field(() => ExplanationVerdict, { description: '认定。The verdict.' })
  verdict: ExplanationVerdict;
  @Field(() => String, { nullable: true, description: '意见，不认可时必填。Comment; needed to reject.' })
  comment?: string | null;
}

@InputType({ description: '某类机关的期限。Due day of a kind of agency in a year.' })
export class DeadlineInput {
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => AgencyKind, { description: '机关类别。Kind of agency.' })
  kind: AgencyKind;
  @Field(() => LocalDate, { description: '截止日（北京时间）。Due day.' })
  dueOn: string;
  @Field({ defaultValue: false, description: '过期是否锁定。Whether first filings lock after it.' })
  locks: boolean;
  @Field({ description: '理由。Why.' })
  reason: string;
}

@InputType({
  description:
    '延期：截止日未过的推迟截止日，已过而锁定的只解锁。An extension for one agency, a subtree, or all: it moves a deadline that has not passed, and only unlocks where one that locks has.',
})
export class ExtensionInput {
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ScopeInput, { description: '范围。For whom.' })
  scope: ScopeInput;
  @Field(() => LocalDate, {
    description: '延至，不早于今天（北京时间）。New due day, today in Beijing or later.',
  })
  dueOn: string;
  @Field({ description: '理由。Why.' })
  reason: string;
}

@InputType({ description: '审核设置。How an agency reviews.' })
export class ReviewSettingInput {
  @Field(() => ID, { description: '机关。The agency.' })
  agency: string;
  @Field(() => [ReportState], { description: '审核步骤，可为空。Steps it has; may be none.' })
  steps: ReportState[];
  @Field({ defaultValue: false, description: '是否允许同一人填报并审核。Whether an author may approve.' })
  allowSamePerson: boolean;
  @Field({ description: '理由。Why.' })
  reason: string;
}
