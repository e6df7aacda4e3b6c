import { firstLetters } from '../../shared/text';
import type { SourceCell, TableBlock } from '../source/blocks';
import { readValue } from '../source/value';
import type { Piece, Row } from './rows';

/** What is printed beside a figure and above it, as it is printed. */
export interface PrintedHeads {
  /** The words of its row. */
  readonly rowHead?: string;
  /** The words over its column, in its table. */
  readonly columnHead?: string;
}

const LONGEST_HEAD = 80;

const wordsOf = (texts: readonly string[]) =>
  firstLetters(
    texts
      .map((text) => text.replace(/\s+/gu, ' ').trim())
      .filter((text) => text !== '')
      .join(' '),
    LONGEST_HEAD,
  );

const isWords = ({ text }: SourceCell) => text.trim() !== '' && readValue(text) === null;

/** Returns the nearest words above a figure, with the words that stand right above those; a title over the whole table is no head. */
function columnHead({ cells }: TableBlock, row: number, { column, columnSpan }: Piece): string {
  const width = cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0);
  const above = cells
    .filter(
      (cell) =>
        cell.row + cell.rowSpan <= row &&
        cell.column < column + columnSpan &&
        column < cell.column + cell.columnSpan &&
        cell.columnSpan < width,
    )
    .sort((one, other) => other.row - one.row);
  const heads: SourceCell[] = [];
  for (const cell of above) {
    const below = heads.at(-1);
    if (below && (cell.row + cell.rowSpan !== below.row || !isWords(cell))) break;
    if (isWords(cell)) heads.push(cell);
  }
  return wordsOf(heads.reverse().map(({ text }) => text));
}

/** Returns the words beside and above a figure, by which a person finds its place in the document. */
export function headsOf(row: Row, piece: Piece): PrintedHeads {
  // Words behind the first figure are cells that nobody understands; where the row begins with figures, its words are behind them.
  const first = row.pieces.findIndex((one) => one === piece || one.value !== null);
  const before = row.pieces.slice(0, first);
  const words = before.length > 0 ? before : row.pieces.filter((one) => one !== piece && one.value === null);
  const rowHead = wordsOf(words.map(({ text }) => text));
  const at = row.where.row;
  const over = row.table && !row.table.isLine && at ? columnHead(row.table, at - 1, piece) : '';
  return { ...(rowHead ? { rowHead } : {}), ...(over ? { columnHead: over } : {}) };
}
