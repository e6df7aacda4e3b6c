import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { FindingType } from '../../shared/graphql/finding';
import { Node } from '../../shared/graphql/node';
import { Figure } from '../../shared/graphql/scalars';
import { IndicatorAggregation, Qualifier } from './reportEnums';

/** A row of the indicator catalogue. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '补充指标。A figure outside the statutory form, from the catalogue the district keeps.',
})
@Entity('indicator', {
  comment:
    'A figure outside the statutory form that the district collects, such as hotline tickets, with its unit and how it adds up.',
})
@Unique(['code'])
@Check('indicator_code_check', "code ~ '^[a-z][A-Za-z0-9]*$'")
@Check('indicator_aggregation_check', "aggregation in ('SUM', 'LAST', 'NONE')")
export class Indicator extends Node {
  readonly nodeType = 'Indicator';
  @PrimaryGeneratedColumn('identity', { name: 'id', generatedIdentity: 'ALWAYS' })
  key: number;
  @Field(() => ID, { description: '指标代码。Code, such as `hotlineTickets`.' })
  @Column('text')
  code: string;
  @Field({ description: '名称。Name in Chinese.' })
  @Column('text')
  name: string;
  @Field({ description: '英文名称。Name in English.' })
  @Column('text')
  nameEn: string;
  @Field({ description: '计量单位。Unit in Chinese.' })
  @Column('text')
  unitZh: string;
  @Field({ description: '计量单位（英文）。Unit in English.' })
  @Column('text')
  unitEn: string;
  @Field(() => IndicatorAggregation, { description: '汇总方式。How it adds up.' })
  @Column('text')
  aggregation: IndicatorAggregation;
  @Field({ description: '口径说明。What is counted, in Chinese.' })
  @Column('text')
  descriptionZh: string;
  @Field({ description: '口径说明（英文）。What is counted, in English.' })
  @Column('text')
  descriptionEn: string;
  @Field({ description: '是否停用。Retired indicators take no new values.' })
  @Column('boolean', { default: false })
  retired: boolean;
}

/** A sentence that states a figure. */
@ObjectType({
  simpleResolvers: true,
  description:
    '原文句子。The sentence of a report that states the figure; `inText` says whether its text has it.',
})
export class SourceSentence {
  @Field(() => ID, { description: '机关代码。Code of the agency.' })
  agencyCode: string;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field({ description: '原文。The sentence as it was recorded with the figure.' })
  text: string;
  /** The revision that states it. */
  revisionKey: number;
}

/** The value of an indicator in a report or a roll-up. */
@ObjectType({
  simpleResolvers: true,
  description: '补充指标的值。The value of a supplementary indicator, of one report or of many.',
})
export class IndicatorValue {
  @Field(() => Indicator, { description: '指标。The indicator.' })
  indicator: Indicator;
  @Field(() => Figure, {
    nullable: true,
    description: '数值。Value in the unit of the indicator; null when it cannot be added.',
  })
  value: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      '数值所属年度。The year that the value is of: that of the report, or of a sum the only year it adds, such as the last one of an indicator that takes the last; null where it adds several.',
  })
  year: number | null;
  @Field(() => String, {
    nullable: true,
    description: '空值的原因。Why there is no value, in Chinese; null when there is one.',
  })
  reasonZh: string | null;
  @Field(() => String, {
    nullable: true,
    description: '空值的原因（英文）。Why there is no value, in English; null when there is one.',
  })
  reasonEn: string | null;
  @Field(() => Qualifier, { description: '限定。How exact the value is.' })
  qualifier: Qualifier;
  @Field(() => Int, { description: '纳入报告数。Number of reports that state it.' })
  reports: number;
  @Field(() => [SourceSentence], {
    description: '原文，至多二十句。The sentences it rests on, at most twenty.',
  })
  sentences: SourceSentence[];
}

/** The outcome of a change to the catalogue. */
@ObjectType({
  simpleResolvers: true,
  description: '指标目录操作的结果。The outcome of a command on the indicator catalogue.',
})
export class IndicatorPayload {
  @Field(() => Indicator, {
    nullable: true,
    description: '指标；被拒绝时为空。The indicator; null when refused.',
  })
  indicator: Indicator | null;
  @Field(() => [FindingType], { description: '输入的全部问题。Everything wrong with the input.' })
  findings: FindingType[];
}
