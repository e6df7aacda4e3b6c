import { ONE_OVER_ANOTHER, SAME_COLOUR } from '../seen/doubts';
import { lettersOf, type Manner, type Seen, type Shift } from '../seen/seen';
import { isFaint, isUnseen, type RunLook, shiftOf } from './wordLook';

/** In half points: what Word takes where a document says nothing. */
const USUAL_SIZE = 20;

/** Returns a doubt as something that is seen. */
export const doubt = (reason: string): Seen => ({ kind: 'DOUBT', doubt: reason });

/** Returns what is seen of a text in its look. */
export function wordsIn(text: string, look: RunLook, mayHaveGround: boolean): Seen[] {
  const isOnlyPale = mayHaveGround && isUnseen(look) && !isUnseen({ ...look, colour: 'auto' });
  if (isUnseen(look) && !isOnlyPale) return [];
  const manner: Manner = look.isWithdrawn ? 'WITHDRAWN' : shiftOf(look);
  const { size = USUAL_SIZE } = look;
  const seen: Seen = { kind: 'TEXT', text: text.replace(/[ \t\r\n]+/g, ' '), manner, size };
  const doubts = [isFaint(look) && SAME_COLOUR, look.isCrowded && ONE_OVER_ANOTHER];
  return [seen, ...doubts.flatMap((reason) => (reason ? [doubt(reason)] : []))];
}

/** Returns words with the number of their list before them. It is read with words, but before a figure it is no part of it. */
export function withNumber(number: string, words: Seen[], look: RunLook): Seen[] {
  if (number === '' || isUnseen(look)) return words;
  const isFigure = /^[\d.,，\s]+$/u.test(lettersOf(words).trim() || '-');
  return [{ kind: 'TEXT', text: number, manner: isFigure ? 'NOTE' : 'PLAIN' }, ...words];
}

/** Returns plain words as raised or lowered ones. */
export const shift = (seen: readonly Seen[], manner: Shift): Seen[] =>
  seen.map((one) => (one.kind === 'TEXT' && one.manner === 'PLAIN' ? { ...one, manner } : one));
