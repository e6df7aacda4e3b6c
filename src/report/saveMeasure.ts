import { indicatorsOfFormula } from '../form/formula';
import { MOST_PROBLEMS, problemInWords } from '../form/formulaInWords';
import { plainFormula } from '../form/formulaTokens';
import { MEASURES } from '../form/measures';
import { readFormula } from '../form/readFormula';
import { FindingSeverity, type FindingType, refusal } from '../shared/graphql/finding';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { authorise, GLOBAL } from '../shared/request/permissions';
import { loadIndicators } from './model/indicatorQueries';
import { forgetMeasures, listOwnMeasures } from './model/measureQueries';
import { Measure, type MeasureInput, type MeasurePayload } from './model/measureTypes';
import { IndicatorAggregation } from './model/reportEnums';

/** The most measures of the district that are in use: without codes all of them are formed of every report. */
const MOST_MEASURES = 100;

/** Adds a measure to the catalogue, changes or retires one; for who may do so in the whole hub. In a dry run only checks. */
export async function saveMeasure(
  context: Context,
  { dryRun, ...input }: MeasureInput,
): Promise<MeasurePayload> {
  authorise(context.actor, 'MANAGE_MEASURES', GLOBAL);
  const own = await listOwnMeasures(context.database);
  const findings = [
    ...checkTexts(input),
    ...checkCode(input, own),
    ...(await checkFormula(context, input, own)),
  ];
  if (findings.some(({ severity }) => severity === FindingSeverity.ERROR)) return { measure: null, findings };
  const row = { ...input, formula: plainFormula(input.formula).replace(/\s+/g, ' ').trim() };
  if (dryRun) return { measure: Object.assign(new Measure(), row), findings };
  await auditedTransaction(context, (manager) => manager.getRepository(Measure).upsert(row, ['code']));
  forgetMeasures(context);
  const measure = await context.database.getRepository(Measure).findOneBy({ code: input.code });
  return { measure, findings };
}

type Input = Omit<MeasureInput, 'dryRun'>;

function checkTexts(input: Input): FindingType[] {
  const texts = [
    'labelZh',
    'labelEn',
    'unitZh',
    'unitEn',
    'formula',
    'descriptionZh',
    'descriptionEn',
  ] as const;
  return texts
    .filter((name) => input[name].trim() === '')
    .map((name) => refusal('text.empty', `input.${name}`, '不能为空。', 'This must not be empty.'));
}

function checkCode({ code, retired }: Input, own: readonly Measure[]): FindingType[] {
  const findings: FindingType[] = [];
  if (!/^[a-z][A-Za-z0-9]{1,59}$/.test(code))
    findings.push(
      refusal(
        'measure.code',
        'input.code',
        '代码应为小驼峰英文，2 至 60 字。',
        'The code is lowerCamelCase of 2 to 60 letters, such as hotlinePerRequest.',
        { actual: code },
      ),
    );
  if (MEASURES.some((measure) => measure.code.split('.')[0] === code))
    findings.push(
      refusal(
        'measure.builtIn',
        'input.code',
        '这是表格自带的派生指标，不能修改；请另取代码。',
        'This is a measure of the form, which cannot be changed; take another code.',
        { actual: code },
      ),
    );
  const others = own.filter((measure) => !measure.retired && measure.code !== code);
  if (!retired && others.length >= MOST_MEASURES)
    findings.push(
      refusal(
        'measure.many',
        'input.code',
        `在用的派生指标至多 ${MOST_MEASURES} 个，请先停用不再需要的。`,
        `At most ${MOST_MEASURES} measures are in use; retire one that is no longer needed.`,
        { actual: String(others.length + 1), expected: `<= ${MOST_MEASURES}` },
      ),
    );
  return findings;
}

/** Returns all that is wrong with a formula, each with its position, and what to know of it. A measure that is retired keeps the formula it had. */
async function checkFormula(
  context: Context,
  { formula: text, retired }: Input,
  own: readonly Measure[],
): Promise<FindingType[]> {
  if (text.trim() === '') return [];
  const indicators = await loadIndicators(context);
  const codes = own.map(({ code }) => code);
  const { formula, problems } = readFormula(text, indicators, codes);
  if (!formula)
    return problems.slice(0, MOST_PROBLEMS).map((problem) => {
      const { zh, en } = problemInWords(problem);
      return refusal(problem.code, 'input.formula', zh, en, { actual: problem.text || null });
    });
  const named = indicatorsOfFormula(formula).flatMap(
    ({ key }) => indicators.find((indicator) => indicator.key === key) ?? [],
  );
  const findings: FindingType[] = [];
  for (const indicator of named) {
    const name = `indicators.${indicator.code}`;
    if (indicator.retired && !retired)
      findings.push(
        refusal(
          'formula.retired',
          'input.formula',
          `${name} 已停用，不再填报，不能用于公式。`,
          `${name} is retired and takes no new values: it is in no formula.`,
          { actual: name },
        ),
      );
    if (indicator.aggregation === IndicatorAggregation.NONE)
      findings.push(
        refusal(
          'formula.notAdded',
          'input.formula',
          `${name} 不汇总：多份报告的合计没有此派生指标的值。`,
          `${name} is never added: the measure has no value over several reports that state it.`,
          { severity: FindingSeverity.INFO, actual: name },
        ),
      );
  }
  return findings;
}
