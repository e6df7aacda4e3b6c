import { hanOnly } from '../../form/labels';
import type { TableBlock } from '../source/blocks';
import type { Piece, Row } from './rows';

/** A column of a table that a header names. */
export interface HeadedColumn<T> {
  readonly item: T;
  readonly first: number;
  readonly last: number;
}

/** The words above each column of a table, from the top down to a row, joined: 法人或其他组织商业企业. */
export function headerWords(rows: readonly Row[], table: TableBlock): Map<number, string> {
  const words = new Map<number, string>();
  for (const row of rows) {
    if (row.table !== table) continue;
    for (const piece of row.pieces) {
      if (piece.isCarried || piece.value !== null) continue;
      for (let column = piece.column; column < piece.column + piece.columnSpan; column += 1)
        words.set(column, (words.get(column) ?? '') + hanOnly(piece.text));
    }
  }
  return words;
}

/** The columns whose words are recognised; neighbours under one cell become one column. */
export function headedColumns<T>(
  words: ReadonlyMap<number, string>,
  recognise: (text: string, before: readonly HeadedColumn<T>[]) => T | null,
): HeadedColumn<T>[] {
  const found: HeadedColumn<T>[] = [];
  for (const column of [...words.keys()].sort((one, other) => one - other)) {
    const item = recognise(words.get(column) ?? '', found);
    if (item === null) continue;
    const before = found.at(-1);
    if (before && before.item === item && before.last === column - 1)
      found[found.length - 1] = { ...before, last: column };
    else if (!found.some((other) => other.item === item)) found.push({ item, first: column, last: column });
  }
  return found;
}

/** The columns as far as a piece reaches over them. */
export function columnUnder<T>(
  columns: readonly HeadedColumn<T>[],
  piece: Piece,
): HeadedColumn<T> | undefined {
  const end = piece.column + piece.columnSpan - 1;
  return columns.find((column) => column.first <= end && piece.column <= column.last);
}

/**
 * Matches values with the columns above them; null when the row does not fit the header: words among the
 * figures, figures outside of it, or two figures under one head.
 */
export function placeByColumns<T>(row: Row, columns: readonly HeadedColumn<T>[]): Map<T, Piece> | null {
  if (columns.length === 0) return null;
  const start = columns[0].first;
  const end = columns[columns.length - 1].last;
  const placed = new Map<T, Piece>();
  for (const piece of row.pieces) {
    const isInside = piece.column + piece.columnSpan - 1 >= start && piece.column <= end;
    const isFigure = piece.value !== null && piece.value.kind !== 'BLANK';
    if (!isInside) {
      if (isFigure && piece.column > end) return null;
      continue;
    }
    if (piece.value === null) return null;
    const column = columnUnder(columns, piece);
    if (!column) {
      if (isFigure) return null;
      continue;
    }
    if (!placed.has(column.item)) placed.set(column.item, piece);
    else if (isFigure) return null;
  }
  return placed;
}
