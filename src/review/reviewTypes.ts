import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { Agency } from '../agency/agencyTypes';
import { ReportEntity } from '../report/model/reportEntities';
import { ReportAction, ReportState } from '../report/model/reportEnums';
import { Report } from '../report/model/reportTypes';
import { FindingType } from '../shared/graphql/finding';
import { connectionOf } from '../shared/graphql/paging';
import { DateTime, LocalDate } from '../shared/graphql/scalars';

/** A verdict on a filer's explanation. */
export enum ExplanationVerdict {
  CONFIRMED = 'CONFIRMED',
  REJECTED = 'REJECTED',
}
registerEnumType(ExplanationVerdict, {
  name: 'ExplanationVerdict',
  description: '对说明的认定。A reviewer’s verdict on the explanation of a warning.',
  valuesConfig: {
    CONFIRMED: { description: '认可。' },
    REJECTED: { description: '不认可：不能审核通过。Not accepted; blocks approval.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: '针对某部分或某栏目的意见。A remark on a section or one of its cells.',
})
export class StepRemark {
  @Field(() => Int, { description: '部分序号。Section, 1 to 6.' })
  section: number;
  @Field(() => ID, { nullable: true, description: '栏目代码。Code of the cell; null for the whole section.' })
  cell: string | null;
  @Field({ description: '意见。The remark.' })
  text: string;
}

@ObjectType({
  simpleResolvers: true,
  description: '审核流程中的一步。A step of the review chain; never changed afterwards.',
})
@Entity('report_step', {
  comment:
    'A step of a report from one state to another: who took it, on which revision, with which comment and remarks. Rows are only added.',
})
@Index('report_step_report', ['reportKey', 'id'])
export class ReportStep {
  @Column('integer', { name: 'report_id' })
  reportKey: number;
  @ManyToOne(() => ReportEntity)
  @JoinColumn({ name: 'report_id' })
  reportEntity: ReportEntity;
  @Column('integer', { name: 'agency_id' })
  agencyKey: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  agency: AgencyEntity;
  @Column('text')
  actor: string;
  @Field(() => ID, { description: 'Identifier; give it to `changesSince`.' })
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;
  @Field(() => ReportAction, { description: '操作。What was done.' })
  @Column('text')
  action: ReportAction;
  @Field(() => ReportState, { description: '原状态。State before.' })
  @Column('text')
  fromState: ReportState;
  @Field(() => ReportState, { description: '新状态。State after.' })
  @Column('text')
  toState: ReportState;
  @Field(() => Int, { description: '修订号。Revision it was done to.' })
  @Column('integer')
  revision: number;
  @Field({ description: '操作人。Name of the account or key.' })
  @Column('text')
  actorName: string;
  @Field({
    description:
      '是否同一人填报并审核（机关设置允许）。True when the author approved, as the setting of the agency allows.',
  })
  @Column('boolean')
  samePerson: boolean;
  @Field(() => String, { nullable: true, description: '意见或理由。Comment or reason.' })
  @Column('text', { nullable: true })
  comment: string | null;
  @Field(() => [StepRemark], { description: '具体意见。Remarks on sections and cells.' })
  @Column('jsonb')
  remarks: StepRemark[];
  @Field(() => DateTime, { description: '时间。When, UTC.' })
  @Column('timestamptz')
  createdAt: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: '当前用户可否进行某操作。Whether the viewer may do an action now, and why not.',
})
export class ViewerAction {
  @Field(() => ReportAction, { description: '操作。The action.' })
  action: ReportAction;
  @Field({ description: '是否可行。Whether it may be done now.' })
  allowed: boolean;
  @Field(() => [FindingType], {
    description:
      '原因：自何时、因何、由谁可解除。Why not: since when, by what, and who can change that; empty when allowed.',
  })
  reasons: FindingType[];
}

@ObjectType({
  simpleResolvers: true,
  description: '对说明的认定。A verdict on the explanation of a finding.',
})
export class ExplanationReview {
  @Field({ description: 'Code of the finding.' })
  code: string;
  @Field({ description: 'Path of the finding.' })
  path: string;
  @Field(() => ExplanationVerdict, { description: '认定。The verdict.' })
  verdict: ExplanationVerdict;
  @Field(() => String, { nullable: true, description: '意见。Comment.' })
  comment: string | null;
  @Field({ description: '审核人。Reviewer.' })
  reviewerName: string;
  @Field(() => DateTime, { description: '时间。When, UTC.' })
  reviewedAt: Date;
}

@ObjectType({ simpleResolvers: true, description: '一栏的变化。A cell that differs.' })
export class CellDifference {
  @Field(() => ID, { description: '栏目代码。Code.' })
  code: string;
  @Field({ description: '印刷标签。Label as printed.' })
  label: string;
  @Field({ description: 'English label.' })
  labelEn: string;
  @Field(() => String, { nullable: true, description: '原值。Value before; null when not reported.' })
  before: string | null;
  @Field(() => String, { nullable: true, description: '现值。Value after; null when not reported.' })
  after: string | null;
}

@ObjectType({ simpleResolvers: true, description: '文字的一段。A stretch of text: kept, added or removed.' })
export class TextPart {
  @Field({ description: 'SAME, ADDED or REMOVED.' })
  kind: string;
  @Field({ description: '文字。The text.' })
  text: string;
}

@ObjectType({ simpleResolvers: true, description: '叙述部分的变化。A section of prose that differs.' })
export class TextDifference {
  @Field(() => Int, { description: '部分序号。Section: 1, 5 or 6.' })
  section: number;
  @Field(() => [TextPart], { description: '逐段比较。The text in parts, in order.' })
  parts: TextPart[];
}

@ObjectType({ simpleResolvers: true, description: '两个修订之间的变化。What differs between two revisions.' })
export class RevisionDifference {
  @Field(() => Int, {
    nullable: true,
    description: '起始修订。Earlier revision; null when nothing was there.',
  })
  from: number | null;
  @Field(() => Int, { description: '当前修订。Later revision.' })
  to: number;
  @Field(() => [CellDifference], { description: '栏目。Cells that differ.' })
  cells: CellDifference[];
  @Field(() => [TextDifference], { description: '文字。Prose that differs.' })
  texts: TextDifference[];
}

@ObjectType({
  simpleResolvers: true,
  description: '撤回公布的记录。Tombstone of a report withdrawn from publication.',
})
export class Withdrawal {
  reportKey: number;
  @Field(() => ID, { description: '机关代码。Agency.' })
  agency: string;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => Int, { description: '修订号。Revision that was withdrawn.' })
  revision: number;
  @Field(() => DateTime, { description: '公布时间。Published, UTC.' })
  publishedAt: Date;
  @Field(() => DateTime, { description: '撤回时间。Withdrawn, UTC.' })
  withdrawnAt: Date;
  @Field({ description: '理由。Why.' })
  reason: string;
}

