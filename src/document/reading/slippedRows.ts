import { groupBy } from '../../shared/groupBy';
import { isFilled, type MatchedFigure } from './placedFigures';
import type { Piece, Row } from './rows';

/** Why a row is doubtful that heads name and that may stand a column beside them. */
export const SLIPPED =
  '首列或末列空白而列外有数，该行可能错开一列 its first or last column is blank and a figure stands beside them; the row may have slipped by a column';
const IN_DOUBT = 0.7;

/**
 * Returns what stands right beside the cells of a row, on the side away from their first or last one, which is blank: as it stands where the row
 * slipped by a column below its heads. Null where none is.
 */
export function figureBeside(cells: readonly Piece[], others: readonly Piece[]): Piece | null {
  const sorted = cells.toSorted((one, other) => one.column - other.column);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || first === last) return null;
  const behind = others.find(({ column }) => column === last.column + last.columnSpan);
  const before = others.find(({ column, columnSpan }) => column + columnSpan === first.column);
  if (!isFilled(first) && behind && isFilled(behind)) return behind;
  return !isFilled(last) && before && isFilled(before) ? before : null;
}

/** Returns figures with doubt on those of rows that may have slipped by a column; `doesAddUp` says whether the sums of a row are right. */
export function doubtSlipped(
  placed: readonly MatchedFigure[],
  doesAddUp: (figures: readonly MatchedFigure[]) => boolean | null,
): MatchedFigure[] {
  const slipped = new Set<Row>();
  for (const [row, figures] of groupBy(placed, (one) => one.row)) {
    const cells = figures.map(({ piece }) => piece);
    const others = row.pieces.filter((piece) => piece.value?.kind === 'NUMBER' && !cells.includes(piece));
    if (figureBeside(cells, others) !== null && doesAddUp(figures) !== true) slipped.add(row);
  }
  return placed.map((one) =>
    slipped.has(one.row)
      ? { ...one, confidence: Math.min(one.confidence, IN_DOUBT), reason: one.reason ?? SLIPPED }
      : one,
  );
}
