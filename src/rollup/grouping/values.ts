import { CELLS, type Cell, UNIT_EN } from '../../form/cells';
import type { Figures } from '../../form/figures';
import { evaluateFormula, type Formula, inColumn, readsRequestTotals } from '../../form/formula';
import { formulaOfMeasure } from '../../form/formulaCodes';
import { isFormula } from '../../form/formulaTokens';
import { type Label, REQUEST_COLUMNS, REQUEST_ROWS } from '../../form/lines';
import { add, MEASURES, nestMeasures } from '../../form/measures';
import { REQUEST_GROUPS } from '../../form/requestRows';
import { loadIndicators } from '../../report/model/indicatorQueries';
import type { Indicator } from '../../report/model/indicatorTypes';
import { loadFormulas, loadMeasures } from '../../report/model/measureQueries';
import type { Measure } from '../../report/model/measureTypes';
import { unknownInWords } from '../../shared/graphql/nearest';
import { badInput, checkLength } from '../../shared/graphql/paging';
import type { Context } from '../../shared/request/context';
import { GroupDimension } from '../request/dimensions';
import { type Cut, outcomeCells } from './cuts';
import { isValue, MOST_FORMULAS, readFormulaValue } from './formulaValues';
import { columnOf, type Value } from './value';

/** The most values of one question. */
export const MOST_VALUES = 50;

const unitOf = (unit: Cell['unit']): Label => ({ zh: unit, en: UNIT_EN[unit] });
/** The unit of what is divided. */
export const RATIO: Label = { zh: '比率', en: 'ratio' };

const valueOfCells = (code: string, label: Label, formulaOf: Value['formulaOf']): Value => ({
  code,
  label,
  unit: unitOf('件'),
  formulaOf,
});
const sumOf = (cells: readonly string[]): Formula =>
  cells.length === 1 ? { kind: 'CELL', cell: cells[0] } : { kind: 'SUM', terms: add(...cells) };

const valueOfCell = (cell: Cell): Value => ({
  code: cell.code,
  label: cell,
  unit: unitOf(cell.unit),
  formulaOf: () => ({ kind: 'CELL', cell: cell.code }),
});

/** Returns the heading that rows of section three are printed under. */
const headingOf = (code: string): Label => {
  const [first] = REQUEST_GROUPS.find((group) => group.code === code)?.rows ?? [];
  return { zh: first.zh.replace(/\s*\d\..*$/, ''), en: first.en.split(/[:,]/)[0] };
};

const subtotals: readonly Value[] = REQUEST_GROUPS.flatMap(({ code, rows }) =>
  REQUEST_COLUMNS.map((column) => {
    const { zh, en } = headingOf(code);
    return valueOfCells(
      `requests.${code}.subtotal.${column.code}`,
      { zh: `${zh} · ${column.zh}`, en: `${en}, ${column.en}` },
      () => sumOf(rows.map((row) => `requests.${row.code}.${column.code}`)),
    );
  }),
);

const cellsOfOutcome = ({ outcome }: Cut, column: string) =>
  outcome ? outcomeCells(outcome, column).map(({ code }) => code) : [];

/** Returns the value of a measure of all of a report, or of the column of section three that a group is. */
const valueOfMeasure = (
  { code, label, unit }: Pick<Value, 'code' | 'label' | 'unit'>,
  formula: Formula,
  isByApplicant: boolean,
): Value => ({
  code: `measures.${code}`,
  label,
  unit,
  formulaOf: isByApplicant ? (cut) => inColumn(formula, columnOf(cut)) : () => formula,
});
const valuesOfForm = (isByApplicant: boolean): Value[] =>
  MEASURES.filter((measure) => !isByApplicant || isOfRequests(measure)).map((measure) =>
    valueOfMeasure(
      { code: measure.code, label: measure, unit: RATIO },
      formulaOfMeasure(measure),
      isByApplicant,
    ),
  );
const isOfRequests = (measure: (typeof MEASURES)[number]) => readsRequestTotals(formulaOfMeasure(measure));

/** The values of all of a report, but for indicators and measures of the district. */
const REPORT_VALUES: readonly Value[] = [...CELLS.map(valueOfCell), ...subtotals, ...valuesOfForm(false)];

/** The values of one kind of applicant: the rows of section three. */
const APPLICANT_VALUES: readonly Value[] = [
  ...REQUEST_ROWS.map((row) =>
    valueOfCells(`requests.${row.code}`, row, (cut) => sumOf([`requests.${row.code}.${columnOf(cut)}`])),
  ),
  ...REQUEST_GROUPS.map((group) =>
    valueOfCells(`requests.${group.code}.subtotal`, headingOf(group.code), (cut) =>
      sumOf(group.rows.map((row) => `requests.${row.code}.${columnOf(cut)}`)),
    ),
  ),
  ...valuesOfForm(true),
];

/** The values of one outcome: the columns of section three. */
const OUTCOME_VALUES: readonly Value[] = REQUEST_COLUMNS.map((column) =>
  valueOfCells(
    `requests.${column.code}`,
    { zh: `办理结果 · ${column.zh}`, en: `Outcome, ${column.en}` },
    (cut) => sumOf(cellsOfOutcome(cut, column.code)),
  ),
);

/** The value of one outcome for one kind of applicant: the cell. */
const CELL_VALUES: readonly Value[] = [
  valueOfCells('requests', { zh: '政府信息公开申请', en: 'Requests' }, (cut) =>
    sumOf(cellsOfOutcome(cut, columnOf(cut))),
  ),
];

const NO_INDICATORS = { indicator: () => null };

