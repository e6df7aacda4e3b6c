import { enumeratorOf, normalize } from '../../form/labels';
import type { Block, SourceCell, TableBlock, TextMarks } from '../source/blocks';
import { BROKEN_FIGURE } from '../source/seen/doubts';
import type { SourceLocation } from '../source/sourceLocation';
import { isMark, readValue, readWord, type Value } from '../source/value';
import { GLUED_TO_LABEL, partGlued } from './gluedFigures';
import { doubtBehindMark } from './marksApart';
import { partPairs } from './partPairs';

/** A cell of a row, or a word of a line. */
export interface Piece extends TextMarks {
  readonly text: string;
  /** First column it covers, from 0, and how many. */
  readonly column: number;
  readonly columnSpan: number;
  /** True when a row above began it. */
  readonly isCarried: boolean;
  /** The figure, blank or mark it holds; null for words. */
  readonly value: Value | null;
}

/** One line of a document in reading order: a paragraph, or a row of a table. */
export interface Row {
  readonly pieces: readonly Piece[];
  /** Its words and figures as one text. */
  readonly text: string;
  readonly isHeading: boolean;
  readonly table: TableBlock | null;
  /** True for a line that the width of its source may have broken. */
  readonly isWrappable: boolean;
  readonly where: SourceLocation;
}

/** Returns the last column of a row, -1 for an empty one. */
export const endOf = ({ pieces }: Row): number =>
  pieces.reduce((end, { column, columnSpan }) => Math.max(end, column + columnSpan - 1), -1);

/** Whether a row is a line of text, in which a blank cell leaves nothing behind. */
export const isLineOfText = ({ table }: Row): boolean => table === null || table.isLine === true;

const hasMarks = ({ notes, doubt, box }: TextMarks) => Boolean(notes || doubt || box);

const marksOf = ({ notes, doubt, box, page, picture }: TextMarks): TextMarks => ({
  ...(box ? { box } : {}),
  ...(page ? { page } : {}),
  ...(picture ? { picture } : {}),
  ...(notes ? { notes } : {}),
  ...(doubt ? { doubt } : {}),
});

const BROKEN = /^\d[\d,.]*(?:\s*\n\s*\d[\d,.]*)+$/u;

/** A cell as a piece of a row. Digits in several lines of one cell are one figure, doubtfully. */
function pieceOf(cell: SourceCell, isCarried: boolean): Piece {
  const { text, column, columnSpan } = cell;
  const value = readValue(text);
  const piece = { text, column, columnSpan, isCarried, value };
  if (value === null && BROKEN.test(text.trim()))
    return {
      ...piece,
      value: readValue(text.replace(/\s+/gu, '')),
      doubt: BROKEN_FIGURE,
      ...marksOf(cell),
    };
  return hasMarks(cell) ? { ...piece, ...marksOf(cell) } : piece;
}

/** Returns the cells that each row of a table shows: its own, and those that rows above began. */
function cellsByRow({ cells }: TableBlock): SourceCell[][] {
  const rows: SourceCell[][] = [];
  for (const cell of cells)
    for (let at = cell.row; at < cell.row + cell.rowSpan; at += 1) {
      rows[at] ??= [];
      rows[at].push(cell);
    }
  return Array.from(rows, (row) => row ?? []);
}

const OVER_ROWS =
  '一格跨几行，不能确定属于哪一行 the cell reaches over several rows; it may be of any of them';

/** A piece of a cell that reaches over several rows: its figure is of none of them for certain. */
const overRows = (piece: Piece): Piece =>
  piece.value?.kind === 'NUMBER' ? { ...piece, doubt: piece.doubt ?? OVER_ROWS } : piece;

function rowsOfTable(table: TableBlock): Row[] {
  const rows: Row[] = [];
  const byRow = cellsByRow(table);
  const hasWords = byRow.map((cells, at) =>
    cells.some((cell) => cell.row === at && /\p{L}/u.test(cell.text)),
  );
  const isOverRows = ({ row, rowSpan }: SourceCell) =>
    rowSpan > 1 && hasWords.slice(row, row + rowSpan).filter(Boolean).length > 1;
  for (const [at, cells] of byRow.entries()) {
    const pieces = cells
      .sort((one, other) => one.column - other.column)
      .map((cell) => {
        const piece = pieceOf(cell, cell.row < at);
        return isOverRows(cell) ? overRows(piece) : piece;
      });
    // A row of a sheet that is hidden has only what rows above began.
    if (pieces.every((piece) => piece.isCarried)) continue;
    const text = pieces
      .filter((piece) => !piece.isCarried)
      .map((piece) => piece.text.trim())
      .filter((part) => part !== '')
      .join(' ');
    const line = table.lines?.[at];
    rows.push({
      pieces: doubtBehindMark(pieces),
      text,
      isHeading: false,
      table,
      isWrappable: false,
      where: { ...table.where, row: at + 1, ...(line ? { line } : {}) },
    });
  }
  return rows;
}

