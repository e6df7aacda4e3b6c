import type { TextMarks } from '../blocks';
import { IN_TWO_SIZES, SAME_SIZE } from '../seen/doubts';
import { isWritten, readValue } from '../value';
import type { MarkedLetter } from './markLetters';
import type { Box } from './page';

/** Letters close together in a line. */
export interface Word extends TextMarks, Box {
  readonly text: string;
}

/** A line of a page. */
export interface PageLine {
  readonly words: readonly Word[];
  readonly base: number;
  readonly left: number;
  readonly right: number;
}

/** Letters whose bases differ by less than this share of their size are in one line. */
const SAME_BASE = 0.45;
/** Letters that are farther apart than this share of their size are in two words. */
const WORD_GAP = 0.35;

/** A word while its letters are gathered. */
interface Chunk {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  readonly notes: string[];
  doubt?: string;
  /** The size of its first digit. */
  size?: number;
  /** Whether only a space parts it from the word before, and no gap. */
  isAfterSpace: boolean;
  /** Kind of the last letter: of the text, raised, or struck out. */
  last: 'PLAIN' | 'RAISED' | 'STRUCK';
}

function addLetter(chunk: Chunk, letter: MarkedLetter): void {
  const kind = letter.isStruck ? 'STRUCK' : letter.isRaised ? 'RAISED' : 'PLAIN';
  if (kind === 'PLAIN') chunk.text += letter.text;
  else if (chunk.last === kind && chunk.notes.length > 0) chunk.notes[chunk.notes.length - 1] += letter.text;
  else chunk.notes.push(letter.text);
  chunk.last = kind;
  chunk.left = Math.min(chunk.left, letter.left);
  chunk.right = Math.max(chunk.right, letter.right);
  chunk.top = Math.min(chunk.top, letter.top);
  chunk.bottom = Math.max(chunk.bottom, letter.bottom);
  if (letter.doubt) chunk.doubt ??= letter.doubt;
  if (kind !== 'PLAIN' || !/^\d$/u.test(letter.text)) return;
  chunk.size ??= letter.size;
  if (Math.min(chunk.size, letter.size) < Math.max(chunk.size, letter.size) * SAME_SIZE)
    chunk.doubt ??= IN_TWO_SIZES;
}

const asWord = ({ text, left, right, top, bottom, notes, doubt }: Chunk): Word => ({
  text,
  left,
  right,
  top,
  bottom,
  ...(notes.length > 0 ? { notes } : {}),
  ...(doubt ? { doubt } : {}),
});

const isFigure = ({ text }: Chunk): boolean => {
  const value = readValue(text);
  return value !== null && isWritten(value);
};

/** Words parted by a space alone stay together, unless one of them is a figure, as in "0 0 0". */
function joinSpaced(chunks: readonly Chunk[]): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < chunks.length; ) {
    let end = at + 1;
    while (end < chunks.length && chunks[end].isAfterSpace) end += 1;
    const run = chunks.slice(at, end);
    if (run.some(isFigure)) words.push(...run.map(asWord));
    else
      words.push(
        asWord({
          ...run[0],
          text: run.map(({ text }) => text).join(' '),
          right: run[run.length - 1].right,
          notes: run.flatMap(({ notes }) => notes),
          doubt: run.find(({ doubt }) => doubt)?.doubt,
        }),
      );
    at = end;
  }
  return words;
}

/** Behind what it marks, a raised mark stands at most so many times the size of the letters. */
const MARK_GAP = 0.6;

/** Digits of two operations that are farther apart than this share of their size may be of two figures in columns side by side. */
const FIGURE_GAP = 0.1;
const CLOSE_FIGURES =
  '两个数字相距很近，可能是一个数 two figures stand so close together that they may be one';

const isDigit = (letter: MarkedLetter | undefined): letter is MarkedLetter =>
  letter !== undefined && /^\d$/u.test(letter.text) && !letter.isRaised && !letter.isStruck;

/**
 * Returns whether a figure ends before a letter and another begins: the gap between two digits of two operations is wider than the gaps
 * beside it. 'PERHAPS' where each of them is a digit alone.
 */
function beginsFigure(letters: readonly MarkedLetter[], at: number, size: number): boolean | 'PERHAPS' {
  const [first, second] = [letters[at - 1], letters[at]];
  if (!isDigit(first) || !isDigit(second) || first.order === second.order) return false;
  const gap = second.left - first.right;
  if (gap < size * FIGURE_GAP) return false;
  const [before, after] = [letters[at - 2], letters[at + 1]];
  const beside = [
    ...(isDigit(before) ? [first.left - before.right] : []),
    ...(isDigit(after) ? [after.left - second.right] : []),
  ].filter((other) => other < size * WORD_GAP);
  return beside.length === 0 ? 'PERHAPS' : beside.some((other) => other < gap / 2);
}

/** Whether a digit stands behind a figure and its mark, or what is struck out there: it may be of the column beside. */
const goesOnBehindMark = ({ text, last }: Chunk, letter: MarkedLetter) =>
  isDigit(letter) && last !== 'PLAIN' && /\d$/u.test(text);

function wordsOf(letters: readonly MarkedLetter[], size: number): Word[] {
  const chunks: Chunk[] = [];
  let isSpaced = false;
  const sorted = [...letters].sort((one, other) => one.left - other.left);
  for (const [at, letter] of sorted.entries()) {
    if (letter.text.trim() === '') {
      isSpaced = true;
      continue;
    }
    const before = chunks.at(-1);
    // A mark may stand off the figure that it is of; by itself it would be a blank cell.
    const gap = size * (letter.isRaised ? MARK_GAP : WORD_GAP);
    const isNear = before !== undefined && letter.left - before.right < gap;
    const isNext =
      isNear && !isSpaced && (goesOnBehindMark(before, letter) ? 'PERHAPS' : beginsFigure(sorted, at, size));
    if (isNext === 'PERHAPS' && before) before.doubt ??= CLOSE_FIGURES;
    if (!before || !isNear || isNext || (isSpaced && !letter.isRaised))
      chunks.push({
        text: '',
        left: letter.left,
        right: letter.right,
        top: letter.top,
        bottom: letter.bottom,
        notes: [],
        isAfterSpace: isNear,
        last: 'PLAIN',
        ...(isNext === 'PERHAPS' ? { doubt: CLOSE_FIGURES } : {}),
      });
    addLetter(chunks[chunks.length - 1], letter);
    isSpaced = false;
  }
  return joinSpaced(chunks);
}

/** Returns the lines of letters from the top down, with their words from left to right. */
export function linesOf(letters: readonly MarkedLetter[]): PageLine[] {
  const groups: { base: number; size: number; letters: MarkedLetter[] }[] = [];
  for (const letter of [...letters].sort((one, other) => one.base - other.base)) {
    const group = groups.at(-1);
    const size = letter.size || 10;
    if (group && letter.base - group.base < Math.min(size, group.size) * SAME_BASE)
      group.letters.push(letter);
    else groups.push({ base: letter.base, size, letters: [letter] });
  }
  return groups.flatMap(({ base, size, letters: own }) => {
    const words = wordsOf(own, size);
    const [first, last] = [words[0], words.at(-1)];
    return first && last ? [{ words, base, left: first.left, right: last.right }] : [];
  });
}