/** Returns the measures of a part of the table, nested by their codes: those of section three of a kind of applicant, and none of an outcome. */
export const measuresOfPart = (figures: Figures, cut: Cut): Record<string, unknown> =>
  nestMeasures((measure) =>
    cut.outcome || !isOfRequests(measure)
      ? null
      : (evaluateFormula(inColumn(formulaOfMeasure(measure), columnOf(cut)), {
          figures,
          ...NO_INDICATORS,
        }) as number | null),
  );

/** Returns the values of measures of the catalogue that groups by some dimensions have. */
export async function readMeasures(
  context: Context,
  by: readonly GroupDimension[],
  measures: readonly Measure[],
): Promise<Value[]> {
  if (by.includes(GroupDimension.OUTCOME)) return [];
  const isByApplicant = by.includes(GroupDimension.APPLICANT);
  const formulas = await loadFormulas(context, measures);
  return measures.flatMap((measure, at): Value[] => {
    if (isByApplicant && !readsRequestTotals(formulas[at])) return [];
    const labels = {
      code: measure.code,
      label: { zh: measure.labelZh, en: measure.labelEn },
      unit: { zh: measure.unitZh, en: measure.unitEn },
    };
    return [valueOfMeasure(labels, formulas[at], isByApplicant)];
  });
}

/** Returns the values that groups by some dimensions have, but for those of catalogues. */
function valuesBy(by: readonly GroupDimension[]): readonly Value[] {
  const isByApplicant = by.includes(GroupDimension.APPLICANT);
  if (by.includes(GroupDimension.OUTCOME)) return isByApplicant ? CELL_VALUES : OUTCOME_VALUES;
  return isByApplicant ? APPLICANT_VALUES : REPORT_VALUES;
}

const byCode = (values: readonly Value[]) => new Map(values.map((value) => [value.code, value]));
const maps = new Map(
  [REPORT_VALUES, APPLICANT_VALUES, OUTCOME_VALUES, CELL_VALUES].map((values) => [values, byCode(values)]),
);

const indicatorValues = (indicators: readonly Indicator[]): Value[] =>
  indicators.map((indicator) => ({
    code: `indicators.${indicator.code}`,
    label: { zh: indicator.name, en: indicator.nameEn },
    unit: { zh: indicator.unitZh, en: indicator.unitEn },
    formulaOf: () => ({ kind: 'INDICATOR', indicator }),
  }));

/** Returns the values of the catalogues that groups by some dimensions have. */
async function readCatalogues(
  context: Context,
  by: readonly GroupDimension[],
  withMeasures: boolean,
): Promise<Value[]> {
  const isOfAll = valuesBy(by) === REPORT_VALUES;
  const [measures, indicators] = await Promise.all([
    withMeasures ? loadMeasures(context) : [],
    isOfAll ? loadIndicators(context).then(indicatorValues) : [],
  ]);
  const own = measures.filter(({ builtIn }) => !builtIn);
  return [...(await readMeasures(context, by, own)), ...indicators];
}

/** Returns the values that formulas of one's own are, or what is wrong with them. */
async function readFormulas(
  context: Context,
  by: readonly GroupDimension[],
  formulas: readonly string[],
): Promise<(Value | Label)[]> {
  const [indicators, measures] = await Promise.all([
    loadIndicators(context),
    // A measure of the district is in no formula; a refusal says so.
    formulas.some((code) => code.includes('measures.')) ? loadMeasures(context) : [],
  ]);
  const ownMeasures = measures.filter(({ builtIn }) => !builtIn).map(({ code }) => code);
  const named = byCode([...REPORT_VALUES, ...indicatorValues(indicators)]);
  return formulas.map((code) => readFormulaValue(code, by, { indicators, ownMeasures, named }));
}

/** What values are called in refusals. */
const kindOf = (by: readonly GroupDimension[]): Label =>
  valuesBy(by) === REPORT_VALUES
    ? { zh: '数值', en: 'value (a cell, a subtotal, measures.<code>, indicators.<code> or =<formula>)' }
    : { zh: `按 ${by.join('、')} 分组的数值`, en: `value of groups by ${by.join(', ')}` };

/**
 * Returns the values of codes in their order, each once. Refuses codes that groups by these dimensions do not have, with those nearest to them, and
 * formulas of one's own with all that is wrong with them. The one place that knows what a code of a value means.
 */
export async function readValues(
  context: Context,
  by: readonly GroupDimension[],
  codes: readonly string[],
  argument: string,
): Promise<Value[]> {
  checkLength(argument, codes, MOST_VALUES);
  const own = valuesBy(by);
  const distinct = [...new Set(codes)];
  const formulas = distinct.filter(isFormula);
  if (formulas.length > MOST_FORMULAS)
    throw badInput(argument, `自拟公式至多 ${MOST_FORMULAS} 个。`, `At most ${MOST_FORMULAS} formulas.`);
  let all = maps.get(own) ?? byCode(own);
  const others = distinct.filter((code) => !all.has(code) && !isFormula(code));
  if (others.length > 0) {
    const withMeasures = others.some((code) => !code.startsWith('indicators.'));
    all = byCode([...own, ...(await readCatalogues(context, by, withMeasures))]);
  }
  const unknown = others.filter((code) => !all.has(code));
  const read = formulas.length > 0 ? await readFormulas(context, by, formulas) : [];
  const wrong = [
    ...(unknown.length > 0 ? [unknownInWords(kindOf(by), unknown, all.keys())] : []),
    ...read.filter((one): one is Label => !isValue(one)),
  ];
  if (wrong.length > 0)
    throw badInput(argument, wrong.map(({ zh }) => zh).join(''), wrong.map(({ en }) => en).join(' '));
  const formed = byCode(read.filter(isValue));
  return distinct.flatMap((code) => all.get(code) ?? formed.get(code) ?? []);
}
