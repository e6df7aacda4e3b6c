import { isWritten, readValue } from '../value';
import { isBegunFigure } from './alignedRows';
import type { PageLine, Word } from './lines';
import { middleOf } from './page';

/** How many lines a header may have, and how many lines without figures a table may have between its rows. */
const MOST_HEADER_LINES = 7;
const MOST_LABEL_LINES = 2;
const LONGEST_HEAD = 14;
/** How far the middle of a figure may be from the middle of its column, as a share of the narrowest column. */
const NEAR = 0.45;

interface Span {
  readonly left: number;
  readonly right: number;
}

const isFigure = ({ text }: Word) => {
  const value = readValue(text);
  return value !== null && isWritten(value);
};
const figuresOf = ({ words }: PageLine) => words.filter(isFigure);
const overlaps = (one: Span, other: Span) => one.left < other.right && other.left < one.right;

/** Whether a word can be the head of a column: short, and no title of a part of the form. */
const isHead = ({ text }: Word) => text.length <= LONGEST_HEAD && !/第二十条|[。；]/u.test(text);

/** Returns the columns under words: words above one another are one head, a word above several heads is none. */
function columnsUnder(words: readonly Word[]): Span[] {
  const spansSeveral = (word: Word) => {
    const below = words.filter((other) => other !== word && overlaps(word, other));
    return below.some((one) => below.some((other) => !overlaps(one, other)));
  };
  const columns: { left: number; right: number }[] = [];
  for (const word of words
    .filter((one) => isHead(one) && !spansSeveral(one))
    .sort((one, other) => one.left - other.left)) {
    const before = columns.at(-1);
    if (before && overlaps(before, word)) before.right = Math.max(before.right, word.right);
    else columns.push({ left: word.left, right: word.right });
  }
  return columns;
}

/** Whether each figure of a row is in a column of its own. */
function fits(figures: readonly Word[], middles: readonly number[]): boolean {
  const pitch = Math.min(...middles.slice(1).map((middle, at) => middle - middles[at]));
  const own = figures.map((figure) =>
    middles.findIndex((middle) => Math.abs(middle - middleOf(figure)) <= pitch * NEAR),
  );
  return !own.includes(-1) && new Set(own).size === own.length;
}

/** A header and the rows below it. */
interface Part {
  readonly header: readonly PageLine[];
  readonly rows: PageLine[];
  /** Words of the lines around the rows. */
  readonly around: Word[];
}

function partsOf(lines: readonly PageLine[]): Part[] {
  const parts: Part[] = [];
  let header: PageLine[] = [];
  let between: PageLine[] = [];
  for (const line of lines) {
    const part = parts.at(-1);
    if (figuresOf(line).length === 0) {
      between.push(line);
      continue;
    }
    const isHeader = between.length > MOST_LABEL_LINES || between.some(({ words }) => words.length > 1);
    if (!part || isHeader) {
      header = between.slice(-MOST_HEADER_LINES);
      parts.push({ header, rows: [line], around: between.flatMap(({ words }) => words) });
    } else {
      part.rows.push(line);
      part.around.push(...between.flatMap(({ words }) => words));
    }
    between = [];
  }
  parts.at(-1)?.around.push(...between.slice(0, 1).flatMap(({ words }) => words));
  return parts;
}

/**
 * Returns the middles of the columns for lines of a page without ruled lines in which cells are blank, as the heads above them
 * say. Only where every figure of the table stands under a head of its own.
 */
export function headedColumns(lines: readonly PageLine[]): Map<PageLine, readonly number[]> {
  const found = new Map<PageLine, readonly number[]>();
  for (const { header, rows, around } of partsOf(lines)) {
    if (around.some(isBegunFigure)) continue;
    const labels = rows.flatMap(({ words }) => words.filter((word) => !isFigure(word)));
    const middles = columnsUnder(header.flatMap(({ words }) => words))
      .filter((column) => !labels.some((label) => overlaps(label, column)))
      .map(middleOf);
    if (middles.length < 2 || !rows.every((row) => fits(figuresOf(row), middles))) continue;
    for (const row of rows) if (figuresOf(row).length < middles.length) found.set(row, middles);
  }
  return found;
}
