import type { TableBlock } from '../source/blocks';
import type { MatchedFigure, SectionFigures, UnmatchedFigure } from './placedFigures';
import type { Piece } from './rows';

const SECOND = '与另一处数值重复 a second figure for this cell';
const NEITHER_IS_CERTAIN = 0.5;
/** So many different figures between the same tables are no slip: one of the tables is of something else. */
const FEWEST_OF_ANOTHER_TABLE = 2;

/**
 * Leaves one figure for each cell. Of two that differ neither is certain, nor is what else is in tables that differ from each other: which
 * of them is of the report nobody can know.
 */
export function settleConflicts({ placed, strays, repeated = [] }: SectionFigures): SectionFigures {
  const byCode = new Map<string, MatchedFigure>();
  const second: UnmatchedFigure[] = [];
  const again: Piece[] = [];
  const sources = new Set<TableBlock | null>();
  for (const one of placed) {
    const other = byCode.get(one.code);
    if (!other) byCode.set(one.code, one);
    else if (one.piece.text.trim() === other.piece.text.trim()) again.push(one.piece);
    else {
      byCode.set(one.code, {
        ...other,
        confidence: Math.min(other.confidence, NEITHER_IS_CERTAIN),
        reason: SECOND,
      });
      second.push({ row: one.row, pieces: [one.piece], reason: SECOND });
      sources.add(one.row.table).add(other.row.table);
    }
  }
  const isOfAnother = second.length >= FEWEST_OF_ANOTHER_TABLE;
  return {
    placed: [...byCode.values()].map((one) =>
      isOfAnother && sources.has(one.row.table)
        ? { ...one, confidence: Math.min(one.confidence, NEITHER_IS_CERTAIN), reason: SECOND }
        : one,
    ),
    strays: [...strays, ...second],
    repeated: [...repeated, ...again],
  };
}
