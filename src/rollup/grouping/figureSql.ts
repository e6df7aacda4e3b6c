import { type Formula, indicatorsOfFormula } from '../../form/formula';
import { Qualifier } from '../../report/model/reportEnums';
import { GroupFigure } from '../request/groupFigure';
import { formulaSql, isAddable, isComputed, type SqlSources } from './formulas';
import { type FigureRef, isOverYears } from './question';

/** Qualifiers by the numbers that stand for them in SQL, from 1. */
const BY_NUMBER = [Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.APPROXIMATE];
const [AT_LEAST, AT_MOST] = [1, 2];
const EXACT = '0';

/** Whether a figure depends on how exact indicators are: a change between bounds may be anything. */
export const readsExactness = (ref: FigureRef, formula: Formula): boolean =>
  isOverYears(ref) && indicatorsOfFormula(formula).length > 0;

/** Returns the SQL of how exact a formula is, as a number: what exactnessOfFormula returns. */
export function exactnessSql(formula: Formula, sources: SqlSources): string {
  if (indicatorsOfFormula(formula).length === 0) return EXACT;
  if (formula.kind === 'INDICATOR')
    return `coalesce(array_position(array['${BY_NUMBER.join("', '")}'], ${sources.qualifier(formula.indicator.key)}), ${EXACT})`;
  if (formula.kind === 'ADDITION')
    return `(${formula.terms
      .map(({ sign, formula: term }) => ({ sign, exactness: exactnessSql(term, sources) }))
      .map(({ sign, exactness }) => (sign < 0 ? `opposite_exactness(${exactness})` : exactness))
      .join(' | ')})`;
  if (formula.kind !== 'PRODUCT' && formula.kind !== 'QUOTIENT') return EXACT;
  const parts = [formula.left, formula.right];
  const signs = parts.map((part) => `sign(coalesce(${formulaSql(part, sources)}, 0))`);
  return `${formula.kind.toLowerCase()}_exactness(${[...parts.map((part) => exactnessSql(part, sources)), ...signs].join(', ')})`;
}

/** The SQL of a change of a group (g): of the value (v) from that of the year before (b), which are so exact (x, z). */
function changeSql({ figure }: FigureRef, formula: Formula, at: number): string {
  // What is exact text in an answer is exact here too.
  const difference = isComputed(formula)
    ? `g.v${at} - g.b${at}`
    : `round((g.v${at} - g.b${at})::numeric, 6)::float8`;
  const isGrowth = figure === GroupFigure.GROWTH;
  const isBound = `g.z${at} in (${AT_LEAST}, ${AT_MOST})`;
  const unknown =
    indicatorsOfFormula(formula).length === 0
      ? []
      : [
          `${isBound} and g.x${at} = g.z${at}`,
          ...(isGrowth ? [`${isBound} and (g.b${at} < 0 or g.v${at} < 0)`] : []),
        ];
  const change = isGrowth ? `(${difference}) / nullif(abs(g.b${at}), 0)` : difference;
  return `case when g.year = any(g.y${at})${unknown.map((condition) => ` and not (${condition})`).join('')} then ${change} end`;
}

/** The SQL of a figure of a group (g) by its formula, of a group of one year or of several. */
export function figureSql(ref: FigureRef, formula: Formula, at: number, isYearly: boolean): string {
  if (ref.figure === GroupFigure.VALUE) return `g.v${at}`;
  if (isOverYears(ref)) return changeSql(ref, formula, at);
  const total = `sum(g.v${at}) over (${isYearly ? 'partition by g.year' : ''})`;
  return isAddable(formula) ? `g.v${at} / nullif(greatest(${total}, 0), 0)` : 'null::float8';
}