/** Every line of a document in reading order. */
export function rowsOf(blocks: readonly Block[]): Row[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'TABLE') return rowsOfTable(block);
    const value = /\d\s+\d/u.test(block.text) ? null : readWord(block.text);
    const piece = { text: block.text, column: 0, columnSpan: 1, isCarried: false, value, ...marksOf(block) };
    return [
      {
        pieces: [piece],
        text: block.text.trim(),
        isHeading: block.isHeading,
        table: null,
        isWrappable: block.isWrappable,
        where: block.where,
      },
    ];
  });
}

/** Longer words are no figure. */
const LONGEST_ODD_WORD = 200;

/**
 * Returns whether a word of a line holds a figure that is not understood, such as 35* and ？: it is a cell of its own. An
 * enumerator such as 1. begins a label.
 */
export function isOddWord(word: string): boolean {
  if (word.length > LONGEST_ODD_WORD) return false;
  const text = normalize(word);
  if (/^[?*#×]+$/u.test(text)) return true;
  return (
    /\d/u.test(text) && !/^[(]?\d{1,2}[.、)]$/u.test(text) && /^[^\p{Script=Han}]*(?:人|家|户)?$/u.test(text)
  );
}

/** Returns the one cell of a row that holds one cell only, blank or a figure, whatever bars follow it; null for any other row. */
export function soleCell({ pieces }: Row): Piece | null {
  const filled = pieces.filter(({ text }) => text.trim() !== '');
  if (filled.length > 1 || (filled.length === 0 && pieces.length > MOST_BLANKS)) return null;
  const [cell = pieces[0]] = filled;
  return cell && (cell.value !== null || isOddWord(cell.text)) ? cell : null;
}

const MOST_BLANKS = 2;

/** A figure with the unit that a space parts from it, as in 18 件; null for other words. */
function joinUnit(before: Piece, word: string): Piece | null {
  if (before.value?.kind !== 'NUMBER' || before.value.unit !== null || /\d/u.test(normalize(word)))
    return null;
  const text = `${before.text} ${word}`;
  const value = readWord(text);
  return value?.unit ? { ...before, text, value } : null;
}

/** Cuts a line of text into words and figures at its spaces; words that follow one another stay together. */
export function splitLine(row: Row): Row {
  const pieces: Piece[] = [];
  if (row.pieces.length > 1 || row.pieces[0]?.value) return row;
  for (const { word, isGlued } of partGlued(row.text)) {
    const value = readWord(word);
    const before = pieces.at(-1);
    if (before?.value && isMark(word)) {
      pieces[pieces.length - 1] = { ...before, notes: [...(before.notes ?? []), word] };
      continue;
    }
    const withUnit = before && value === null ? joinUnit(before, word) : null;
    if (withUnit) {
      pieces[pieces.length - 1] = withUnit;
      continue;
    }
    const isOdd = value === null && isOddWord(word);
    if (value === null && !isOdd && before && before.value === null && !isOddWord(before.text))
      pieces[pieces.length - 1] = { ...before, text: `${before.text} ${word}` };
    else
      pieces.push({
        text: word,
        column: pieces.length,
        columnSpan: 1,
        isCarried: false,
        value,
        ...marksOf(row.pieces[0]),
        ...(isGlued ? { doubt: GLUED_TO_LABEL } : {}),
      });
  }
  return { ...row, pieces };
}

/** Cuts a line into the rows it holds: every label with figures behind it begins one, and words before it that end at a space are heads of their own. */
export function cutLine(row: Row): Row[] {
  const line = splitLine({ ...row, text: partPairs(row.text) });
  const starts = line.pieces.flatMap((piece, at) =>
    piece.value === null && !isOddWord(piece.text) && at + 1 < line.pieces.length ? [at] : [],
  );
  if (starts.length < 2) return [line];
  const rows: Row[] = [];
  const push = (pieces: readonly Piece[]) =>
    rows.push({
      ...line,
      pieces: pieces.map((piece, column) => ({ ...piece, column })),
      text: pieces.map(({ text }) => text).join(' '),
    });
  if (starts[0] > 0) push(line.pieces.slice(0, starts[0]));
  for (const [index, start] of starts.entries()) {
    const label = line.pieces[start];
    const words = joinEnumerators(label.text.split(/\s+/));
    for (const text of words.slice(0, -1)) push([{ ...label, text }]);
    push([{ ...label, text: words[words.length - 1] }, ...line.pieces.slice(start + 1, starts[index + 1])]);
  }
  return rows;
}

/** Puts enumerators that a space parts from their words back to them: 1. 属于国家秘密. */
function joinEnumerators(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (before !== undefined && enumeratorOf(before) === normalize(before))
      joined[joined.length - 1] = before + word;
    else joined.push(word);
  }
  return joined;
}

/** The only text of a row, if one cell holds all of it: a paragraph, a title inside a table. */
export function soleText(row: Row): string | null {
  const written = row.pieces.filter((piece) => piece.text.trim() !== '' && !piece.isCarried);
  return written.length === 1 && written[0].value === null ? written[0].text.trim() : null;
}
