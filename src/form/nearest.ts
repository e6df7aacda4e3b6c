import { similarity } from './similarity';

/** How alike a word must be to be suggested, 0 to 1. */
const ALIKE = 0.5;
const MOST_SUGGESTED = 3;
/** A word with its ends marked, so that a beginning or end in common counts. */
const withEnds = (word: string) => `^${word.toLowerCase()}$`;

/** Those of the words that are most like one, nearest first, three at most. */
export function nearest(word: string, words: Iterable<string>): string[] {
  return [...words]
    .map((other) => ({ other, likeness: similarity(withEnds(word), withEnds(other)) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness || (a.other < b.other ? -1 : 1))
    .slice(0, MOST_SUGGESTED)
    .map(({ other }) => other);
}

/** Says words that are near, in both languages; empty where none is. */
export function suggestionOf(near: readonly string[]): { zh: string; en: string } {
  if (near.length === 0) return { zh: '', en: '' };
  return { zh: `，相近的有 ${near.join('、')}`, en: `; near it: ${near.join(', ')}` };
}

/** The suggestion of the words nearest to one that there is not, in both languages; empty where none is near. */
export const suggest = (word: string, words: Iterable<string>): { zh: string; en: string } =>
  suggestionOf(nearest(word, words));
