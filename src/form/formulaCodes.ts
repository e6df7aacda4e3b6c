import { CELLS } from './cells';
import type { Formula } from './formula';
import { REQUEST_COLUMNS } from './lines';
import { add, MEASURES, type Measure, type SignedCell } from './measures';
import { REQUEST_GROUPS } from './requestRows';

const sumFormula = (terms: readonly SignedCell[]): Formula => ({ kind: 'SUM', terms });

/** Returns the formula of a measure of the form. */
export const formulaOfMeasure = ({ numerator, denominator }: Measure): Formula => ({
  kind: 'QUOTIENT',
  left: sumFormula(numerator),
  right: sumFormula(denominator),
});

const FORMULAS: ReadonlyMap<string, Formula> = new Map<string, Formula>([
  ...CELLS.map(({ code }) => [code, { kind: 'CELL', cell: code }] as const),
  ...REQUEST_GROUPS.flatMap(({ code, rows }) =>
    REQUEST_COLUMNS.map(
      (column) =>
        [
          `requests.${code}.subtotal.${column.code}`,
          sumFormula(add(...rows.map((row) => `requests.${row.code}.${column.code}`))),
        ] as const,
    ),
  ),
  ...MEASURES.map((measure) => [`measures.${measure.code}`, formulaOfMeasure(measure)] as const),
]);

/** The codes that formulas may name beside indicators: cells, subtotals of section three, and measures of the form. */
export const FORMULA_CODES: readonly string[] = [...FORMULAS.keys()];

/** Returns the formula of a cell, a subtotal or a measure of the form by its code; undefined where there is none. */
export const formulaOfCode = (code: string): Formula | undefined => FORMULAS.get(code);

const textOfTerms = (terms: readonly SignedCell[]): string => {
  const text = terms.map(({ cell, sign }, at) => `${sign < 0 ? '- ' : at > 0 ? '+ ' : ''}${cell}`).join(' ');
  return terms.length > 1 ? `(${text})` : text;
};

/** Returns the formula of a measure of the form as text that parseFormula reads. */
export const textOfMeasure = ({ numerator, denominator }: Measure): string =>
  `${textOfTerms(numerator)} / ${textOfTerms(denominator)}`;
