import { cellOf } from '../../form/cells';
import { normalize } from '../../form/labels';
import { isWritten } from '../source/value';
import type { MatchedFigure } from './placedFigures';
import type { Piece, Row } from './rows';
import { NO_UNIT_ABOVE, UNCLEAR, UNIT_LABEL, type UnitAbove, unitsIn } from './units';

const LABEL = new RegExp(UNIT_LABEL.source, 'u');
const SEVERAL = '表头写了几种单位 the heading states several units';

const isFigured = (row: Row) => row.pieces.some((piece) => piece.value && isWritten(piece.value));

/** Whether words of a heading are above a figure: in its columns, or over all of the table. */
const isAbove = (word: Piece, figure: Piece, row: Row) =>
  row.table === null ||
  row.pieces.filter((piece) => piece.text.trim() !== '').length === 1 ||
  (word.column < figure.column + figure.columnSpan && figure.column < word.column + word.columnSpan);

const LONGEST_CAPTION = 60;
/** Captions are looked for so many lines above a table, or above a line. */
const MOST_LINES_ABOVE = 6;

/** The words of a row; a caption in brackets reads as a note without a figure. */
const words = (row: Row) =>
  row.pieces.filter(({ value, text }) => (value === null || value.note !== null) && text.trim() !== '');

/** Returns the words that may state the unit of a figure, the nearest first: its label, the heads of its column, the captions above. */
function wordsAbove(rows: readonly Row[], at: number, figure: Piece): string[] {
  const { table } = rows[at];
  const found = words(rows[at])
    .filter((piece) => piece.value === null && piece.column < figure.column)
    .reverse();
  // Beyond its own head there are those of other figures: from there on only a caption is of all the table.
  let isOwnHead = true;
  let hasHead = false;
  let lines = 0;
  for (let above = at - 1; above >= 0 && lines < MOST_LINES_ABOVE; above -= 1) {
    const row = rows[above];
    if (row.table === null) lines += 1;
    else if (row.table !== table) break;
    const isCaption = words(row).length === 1 && row.text.length <= LONGEST_CAPTION;
    if (isFigured(row)) isOwnHead &&= !hasHead;
    else if (isOwnHead || isCaption) {
      const heads = words(row).filter(
        (piece) =>
          !piece.isCarried &&
          piece.text.length <= LONGEST_CAPTION &&
          (isCaption ? isOwnHead || LABEL.test(normalize(piece.text)) : isAbove(piece, figure, row)),
      );
      hasHead ||= heads.length > 0 && !isCaption;
      found.push(...heads);
    }
    if (/第?二十条第/u.test(normalize(row.text))) isOwnHead = false;
  }
  return found.map((piece) => piece.text);
}

/** Finds the unit that is printed above or beside a figure, outside of its cell. */
export function findUnit(rows: readonly Row[], figure: MatchedFigure): UnitAbove {
  const at = rows.findIndex((row) => row.pieces.includes(figure.piece));
  if (at < 0) return NO_UNIT_ABOVE;
  const isAmount = cellOf(figure.code).kind === 'AMOUNT';
  for (const text of wordsAbove(rows, at, figure.piece)) {
    const { units, isUnclear } = unitsIn(text);
    const own = units.filter((unit) => unit.isMoney === isAmount);
    if (isUnclear && own.length === 0) return { ...NO_UNIT_ABOVE, printed: text, doubt: UNCLEAR };
    if (own.length === 0) continue;
    const isOne = own.every(({ power }) => power === own[0].power);
    return { power: own[0].power, printed: own[0].printed, doubt: isOne ? null : SEVERAL };
  }
  return NO_UNIT_ABOVE;
}
