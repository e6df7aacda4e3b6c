import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { FindingSeverity } from '../shared/graphql/finding';
import { CellAggregation, LabelledCell } from './model/cellTypes';
import { IndicatorAggregation } from './model/reportEnums';

@ObjectType({
  simpleResolvers: true,
  implements: LabelledCell,
  description: '法定表格的栏目。One cell of the statutory form.',
})
export class FormCell extends LabelledCell {
  @Field(() => CellAggregation, { description: '汇总方式。How it adds up.' })
  aggregation: CellAggregation;
  @Field(() => [Int], { description: '所在版本。Editions in which it stands.' })
  editions: readonly number[];
  @Field({ description: '依据。Citation.' })
  citation: string;
}

@ObjectType({ simpleResolvers: true, description: '核查规则。A rule of the form.' })
export class FormRule {
  @Field({ description: '规则代码。Code of the rule.' })
  code: string;
  @Field(() => FindingSeverity, { description: '级别。How grave a breach is.' })
  severity: FindingSeverity;
  @Field({ description: '规则说明。What the rule says, in Chinese.' })
  messageZh: string;
  @Field({ description: '规则说明（英文）。What the rule says, in English.' })
  messageEn: string;
  @Field({ description: '依据。Citation.' })
  citation: string;
  @Field(() => [String], {
    description:
      '等式左边，前缀 - 表示减，@ 表示上一年。Left side: a minus takes away, @ means last year; empty for rules that are no equation.',
  })
  left: string[];
  @Field(() => [String], { description: '等式右边。Right side, in the same manner.' })
  right: string[];
}

@ObjectType({ simpleResolvers: true, description: '派生指标定义。Definition of a measure.' })
export class FormMeasure {
  @Field(() => ID, { description: '代码，也是 measures 下的路径。Code, also its path below `measures`.' })
  code: string;
  @Field({ description: '名称。Name in Chinese.' })
  labelZh: string;
  @Field({ description: '英文名称。Name in English.' })
  labelEn: string;
  @Field({ description: '公式。Formula over the totals of the rows.' })
  formula: string;
}

@ObjectType({
  simpleResolvers: true,
  description: '某年度的法定表格。The statutory form of a year: enough to draw it and to check it.',
})
export class Form {
  @Field(() => Int, { description: '版本。Edition in force: 2019 or 2021.' })
  edition: number;
  @Field(() => [FormCell], { description: '全部栏目，按印刷次序。Cells in the order printed.' })
  cells: readonly FormCell[];
  @Field(() => [FormRule], { description: '全部规则。Rules.' })
  rules: FormRule[];
  @Field(() => [FormMeasure], { description: '派生指标。Measures.' })
  measures: readonly FormMeasure[];
}

@InputType({ description: '指标。A row of the indicator catalogue.' })
export class IndicatorDefinitionInput {
  @Field(() => ID, { description: '指标代码。Code in lowerCamelCase.' })
  code: string;
  @Field({ description: '名称。Name in Chinese.' })
  name: string;
  @Field({ description: '英文名称。Name in English.' })
  nameEn: string;
  @Field({ description: '计量单位。Unit in Chinese.' })
  unitZh: string;
  @Field({ description: '计量单位（英文）。Unit in English.' })
  unitEn: string;
  @Field(() => IndicatorAggregation, { description: '汇总方式。How it adds up.' })
  aggregation: IndicatorAggregation;
  @Field({ description: '口径说明。What is counted, in Chinese.' })
  descriptionZh: string;
  @Field({ description: '口径说明（英文）。What is counted, in English.' })
  descriptionEn: string;
  @Field({ defaultValue: false, description: '是否停用。Retired indicators take no new values.' })
  retired: boolean;
}
