import { footInLine } from '../codeLine';
import type { PageLine } from './lines';

/** The lines of a page outside of its tables that may run through the document: at its head from the top down, at its foot from the bottom up. */
export interface PageEdges {
  readonly number: number;
  readonly height: number;
  readonly head: readonly PageLine[];
  readonly foot: readonly PageLine[];
}

/** How far from page to page a line may stand from its place, in points. */
const SAME_PLACE = 3;
const FEWEST_PAGES = 2;

const textOf = ({ words }: PageLine) => words.map(({ text }) => text).join(' ');
const wordsOf = (line: PageLine) => textOf(line).replace(/\s+/gu, '').replace(/\d+/gu, '#');
const numbersOf = (line: PageLine) => (textOf(line).match(/\d+/gu) ?? []).map(Number);

/** A line with its page. */
interface PlacedLine {
  readonly line: PageLine;
  readonly page: PageEdges;
}

/** A larger number is the year of a caption, and no page. */
const MOST_PAGES = 300;
/** So many pages whose last lines count them are no rows of a table by chance. */
const FEWEST_COUNTED = 3;

/** Whether lines without words count their pages. Figures in rows of a table may be the same from page to page. */
const isPageNumber = (lines: readonly PlacedLine[]) =>
  lines.length >= FEWEST_COUNTED ||
  lines.every(({ line, page }) => numbersOf(line)[0] === page.number || !/^[\d\s]+$/u.test(textOf(line)));

/** Whether lines of several pages say the same at the same place, but for the number of the page. */
function isSameLine(lines: readonly PlacedLine[], isFoot: boolean): boolean {
  const [first] = lines;
  const placeOf = ({ line, page }: PlacedLine) => (isFoot ? page.height - line.base : line.base);
  const numbers = lines.map(({ line }) => numbersOf(line));
  const isCounted = (number: number, at: number, part: number) =>
    number <= MOST_PAGES && number - numbers[0][part] === lines[at].page.number - first.page.number;
  const words = wordsOf(first.line);
  const isSame = lines.every(
    (one, at) =>
      wordsOf(one.line) === words &&
      Math.abs(placeOf(one) - placeOf(first)) <= SAME_PLACE &&
      numbers[at].every((number, part) => number === numbers[0][part] || isCounted(number, at, part)),
  );
  // The unit of a table is said again on each of its pages.
  if (!isSame || /单位|單位/u.test(words)) return false;
  if (/\p{L}/u.test(words)) return true;
  return numbers.every(([number], at) => at === 0 || isCounted(number, at, 0)) && isPageNumber(lines);
}

/** Returns the lines of one edge that run through all pages, or all but the first. */
function linesAtEdge(pages: readonly PageEdges[], isFoot: boolean): PageLine[][] {
  const edgeOf = (page: PageEdges) => (isFoot ? page.foot : page.head);
  for (const part of [pages, pages.slice(1)]) {
    if (part.length < FEWEST_PAGES) return [];
    const found: PageLine[][] = [];
    for (let at = 0; part.every((page) => edgeOf(page)[at] !== undefined); at += 1) {
      const lines = part.map((page) => ({ page, line: edgeOf(page)[at] }));
      if (!isSameLine(lines, isFoot)) break;
      found.push(lines.map(({ line }) => line));
    }
    if (found.length > 0) return found;
  }
  return [];
}

/** What of a document runs through its pages. */
export interface RunningLines {
  /** The lines that say nothing of the report, or say it again. */
  readonly repeated: ReadonlySet<PageLine>;
  /** The line with the code of the agency as the hub prints it in the foot of its pages; null where there is none. */
  readonly codeLine: string | null;
}

/**
 * Finds the heads and feet that stand on every page: they are no part of the report's text, nor their numbers figures of it. The first head
 * is kept, which may be the only title.
 */
export function runningLines(pages: readonly PageEdges[]): RunningLines {
  const heads = linesAtEdge(pages, false);
  const feet = linesAtEdge(pages, true);
  const texts = feet.map(([line]) => textOf(line)).reverse();
  // A long one goes on in the next line.
  const codeLine = texts.flatMap((text, at) => [text, `${text}${texts[at + 1] ?? ''}`]);
  return {
    repeated: new Set([...heads.flatMap((lines) => lines.slice(1)), ...feet.flat()]),
    codeLine: codeLine.find((text) => footInLine(text) !== null) ?? null,
  };
}
