/** How exact a figure is: exactly so much, a bound, or about so much. */
export type Exactness = 'EXACT' | 'AT_LEAST' | 'AT_MOST' | 'APPROXIMATE';

/**
 * Returns how exact the difference of two figures is. It is approximate where one of them is. It is a bound where one figure is exact and the other a bound, or where
 * both push it to the same side. Null where both are bounds of the same kind: the difference may then be anything.
 */
export function exactnessOfDifference(own: Exactness, base: Exactness): Exactness | null {
  if (own === 'EXACT' && base === 'EXACT') return 'EXACT';
  if (own === 'APPROXIMATE' || base === 'APPROXIMATE') return 'APPROXIMATE';
  if (own === base) return null;
  return own === 'AT_LEAST' || base === 'AT_MOST' ? 'AT_LEAST' : 'AT_MOST';
}

/** Returns a difference as a share of its base. Null where the base is zero, and where a bound and a negative figure together say nothing of the share. */
export function growthOfDifference(
  difference: number,
  base: number,
  baseExactness: Exactness,
): number | null {
  if (base === 0) return null;
  const isBound = baseExactness === 'AT_LEAST' || baseExactness === 'AT_MOST';
  return isBound && (base < 0 || base + difference < 0) ? null : difference / Math.abs(base);
}
