import type { Finding } from '../../form/finding';

const GRAVITY = ['ERROR', 'WARNING', 'INFO'];

/** Returns the findings of two sources, gravest first. What both found appears once, in the words of the first. */
export function mergeFindings<T extends Pick<Finding, 'code' | 'path' | 'severity'>>(
  first: readonly T[],
  second: readonly T[],
): T[] {
  const found = new Set(first.map((item) => `${item.code} ${item.path}`));
  const more = second.filter((item) => !found.has(`${item.code} ${item.path}`));
  return [...first, ...more].sort(
    (one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity),
  );
}
