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
const isHead = ({ text }: Word) => text.length <= LONGEST_HEAD && !/第二十[条條]|[。；]/u.test(text);

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

/** Returns the columns behind those of labels: a column of labels has words in most rows, no figures, and figures behind it. */
function columnsOfFigures(columns: readonly Span[], rows: readonly PageLine[]): Span[] {
  const countIn = (column: Span, is: (word: Word) => boolean) =>
    rows.filter(({ words }) => words.some((word) => is(word) && overlaps(word, column))).length;
  const hasFigures = columns.map((column) => countIn(column, isFigure) > 0);
  const lastLabel = columns.findLastIndex(
    (column, at) =>
      !hasFigures[at] &&
      hasFigures.slice(at + 1).some(Boolean) &&
      countIn(column, (word) => !isFigure(word)) > rows.length / 2,
  );
  return columns.slice(lastLabel + 1);
}

const pitchOf = (middles: readonly number[]) =>
  Math.min(...middles.slice(1).map((middle, at) => middle - middles[at]));

/** The figures of each row without the number of the row, which stands before all labels. */
function figuresBehindSerials(rows: readonly PageLine[], middles: readonly number[]): Map<PageLine, Word[]> {
  const first = middles[0] - pitchOf(middles) / 2;
  const labels = rows.flatMap(({ words }) => words.filter((word) => !isFigure(word) && word.right < first));
  const left = Math.min(...labels.map((label) => label.left));
  return new Map(rows.map((row) => [row, figuresOf(row).filter((figure) => figure.right > left)]));
}

/** Whether each figure of a row is in a column of its own. */
function fits(figures: readonly Word[], middles: readonly number[]): boolean {
  const pitch = pitchOf(middles);
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
    const middles = columnsOfFigures(columnsUnder(header.flatMap(({ words }) => words)), rows).map(middleOf);
    if (middles.length < 2) continue;
    const figures = figuresBehindSerials(rows, middles);
    if (![...figures.values()].every((own) => fits(own, middles))) continue;
    for (const [row, own] of figures) if (own.length < middles.length) found.set(row, middles);
  }
  return found;
}
