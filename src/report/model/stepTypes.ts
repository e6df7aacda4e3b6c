import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { AgencyEntity } from '../../agency/agencyEntities';
import { Node } from '../../shared/graphql/node';
import { DateTime } from '../../shared/graphql/scalars';
import { ReportEntity } from './reportEntities';
import { ReportAction, ReportState } from './reportEnums';

@ObjectType({
  simpleResolvers: true,
  description: '针对某部分或某栏目的意见。A remark on a section or one of its cells.',
})
export class StepRemark {
  @Field(() => Int, { description: '部分序号。Section, 1 to 6.' })
  section: number;
  @Field(() => ID, { nullable: true, description: '栏目代码。Code of the cell; null for the whole section.' })
  cellCode: string | null;
  @Field({ description: '意见。The remark.' })
  text: string;
}

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '审核流程中的一步。A step of the review chain; never changed afterwards.',
})
@Entity('report_step', {
  comment:
    'A step of a report from one state to another: who took it, on which revision, with which comment and remarks. Rows are only added.',
})
@Index('report_step_report', ['reportKey', 'key'])
export class ReportStep extends Node {
  readonly nodeType = 'ReportStep';
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
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  key: string;
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
