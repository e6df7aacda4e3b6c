import { Not } from 'typeorm';
import type { Database } from '../shared/database';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { authorise, GLOBAL } from '../shared/request/permissions';
import type { IndicatorDefinitionInput } from './formTypes';
import { Indicator, type IndicatorPayload } from './model/indicatorTypes';
import { ReportIndicator } from './model/reportEntities';

/** Adds an indicator to the catalogue, or changes one; for who may do so in the whole hub. */
export async function saveIndicator(
  context: Context,
  input: IndicatorDefinitionInput,
): Promise<IndicatorPayload> {
  authorise(context.actor, 'MANAGE_INDICATORS', GLOBAL);
  const findings = [...checkTexts(input), ...(await checkUse(context.database, input))];
  if (findings.length > 0) return { indicator: null, findings };
  const { code } = input;
  await auditedTransaction(context, (manager) =>
    manager.getRepository(Indicator).upsert({ ...input }, ['code']),
  );
  return { indicator: await context.database.getRepository(Indicator).findOneBy({ code }), findings };
}

function checkTexts(input: IndicatorDefinitionInput): FindingType[] {
  const findings: FindingType[] = [];
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
  for (const name of ['name', 'nameEn', 'unitZh', 'unitEn', 'descriptionZh', 'descriptionEn'] as const)
    if (input[name].trim() === '')
      findings.push(refusal('text.empty', `input.${name}`, '不能为空。', 'This must not be empty.'));
  return findings;
}

/** An indicator with values keeps its unit and the way it adds up. */
async function checkUse(
  database: Database,
  { code, aggregation, unitZh, unitEn }: IndicatorDefinitionInput,
): Promise<FindingType[]> {
  const [other] = await database.getRepository(Indicator).find({
    select: { key: true },
    where: [
      { code, aggregation: Not(aggregation) },
      { code, unitZh: Not(unitZh) },
      { code, unitEn: Not(unitEn) },
    ],
  });
  if (!other || !(await database.getRepository(ReportIndicator).existsBy({ indicatorId: other.key })))
    return [];
  return [
    refusal(
      'indicator.used',
      'input.aggregation',
      '已有数据的指标不能改变单位或汇总方式，请另建指标。',
      'An indicator with values keeps its unit and the way it adds up; make another one.',
    ),
  ];
}
