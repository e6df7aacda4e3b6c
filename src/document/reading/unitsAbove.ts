import { cellOf } from '../../form/cells';
import { normalize } from '../../form/labels';
import { isWritten } from '../source/value';
import type { MatchedFigure } from './placedFigures';
import { endOf, type Piece, type Row } from './rows';
import { NO_UNIT_ABOVE, UNCLEAR, UNIT_LABEL, type UnitAbove, unitsIn } from './units';

const LABEL = new RegExp(UNIT_LABEL.source, 'u');
const SEVERAL = '表头写了几种单位 the heading states several units';

const isFigured = (row: Row) => row.pieces.some((piece) => piece.value && isWritten(piece.value));

const LONGEST_CAPTION = 60;
/** Captions are looked for so many lines above a table, or above a line. */
const MOST_LINES_ABOVE = 6;

/** A row and what it can say of units: found once for all figures below it. */
interface Heading {
  readonly row: Row;
  readonly isFigured: boolean;
  /** The words of the row; a caption in brackets reads as a note without a figure. */
  readonly words: readonly Piece[];
  /** Whether it may be over all of the table, and whether it is the only text of its row. */
  readonly isCaption: boolean;
  readonly isAlone: boolean;
  /** Whether heads above it are those of other figures. */
  readonly endsHeads: boolean;
}

const statesUnit = ({ text }: Piece) => {
  const { units, isUnclear } = unitsIn(text);
  return units.length > 0 || isUnclear;
};

function headingOf(row: Row): Heading {
  const words = row.pieces.filter(
    ({ value, text }) => (value === null || value.note !== null) && text.trim() !== '',
  );
  return {
    row,
    isFigured: isFigured(row),
    words,
    isCaption: words.length === 1 && row.text.length <= LONGEST_CAPTION,
    isAlone: row.pieces.filter((piece) => piece.text.trim() !== '').length === 1,
    endsHeads: /第?二十条第/u.test(normalize(row.text)),
  };
}

/** Whether words of a heading are above a figure: in its columns, or over all of the table. */
const isAbove = (word: Piece, figure: Piece, { row, isAlone }: Heading) =>
  row.table === null ||
  isAlone ||
  (word.column < figure.column + figure.columnSpan && figure.column < word.column + word.columnSpan);

/** Returns the words that may state the unit of a figure, the nearest first: its label, the heads of its column, the captions above. */
function wordsAbove(headings: readonly Heading[], at: number, figure: Piece): string[] {
  const { table } = headings[at].row;
  const found = headings[at].words
    .filter((piece) => piece.value === null && piece.column < figure.column)
    .reverse();
  // Beyond its own head there are those of other figures: from there on only a caption is of all the table.
  let isOwnHead = true;
  let hasHead = false;
  let lines = 0;
  for (let above = at - 1; above >= 0 && lines < MOST_LINES_ABOVE; above -= 1) {
    const heading = headings[above];
    const { row, isCaption } = heading;
    if (row.table === null) lines += 1;
    else if (row.table !== table) break;
    if (heading.isFigured) isOwnHead &&= !hasHead;
    else if (isOwnHead || isCaption) {
      const heads = heading.words.filter(
        (piece) =>
          !piece.isCarried &&
          piece.text.length <= LONGEST_CAPTION &&
          (isCaption ? isOwnHead || LABEL.test(normalize(piece.text)) : isAbove(piece, figure, heading)),
      );
      hasHead ||= heads.length > 0 && !isCaption;
      found.push(...heads);
    }
    if (heading.endsHeads) isOwnHead = false;
  }
  return found.map((piece) => piece.text);
}

/** Finds the units that are printed above or beside figures of a section, outside of their cells. */
export class UnitFinder {
  private readonly headings: readonly Heading[];
  private readonly rowOfPiece = new Map<Piece, number>();

  constructor(rows: readonly Row[]) {
    this.headings = rows.map(headingOf);
    // Most sections state no unit at all.
    if (!this.headings.some(({ words }) => words.some(statesUnit))) return;
    for (const [at, { pieces }] of rows.entries())
      for (const piece of pieces) if (!this.rowOfPiece.has(piece)) this.rowOfPiece.set(piece, at);
  }

  /** Returns the unit of a figure. */
  find(figure: MatchedFigure): UnitAbove {
    const at = this.rowOfPiece.get(figure.piece);
    if (at === undefined) return NO_UNIT_ABOVE;
    const isAmount = cellOf(figure.code).kind === 'AMOUNT';
    for (const text of wordsAbove(this.headings, at, figure.piece)) {
      const { units, isUnclear } = unitsIn(text);
      const own = units.filter((unit) => unit.isMoney === isAmount);
      if (isUnclear && own.length === 0) return { ...NO_UNIT_ABOVE, printed: text, doubt: UNCLEAR };
      if (own.length === 0) continue;
      const isOne = own.every(({ power }) => power === own[0].power);
      return { power: own[0].power, printed: own[0].printed, doubt: isOne ? null : SEVERAL };
    }
    const printed = isAmount ? undefined : this.unitBeside(at);
    return printed === undefined ? NO_UNIT_ABOVE : { ...NO_UNIT_ABOVE, printed, doubt: UNCLEAR };
  }

  /**
   * Returns the head of another unit than single cases that may be over any figure of a row: its cells lost their spans, so that they end
   * before those of the row do.
   */
  private unitBeside(at: number): string | undefined {
    const { row } = this.headings[at];
    const heads = this.headings
      .slice(0, at)
      .filter((one) => one.row.table === row.table && row.table !== null && !one.isFigured)
      .filter((one) => one.words.length > 1 && endOf(one.row) < endOf(row));
    return heads
      .flatMap(({ words }) => words.map(({ text }) => text))
      .find((text) => unitsIn(text).units.some(({ isMoney, power }) => !isMoney && power > 0));
  }
}
