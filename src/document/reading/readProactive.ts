import { normalize } from '../../form/labels';
import type { ProactiveLine } from '../../form/lines';
import { isWritten } from '../source/value';
import {
  type Figured,
  type MatchedFigure,
  placeOf,
  type SectionFigures,
  takeApart,
  trimBlanks,
  type UnmatchedFigure,
} from './placedFigures';
import { columnsOf, columnsOfLine, customaryColumns, linesOf, rowNamed } from './proactiveLabels';
import { type Piece, type Row, splitLine } from './rows';
import { columnUnder } from './tableHeader';

const SECTION = 2;

interface Header {
  readonly suffixes: readonly string[];
  readonly pieces: readonly Piece[];
  readonly row: Row;
}

interface Open extends Figured {
  readonly name: string;
  readonly header: Header | null;
}

/** Joins lines of one figure each that follow a label. */
function joinLines(rows: readonly Row[]): Row[] {
  const joined: Row[] = [];
  let isLabelled = false;
  for (const row of rows) {
    const isSingle =
      row.pieces.length > 0 && row.pieces.every((piece) => piece.value !== null) && row.pieces.length <= 2;
    const before = joined.at(-1);
    if (isSingle && before && isLabelled) {
      joined[joined.length - 1] = { ...before, pieces: [...before.pieces, row.pieces[0]] };
      continue;
    }
    isLabelled =
      row.pieces.every((piece) => piece.value === null) && rowNamed(takeApart(row).labels) !== null;
    joined.push(row);
  }
  return joined;
}

/** Reads section two from its rows. */
export function readProactive(rows: readonly Row[]): SectionFigures {
  const placed: MatchedFigure[] = [];
  const strays: UnmatchedFigure[] = [];
  const torn: Open[] = [];
  let header: Header | null = null;
  for (const row of joinLines(rows.map((line) => (line.table ? line : splitLine(line))))) {
    const figured = takeApart(row);
    const heads = columnsOf(row);
    const inLine = row.table ? heads.map(({ suffix }) => suffix) : columnsOfLine(row.text);
    if (!figured.isWritten && inLine.length > 0 && rowNamed(figured.labels.slice(0, 1)) === null) {
      header = { suffixes: inLine, pieces: heads.map(({ piece }) => piece), row };
      continue;
    }
    if (/第?二十条第/u.test(normalize(row.text)) && !figured.isWritten) {
      header = null;
      continue;
    }
    const name = rowNamed(figured.labels);
    if (name === null) {
      if (figured.isWritten && figured.values.length > 0)
        strays.push({
          row,
          pieces: trimBlanks(figured.values),
          reason: '没有可识别的行标签 no label of the form stands beside it',
        });
      continue;
    }
    const open = { ...figured, name, header };
    const found = placeRow(open);
    if (found) placed.push(...found);
    else if (figured.values.length > 0) torn.push(open);
  }
  mendTornRows(torn, strays, placed);
  return { placed, strays };
}

function placeRow({ row, name, header, values }: Open): MatchedFigure[] | null {
  const put = (
    line: ProactiveLine,
    piece: Piece,
    confidence: number,
    reason: string | null,
  ): MatchedFigure => ({
    code: line.code,
    piece,
    where: placeOf(row, piece, SECTION),
    confidence,
    reason,
  });
  const written = values.filter((piece) => piece.value && isWritten(piece.value));
  if (header) {
    const lines = linesOf(name, header.suffixes);
    const matching = lines.filter((line) => line !== null);
    if (matching.length === header.suffixes.length) {
      const inOrder = [values, written, trimBlanks(values), values.slice(0, lines.length)].find(
        (part) => part.length === lines.length && written.every((piece) => part.includes(piece)),
      );
      if (inOrder) return matching.map((line, at) => put(line, inOrder[at], 1, null));
      const isSame = row.table?.hasGeometry && header.row.table === row.table;
      const columns = header.pieces.map((piece, at) => ({
        item: matching[at],
        first: piece.column,
        last: piece.column + piece.columnSpan - 1,
      }));
      const under = isSame ? values.map((piece) => ({ piece, column: columnUnder(columns, piece) })) : [];
      if (
        under.length > 0 &&
        under.every(({ piece, column }) => column || !piece.value || !isWritten(piece.value))
      )
        return under.flatMap(({ piece, column }) => (column ? [put(column.item, piece, 1, null)] : []));
    }
  }
  const part = written.length > 0 ? written : trimBlanks(values);
  const suffixes = customaryColumns(name, part.length);
  const lines = suffixes && linesOf(name, suffixes);
  if (!lines || lines.some((line) => line === null)) return null;
  const reason = '表头缺失，按惯例推定 no header; placed by custom';
  const isGuessed = !header || header.suffixes.length !== part.length;
  return lines.map((line, at) =>
    put(
      line as ProactiveLine,
      part[at],
      isGuessed && part.length > 1 ? 0.85 : 1,
      isGuessed && part.length > 1 ? reason : null,
    ),
  );
}

/**
 * Completes rows that lost figures, when as many lie alone elsewhere in the section: a cell with a note of its own is often
 * torn out of its row. Its note says which column it is of; failing that, what is in force is the largest.
 */
function mendTornRows(torn: readonly Open[], strays: UnmatchedFigure[], placed: MatchedFigure[]) {
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
        piece,
        where: placeOf(column === index ? lost.row : open.row, piece, SECTION),
        confidence: 0.6,
        reason:
          '该行数值分散，按注释推定 the figures of this row were torn apart; put together by their notes',
      });
    strays.splice(strays.indexOf(lost), 1);
  }
}
