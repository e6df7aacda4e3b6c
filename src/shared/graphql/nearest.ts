import type { GraphQLError } from 'graphql';
import { similarity } from '../../form/similarity';
import { badInput } from './paging';

/** How alike a word must be to be suggested, 0 to 1. */
const ALIKE = 0.5;
const MOST_SUGGESTED = 3;
/** How many of the codes that are unknown a refusal names. */
const MOST_NAMED = 10;

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

/** The suggestion of the words nearest to one that there is not, in both languages; empty where none is near. */
export function suggest(word: string, words: Iterable<string>): { zh: string; en: string } {
  const near = nearest(word, words);
  if (near.length === 0) return { zh: '', en: '' };
  return { zh: `，相近的有 ${near.join('、')}`, en: `; near it: ${near.join(', ')}` };
}

/** What codes name: cells, indicators, agencies. */
export interface Kind {
  readonly zh: string;
  readonly en: string;
}

/** Refuses codes that there are not, all at once, each with those nearest to it. */
export function unknownCodes(
  argument: string,
  { zh, en }: Kind,
  codes: readonly string[],
  existing: Iterable<string>,
): GraphQLError {
  const words = [...existing];
  const hints = codes.slice(0, MOST_NAMED).map((code) => ({ code, ...suggest(code, words) }));
  const listed = (language: 'zh' | 'en') =>
    hints.map((hint) => `${hint.code}${hint[language]}`).join(language === 'zh' ? '；' : '; ');
  return badInput(argument, `没有这样的${zh}：${listed('zh')}。`, `There is no such ${en}: ${listed('en')}.`);
}
