import type { TextMarks } from '../blocks';
import { IN_TWO_SIZES, SAME_SIZE } from '../seen/doubts';
import { linesOf, type PageLine } from './lines';
import type { MarkedLetter } from './markLetters';
import type { Box } from './page';

/** The most room that is left in a full line of a cell, as shares of the size of its letters. */
const ROOM_IN_FULL_LINE = 2;

const IN_TWO_LINES =
  '单元格内数字分行，无法确定是否为一个数 the digits in the cell stand in two lines and may be two figures';

const textOf = ({ words }: PageLine) => words.map(({ text }) => text).join(' ');

/** Joins the lines of a cell. Digits go on where the line before them is full; else they may be a second figure. */
function joinLines(
  lines: readonly PageLine[],
  width: number,
  size: number,
): { text: string; isDoubtful: boolean } {
  let text = '';
  let isDoubtful = false;
  for (const [at, line] of lines.entries()) {
    const next = textOf(line);
    const before = lines[at - 1];
    const isDigits = /[\d.,，]$/u.test(text) && /^[\d.,，]/u.test(next);
    if (before && isDigits && width - (before.right - before.left) > size * ROOM_IN_FULL_LINE) {
      isDoubtful = true;
      text += '\n';
    } else if (/[A-Za-z]$/u.test(text) && /^[A-Za-z]/u.test(next)) text += ' ';
    text += next;
  }
  return { text, isDoubtful };
}

/** Whether a figure has digits of two sizes: the mark of a note may go on in the next line. */
function isInTwoSizes(letters: readonly MarkedLetter[], text: string): boolean {
  const sizes = letters.flatMap(({ text: letter, size, isRaised, isStruck }) =>
    /^\d$/u.test(letter) && !isRaised && !isStruck ? [size] : [],
  );
  return /^[\d.,\s]+$/u.test(text) && Math.min(...sizes) < Math.max(...sizes) * SAME_SIZE;
}

/** Returns what the letters in a cell say, read line by line; letters that are turned are read as they were drawn. */
export function cellText(letters: readonly MarkedLetter[], box: Box): TextMarks & { readonly text: string } {
  const rotated = letters.filter(({ isTurned }) => isTurned);
  if (rotated.length * 2 > letters.length)
    return {
      text: rotated
        .map(({ text }) => text)
        .join('')
        .trim(),
    };
  const lines = linesOf(letters);
  const words = lines.flatMap((line) => line.words);
  const size = Math.max(0, ...letters.map((letter) => letter.size));
  const { text, isDoubtful } = joinLines(lines, box.right - box.left, size);
  const notes = words.flatMap((word) => word.notes ?? []);
  const doubt = isDoubtful
    ? IN_TWO_LINES
    : (words.find((word) => word.doubt)?.doubt ?? (isInTwoSizes(letters, text) ? IN_TWO_SIZES : undefined));
  return { text, ...(notes.length > 0 ? { notes } : {}), ...(doubt ? { doubt } : {}) };
}
