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
  const isNextPage = first.where.row === 1 && first.where.page === (last.where.page ?? 0) + 1;
  if (!isNextPage || endOf(last) !== endOf(first)) return false;
  const isBelowWords = ({ column, columnSpan }: Piece) =>
    last.pieces.some((piece) => isWords(piece) && piece.column === column && piece.columnSpan === columnSpan);
  const hasSameLabels =
    first.pieces.filter(isWords).every(isBelowWords) && !first.pieces.filter(isFigure).some(isBelowWords);
  const [before, rest] = [labelOf(last), labelOf(first)];
  return hasSameLabels && before !== '' && enumeratorOf(rest) === '' && !(isLabel(before) && isLabel(rest));
}

const doubted = (piece: Piece): Piece =>
  isWords(piece) ? piece : { ...piece, doubt: piece.doubt ?? OVER_PAGES };

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

/**
 * Returns rows of which a part stands on the next page as one. A row is doubtful where the label that it has on its own page is not all of
 * one, or where both parts have figures, which may be digits of one.
 */
export function joinRowsOverPages(rows: readonly Row[]): Row[] {
  const joined: Row[] = [];
  for (const row of rows) {
    const before = joined.at(-1);
    if (!before || !mayGoOn(before, row)) {
      joined.push(row);
      continue;
    }
    const [isBegun, isRest] = [before, row].map(({ pieces }) => pieces.some(isFigure));
    if (isBegun !== isRest) joined[joined.length - 1] = joinParts(before, row);
    else if (isBegun && !isLabel(labelOf(row))) {
      joined[joined.length - 1] = { ...before, pieces: before.pieces.map(doubted) };
      joined.push({ ...row, pieces: row.pieces.map(doubted) });
    } else joined.push(row);
  }
  return joined;
}