@ObjectType({
  simpleResolvers: true,
  description: '报送期限。When an agency must have published the report of a year.',
})
export class Deadline {
  @Field(() => LocalDate, {
    description:
      '截止日（北京时间当日终了）。Due day, end of the day in Asia/Shanghai (UTC+8), extensions included.',
  })
  dueOn: string;
  @Field(() => LocalDate, { description: '未延期的截止日。Due day without extensions.' })
  ruleDueOn: string;
  @Field({ description: '是否已过。Whether it has passed.' })
  isLate: boolean;
  @Field({ description: '是否已锁定。Whether first filings are locked; corrections never are.' })
  isLocked: boolean;
  @Field(() => String, { nullable: true, description: '延期理由。Reason of the extension that counts.' })
  extensionReason: string | null;
  @Field(() => String, { nullable: true, description: '批准延期者。Who granted it.' })
  extensionGrantedBy: string | null;
}

@ObjectType({ simpleResolvers: true, description: '机关的审核设置。How an agency reviews.' })
@Entity('review_setting', {
  comment:
    'Which steps of the review an agency has, and whether one person may take two of them. Without a row it has all, by different people.',
})
@Check('review_setting_steps_check', "steps <@ array['SECTION_REVIEW', 'OFFICE_REVIEW', 'LEADER_REVIEW']")
export class ReviewSetting {
  @PrimaryColumn('integer', { name: 'agency_id' })
  agencyKey: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  agency: AgencyEntity;
  @Column('text')
  setBy: string;
  @Column('timestamptz', { default: () => 'now()' })
  setAt: Date;
  @Field(() => [ReportState], {
    description: '审核步骤。Its steps, a subset of SECTION_REVIEW, OFFICE_REVIEW, LEADER_REVIEW.',
  })
  @Column('text', { array: true })
  steps: ReportState[];
  @Field({ description: '是否允许同一人填报并审核。Whether an author may approve.' })
  @Column('boolean')
  allowSamePerson: boolean;
  @Field(() => String, {
    nullable: true,
    description: '设置理由。Why it differs from the default; null for the default.',
  })
  @Column('text')
  reason: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    '待办事项：等待处理的报告，或填报人所在机关上一年度应报而尚未开始的报告。A report that waits for the viewer, or one of the last year that ended which the viewer’s agency owes and has not begun.',
})
export class InboxItem {
  /** Null where nothing was begun. */
  reportKey: number | null;
  agencyKey: number;
  @Field(() => Report, {
    nullable: true,
    description: '报告；尚未开始时为空。The report; null when it is due and not begun.',
  })
  report: Report | null;
  @Field(() => Agency, { description: '机关。The agency whose report it is.' })
  agency: Agency;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReportState, { description: '状态。Where it stands.' })
  state: ReportState;
  @Field(() => DateTime, { description: '等候始于。Waiting since, UTC.' })
  since: Date;
  @Field(() => String, { nullable: true, description: '退回意见。Comment of the return, if it came back.' })
  comment: string | null;
  @Field(() => LocalDate, { description: '截止日。Due day.' })
  dueOn: string;
  @Field(() => Int, { description: '逾期天数。Days late; 0 when in time.' })
  daysLate: number;
}

/** Pages of the inbox. */
export const InboxConnection = connectionOf(InboxItem, 'Inbox');

@ObjectType({ simpleResolvers: true, description: '审核操作的结果。The outcome of a step.' })
export class ReviewPayload {
  @Field({ description: '是否完成。Whether it was done.' })
  accepted: boolean;
  @Field(() => ID, { description: '机关代码。Agency the item named.' })
  agency: string;
  @Field(() => Int, { description: '年度。Year the item named.' })
  year: number;
  @Field(() => Report, {
    nullable: true,
    description: '报告现状。The report as it is now; null when unknown.',
  })
  report: Report | null;
  @Field(() => [FindingType], { description: 'Why it was refused; empty when done.' })
  findings: FindingType[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'The outcome of a setting of deadlines, extensions or review.',
})
export class SettingPayload {
  @Field({ description: '是否完成。Whether it was stored.' })
  accepted: boolean;
  @Field(() => [FindingType], { description: 'Everything wrong with the input; empty when done.' })
  findings: FindingType[];
}
