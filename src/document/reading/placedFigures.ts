import type { SourceLocation } from '../source/sourceLocation';
import { isWritten } from '../source/value';
import type { Piece, Row } from './rows';
import type { UnitAbove } from './units';

/** A figure with the cell of the form it belongs to, and how surely. */
export interface MatchedFigure {
  readonly code: string;
  readonly row: Row;
  readonly piece: Piece;
  readonly where: SourceLocation;
  readonly confidence: number;
  readonly reason: string | null;
  /** The unit printed above or beside its cell, where its section was read for units. */
  readonly unit?: UnitAbove;
}

/** Figures of a row that could not be placed. */
export interface UnmatchedFigure {
  readonly row: Row;
  readonly pieces: readonly Piece[];
  readonly reason: string;
}

/** What a reader of a section found. */
export interface SectionFigures {
  readonly placed: readonly MatchedFigure[];
  readonly strays: readonly UnmatchedFigure[];
  /** Figures that say again what another one says. */
  readonly repeated?: readonly Piece[];
}

/** A row in parts: its labels and its values. */
export interface Figured {
  readonly row: Row;
  /** Its words from the widest group to the narrowest label. */
  readonly labels: readonly string[];
  /** Values and blanks after the last label, or before the first when none follow it. */
  readonly values: readonly Piece[];
  /** Whether any of them is written. */
  readonly isWritten: boolean;
}

const FEWEST_BEFORE_LABEL = 5;

const isWord = (piece: Piece) => piece.value === null;

/** Takes a row apart into labels and values. */
export function takeApart(row: Row): Figured {
  const words = row.pieces.filter(isWord);
  const lastWord = row.pieces.findLastIndex(isWord);
  const firstWord = row.pieces.findIndex(isWord);
  const after = row.pieces.slice(lastWord + 1);
  const hasAfter = after.some((piece) => piece.value && isWritten(piece.value));
  // Figures before their label are a row of the form printed askew; a lone number there only begins a sentence.
  const values = hasAfter || firstWord < FEWEST_BEFORE_LABEL ? after : row.pieces.slice(0, firstWord);
  return {
    row,
    labels: words.map((piece) => piece.text),
    values,
    isWritten: values.some((piece) => piece.value && isWritten(piece.value)),
  };
}

/** Returns whether a piece holds something that may be a figure: a figure, a mark or words that nobody understands. */
export const isFilled = ({ value, text }: Piece): boolean =>
  value === null ? text.trim() !== '' : isWritten(value);

/**
 * Takes a row apart whose label ends with the last piece that is a label of the form. What comes after are cells, words too: a cell that
 * nobody understands costs itself and not its neighbours.
 */
export function takeApartAfter(row: Row, isLabel: (text: string) => boolean): Figured {
  const end = row.pieces.findLastIndex((piece) => isWord(piece) && isLabel(piece.text));
  const after = row.pieces.slice(end + 1).filter((piece) => !isWord(piece) || !piece.isCarried);
  if (end < 0 || !after.some(isFilled) || !after.some(isWord)) return takeApart(row);
  return {
    row,
    labels: row.pieces
      .slice(0, end + 1)
      .filter(isWord)
      .map(({ text }) => text),
    values: after,
    isWritten: after.some((piece) => piece.value !== null && isWritten(piece.value)),
  };
}

/** Values without the blanks around them. */
export function trimBlanks(values: readonly Piece[]): readonly Piece[] {
  const first = values.findIndex(isFilled);
  return first < 0 ? [] : values.slice(first, values.findLastIndex(isFilled) + 1);
}

/** Returns where a piece is in its source. */
export function placeOf(row: Row, piece: Piece, section: number): SourceLocation {
  return {
    section,
    ...row.where,
    ...(row.table ? { column: piece.column + 1 } : {}),
    ...(piece.page ? { page: piece.page } : {}),
    ...(piece.box ? { box: piece.box } : {}),
  };
}
