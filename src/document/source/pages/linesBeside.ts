import { isWritten, readValue } from '../value';
import type { PageLine, Word } from './lines';
import { type Page, placeOf } from './page';

/** A page with its lines outside of ruled tables. */
export interface PageLines {
  readonly page: Pick<Page, 'number' | 'width' | 'height'>;
  readonly lines: readonly PageLine[];
}

/** How far the bases of one row may be from one another on two pages, in points. */
const SAME_ROW = 1.5;
/** Fewer rows are at the same heights by chance. */
const FEWEST_ROWS = 4;
/** The share of the rows of a page that must be rows of the other one, and that must begin without a label. */
const MOST_ROWS = 0.9;
/** Longer words, and sentences, are no heads of columns; they go on from a cell beside. */
const LONGEST_HEAD = 14;

const ON_TWO_PAGES =
  '该行的列印在前后两页，按高度接起 the columns of the row are printed on two pages and joined by their height';

const isFigure = ({ text }: Word) => {
  const value = readValue(text);
  return value !== null && isWritten(value);
};
const hasFigures = ({ words }: PageLine) => words.some(isFigure);
const hasLabel = ({ words }: Pick<PageLine, 'words'>) =>
  words.some(({ text }) => /\p{Script=Han}{2}/u.test(text));
/** Whether a row begins with its label, or with its number and the label. */
const beginsWithLabel = ({ words }: PageLine) => hasLabel({ words: words.slice(0, 2) });

const isPageMark = ({ words }: PageLine) =>
  words.length === 1 && /^(?=.*\D)[-—–第\s]*\d{1,3}[-—–页頁\s]*$/u.test(words[0].text);
const isOfTable = (line: PageLine) =>
  !isPageMark(line) && line.words.every(({ text }) => text.length <= LONGEST_HEAD && !/[。；]/u.test(text));

const atBase = (lines: readonly PageLine[], base: number) =>
  lines.find((line) => Math.abs(line.base - base) <= SAME_ROW);

/** Whether the rows of a page have labels: most begin with one. */
const isLabelled = ({ lines }: PageLines) => {
  const rows = lines.filter(hasFigures);
  return rows.filter(beginsWithLabel).length > rows.length * (1 - MOST_ROWS);
};

/** Whether the figures of a page stand in rows that another page has the labels of. */
function goesOnBeside(first: PageLines, other: PageLines): boolean {
  if (
    other.page.number <= first.page.number ||
    other.page.width !== first.page.width ||
    other.page.height !== first.page.height
  )
    return false;
  const rows = other.lines.filter((line) => hasFigures(line) && isOfTable(line));
  const own = rows.filter((row) => {
    const line = atBase(first.lines, row.base);
    return line !== undefined && hasLabel(line);
  });
  return rows.length >= FEWEST_ROWS && own.length >= rows.length * MOST_ROWS;
}

/** Returns the page of labels that each later page without any goes on beside. */
function ownersOf(pages: readonly PageLines[]): Map<PageLines, PageLines> {
  const labelled = pages.filter(isLabelled);
  const owners = new Map<PageLines, PageLines>();
  const counts = new Map<string, number>();
  for (const page of pages) {
    if (labelled.includes(page)) continue;
    const fitting = labelled.filter((one) => goesOnBeside(one, page));
    if (fitting.length === 0) continue;
    // Sheets are printed downwards first, all the pages with labels and then those beside; or across, each with its own behind it.
    const [first, last] = [pages.indexOf(fitting[0]), pages.indexOf(fitting[fitting.length - 1])];
    const isAcross = pages
      .slice(first, last)
      .some((one) => !labelled.includes(one) && one.lines.some(hasFigures));
    const key = fitting.map((one) => one.page.number).join(' ');
    const at = counts.get(key) ?? 0;
    counts.set(key, at + 1);
    owners.set(page, isAcross ? fitting[fitting.length - 1] : fitting[at % fitting.length]);
  }
  return owners;
}

const onPage = (word: Word, { page }: PageLines, offset: number): Word => ({
  ...word,
  left: word.left + offset,
  right: word.right + offset,
  box: placeOf(word),
  page: page.number,
});

/** Returns a line with the words beside it, all doubtful where there are figures: a blank leaves nothing behind. */
function joined(line: PageLine, beside: readonly Word[]): PageLine {
  const words = [...line.words, ...beside];
  return {
    ...line,
    right: Math.max(line.right, ...beside.map(({ right }) => right)),
    words: words.some(isFigure)
      ? words.map((word) => ({ ...word, doubt: word.doubt ?? ON_TWO_PAGES }))
      : words,
  };
}

/**
 * Returns the lines of pages by their page, those of a page that only has further columns of another in the rows of that one, as a sheet
 * without ruled lines is printed that is wider than its paper.
 */
export function joinLinesBeside<P extends PageLines>(pages: readonly P[]): Map<P, readonly PageLine[]> {
  const owners = ownersOf(pages);
  const lines = new Map(pages.map((page): [P, readonly PageLine[]] => [page, page.lines]));
  const widths = new Map<PageLines, number>();
  for (const page of pages) {
    const owner = owners.get(page) as P | undefined;
    if (!owner) continue;
    const offset = (widths.get(owner) ?? 0) + owner.page.width;
    widths.set(owner, offset);
    let own = [...(lines.get(owner) ?? [])];
    const left: PageLine[] = [];
    for (const line of page.lines) {
      const words = line.words.map((word) => onPage(word, page, offset));
      const row = atBase(own, line.base);
      if (!isOfTable(line) || (!row && hasFigures(line))) left.push(line);
      else if (row) own = own.map((one) => (one === row ? joined(one, words) : one));
      else own.push({ ...line, words, left: line.left + offset, right: line.right + offset });
    }
    lines.set(
      owner,
      own.sort((one, other) => one.base - other.base),
    );
    lines.set(page, left);
  }
  return lines;
}
