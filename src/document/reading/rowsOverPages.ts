import { enumeratorOf } from '../../form/labels';
import { isWritten } from '../source/value';
import { namesSomething as namesDispute } from './disputeLabels';
import { rowNamed } from './proactiveLabels';
import { hasAllWords } from './requestLabels';
import { endOf, type Piece, type Row } from './rows';

const OVER_PAGES = '该行跨页，可能与下一页首行为一行 the row goes on over the page';

const isFigure = ({ value, isCarried }: Piece) => value !== null && isWritten(value) && !isCarried;
const isWords = ({ value, isCarried, text }: Piece) => value === null && !isCarried && text.trim() !== '';

/** Whether words are all of a label of the form. */
const isLabel = (text: string) => hasAllWords(text) || rowNamed([text]) !== null || namesDispute(text);

const labelOf = (row: Row) =>
  row.pieces
    .filter(isWords)
    .map(({ text }) => text)
    .join('');

/** Whether the first row of a page may be the rest of the last row of the page before: in the same columns, with no label of its own. */
function mayGoOn(last: Row, first: Row): boolean {
  if (!last.table?.hasGeometry || !first.table?.hasGeometry || last.table === first.table) return false;
  if (endOf(last) !== endOf(first)) return false;
  const isBelowWords = ({ column, columnSpan }: Piece) =>
    last.pieces.some((piece) => isWords(piece) && piece.column === column && piece.columnSpan === columnSpan);
  const hasSameLabels =
    first.pieces.filter(isWords).every(isBelowWords) && !first.pieces.filter(isFigure).some(isBelowWords);
  const [before, rest] = [labelOf(last), labelOf(first)];
  return hasSameLabels && before !== '' && enumeratorOf(rest) === '' && !(isLabel(before) && isLabel(rest));
}

const doubted = (piece: Piece): Piece =>
  isWords(piece) ? piece : { ...piece, doubt: piece.doubt ?? OVER_PAGES };

/** A row with doubt on its figures; a line is not yet cut into them. */
const doubtedRow = (row: Row): Row => ({
  ...row,
  pieces: row.pieces.map((piece) =>
    row.table === null ? { ...piece, doubt: piece.doubt ?? OVER_PAGES } : doubted(piece),
  ),
});

/** Joins the parts of a row: its words are those of both, its figures those of the part that has them. */
function joinParts(last: Row, first: Row): Row {
  const figured = last.pieces.some(isFigure) ? last : first;
  const inColumn = (row: Row, column: number) => row.pieces.find((piece) => piece.column === column);
  const pieces = last.pieces.map((piece): Piece => {
    const below = inColumn(first, piece.column);
    if (isWords(piece)) return below && isWords(below) ? { ...piece, text: piece.text + below.text } : piece;
    return (figured === last ? piece : below) ?? piece;
  });
  const isSure = figured === last && isLabel(labelOf(last));
  return {
    ...last,
    pieces: isSure ? pieces : pieces.map(doubted),
    text: pieces
      .map(({ text }) => text.trim())
      .filter((text) => text !== '')
      .join(' '),
  };
}

/** Whether two rows with figures, the last of a page and the first of the next, may be digits of one: without ruled lines the second has no words. */
const mayBeDigits = (last: Row, first: Row): boolean =>
  first.table === null
    ? /\d\s*$/u.test(last.text) && /^[\d\s,.]+$/u.test(first.text)
    : last.pieces.some(isFigure) && first.pieces.some(isFigure) && labelOf(first) === '';

/** Rows with the last one before them that is no head. */
class PageRows {
  private readonly heads = new Set<string>();
  private readonly begun = new Set<Row['table']>();

  /** Whether a row repeats the heads of a table above at the top of a page. */
  isRepeatedHead(row: Row): boolean {
    if (row.table === null || row.pieces.some(isFigure)) return false;
    const isRepeated = this.heads.has(row.text);
    this.heads.add(row.text);
    return isRepeated && !this.begun.has(row.table);
  }

  /** Whether a row is the first of its table but for repeated heads, on the page after that of another one. */
  isFirstOfNextPage(row: Row, last: Row | undefined): boolean {
    const isFirst = row.table === null || !this.begun.has(row.table);
    if (row.table !== null) this.begun.add(row.table);
    return isFirst && last !== undefined && row.where.page === (last.where.page ?? 0) + 1;
  }
}

/**
 * Returns rows of which a part stands on the next page as one. A row is doubtful where the label that it has on its own page is not all of
 * one, or where both parts have figures, which may be digits of one.
 */
export function joinRowsOverPages(rows: readonly Row[]): Row[] {
  const joined: Row[] = [];
  const pages = new PageRows();
  let at = -1;
  for (const row of rows) {
    if (pages.isRepeatedHead(row)) {
      joined.push(row);
      continue;
    }
    const before = joined[at] as Row | undefined;
    if (!pages.isFirstOfNextPage(row, before) || before === undefined) at = joined.push(row) - 1;
    else if (mayGoOn(before, row)) {
      const [isBegun, isRest] = [before, row].map(({ pieces }) => pieces.some(isFigure));
      const isTorn = isBegun && isRest && !isLabel(labelOf(row));
      if (isBegun !== isRest) joined[at] = joinParts(before, row);
      else {
        if (isTorn) joined[at] = doubtedRow(before);
        at = joined.push(isTorn ? doubtedRow(row) : row) - 1;
      }
    } else {
      const isTorn = mayBeDigits(before, row);
      if (isTorn) joined[at] = doubtedRow(before);
      at = joined.push(isTorn ? doubtedRow(row) : row) - 1;
    }
  }
  return joined;
}
