import type { Finding } from '../../form/finding';

const GRAVITY = ['ERROR', 'WARNING', 'INFO'];

/** Returns the findings of two sources, gravest first: one of each rule at each place, in the words of the first, so that an explanation, which names both, is of one finding. */
export function mergeFindings<T extends Pick<Finding, 'code' | 'path' | 'severity'>>(
  first: readonly T[],
  second: readonly T[],
): T[] {
  const found = new Map<string, T>();
  for (const item of [...first, ...second]) {
    const place = `${item.code} ${item.path}`;
    if (!found.has(place)) found.set(place, item);
  }
  return [...found.values()].sort(
    (one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity),
  );
}
