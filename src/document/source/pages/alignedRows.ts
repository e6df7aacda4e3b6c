import type { SourceCell } from '../blocks';
import { readValue } from '../value';
import type { PageLine, Word } from './lines';
import { middleOf, placeOf } from './page';

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
const UNDER_LABEL =
  '标签伸入该列，该列的文字可能在标签中 the label reaches into the column, whose text may be in it';
const OVER_SEVERAL =
  '没有表格线，该数字可能属于相邻几栏 there are no ruled lines, and the figure may be of several columns';

const IN_TWO_COLUMNS =
  '文字伸入相邻的空栏，可能是两栏的内容 the words reach into the column beside, which is blank, and may be of both';

/** How far a figure in the middle of its column may reach into the next one, in points. */
const REACH = 2;

/** How far from the middle of its column a figure may be, as a share of the narrowest column. */
const NEAR = 0.4;
/** In a table with more columns a figure between blanks is hardly one for several of them. */
const MOST_COLUMNS_UNDER_ONE_FIGURE = 4;

/** Whether a word is a figure with a note that goes on in another line. */
export const isBegunFigure = ({ text }: Word) =>
  /^[\d０-９]+[^\d０-９年.．、)）]/u.test(text) && readValue(text) === null;

/** The words of a line with figures, parted where the columns begin. */
interface PartedLine {
  /** The number of the row, before its label. */
  readonly serial: Word | null;
  readonly labels: readonly Word[];
  /** What is in each column; undefined for nothing. */
  readonly inColumns: readonly (Word | undefined)[];
}

/** Parts the words of a line; null where they are not in the columns, or all columns are filled. */
function partLine({ words }: PageLine, columns: readonly number[], pitch: number): PartedLine | null {
  const isBefore = (word: Word) => middleOf(word) < columns[0] - pitch / 2;
  const [before, behind] = [words.filter(isBefore), words.filter((word) => !isBefore(word))];
  const places = behind.map((word) =>
    columns.findIndex((column) => Math.abs(column - middleOf(word)) < pitch * NEAR),
  );
  const isFull = behind.length >= columns.length && behind.every(isFigure);
  if (!behind.some(isFigure) || isFull) return null;
  if (places.includes(-1) || new Set(places).size < places.length) return null;
  const serial = before.length > 0 && isFigure(before[0]) ? before[0] : null;
  const labels = serial ? before.slice(1) : before;
  if (labels.some(isFigure)) return null;
  return { serial, labels, inColumns: columns.map((_, at) => behind[places.indexOf(at)]) };
}

/** Whether the figure of a column may be one for the columns around it, which are blank: it is in the middle of them. */
const mayBeOfSeveral = (inColumns: readonly (Word | undefined)[], at: number) =>
  inColumns.length <= MOST_COLUMNS_UNDER_ONE_FIGURE &&
  inColumns[at] !== undefined &&
  [at - 1, at + 1].every((beside) => inColumns.length > beside && beside >= 0 && !inColumns[beside]);

/**
 * Returns a line in which some cells are blank or not understood as a row of a table; null when its words are not in the columns. A cell is
 * not surely blank where a figure begins in the line above or below, where a label reaches into it, or beside a figure that may be of
 * several columns.
 */
export function alignedRow(
  line: PageLine,
  columns: readonly number[],
  near: readonly Word[],
): SourceCell[] | null {
  const pitch = Math.min(...columns.slice(1).map((column, at) => column - columns[at]));
  const parted = partLine(line, columns, pitch);
  if (!parted) return null;
  const { serial, labels, inColumns } = parted;
  const begun = near.filter(isBegunFigure).map(middleOf);
  const reach = Math.max(...labels.map(({ right }) => right));
  const border = (at: number) => (columns[at] + columns[at + 1]) / 2;
  /** Whether the word of a column reaches into the one before it or behind it, where nothing is. */
  const reachesInto = (at: number, beside: number) => {
    const word = inColumns[at];
    if (!word || beside < 0 || beside >= columns.length || inColumns[beside]) return false;
    return beside < at ? word.left < border(beside) - REACH : word.right > border(at) + REACH;
  };
  const doubtOf = (at: number): string | undefined => {
    const isTouched = [at - 1, at + 1].some((beside) => reachesInto(at, beside) || reachesInto(beside, at));
    if (isTouched) return IN_TWO_COLUMNS;
    if ([at - 1, at, at + 1].some((one) => mayBeOfSeveral(inColumns, one))) return OVER_SEVERAL;
    if (inColumns[at]) return undefined;
    if (begun.some((middle) => Math.abs(middle - columns[at]) < pitch / 2)) return BROKEN;
    return reach > columns[at] - pitch / 2 ? UNDER_LABEL : undefined;
  };
  const cells = [
    ...(serial && labels.length > 0 ? [asPiece(serial)] : []),
    { text: labels.map(({ text }) => text).join('') },
    ...columns.map((_, at) => {
      const word = inColumns[at];
      return word ? { ...asPiece(word), doubt: word.doubt ?? doubtOf(at) } : { text: '', doubt: doubtOf(at) };
    }),
  ];
  return cells.map(asCell);
}

/** What of a word is in its cell. */
type Piece = Pick<SourceCell, 'text' | 'notes' | 'doubt' | 'box' | 'page'>;

const asPiece = (word: Word): Piece => ({
  text: word.text,
  notes: word.notes,
  doubt: word.doubt,
  box: word.box ?? placeOf(word),
  page: word.page,
});

const asCell = ({ text, notes, doubt, box, page }: Piece, column: number): SourceCell => ({
  text,
  row: 0,
  column,
  rowSpan: 1,
  columnSpan: 1,
  ...(box ? { box } : {}),
  ...(page ? { page } : {}),
  ...(notes ? { notes } : {}),
  ...(doubt ? { doubt } : {}),
});

/** Returns the words of a line with figures as cells, where some of them have marks: a mark belongs to its word alone. */
export const markedRow = ({ words }: PageLine): SourceCell[] | null =>
  words.length > 1 && words.some(isFigure) && words.some(({ notes, doubt }) => notes || doubt)
    ? words.map(asPiece).map(asCell)
    : null;
