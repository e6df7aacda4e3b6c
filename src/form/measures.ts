import { addReported, countOf, type Figures } from './figures';
import { type Label, REQUEST_ROWS } from './lines';

/** A cell with its sign in a sum. */
export interface SignedCell {
  readonly cell: string;
  readonly sign: 1 | -1;
}

/** A ratio of two sums of cells, the same for one report and for any roll-up. */
export interface Measure extends Label {
  readonly code: string;
  readonly formula: string;
  readonly numerator: readonly SignedCell[];
  readonly denominator: readonly SignedCell[];
}

/** Cells that are added. */
export const add = (...cells: string[]): SignedCell[] => cells.map((cell) => ({ cell, sign: 1 }));
/** Cells that are subtracted. */
export const subtract = (...cells: string[]): SignedCell[] => cells.map((cell) => ({ cell, sign: -1 }));

const row = (code: string) => `requests.${code}.total`;
const dispute = (group: string, outcome: string) => `disputes.${group}.${outcome}`;
const deniedRows = REQUEST_ROWS.filter((item) => item.code.startsWith('denied.'));
const decided = (group: string) => [...add(dispute(group, 'total')), ...subtract(dispute(group, 'pending'))];

/** The derived measures, each defined once. */
export const MEASURES: readonly Measure[] = [
  {
    code: 'disclosureRate',
    zh: '公开率',
    en: 'Disclosure rate',
    formula: '(granted + partlyGranted) / concluded',
    numerator: add(row('granted'), row('partlyGranted')),
    denominator: add(row('concluded')),
  },
  {
    code: 'denialRate',
    zh: '不予公开率',
    en: 'Denial rate',
    formula: 'denied (all grounds) / concluded',
    numerator: add(...deniedRows.map((item) => row(item.code))),
    denominator: add(row('concluded')),
  },
  ...deniedRows.map((item) => ({
    code: `denialRateByGround.${item.code.slice('denied.'.length)}`,
    zh: `不予公开率：${item.zh.replace(/^.*\d\./, '')}`,
    en: `Denial rate. ${item.en}`,
    formula: `${item.code} / concluded`,
    numerator: add(row(item.code)),
    denominator: add(row('concluded')),
  })),
  {
    code: 'carryOverRatio',
    zh: '结转率',
    en: 'Carry-over ratio',
    formula: 'carriedOut / (received + carriedIn)',
    numerator: add(row('carriedOut')),
    denominator: add(row('received'), row('carriedIn')),
  },
  {
    code: 'reconsiderationOverturnRate',
    zh: '行政复议纠错率',
    en: 'Overturn rate in reconsideration',
    formula: 'corrected / (total - pending)',
    numerator: add(dispute('reconsideration', 'corrected')),
    denominator: decided('reconsideration'),
  },
  {
    code: 'litigationOverturnRate',
    zh: '行政诉讼纠错率',
    en: 'Overturn rate in litigation',
    formula: 'corrected / (total - pending), direct and after reconsideration together',
    numerator: add(
      dispute('litigationDirect', 'corrected'),
      dispute('litigationAfterReconsideration', 'corrected'),
    ),
    denominator: [...decided('litigationDirect'), ...decided('litigationAfterReconsideration')],
  },
];

/** The sum of signed cells; null when none of them is reported. */
export function sumOfTerms(figures: Figures, terms: readonly SignedCell[]): number | null {
  return addReported(
    terms.map(({ cell, sign }) => {
      const value = countOf(figures, cell);
      return value === null ? null : sign * value;
    }),
  );
}

/** The value of a measure as a ratio (0.25 is 25 %); null when it cannot be formed. */
export function evaluateMeasure(figures: Figures, measure: Measure): number | null {
  const numerator = sumOfTerms(figures, measure.numerator);
  const denominator = sumOfTerms(figures, measure.denominator);
  return numerator === null || !denominator ? null : numerator / denominator;
}

/** Values of measures nested by their codes, as clients read them. */
export function nestMeasures(evaluate: (measure: Measure) => number | null): Record<string, unknown> {
  const shape: Record<string, unknown> = { denialRateByGround: {} };
  for (const measure of MEASURES) {
    const [group, ground] = measure.code.split('.');
    if (ground) (shape[group] as Record<string, unknown>)[ground] = evaluate(measure);
    else shape[group] = evaluate(measure);
  }
  return shape;
}

/** All measures of figures, nested by their codes. */
export const shapeMeasures = (figures: Figures): Record<string, unknown> =>
  nestMeasures((measure) => evaluateMeasure(figures, measure));
