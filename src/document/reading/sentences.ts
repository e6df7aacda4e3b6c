import { toSimplified, withoutPronunciations } from '../../form/script';
import type { SourceLocation } from '../source/sourceLocation';
import { type StatedNumber, statedNumbers } from './readNumbers';

/** A paragraph with where it is. */
export interface Paragraph {
  readonly text: string;
  readonly where: SourceLocation;
}

/** A sentence up to its full stop, with its words as they are compared. */
export interface Sentence {
  /** Simplified, without spaces; what is in brackets is blanked: it is said beside the sentence. */
  readonly words: string;
  /** The words of its paragraph before it. */
  readonly before: string;
  readonly numbers: readonly StatedNumber[];
  readonly where: SourceLocation;
  /** Returns the part between semicolons that a place of the words is in, as printed. */
  readonly printedAt: (position: number) => string;
}

const BLANKED = '\u0000';
const BRACKETS = /[(（〔][^()（）〔〕]*[)）〕]/gu;
/** No sentence is longer; and none of one states more numbers. */
const SENTENCE = /[^。！？!?\n]{1,1500}[。！？!?]?/gu;
const MOST_NUMBERS = 100;
/** No report states more in its prose; what a document has beyond is not read. */
const MOST_NUMBERS_OF_ALL = 4000;
const WIDE = /[\uff10-\uff19\uff05\uff0e]/gu;

/** Stands for brackets that say that a number has some of the year before in it. */
export const WITH_CARRIED = '\u0001';
const CARRIED_IN = /^[(（〔](?:其中)?(?:含|包括|包含)[^)）]{0,8}(?:上一?年|去年|往年|结转)/u;
const blankBracket = (bracketed: string) =>
  CARRIED_IN.test(bracketed)
    ? WITH_CARRIED + BLANKED.repeat(bracketed.length - 1)
    : BLANKED.repeat(bracketed.length);

const comparedText = (text: string) =>
  toSimplified(withoutPronunciations(text))
    .replace(WIDE, (letter) => letter.normalize('NFKC'))
    .replace(/(?<!\d)\s+|\s+(?!\d)/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(BRACKETS, blankBracket);

/** Returns the sentences of paragraphs, with the numbers that each states. */
export function sentencesOf(paragraphs: readonly Paragraph[]): Sentence[] {
  let left = MOST_NUMBERS_OF_ALL;
  return paragraphs.flatMap(({ text, where }) => {
    let before = '';
    return [...text.matchAll(SENTENCE)].map(([printed]) => {
      const parts = printed.split(/(?<=[；;])/u);
      const compared = parts.map(comparedText);
      const words = compared.join('');
      const numbers = left > 0 ? statedNumbers(words).slice(0, Math.min(MOST_NUMBERS, left)) : [];
      left -= numbers.length;
      const sentence: Sentence = {
        words,
        before,
        numbers,
        where,
        printedAt: (position) => {
          let end = 0;
          const at = compared.findIndex((part) => {
            end += part.length;
            return position < end;
          });
          return (parts[at] ?? printed).trim();
        },
      };
      before += words;
      return sentence;
    });
  });
}

const STOP = /[，；;：:。“”]|,(?!\d)|(?<!\d),|(?<=[件条个项次篇份元起宗例%％])、/gu;

/** A clause of a sentence: what is between its commas. */
export interface Clause {
  readonly start: number;
  readonly text: string;
}

const LONGEST_CLAUSE = 160;

/** Returns the words of the clause before a place, and where it starts. */
export function clauseBefore(words: string, place: number): Clause {
  const from = Math.max(0, place - LONGEST_CLAUSE);
  let start = from;
  for (const stop of words.slice(from, place).matchAll(STOP)) start = from + stop.index + 1;
  return { start, text: words.slice(start, place).replaceAll(BLANKED, '') };
}

/** Returns the words after a place, up to the next comma. */
export const wordsAfter = (words: string, place: number): string =>
  (words.slice(place, place + LONGEST_CLAUSE).split(/[，、,；;。]/u)[0] ?? '').replaceAll(BLANKED, '');
