import { CELLS, type Cell, UNIT_EN } from '../../form/cells';
import type { Figures } from '../../form/figures';
import { evaluateFormula, type Formula, inColumn, readsRequestTotals } from '../../form/formula';
import { formulaOfMeasure } from '../../form/formulaCodes';
import { type Label, REQUEST_COLUMNS, REQUEST_ROWS } from '../../form/lines';
import { add, MEASURES, nestMeasures } from '../../form/measures';
import { REQUEST_GROUPS } from '../../form/requestRows';
import { loadIndicators } from '../../report/model/indicatorQueries';
import { loadFormulas, loadMeasures } from '../../report/model/measureQueries';
import type { Measure } from '../../report/model/measureTypes';
import { unknownCodes } from '../../shared/graphql/nearest';
import { checkLength } from '../../shared/graphql/paging';
import type { Context } from '../../shared/request/context';
import { GroupDimension } from '../request/dimensions';
import { type Cut, outcomeCells } from './cuts';

/** A value of groups by its code: a cell, a subtotal, a measure or an indicator. */
export interface Value {
  readonly code: string;
  readonly label: Label;
  readonly unit: Label;
  /** How it comes of a group that is a part of the table, or of one that is all of it. */
  readonly formulaOf: (cut: Cut) => Formula;
  /** The text of the formula where the district may change it. */
  readonly text?: string;
}

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

const columnOf = ({ applicant }: Cut) => applicant?.code ?? 'total';
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

/** Returns the values of measures of the catalogue that groups by some dimensions have, those of the district with the text of their formula. */
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
    return [{ ...valueOfMeasure(labels, formulas[at], isByApplicant), text: measure.formula }];
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

async function readIndicators(context: Context): Promise<Value[]> {
  return (await loadIndicators(context)).map((indicator) => ({
    code: `indicators.${indicator.code}`,
    label: { zh: indicator.name, en: indicator.nameEn },
    unit: { zh: indicator.unitZh, en: indicator.unitEn },
    formulaOf: () => ({ kind: 'INDICATOR', indicator }),
  }));
}

/** Returns the values of the catalogues that groups by some dimensions have. */
async function readCatalogues(
  context: Context,
  by: readonly GroupDimension[],
  withMeasures: boolean,
): Promise<Value[]> {
  const isOfAll = valuesBy(by) === REPORT_VALUES;
  const [measures, indicators] = await Promise.all([
    withMeasures ? loadMeasures(context) : [],
    isOfAll ? readIndicators(context) : [],
  ]);
  const own = measures.filter(({ builtIn }) => !builtIn);
  return [...(await readMeasures(context, by, own)), ...indicators];
}

/** Returns the values of codes in their order, each once. Refuses codes that groups by these dimensions do not have, with those nearest to them. The one place that knows what a code of a value means. */
export async function readValues(
  context: Context,
  by: readonly GroupDimension[],
  codes: readonly string[],
  argument: string,
): Promise<Value[]> {
  checkLength(argument, codes, MOST_VALUES);
  const own = valuesBy(by);
  const distinct = [...new Set(codes)];
  let all = maps.get(own) ?? byCode(own);
  const others = distinct.filter((code) => !all.has(code));
  if (others.length > 0) {
    const withMeasures = others.some((code) => !code.startsWith('indicators.'));
    all = byCode([...own, ...(await readCatalogues(context, by, withMeasures))]);
  }
  const values = distinct.flatMap((code) => all.get(code) ?? []);
  if (values.length === distinct.length) return values;
  throw unknownCodes(
    argument,
    own === REPORT_VALUES
      ? { zh: '数值', en: 'value (a cell, a subtotal, measures.<code> or indicators.<code>)' }
      : { zh: `按 ${by.join('、')} 分组的数值`, en: `value of groups by ${by.join(', ')}` },
    distinct.filter((code) => !all.has(code)),
    all.keys(),
  );
}
