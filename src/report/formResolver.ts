import { Arg, Authorized, Ctx, Extensions, Int, Mutation, Query, Resolver } from 'type-graphql';
import { reportingYear } from '../agency/reportingYear';
import { CELLS_IN_ORDER, type Cell } from '../form/cells';
import { EQUATIONS } from '../form/checks';
import { citationOfCell } from '../form/citations';
import type { Edition } from '../form/lines';
import { MEASURES } from '../form/measures';
import { RULES, type Rule } from '../form/rules';
import type { FindingSeverity } from '../shared/graphql/finding';
import { PUBLIC } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { Form, IndicatorDefinitionInput } from './formTypes';
import { type CellAggregation, labelsOf } from './model/cellTypes';
import { loadIndicators } from './model/indicatorQueries';
import { Indicator, IndicatorPayload } from './model/indicatorTypes';
import { saveIndicator } from './saveIndicator';

type Side = (typeof EQUATIONS)[number]['left'];
const printed = (side: Side) =>
  side.map(({ cell, sign, lastYear }) => `${sign < 0 ? '-' : ''}${lastYear ? '@' : ''}${cell}`);

function formOf(edition: Edition): Form {
  const isIn = ({ editions }: Cell) => editions.includes(edition);
  const cells = CELLS_IN_ORDER.filter(isIn).map((cell) => ({
    ...labelsOf(cell),
    aggregation: cell.aggregation as CellAggregation,
    editions: cell.editions,
    citation: citationOfCell(cell, edition),
  }));
  const ruleOf = ({ code, severity, citation, zh, en }: (typeof EQUATIONS)[number] | Rule) => ({
    code,
    severity: severity as FindingSeverity,
    citation,
    messageZh: zh,
    messageEn: en,
  });
  const equations = EQUATIONS.map((equation) => ({
    ...ruleOf(equation),
    left: printed(equation.left),
    right: printed(equation.right),
  }));
  const rules = Object.values(RULES).map((rule) => ({ ...ruleOf(rule), left: [], right: [] }));
  const measures = MEASURES.map(({ code, zh, en, formula }) => ({ code, labelZh: zh, labelEn: en, formula }));
  return { edition, cells, rules: [...equations, ...rules], measures };
}

@Resolver()
export class FormResolver {
  @Extensions(PUBLIC)
  @Query(() => Form, { description: '某年度适用的法定表格。The form in force for a year.' })
  form(
    @Arg('year', () => Int, { description: '年度，2019 年起。Reporting year, from 2019.' }) year: number,
  ): Form {
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
  saveIndicator(
    @Ctx() context: Context,
    @Arg('input', () => IndicatorDefinitionInput, { description: '指标。The indicator.' })
    input: IndicatorDefinitionInput,
  ): Promise<IndicatorPayload> {
    return saveIndicator(context, input);
  }
}
