import { cellOf } from './cells';
import { type Figures, getFigure } from './figures';
import { type SignedCell, sumOfTerms } from './measures';

/** An indicator as formulas name it. */
export interface FormulaIndicator {
  readonly key: number;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** How it adds up: SUM, LAST or NONE. */
  readonly aggregation: string;
}

/** A part of a sum. */
export interface SignedFormula {
  readonly sign: 1 | -1;
  readonly formula: Formula;
}

/** A formula without parts that are formulas. A SUM is that of the rows under one heading, which is the same in all editions. */
export type FormulaLeaf =
  | { readonly kind: 'NUMBER'; readonly value: number }
  | { readonly kind: 'CELL'; readonly cell: string }
  | { readonly kind: 'SUM'; readonly terms: readonly SignedCell[] }
  | { readonly kind: 'INDICATOR'; readonly indicator: FormulaIndicator };

/** How a value comes of figures and of what reports state of indicators, as data that is never run. Parts that are constant are one NUMBER. */
export type Formula =
  | FormulaLeaf
  | { readonly kind: 'ADDITION'; readonly terms: readonly SignedFormula[] }
  | { readonly kind: 'PRODUCT'; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'QUOTIENT'; readonly left: Formula; readonly right: Formula };

const numberFormula = (value: number): Formula => ({ kind: 'NUMBER', value });

/** Returns the terms of a formula as a part of a sum: those of a sum are its own. */
const termsOf = (formula: Formula, sign: 1 | -1): SignedFormula[] =>
  formula.kind === 'ADDITION'
    ? formula.terms.map((term) => ({ ...term, sign: (term.sign * sign) as 1 | -1 }))
    : [{ sign, formula }];

/** Returns the sum or the difference of two formulas. Sums of sums are one: what is not reported counts once for all of it. */
export const addFormulas = (left: Formula, sign: 1 | -1, right: Formula): Formula =>
  left.kind === 'NUMBER' && right.kind === 'NUMBER'
    ? numberFormula(left.value + sign * right.value)
    : { kind: 'ADDITION', terms: [...termsOf(left, 1), ...termsOf(right, sign)] };

/** Returns a formula with the other sign. */
export const negateFormula = (formula: Formula): Formula =>
  formula.kind === 'NUMBER'
    ? numberFormula(-formula.value)
    : { kind: 'ADDITION', terms: termsOf(formula, -1) };

/** Returns the product or the quotient of two formulas. */
export const multiplyFormulas = (left: Formula, kind: 'PRODUCT' | 'QUOTIENT', right: Formula): Formula =>
  left.kind === 'NUMBER' && right.kind === 'NUMBER'
    ? numberFormula(kind === 'PRODUCT' ? left.value * right.value : left.value / right.value)
    : { kind, left, right };

/** Returns a function of formulas that forms its answer once for each of them: they never change, and are read for every row of an answer. */
function oncePerFormula<T>(form: (formula: Formula) => readonly T[]): (formula: Formula) => readonly T[] {
  const found = new WeakMap<Formula, readonly T[]>();
  return (formula) => {
    const all = found.get(formula) ?? form(formula);
    found.set(formula, all);
    return all;
  };
}

/** Returns the leaves of a formula, from left to right. */
export const leavesOf: (formula: Formula) => readonly FormulaLeaf[] = oncePerFormula((formula) => {
  if (formula.kind === 'ADDITION') return formula.terms.flatMap((term) => leavesOf(term.formula));
  if (formula.kind === 'PRODUCT' || formula.kind === 'QUOTIENT')
    return [formula.left, formula.right].flatMap(leavesOf);
  return [formula];
});

/** Returns the cells that a formula reads. */
export const cellsOfFormula = (formula: Formula): string[] =>
  leavesOf(formula).flatMap((leaf) => {
    if (leaf.kind === 'CELL') return leaf.cell;
    return leaf.kind === 'SUM' ? leaf.terms.map(({ cell }) => cell) : [];
  });

/** Returns the indicators that a formula reads, each once. */
export const indicatorsOfFormula: (formula: Formula) => readonly FormulaIndicator[] = oncePerFormula(
  (formula) => [
    ...new Set(leavesOf(formula).flatMap((leaf) => (leaf.kind === 'INDICATOR' ? leaf.indicator : []))),
  ],
);

const TOTAL = /^(requests\..+)\.total$/;

/** Whether a formula reads only totals of section three, so that it means the same of each of its columns. */
export const readsRequestTotals = (formula: Formula): boolean =>
  indicatorsOfFormula(formula).length === 0 && cellsOfFormula(formula).every((cell) => TOTAL.test(cell));

/** Returns a formula over the totals of section three as one over another column. */
export function inColumn(formula: Formula, column: string): Formula {
  const move = (cell: string) => cell.replace(TOTAL, `$1.${column}`);
  if (formula.kind === 'CELL') return { ...formula, cell: move(formula.cell) };
  if (formula.kind === 'SUM')
    return { ...formula, terms: formula.terms.map(({ cell, sign }) => ({ cell: move(cell), sign })) };
  if (formula.kind === 'ADDITION') {
    const terms = formula.terms.map((term) => ({ ...term, formula: inColumn(term.formula, column) }));
    return { ...formula, terms };
  }
  if (formula.kind !== 'PRODUCT' && formula.kind !== 'QUOTIENT') return formula;
  return { ...formula, left: inColumn(formula.left, column), right: inColumn(formula.right, column) };
}

/** What formulas are formed of: figures, and what an indicator comes to; null where no report states it. */
export interface FormulaSources {
  readonly figures: Figures;
  indicator(code: string): number | string | null;
}

/**
 * Returns what a formula comes to; null where that is not reported. A sum is null only if none of its reported terms is there, and what is constant is
 * not reported; a product is null if a side is, and so is a quotient, or if it is divided by zero.
 */
export function evaluateFormula(formula: Formula, sources: FormulaSources): number | string | null {
  const numberOf = (part: Formula) => {
    const value = evaluateFormula(part, sources);
    return value === null ? null : Number(value);
  };
  if (formula.kind === 'NUMBER') return formula.value;
  if (formula.kind === 'CELL') return getFigure(sources.figures, cellOf(formula.cell)) ?? null;
  if (formula.kind === 'SUM') return sumOfTerms(sources.figures, formula.terms);
  if (formula.kind === 'INDICATOR') return sources.indicator(formula.indicator.code);
  if (formula.kind === 'ADDITION') {
    const values = formula.terms.map((term) => numberOf(term.formula));
    const isReported = formula.terms.some(
      (term, at) => term.formula.kind !== 'NUMBER' && values[at] !== null,
    );
    return isReported ? formula.terms.reduce((sum, { sign }, at) => sum + sign * (values[at] ?? 0), 0) : null;
  }
  const [left, right] = [numberOf(formula.left), numberOf(formula.right)];
  if (left === null || right === null) return null;
  if (formula.kind === 'PRODUCT') return left * right;
  return right === 0 ? null : left / right;
}
