import { cellOf } from '../../form/cells';
import { type Figures, getFigure } from '../../form/figures';
import { type SignedCell, sumOfTerms } from '../../form/measures';
import type { Indicator } from '../../report/model/indicatorTypes';
import { IndicatorAggregation } from '../../report/model/reportEnums';

/** How a value comes of the figures of a group, or of what its reports state of an indicator. */
export type Formula =
  | { readonly kind: 'CELL'; readonly cell: string }
  | { readonly kind: 'SUM'; readonly terms: readonly SignedCell[] }
  | {
      readonly kind: 'RATIO';
      readonly numerator: readonly SignedCell[];
      readonly denominator: readonly SignedCell[];
    }
  | { readonly kind: 'INDICATOR'; readonly indicator: Indicator };

/** Returns the cells that a formula reads. */
export function cellsOfFormula(formula: Formula): readonly string[] {
  if (formula.kind === 'CELL') return [formula.cell];
  if (formula.kind === 'SUM') return formula.terms.map(({ cell }) => cell);
  if (formula.kind === 'RATIO') return [...formula.numerator, ...formula.denominator].map(({ cell }) => cell);
  return [];
}

/** Returns what a formula comes to over figures; null where that is not reported. An indicator is in no figures. */
export function evaluateFormula(figures: Figures, formula: Formula): number | string | null {
  if (formula.kind === 'CELL') return getFigure(figures, cellOf(formula.cell)) ?? null;
  if (formula.kind === 'SUM') return sumOfTerms(figures, formula.terms);
  if (formula.kind === 'INDICATOR') return null;
  const numerator = sumOfTerms(figures, formula.numerator);
  const denominator = sumOfTerms(figures, formula.denominator);
  return numerator === null || !denominator ? null : numerator / denominator;
}

/** The SQL of what a formula reads: of a count by its position, of the fees, and of an indicator by its key. */
export interface SqlSources {
  count(position: number): string;
  readonly fees: string;
  indicator(key: number): string;
}

const sumSql = (terms: readonly SignedCell[], { count }: SqlSources) =>
  terms
    .map(({ cell, sign }) => `${sign < 0 ? '-' : '+'} coalesce(${count(cellOf(cell).position)}, 0)`)
    .join(' ');
const isReportedSql = (terms: readonly SignedCell[], { count }: SqlSources) =>
  `num_nonnulls(${terms.map(({ cell }) => count(cellOf(cell).position)).join(', ')}) > 0`;

/** Returns the SQL of what evaluateFormula returns, as a double. */
export function formulaSql(formula: Formula, sources: SqlSources): string {
  if (formula.kind === 'INDICATOR') return `(${sources.indicator(formula.indicator.key)})::float8`;
  if (formula.kind === 'SUM')
    return `(case when ${isReportedSql(formula.terms, sources)} then ${sumSql(formula.terms, sources)} end)::float8`;
  if (formula.kind === 'RATIO')
    return `case when ${isReportedSql(formula.numerator, sources)} then (${sumSql(formula.numerator, sources)})::float8 / nullif(${sumSql(formula.denominator, sources)}, 0)::float8 end`;
  const cell = cellOf(formula.cell);
  return `(${cell.kind === 'AMOUNT' ? (cell.aggregation === 'NONE' ? 'null' : sources.fees) : sources.count(cell.position)})::float8`;
}

/** Returns whether a value of groups adds up to that of their total, so that a group has a share of it. */
export function isAddable(formula: Formula): boolean {
  if (formula.kind === 'CELL') return cellOf(formula.cell).kind !== 'CHANGE';
  if (formula.kind === 'INDICATOR') return formula.indicator.aggregation === IndicatorAggregation.SUM;
  return formula.kind === 'SUM';
}
