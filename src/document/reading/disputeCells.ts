import { type Figured, isFilled, trimBlanks } from './placedFigures';
import type { Piece } from './rows';

/** The cells of a row, when there are `count`; isExact is false when blanks among them were left out. */
export function cellsOf(
  { values }: Figured,
  count: number,
): { cells: readonly Piece[]; isExact: boolean } | null {
  if (values.length === count) return { cells: values, isExact: true };
  const part = [trimBlanks(values), values.filter(isFilled)].find((cells) => cells.length === count);
  return part ? { cells: part, isExact: false } : null;
}

/** The first cells of a row, when the others only fill it up. */
export function firstCells(
  { values }: Figured,
  count: number,
): { cells: readonly Piece[]; isExact: boolean } | null {
  if (values.length < count || values.slice(count).some(isFilled)) return null;
  return { cells: values.slice(0, count), isExact: false };
}
