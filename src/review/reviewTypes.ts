import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { ExplanationVerdict, ReportScope, ReportState } from '../report/model/reportEnums';
import { Report } from '../report/model/reportTypes';
import { FindingType } from '../shared/graphql/finding';
import { Node } from '../shared/graphql/node';
import { DateTime } from '../shared/graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description: '对说明的认定。A verdict on the explanation of a finding.',
})
export class ExplanationReview {
  @Field({ description: '核查问题的代码。Code of the finding.' })
  code: string;
  @Field({ description: '核查问题的位置。Path of the finding.' })
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

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '撤回公布的记录。Tombstone of a report withdrawn from publication.',
})
export class Withdrawal extends Node {
  readonly nodeType = 'Withdrawal';
  key: number;
  reportKey: number;
  @Field(() => ID, { name: 'agencyCode', simple: false, description: '机关代码。Agency.' })
  agency: string;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReportScope, { description: '统计口径。Whose figures the report holds.' })
  scope: ReportScope;
  @Field(() => Int, { description: '修订号。Revision that was withdrawn.' })
  revision: number;
  @Field(() => DateTime, { description: '公布时间。Published, UTC.' })
  publishedAt: Date;
  @Field(() => DateTime, { description: '撤回时间。Withdrawn, UTC.' })
  withdrawnAt: Date;
  @Field({ description: '理由。Why.' })
  reason: string;
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

@ObjectType({ simpleResolvers: true, description: '审核操作的结果。The outcome of a step.' })
export class ReviewPayload {
  @Field({ description: '是否完成。Whether it was done.' })
  accepted: boolean;
  @Field(() => ID, { name: 'agencyCode', simple: false, description: '机关代码。Agency the item named.' })
  agency: string;
  @Field(() => Int, { description: '年度。Year the item named.' })
  year: number;
  @Field(() => Report, {
    nullable: true,
    description: '报告现状。The report as it is now; null when unknown.',
  })
  report: Report | null;
  @Field(() => [FindingType], {
    description: '被拒绝的原因；完成时为空。Why it was refused; empty when done.',
  })
  findings: FindingType[];
}

@ObjectType({
  simpleResolvers: true,
  description: '期限、延期或审核设置的结果。The outcome of a setting of deadlines, extensions or review.',
})
export class SettingPayload {
  @Field({ description: '是否完成。Whether it was stored.' })
  accepted: boolean;
  @Field(() => [FindingType], {
    description: '输入的全部问题；完成时为空。Everything wrong with the input; empty when done.',
  })
  findings: FindingType[];
}
