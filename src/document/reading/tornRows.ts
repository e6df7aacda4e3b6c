import type { ProactiveLine } from '../../form/lines';
import { isWritten } from '../source/value';
import { type Figured, type MatchedFigure, placeOf, type UnmatchedFigure } from './placedFigures';
import { linesOf } from './proactiveLabels';
import type { Piece, Row } from './rows';

const SECTION = 2;

/** The heads of the columns of section two in one row. */
export interface Header {
  readonly suffixes: readonly string[];
  readonly pieces: readonly Piece[];
  readonly row: Row;
}

/** A row of section two with the header above it. */
export interface Open extends Figured {
  readonly name: string;
  readonly header: Header | null;
  /** Whether heads that nobody understands are above. */
  readonly isUnread: boolean;
}

/**
 * Completes rows that lost figures, when as many lie alone elsewhere in the section: a cell with a note of its own is often
 * torn out of its row. Its note says which column it is of; failing that, what is in force is the largest.
 */
export function mendTornRows(torn: readonly Open[], strays: UnmatchedFigure[], placed: MatchedFigure[]) {
  const loose = strays.filter(
    (stray) => stray.pieces.length === 1 && stray.row.pieces.every((piece) => piece.value !== null),
  );
  for (const [at, open] of torn.entries()) {
    const suffixes =
      open.header?.suffixes.length === 3 ? open.header.suffixes : ['issued', 'repealed', 'inForce'];
    const lines = linesOf(open.name, suffixes);
    const written = open.values.filter((piece) => piece.value && isWritten(piece.value));
    const lost = loose.length === torn.length ? loose[at] : undefined;
    if (!lost || lines.some((line) => line === null) || written.length !== 2) {
      strays.push({
        row: open.row,
        pieces: written,
        reason: '数值个数与列数不符 the figures do not fit the columns',
      });
      continue;
    }
    const isOfRepeal = loose.some(({ pieces }) => /失效|废止/u.test(pieces[0].value?.note ?? ''));
    const index = isOfRepeal ? 1 : 0;
    const pieces = [...written.slice(0, index), lost.pieces[0], ...written.slice(index)];
    for (const [column, piece] of pieces.entries())
      placed.push({
        code: (lines[column] as ProactiveLine).code,
        row: column === index ? lost.row : open.row,
        piece,
        where: placeOf(column === index ? lost.row : open.row, piece, SECTION),
        confidence: 0.6,
        reason:
          '该行数值分散，按注释推定 the figures of this row were torn apart; put together by their notes',
      });
    strays.splice(strays.indexOf(lost), 1);
  }
}
