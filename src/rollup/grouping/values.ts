import { CELLS, type Cell } from '../../form/cells';
import type { Figures } from '../../form/figures';
import { type Label, REQUEST_COLUMNS, REQUEST_ROWS } from '../../form/lines';
import { add, MEASURES, type Measure, nestMeasures, type SignedCell } from '../../form/measures';
import { REQUEST_GROUPS } from '../../form/requestRows';
import { loadIndicators } from '../../report/model/indicatorQueries';
import { unknownCodes } from '../../shared/graphql/nearest';
import { checkLength } from '../../shared/graphql/paging';
import type { Context } from '../../shared/request/context';
import { GroupDimension } from '../request/dimensions';
import { type Cut, outcomeCells } from './cuts';
import { evaluateFormula, type Formula } from './formulas';

/** A value of groups by its code: a cell, a subtotal, a measure or an indicator. */
export interface Value {
  readonly code: string;
  readonly label: Label;
  readonly unit: Label;
  /** How it comes of a group that is a part of the table, or of one that is all of it. */
  readonly formulaOf: (cut: Cut) => Formula;
}

/** The most values of one question. */
export const MOST_VALUES = 50;

const UNITS: Readonly<Record<Cell['unit'], Label>> = {
  件: { zh: '件', en: 'items' },
  项: { zh: '项', en: 'items' },
  万元: { zh: '万元', en: '10,000 yuan' },
};
const RATIO: Label = { zh: '比率', en: 'ratio' };

const valueOfCells = (code: string, label: Label, formulaOf: Value['formulaOf']): Value => ({
  code,
  label,
  unit: UNITS.件,
  formulaOf,
});
const sumOf = (cells: readonly string[]): Formula =>
  cells.length === 1 ? { kind: 'CELL', cell: cells[0] } : { kind: 'SUM', terms: add(...cells) };

const valueOfCell = (cell: Cell): Value => ({
  code: cell.code,
  label: cell,
  unit: UNITS[cell.unit],
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

const valueOfMeasure = (measure: Measure, applicantOf: (cut: Cut) => string): Value => {
  const inColumn = (terms: readonly SignedCell[], cut: Cut) =>
    terms.map(({ cell, sign }) => ({ cell: cell.replace(/\.total$/, `.${applicantOf(cut)}`), sign }));
  return {
    code: `measures.${measure.code}`,
    label: measure,
    unit: RATIO,
    formulaOf: (cut) => ({
      kind: 'RATIO',
      numerator: inColumn(measure.numerator, cut),
      denominator: inColumn(measure.denominator, cut),
    }),
  };
};
const isOfRequests = ({ numerator, denominator }: Measure) =>
  [...numerator, ...denominator].every(({ cell }) => cell.startsWith('requests.'));

const columnOf = ({ applicant }: Cut) => applicant?.code ?? 'total';
const cellsOfOutcome = ({ outcome }: Cut, column: string) =>
  outcome ? outcomeCells(outcome, column).map(({ code }) => code) : [];

/** The values of all of a report, but for indicators. */
const REPORT_VALUES: readonly Value[] = [
  ...CELLS.map(valueOfCell),
  ...subtotals,
  ...MEASURES.map((measure) => valueOfMeasure(measure, () => 'total')),
];

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
  ...MEASURES.filter(isOfRequests).map((measure) => valueOfMeasure(measure, columnOf)),
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

/** Returns the measures of a part of the table, nested by their codes: those of section three of a kind of applicant, and none of an outcome. */
export const measuresOfPart = (figures: Figures, cut: Cut): Record<string, unknown> =>
  nestMeasures((measure) =>
    cut.outcome || !isOfRequests(measure)
      ? null
      : (evaluateFormula(figures, valueOfMeasure(measure, columnOf).formulaOf(cut)) as number | null),
  );

/** Returns the values that groups by some dimensions have, but for indicators. */
function valuesBy(by: readonly GroupDimension[]): readonly Value[] {
  const isByApplicant = by.includes(GroupDimension.APPLICANT);
  if (by.includes(GroupDimension.OUTCOME)) return isByApplicant ? CELL_VALUES : OUTCOME_VALUES;
  return isByApplicant ? APPLICANT_VALUES : REPORT_VALUES;
}

const byCode = (values: readonly Value[]) => new Map(values.map((value) => [value.code, value]));
const maps = new Map(
  [REPORT_VALUES, APPLICANT_VALUES, OUTCOME_VALUES, CELL_VALUES].map((values) => [values, byCode(values)]),
);
const mapOf = (values: readonly Value[]) => maps.get(values) ?? byCode(values);

/** Returns the values of codes in their order, each once. Refuses codes that groups by these dimensions do not have, with those nearest to them. The one place that knows what a code of a value means. */
export async function readValues(
  context: Context,
  by: readonly GroupDimension[],
  codes: readonly string[],
  argument: string,
): Promise<Value[]> {
  checkLength(argument, codes, MOST_VALUES);
  const own = valuesBy(by);
  const isOfAll = own === REPORT_VALUES;
  const needsCatalogue = isOfAll && codes.some((code) => !mapOf(own).has(code));
  const indicators = (needsCatalogue ? await loadIndicators(context) : []).map(
    (indicator): Value => ({
      code: `indicators.${indicator.code}`,
      label: { zh: indicator.name, en: indicator.nameEn },
      unit: { zh: indicator.unit, en: indicator.unit },
      formulaOf: () => ({ kind: 'INDICATOR', indicator }),
    }),
  );
  const all = indicators.length > 0 ? byCode([...own, ...indicators]) : mapOf(own);
  const distinct = [...new Set(codes)];
  const values = distinct.flatMap((code) => all.get(code) ?? []);
  if (values.length === distinct.length) return values;
  throw unknownCodes(
    argument,
    isOfAll
      ? { zh: '数值', en: 'value (a cell, a subtotal, measures.<code> or indicators.<code>)' }
      : { zh: `按 ${by.join('、')} 分组的数值`, en: `value of groups by ${by.join(', ')}` },
    distinct.filter((code) => !all.has(code)),
    all.keys(),
  );
}
