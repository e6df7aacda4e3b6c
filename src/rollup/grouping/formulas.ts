import { cellOf } from '../../form/cells';
import { type Formula, type FormulaIndicator, indicatorsOfFormula, leavesOf } from '../../form/formula';
import type { SignedCell } from '../../form/measures';
import { IndicatorAggregation } from '../../report/model/reportEnums';

/** The SQL of what a formula reads: of a count by its position, of the fees, and of an indicator by its key. */
export interface SqlSources {
  count(position: number): string;
  readonly fees: string;
  indicator(key: number): string;
  /** The qualifier of what a report states of an indicator; only where nothing is added over years. */
  qualifier(key: number): string;
  /** Whether several reports state an indicator that is never added; null where they cannot. */
  isNotAdded(indicator: FormulaIndicator): string | null;
}

const sumSql = (terms: readonly SignedCell[], { count }: SqlSources) =>
  terms
    .map(({ cell, sign }) => `${sign < 0 ? '-' : '+'} coalesce(${count(cellOf(cell).position)}, 0)`)
    .join(' ');
const isReportedSql = (terms: readonly SignedCell[], { count }: SqlSources) =>
  `num_nonnulls(${terms.map(({ cell }) => count(cellOf(cell).position)).join(', ')}) > 0`;

function cellSql(code: string, sources: SqlSources): string {
  const { kind, aggregation, position } = cellOf(code);
  return kind === 'AMOUNT' ? (aggregation === 'NONE' ? 'null' : sources.fees) : sources.count(position);
}

/** Returns the SQL of a value that nothing hinders, as a double. */
function valueSql(formula: Formula, sources: SqlSources): string {
  if (formula.kind === 'NUMBER') return `'${formula.value}'::float8`;
  if (formula.kind === 'INDICATOR') return `(${sources.indicator(formula.indicator.key)})::float8`;
  if (formula.kind === 'CELL') return `(${cellSql(formula.cell, sources)})::float8`;
  if (formula.kind === 'SUM')
    return `(case when ${isReportedSql(formula.terms, sources)} then ${sumSql(formula.terms, sources)} end)::float8`;
  if (formula.kind === 'ADDITION') {
    const terms = formula.terms.map(({ sign, formula: term }) => ({
      sign,
      sql: valueSql(term, sources),
      isConstant: term.kind === 'NUMBER',
    }));
    const reported = terms.flatMap(({ sql, isConstant }) => (isConstant ? [] : sql));
    const sum = terms.map(({ sign, sql }) => `${sign < 0 ? '-' : '+'} coalesce(${sql}, 0)`);
    return `(case when num_nonnulls(${reported.join(', ')}) > 0 then 0::float8 ${sum.join(' ')} end)`;
  }
  const [left, right] = [valueSql(formula.left, sources), valueSql(formula.right, sources)];
  return formula.kind === 'PRODUCT' ? `(${left} * ${right})` : `(${left} / nullif(${right}, 0))`;
}

/** Whether no report states a value as it is: a ratio, or a sum of several cells. */
export const isComputed = ({ kind }: Formula): boolean => kind !== 'CELL' && kind !== 'INDICATOR';

/** Returns the SQL of what a formula comes to, as a double: what evaluateFormula returns, and null where an indicator that is never added hinders it. */
export function formulaSql(formula: Formula, sources: SqlSources): string {
  const hindered = indicatorsOfFormula(formula).flatMap((indicator) => sources.isNotAdded(indicator) ?? []);
  const sql = valueSql(formula, sources);
  return hindered.length === 0 ? sql : `(case when not (${hindered.join(' or ')}) then ${sql} end)`;
}

/** Returns whether a formula reads a cell that means nothing here. Sums of rows under one heading mean the same in all editions. */
export const isHiddenFormula = (formula: Formula, hidden: ReadonlySet<string>): boolean =>
  leavesOf(formula).some((leaf) => leaf.kind === 'CELL' && hidden.has(leaf.cell));

/** Returns whether a value of groups adds up to that of their total, so that a group has a share of it. */
export function isAddable(formula: Formula): boolean {
  if (formula.kind === 'CELL') return cellOf(formula.cell).kind !== 'CHANGE';
  if (formula.kind === 'INDICATOR') return formula.indicator.aggregation === IndicatorAggregation.SUM;
  if (formula.kind === 'ADDITION') return formula.terms.every((term) => isAddable(term.formula));
  if (formula.kind === 'PRODUCT')
    return (
      (formula.left.kind === 'NUMBER' && isAddable(formula.right)) ||
      (formula.right.kind === 'NUMBER' && isAddable(formula.left))
    );
  if (formula.kind === 'QUOTIENT') return formula.right.kind === 'NUMBER' && isAddable(formula.left);
  return formula.kind === 'SUM';
}
