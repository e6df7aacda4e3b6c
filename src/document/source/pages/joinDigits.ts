import { BROKEN_FIGURE } from '../seen/doubts';
import type { PageLine, Word } from './lines';
import { middleOf } from './page';

/** What the two sides of a cell take from its width without ruled lines, in points: word processors leave 5.4 at each. */
const SIDES = 12;
/** The most that a line lies below the one before it in the same cell, as a share of the height of its letters. */
const SAME_CELL = 1.6;
/** How far words of one cell are out of line, in points. */
const OUT_OF_LINE = 1;

/** Only a table with many columns has such narrow ones; with few, two rows are near by chance. */
const FEWEST_FIGURES = 8;

/** A line whose figures may go on in lines below it. */
interface Open {
  line: PageLine;
  /** The last piece of each of its figures. */
  readonly ends: Map<number, Word>;
  /** The base of the last line that is joined to it. */
  base: number;
}

const isDigits = ({ text }: Word) => /^[\d０-９]+$/u.test(text);
const isOfWords = ({ words }: PageLine) => words.every(({ text }) => !/[\d０-９]/u.test(text));
const widthOfDigit = ({ left, right, text }: Word) => (right - left) / text.length;

const heightOf = ({ words: [{ top, bottom }] }: PageLine) => bottom - top;

const isUnder = (above: Word, word: Word) =>
  [above.left - word.left, above.right - word.right, middleOf(above) - middleOf(word)].some(
    (distance) => Math.abs(distance) <= OUT_OF_LINE,
  );

const openOf = (line: PageLine): Open => ({
  line,
  base: line.base,
  ends: new Map([...line.words.entries()].filter(([, word]) => isDigits(word))),
});

const hasManyColumns = ({ words }: PageLine) => words.filter(isDigits).length >= FEWEST_FIGURES;

/** Whether a column is too narrow for one digit more than its line has: its neighbours are too near. */
function isNarrow({ words }: PageLine, at: number, end: Word): boolean {
  const gaps = [at - 1, at + 1].flatMap((beside) =>
    words[beside] ? [Math.abs(middleOf(words[beside]) - middleOf(words[at]))] : [],
  );
  return Math.min(...gaps) <= (end.text.length + 1) * widthOfDigit(end) + SIDES;
}

/** Returns which figures of a line go on in each word of the next one; null when they do not, or not surely enough. */
function goingOn({ line, ends, base }: Open, next: PageLine): Map<number, Word> | null {
  const pieces = next.words.filter(isDigits);
  if (pieces.length === 0 || next.words.some((word) => !isDigits(word) && /[\d０-９]/u.test(word.text)))
    return null;
  if (next.base - base > SAME_CELL * heightOf(next)) return null;
  // Digits go on where their line is full; the longest of all of them show how many fill it.
  const full = Math.max(...[...ends.values(), ...pieces].map(({ text }) => text.length));
  const found = new Map<number, Word>();
  for (const piece of pieces) {
    const under = [...ends].filter(([, end]) => isUnder(end, piece));
    if (under.length !== 1) return null;
    const [[at, end]] = under;
    if (end.text.length < full || found.has(at) || !isNarrow(line, at, end)) return null;
    found.set(at, piece);
  }
  return found;
}

/**
 * Returns lines in which figures whose columns are too narrow for them, so that they go on under themselves, as in 15 over 43, are whole
 * again, doubtfully. Without ruled lines two rows are hardly told from the two lines of one: only where no figure is shorter that goes on.
 */
export function joinDigits(lines: readonly PageLine[]): PageLine[] {
  const joined: Open[] = [];
  const rest: PageLine[][] = [];
  for (const line of lines) {
    const open = joined.at(-1);
    if (open && isOfWords(line) && line.base - open.base <= SAME_CELL * heightOf(line)) {
      // The lines of a label are not at the heights of those of the figures.
      rest[rest.length - 1].push(line);
      continue;
    }
    const found = open && hasManyColumns(open.line) && goingOn(open, line);
    if (!open || !found) {
      joined.push(openOf(line));
      rest.push([]);
      continue;
    }
    open.base = line.base;
    open.line = {
      ...open.line,
      words: open.line.words.map((word, at) => {
        const piece = found.get(at);
        return piece
          ? { ...word, text: word.text + piece.text, bottom: piece.bottom, doubt: BROKEN_FIGURE }
          : word;
      }),
    };
    open.ends.clear();
    for (const [at, piece] of found) open.ends.set(at, piece);
    const words = line.words.filter((word) => !isDigits(word));
    if (words.length > 0) rest[rest.length - 1].push({ ...line, words });
  }
  return joined.flatMap(({ line }, at) => [line, ...rest[at]]);
}
