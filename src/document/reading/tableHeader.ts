import type { Piece, Row } from './rows';

/** A column of a table that a header names. */
export interface HeadedColumn<T> {
  readonly item: T;
  readonly first: number;
  readonly last: number;
}

/** The words above one column from the top down, and the lowest of their cells. */
export interface HeaderWords {
  readonly words: readonly string[];
  readonly leaf: Piece;
}

/** The words above each column, from the rows of a header. */
export function headerWords(header: readonly Row[]): Map<number, HeaderWords> {
  const found = new Map<number, HeaderWords>();
  for (const row of header)
    for (const piece of row.pieces) {
      if (piece.isCarried || piece.value !== null) continue;
      for (let column = piece.column; column < piece.column + piece.columnSpan; column += 1)
        found.set(column, { words: [...(found.get(column)?.words ?? []), piece.text], leaf: piece });
    }
  return found;
}

const endOf = (piece: Piece) => piece.column + piece.columnSpan - 1;

/** The columns over which a piece reaches. */
export function columnsUnder<T>(columns: readonly HeadedColumn<T>[], piece: Piece): HeadedColumn<T>[] {
  return columns.filter((column) => column.first <= endOf(piece) && piece.column <= column.last);
}

/** Why a figure is doubtful whose cell is as wide as several columns. */
export const OVER_COLUMNS =
  '一格跨几栏，不能确定属于哪一栏 the cell reaches over several columns; it may be of any of them';

/** Whether a piece is as wide as several columns that it is under, all of them. */
export const covers = <T>(piece: Piece, under: readonly HeadedColumn<T>[]): boolean =>
  under.length > 1 && piece.column === under[0].first && endOf(piece) === under[under.length - 1].last;
