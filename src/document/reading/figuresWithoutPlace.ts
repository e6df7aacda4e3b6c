import type { SourceLocation } from '../source/sourceLocation';
import type { SectionFigures, UnmatchedFigure } from './placedFigures';
import { type Piece, type Row, soleCell } from './rows';

const NO_PLACE = '没有找到对应的单元格 no cell of the form could be found for it';
const LONGEST_WORDS = 60;

const holdsFigure = ({ value, text }: Piece) =>
  value?.kind === 'NUMBER' || (value === null && /^\d[^\p{Script=Han}]*$/u.test(text.trim()));

/** Whether a line of text is a line of a table: it ends with figures and is no sentence. */
function isLineOfTable(row: Row): boolean {
  const last = row.pieces.at(-1);
  const words = row.pieces
    .filter(({ value }) => value === null)
    .reduce((sum, { text }) => sum + text.length, 0);
  return last !== undefined && holdsFigure(last) && words <= LONGEST_WORDS && !/[。！？；，]/u.test(row.text);
}

const FEWEST_IN_SENTENCE = 3;

/** The pieces of a line that may be cells of a table: all where it is a line of one; else figures in a row, of which no sentence has so many. */
function cellsIn(row: Row): readonly Piece[] {
  if (row.table !== null || isLineOfTable(row)) return row.pieces;
  const runs: Piece[][] = [[]];
  for (const piece of row.pieces)
    if (holdsFigure(piece)) runs[runs.length - 1].push(piece);
    else if (runs[runs.length - 1].length > 0) runs.push([]);
  return runs.filter((run) => run.length >= FEWEST_IN_SENTENCE).flat();
}

/** Whether a figure is alone in its line, with no such lines around it: the number of a page far more often than a cell. */
const isAlone = (rows: readonly Row[], at: number) =>
  rows[at].table === null &&
  rows[at].pieces.length === 1 &&
  ![at - 1, at + 1].some((near) => rows[near] !== undefined && soleCell(rows[near]) !== null);

const isSerial = ({ pieces }: Row, piece: Piece) =>
  pieces[0] === piece && pieces.slice(1).find(({ text }) => text.trim() !== '')?.value === null;

/** Returns the figures of a section's rows that neither have a place nor are strays. */
export function figuresWithoutPlace(
  rows: readonly Row[],
  { placed, strays, repeated = [] }: SectionFigures,
): UnmatchedFigure[] {
  const places = new Map<SourceLocation, string>();
  const placeOfRow = ({ where }: Row) => {
    const place = places.get(where) ?? JSON.stringify(where);
    places.set(where, place);
    return place;
  };
  // A cell of a table is found by its place, a word of a line by itself.
  const keyOf = (row: Row, piece: Piece) => (row.table ? `${placeOfRow(row)} ${piece.column}` : piece);
  const used = new Set<unknown>([
    ...placed.flatMap(({ row, piece }) => [piece, keyOf(row, piece)]),
    ...strays.flatMap(({ row, pieces }) => pieces.flatMap((piece) => [piece, keyOf(row, piece)])),
    ...repeated,
  ]);
  return rows.flatMap((row, at): UnmatchedFigure[] => {
    if (isAlone(rows, at)) return [];
    const pieces = cellsIn(row).filter(
      (piece) =>
        holdsFigure(piece) &&
        !piece.isCarried &&
        !isSerial(row, piece) &&
        !used.has(piece) &&
        !used.has(keyOf(row, piece)),
    );
    return pieces.length > 0 ? [{ row, pieces, reason: NO_PLACE }] : [];
  });
}
