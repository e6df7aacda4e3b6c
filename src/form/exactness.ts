/** How exact a figure is: exactly so much, a bound, or about so much. */
export type Exactness = 'EXACT' | 'AT_LEAST' | 'AT_MOST' | 'APPROXIMATE';

/**
 * Returns how exact a figure less another is: a bound where each of the two holds it to the same side, and approximate where one of them is. Null where both
 * are bounds of the same side: the difference may then be anything.
 */
export function exactnessOfDifference(own: Exactness, base: Exactness): Exactness | null {
  if (own === 'EXACT' && base === 'EXACT') return 'EXACT';
  if (own === 'APPROXIMATE' || base === 'APPROXIMATE') return 'APPROXIMATE';
  if (own === base) return null;
  return own === 'AT_LEAST' || base === 'AT_MOST' ? 'AT_LEAST' : 'AT_MOST';
}

/** Returns a difference over what it is a difference to; null where that is zero, and where a bound that is negative or a bound of a negative figure says nothing of the ratio. */
export function growthOfDifference(
  difference: number,
  base: number,
  baseExactness: Exactness,
): number | null {
  if (base === 0) return null;
  const isBound = baseExactness === 'AT_LEAST' || baseExactness === 'AT_MOST';
  return isBound && (base < 0 || base + difference < 0) ? null : difference / Math.abs(base);
}
