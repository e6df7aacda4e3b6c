import { memoizeText } from './memoizeText';

/** Counts each pair of neighbouring letters of a text. */
const countPairs = memoizeText((text): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
});

/**
 * Returns how alike two texts are, 0 to 1: twice the pairs of letters they share over all their pairs (Sørensen and Dice). The texts are
 * compared as they come: callers first drop what must not count, such as punctuation.
 */
export function similarity(one: string, other: string): number {
  if (one === other) return one === '' ? 0 : 1;
  const [first, second] = [countPairs(one), countPairs(other)];
  let shared = 0;
  for (const [pair, count] of first) shared += Math.min(count, second.get(pair) ?? 0);
  const all = Math.max(0, one.length - 1) + Math.max(0, other.length - 1);
  return all === 0 ? 0 : (2 * shared) / all;
}
