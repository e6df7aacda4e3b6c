import { isWritten } from '../source/value';
import { endOf, type Piece, type Row, soleText } from './rows';

/** The words around a cell of a table, the nearest first. */
export interface Axes {
  /** The words to the left of it, in its row. */
  readonly left: readonly string[];
  /** The words above it, in its column. */
  readonly above: readonly string[];
}

/** What the words around a cell say: the code of a cell of the form, or why the form has no place for it; null when they say nothing. */
export type NamedCell = { readonly code: string } | { readonly extra: string } | null;

/** A figure of a table with the row it is in. */
export interface FigureAt {
  readonly row: Row;
  readonly piece: Piece;
}

/** A table read by both of its axes. */
export interface AxesReading {
  readonly cells: readonly (FigureAt & { readonly code: string })[];
  /** Figures for which the form has no place, with the reason. */
  readonly extra: readonly (FigureAt & { readonly reason: string })[];
  /** Figures that neither have a code of their own nor are extra. */
  readonly lost: readonly FigureAt[];
}

const MOST_WORDS = 8;

const isFigure = ({ value }: Piece) => value !== null && isWritten(value);

/** The words above each column of a table, gathered row by row from the top down. */
class Headers {
  private readonly words = new Map<number, readonly string[]>();
  /** The last column of the nearest row with several heads. */
  end = -1;

  add(row: Row): void {
    if (row.pieces.filter(({ value, isCarried }) => value === null && !isCarried).length > 1)
      this.end = endOf(row);
    const isCaption = soleText(row) !== null;
    for (const { text, value, isCarried, column, columnSpan } of row.pieces) {
      if (value !== null || isCarried) continue;
      // A caption alone in its row is above all of the columns behind it, whether its cells are merged or not.
      const end = isCaption ? endOf(row) + 1 : column + columnSpan;
      for (let at = column; at < end; at += 1)
        this.words.set(at, [text, ...(this.words.get(at) ?? [])].slice(0, MOST_WORDS));
    }
  }

  above(column: number): readonly string[] {
    return this.words.get(column) ?? [];
  }
}

/** What the words around a piece say; null also where it lies under columns that say different things. */
function nameOf(
  piece: Piece,
  row: Row,
  headers: Headers,
  name: (axes: Axes) => NamedCell,
): NamedCell | 'SEVERAL' {
  const left = row.pieces
    .filter((other) => other.value === null && other.column < piece.column)
    .map(({ text }) => text)
    .reverse();
  const names: NamedCell[] = [];
  for (let column = piece.column; column < piece.column + piece.columnSpan; column += 1) {
    const found = name({ left, above: headers.above(column) });
    if (!names.some((one) => JSON.stringify(one) === JSON.stringify(found))) names.push(found);
  }
  const said = names.filter((one) => one !== null);
  return said.length > 1 ? 'SEVERAL' : (said[0] ?? null);
}

/**
 * Reads the rows of one table by the words to the left of and above each figure, whichever axis holds which label.
 * A row without a figure adds to the header, unless its blanks have names and no word follows them.
 */
export function readByAxes(rows: readonly Row[], name: (axes: Axes) => NamedCell): AxesReading {
  const cells: (FigureAt & { code: string })[] = [];
  const extra: (FigureAt & { reason: string })[] = [];
  const lost: FigureAt[] = [];
  const codes = new Set<string>();
  const headers = new Headers();
  for (const row of rows) {
    const hasFigures = row.pieces.some((piece) => isFigure(piece) && !piece.isCarried);
    const firstValue = row.pieces.findIndex(({ value }) => value !== null);
    if (!hasFigures && (firstValue < 0 || row.pieces.slice(firstValue).some(({ value }) => value === null))) {
      headers.add(row);
      continue;
    }
    // A row that ends before its heads do lost the spans of its cells.
    const isShort = endOf(row) < headers.end;
    const named = row.pieces.map((piece) => (isShort ? null : nameOf(piece, row, headers, name)));
    const isNamedBlank = (one: NamedCell | 'SEVERAL', at: number) =>
      one !== null && one !== 'SEVERAL' && 'code' in one && row.pieces[at].value !== null;
    if (!hasFigures && !named.some(isNamedBlank)) {
      headers.add(row);
      continue;
    }
    for (const [at, piece] of row.pieces.entries()) {
      const found = named[at];
      const isWords = piece.value === null;
      const holdsFigure = isFigure(piece);
      if (piece.isCarried && holdsFigure) {
        // A figure that reaches over several rows has no row.
        const first = cells.findIndex(
          (cell) => cell.piece.column === piece.column && cell.piece.text === piece.text,
        );
        if (first >= 0) lost.push(...cells.splice(first, 1));
      } else if (found !== null && found !== 'SEVERAL' && 'code' in found && !piece.isCarried) {
        if (!codes.has(found.code)) cells.push({ row, piece, code: found.code });
        else if (holdsFigure) lost.push({ row, piece });
        codes.add(found.code);
      } else if (!holdsFigure || isWords) continue;
      else if (found !== null && found !== 'SEVERAL' && 'extra' in found)
        extra.push({ row, piece, reason: found.extra });
      else if (!isSerial(row, at)) lost.push({ row, piece });
    }
  }
  return { cells, extra, lost };
}

/** Returns whether a figure is the number of its row: the first piece, with words behind it. */
const isSerial = ({ pieces }: Row, at: number) => at === 0 && pieces.length > 1 && pieces[1].value === null;
