import {
  Arg,
  Authorized,
  Ctx,
  Extensions,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import { reportingYear } from '../agency/reportingYear';
import { cellsOfEdition } from '../form/cells';
import { EQUATIONS } from '../form/checks';
import type { Edition } from '../form/lines';
import { MEASURES } from '../form/measures';
import { RULES } from '../form/rules';
import { FindingSeverity, refusal } from '../shared/graphql/finding';
import { PUBLIC } from '../shared/request/access';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { authorise, GLOBAL } from '../shared/request/permissions';
import { listIndicators, loadIndicators } from './model/indicatorQueries';
import { Indicator, IndicatorPayload } from './model/indicatorTypes';
import { IndicatorAggregation } from './model/reportEnums';

@ObjectType({ simpleResolvers: true, description: '表格栏目。One cell of the form.' })
class FormCell {
  @Field(() => ID, { description: '栏目代码，也是 GraphQL 路径。Code, also its path in GraphQL.' })
  code: string;
  @Field(() => Int, { description: '所属部分。Section: 2, 3 or 4.' })
  section: number;
  @Field({ description: '印刷标签。Label as printed.' })
  zh: string;
  @Field({ description: 'English label.' })
  en: string;
  @Field({ description: '计量单位。Unit.' })
  unit: string;
  @Field({ description: 'COUNT (whole, from 0), CHANGE (may be negative) or AMOUNT (decimal).' })
  kind: string;
  @Field({ description: 'SUM, STOCK (a state at the year end, not added over years) or NONE.' })
  aggregation: string;
  @Field(() => [Int], { description: '所在版本。Editions in which it stands.' })
  editions: readonly number[];
  @Field({ description: '依据。Citation.' })
  citation: string;
}

@ObjectType({ simpleResolvers: true, description: '核查规则。A rule of the form.' })
class FormRule {
  @Field({ description: 'Code of the rule.' })
  code: string;
  @Field(() => FindingSeverity, { description: '级别。How grave a breach is.' })
  severity: FindingSeverity;
  @Field({ description: '中文说明。' })
  zh: string;
  @Field({ description: 'In English.' })
  en: string;
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
class FormMeasure {
  @Field(() => ID, { description: 'Code, also its path below `measures`.' })
  code: string;
  @Field({ description: '名称。' })
  zh: string;
  @Field({ description: 'Name in English.' })
  en: string;
  @Field({ description: '公式。Formula over the totals of the rows.' })
  formula: string;
}

@ObjectType({
  simpleResolvers: true,
  description: '某年度的法定表格。The statutory form of a year: enough to draw it and to check it.',
})
class Form {
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
class IndicatorDefinitionInput {
  @Field(() => ID, { description: 'Code in lowerCamelCase.' })
  code: string;
  @Field({ description: '名称。' })
  name: string;
  @Field({ description: 'Name in English.' })
  nameEn: string;
  @Field({ description: '计量单位。Unit.' })
  unit: string;
  @Field(() => IndicatorAggregation, { description: '汇总方式。How it adds up.' })
  aggregation: IndicatorAggregation;
  @Field({ description: '口径说明。What is counted.' })
  description: string;
  @Field({ defaultValue: false, description: '是否停用。Retired indicators take no new values.' })
  retired: boolean;
}

type Side = (typeof EQUATIONS)[number]['left'];
const printed = (side: Side) =>
  side.map(({ cell, sign, lastYear }) => `${sign < 0 ? '-' : ''}${lastYear ? '@' : ''}${cell}`);

function formOf(edition: Edition): Form {
  const equations = EQUATIONS.map((item) => ({
    ...item,
    severity: item.severity as FindingSeverity,
    left: printed(item.left),
    right: printed(item.right),
  }));
  const rules = Object.values(RULES).map((item) => ({
    ...item,
    severity: item.severity as FindingSeverity,
    left: [],
    right: [],
  }));
  return { edition, cells: cellsOfEdition(edition), rules: [...equations, ...rules], measures: MEASURES };
}

@Resolver()
export class FormResolver {
  @Extensions(PUBLIC)
  @Query(() => Form, { description: '某年度适用的法定表格。The form in force for a year.' })
  form(@Arg('year', () => Int, { description: '年度，2019 年起。' }) year: number): Form {
    return formOf(reportingYear(year).edition as Edition);
  }

  @Extensions(PUBLIC)
  @Query(() => [Indicator], { description: '补充指标目录。The indicator catalogue.' })
  indicators(@Ctx() context: Context): Promise<Indicator[]> {
    return loadIndicators(context);
  }

  @Authorized('MANAGE_INDICATORS')
  @Mutation(() => IndicatorPayload, {
    description:
      '新增或修改指标，须有全平台的角色。Adds or changes an indicator, by a role over the whole hub; how it adds up cannot change once values exist.',
  })
  async saveIndicator(
    @Ctx() context: Context,
    @Arg('input', () => IndicatorDefinitionInput, { description: 'The indicator.' })
    input: IndicatorDefinitionInput,
  ): Promise<IndicatorPayload> {
    authorise(context.actor, 'MANAGE_INDICATORS', GLOBAL);
    const findings = [];
    if (!/^[a-z][A-Za-z0-9]{1,59}$/.test(input.code))
      findings.push(
        refusal(
          'indicator.code',
          'input.code',
          '代码应为小驼峰英文。',
          'The code is lowerCamelCase, such as hotlineTickets.',
          { actual: input.code },
        ),
      );
    for (const name of ['name', 'nameEn', 'unit', 'description'] as const)
      if (input[name].trim() === '')
        findings.push(refusal('text.empty', `input.${name}`, '不能为空。', 'This must not be empty.'));
    const [used] = await context.database.query(
      'select 1 from indicator i where code = $1 and (aggregation <> $2 or unit <> $3) and exists (select 1 from report_indicator r where r.indicator_id = i.id)',
      [input.code, input.aggregation, input.unit],
    );
    if (used)
      findings.push(
        refusal(
          'indicator.used',
          'input.aggregation',
          '已有数据的指标不能改变单位或汇总方式，请另建指标。',
          'An indicator with values keeps its unit and the way it adds up; make another one.',
        ),
      );
    if (findings.length > 0) return { indicator: null, findings };
    await auditedTransaction(context, (manager) =>
      manager.query(
        `insert into indicator (code, name, name_en, unit, aggregation, description, retired) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, unit = excluded.unit,
         aggregation = excluded.aggregation, description = excluded.description, retired = excluded.retired`,
        [
          input.code,
          input.name,
          input.nameEn,
          input.unit,
          input.aggregation,
          input.description,
          input.retired,
        ],
      ),
    );
    const catalogue = await listIndicators(context.database);
    return { indicator: catalogue.find((row) => row.code === input.code) ?? null, findings };
  }
}
