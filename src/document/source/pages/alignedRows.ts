import type { SourceCell } from '../blocks';
import { readValue } from '../value';
import type { PageLine, Word } from './lines';
import { middleOf } from './page';

/** Columns of section three: six kinds of applicants and the total. */
const COLUMNS = 7;
const FEWEST_IN_COLUMN = 3;
const NARROWEST_GAP = 12;

const isFigure = (word: Word) => readValue(word.text) !== null;

/** Finds the seven columns of section three on pages without ruled lines, from rows that have most of them; null when there are none. */
export function alignedColumns(lines: readonly PageLine[]): number[] | null {
  const rows = lines
    .map(({ words }) => words.filter(isFigure))
    .filter((figures) => figures.length <= COLUMNS);
  const complete = rows.filter((figures) => figures.length === COLUMNS);
  const middles = (
    complete.length >= FEWEST_IN_COLUMN ? complete : rows.filter((figures) => figures.length >= 4)
  )
    .flatMap((figures) => figures.map(middleOf))
    .sort((one, other) => one - other);
  const groups: number[][] = [];
  for (const at of middles) {
    const group = groups.at(-1);
    if (group && at - group[group.length - 1] < NARROWEST_GAP) group.push(at);
    else groups.push([at]);
  }
  const columns = groups.filter((group) => group.length >= FEWEST_IN_COLUMN);
  return columns.length === COLUMNS ? columns.map((group) => group[Math.floor(group.length / 2)]) : null;
}

const BROKEN = '数字可能折成两行 the figure may be broken over lines';

/** Whether a word is a figure with a note that goes on in another line. */
export const isBegunFigure = ({ text }: Word) =>
  /^[\d０-９]+[^\d０-９年.．、)）]/u.test(text) && readValue(text) === null;

/**
 * Returns a line in which some figures are blank as a row of a table; null when its figures are not in the columns. A cell is not surely
 * blank where a figure begins in the line above or below.
 */
export function alignedRow(
  { words }: PageLine,
  columns: readonly number[],
  near: readonly Word[],
): SourceCell[] | null {
  const figures = words.filter(isFigure);
  if (figures.length === 0 || figures.length >= columns.length) return null;
  const pitch = Math.min(...columns.slice(1).map((column, at) => column - columns[at]));
  const positions = figures.map((word) =>
    columns.findIndex((column) => Math.abs(column - middleOf(word)) < pitch * 0.4),
  );
  if (positions.some((position) => position < 0) || new Set(positions).size < positions.length) return null;
  const labels = words.filter((word) => !isFigure(word));
  if (labels.length > 0 && words.findLastIndex((word) => !isFigure(word)) > words.findIndex(isFigure))
    return null;
  const begun = near.filter(isBegunFigure).map(middleOf);
  const blankAt = (at: number) =>
    begun.some((middle) => Math.abs(middle - columns[at]) < pitch / 2)
      ? { text: '', doubt: BROKEN }
      : { text: '' };
  const cells = [
    { text: labels.map(({ text }) => text).join('') },
    ...columns.map((_, at): Omit<Word, 'left' | 'right'> => figures[positions.indexOf(at)] ?? blankAt(at)),
  ];
  return cells.map(asCell);
}

const asCell = ({ text, notes, doubt }: Omit<Word, 'left' | 'right'>, column: number): SourceCell => ({
  text,
  row: 0,
  column,
  rowSpan: 1,
  columnSpan: 1,
  ...(notes ? { notes } : {}),
  ...(doubt ? { doubt } : {}),
});

/** Returns the words of a line with figures as cells, where some of them have marks: a mark belongs to its word alone. */
export const markedRow = ({ words }: PageLine): SourceCell[] | null =>
  words.length > 1 && words.some(isFigure) && words.some(({ notes, doubt }) => notes || doubt)
    ? words.map(asCell)
    : null;
