import { type Exactness, exactnessOfDifference } from './exactness';
import { evaluateFormula, type Formula, type FormulaSources } from './formula';

const OPPOSITE: Readonly<Record<Exactness, Exactness>> = {
  EXACT: 'EXACT',
  AT_LEAST: 'AT_MOST',
  AT_MOST: 'AT_LEAST',
  APPROXIMATE: 'APPROXIMATE',
};

/** How exact the sum of two figures is: of a bound from below and one from above nothing is certain. */
const exactnessOfSum = (one: Exactness, other: Exactness): Exactness =>
  exactnessOfDifference(one, OPPOSITE[other]) ?? 'APPROXIMATE';

/** How exact a figure times an exact factor of some sign is. */
const scaled = (own: Exactness, sign: number): Exactness => (sign < 0 ? OPPOSITE[own] : own);

/** How exact the inverse of a figure is. It is a bound only for a positive figure that can only be larger: any other might be zero. */
const inverted = (own: Exactness, sign: number): Exactness => {
  if (own === 'EXACT') return own;
  return own === 'AT_LEAST' && sign > 0 ? 'AT_MOST' : 'APPROXIMATE';
};

/** How exact the product of two figures with these signs is. */
function exactnessOfProduct(one: Exactness, other: Exactness, signs: readonly [number, number]): Exactness {
  if (one === 'APPROXIMATE' || other === 'APPROXIMATE') return 'APPROXIMATE';
  if (one === 'EXACT') return scaled(other, signs[0]);
  if (other === 'EXACT') return scaled(one, signs[1]);
  // What is at most so much may be below zero.
  return one === 'AT_LEAST' && other === one && signs[0] >= 0 && signs[1] >= 0 ? one : 'APPROXIMATE';
}

/**
 * Returns how exact a formula is by how exact the indicators are that it reads: a bound where it can only be more, or only less, and
 * approximate where nothing follows. Cells are exact; indicators are not negative.
 */
export function exactnessOfFormula(
  formula: Formula,
  sources: FormulaSources,
  exactnessOf: (indicator: string) => Exactness,
): Exactness {
  const partOf = (part: Formula) => exactnessOfFormula(part, sources, exactnessOf);
  const signOf = (part: Formula) => Math.sign(Number(evaluateFormula(part, sources) ?? 0));
  if (formula.kind === 'INDICATOR') return exactnessOf(formula.indicator.code);
  if (formula.kind === 'ADDITION')
    return formula.terms.reduce<Exactness>(
      (sum, term) => exactnessOfSum(sum, scaled(partOf(term.formula), term.sign)),
      'EXACT',
    );
  if (formula.kind !== 'PRODUCT' && formula.kind !== 'QUOTIENT') return 'EXACT';
  const { kind, left, right } = formula;
  const signs = [signOf(left), signOf(right)] as const;
  const divisor = partOf(right);
  return exactnessOfProduct(partOf(left), kind === 'PRODUCT' ? divisor : inverted(divisor, signs[1]), signs);
}
