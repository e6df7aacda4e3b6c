import { cellOf } from '../../form/cells';
import { evaluateFormula, type Formula, type FormulaLeaf, indicatorsOfFormula } from '../../form/formula';
import { textOfMeasure } from '../../form/formulaCodes';
import { MEASURES } from '../../form/measures';
import type { Database } from '../../shared/database';
import { unknownCodes } from '../../shared/graphql/nearest';
import { checkLength } from '../../shared/graphql/paging';
import { type Context, memoize } from '../../shared/request/context';
import { MAX_CODES } from './cellsOfCodes';
import { type Absence, FigureState } from './cellTypes';
import { loadIndicators } from './indicatorQueries';
import { absenceOfLeaf, explainBlank, formulaOf, namesIndicators } from './measureFormulas';
import { Measure, type MeasureValue } from './measureTypes';
import type { ReportShaped } from './reportShape';

/** The measures of the form as those of the catalogue. */
const BUILT_IN: readonly Measure[] = MEASURES.map((measure) =>
  Object.assign(new Measure(), {
    code: measure.code,
    labelZh: measure.zh,
    labelEn: measure.en,
    unitZh: '比率',
    unitEn: 'ratio',
    formula: textOfMeasure(measure),
    descriptionZh: '表格自带：由合计算出的比率，0.25 即 25 %。',
    descriptionEn: 'Of the form: a ratio of sums, 0.25 is 25 %.',
    retired: false,
    builtIn: true,
  }),
);

const CATALOGUE = 'measures';

/** Returns the measures of the district by code. */
export const listOwnMeasures = (database: Database): Promise<Measure[]> =>
  database.getRepository(Measure).find({ order: { code: 'ASC' } });

/** Returns all measures, those of the form first and then the district's own by code. Read once per request. */
export const loadMeasures = (context: Context): Promise<readonly Measure[]> =>
  memoize(context, CATALOGUE, async () => [...BUILT_IN, ...(await listOwnMeasures(context.database))]);

/** Reads the catalogue anew where it is needed again in this request. */
export const forgetMeasures = ({ memo }: Context): boolean => memo.delete(CATALOGUE);

/** Returns the measures in use that may be shown of a report or a sum: those of the demonstration only where its data is shown. */
export async function measuresInUse(context: Context, shown: ReportShaped): Promise<readonly Measure[]> {
  const inUse = (await loadMeasures(context)).filter(({ retired }) => !retired);
  const isAny = inUse.some(({ demonstration }) => demonstration);
  if (!isAny || (await shown.showsDemonstration(context))) return inUse;
  return inUse.filter(({ demonstration }) => !demonstration);
}

/** Returns the measures of codes, each once and in their order. Refuses codes that there are not, with those nearest to them. */
export async function selectMeasures(
  context: Context,
  codes: readonly string[],
): Promise<readonly Measure[]> {
  checkLength('codes', codes, MAX_CODES);
  const catalogue = await loadMeasures(context);
  const distinct = [...new Set(codes)];
  const unknown = distinct.filter((code) => !catalogue.some((measure) => measure.code === code));
  if (unknown.length > 0)
    throw unknownCodes(
      'codes',
      { zh: '派生指标', en: 'measure' },
      unknown,
      catalogue.map(({ code }) => code),
    );
  return distinct.flatMap((code) => catalogue.find((measure) => measure.code === code) ?? []);
}

/** Returns the formulas of measures in their order. */
export async function loadFormulas(context: Context, measures: readonly Measure[]): Promise<Formula[]> {
  const indicators = measures.some(namesIndicators) ? await loadIndicators(context) : [];
  return measures.map((measure) => formulaOf(measure, indicators));
}

/** Returns the value of a measure as it is shown. */
export const showMeasure = (
  measure: Measure,
  value: number | string | null,
  absence: Absence | null,
): MeasureValue => ({
  measure,
  value,
  state: absence?.state ?? FigureState.COMPUTED,
  reasonZh: absence?.zh ?? null,
  reasonEn: absence?.en ?? null,
});

const NOT_STATED: Absence = {
  state: FigureState.BLANK,
  zh: '报告未填报此指标。',
  en: 'The report does not state this indicator.',
};
const NOT_REPORTED: Absence = {
  state: FigureState.BLANK,
  zh: '报告均未填报。',
  en: 'The report leaves all of it blank.',
};

/** Returns the values of measures in one report. */
export async function measuresOfReport(
  context: Context,
  report: ReportShaped,
  measures: readonly Measure[],
): Promise<MeasureValue[]> {
  const formulas = await loadFormulas(context, measures);
  const isStated = formulas.some((formula) => indicatorsOfFormula(formula).length > 0);
  const stated = isStated ? await report.loadIndicators(context, false) : [];
  const sources = {
    figures: report.figures,
    indicator: (code: string) => stated.find(({ indicator }) => indicator.code === code)?.value ?? null,
  };
  const reasonOf = (leaf: FormulaLeaf) => {
    if (leaf.kind === 'INDICATOR') return NOT_STATED;
    return (leaf.kind === 'CELL' && report.explainNull(cellOf(leaf.cell))) || NOT_REPORTED;
  };
  return measures.map((measure, at) => {
    const value = evaluateFormula(formulas[at], sources);
    const explain = (leaf: FormulaLeaf) => absenceOfLeaf(formulas[at], leaf, reasonOf(leaf));
    return showMeasure(measure, value, value === null ? explainBlank(formulas[at], sources, explain) : null);
  });
}
