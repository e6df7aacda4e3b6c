import { normalize } from '../../form/labels';
import type { ProactiveLine } from '../../form/lines';
import { readByAxes } from './axes';
import {
  isFilled,
  type MatchedFigure,
  placeOf,
  type SectionFigures,
  takeApart,
  takeApartAfter,
  trimBlanks,
  type UnmatchedFigure,
} from './placedFigures';
import {
  columnsOf,
  columnsOfLine,
  customaryColumns,
  EXTRA_HEAD,
  linesOf,
  nameProactive,
  rowNamed,
} from './proactiveLabels';
import { endOf, type Piece, type Row, soleCell } from './rows';
import { doubtSlipped } from './slippedRows';
import { columnsUnder } from './tableHeader';
import { type Header, mendTornRows, type Open } from './tornRows';

const SECTION = 2;

/** Joins lines of one figure each that follow a label. */
function joinLines(rows: readonly Row[]): Row[] {
  const joined: Row[] = [];
  let isLabelled = false;
  for (const row of rows) {
    const cell = soleCell(row);
    const before = joined.at(-1);
    if (cell && before && isLabelled) {
      joined[joined.length - 1] = { ...before, pieces: [...before.pieces, cell] };
      continue;
    }
    isLabelled =
      row.pieces.every((piece) => piece.value === null || piece.text.trim() === '') &&
      rowNamed(takeApart(row).labels) !== null;
    joined.push(isLabelled ? { ...row, pieces: row.pieces.filter(({ value }) => value === null) } : row);
  }
  return joined;
}

/** Cuts words before figures into the heads of columns and the label they hold: 信息内容 本年处理决定数量 行政许可 76. */
function cutHeads(row: Row): Row[] {
  const [label, ...rest] = row.pieces;
  if (row.table || !label || label.value !== null || rest.length === 0) return [row];
  const words = label.text.split(/\s+/);
  if (words.length < 2 || columnsOfLine(label.text).length === 0 || rowNamed(words.slice(-1)) === null)
    return [row];
  const part = (text: string, pieces: readonly Piece[]): Row => ({
    ...row,
    text,
    pieces: [{ ...label, text }, ...pieces],
  });
  return [...words.slice(0, -1).map((text) => part(text, [])), part(words[words.length - 1], rest)];
}

/** Reads section two from its rows, those of the report's year. */
export function readProactive(rows: readonly Row[], year: number | null): SectionFigures {
  const placed: MatchedFigure[] = [];
  const strays: UnmatchedFigure[] = [];
  const byAxes = new Set<Row['table']>();
  for (const table of new Set(rows.flatMap((row) => (row.table?.hasGeometry ? [row.table] : [])))) {
    const { cells, extra, lost } = readByAxes(
      rows.filter((row) => row.table === table),
      (axes) => nameProactive(axes, year),
    );
    if (cells.length === 0 || lost.length > 0) continue;
    byAxes.add(table);
    for (const { row, piece, code } of cells)
      placed.push({ code, row, piece, where: placeOf(row, piece, SECTION), confidence: 1, reason: null });
    for (const { row, piece, reason } of extra) strays.push({ row, pieces: [piece], reason });
  }
  // Heads are above the rows of the next page too.
  const rest = rows.filter((row) => row.table === null || !byAxes.has(row.table) || isOfHeader(row, year));
  const inOrder = readInOrder(joinLines(rest.flatMap(cutHeads)), year);
  return {
    // No sum says of which columns the figures of section two are.
    placed: doubtSlipped([...placed, ...inOrder.placed], () => null),
    strays: [...strays, ...inOrder.strays],
  };
}

/** Whether a piece of a row without figures may be the head of a column. */
const isHead = ({ value, text, isCarried }: Piece) => value === null && !isCarried && text.trim() !== '';

const isOfHeader = (row: Row, year: number | null) =>
  !row.pieces.some(isFilledValue) &&
  rowNamed(takeApart(row).labels.slice(0, 1)) === null &&
  (columnsOf(row, year).length > 0 || /第?二十条第/u.test(normalize(row.text)));
const isFilledValue = (piece: Piece) => piece.value !== null && isFilled(piece);

const joinHeaders = (begun: Header | null, next: Header): Header => ({
  ...next,
  suffixes: [...(begun?.suffixes ?? []), ...next.suffixes],
  pieces: [...(begun?.pieces ?? []), ...next.pieces],
});

/** Reads rows by the order of the columns that the header above them names. */
function readInOrder(rows: readonly Row[], year: number | null): SectionFigures {
  const placed: MatchedFigure[] = [];
  const strays: UnmatchedFigure[] = [];
  const torn: Open[] = [];
  let header: Header | null = null;
  let isOpen = false;
  // Whether heads that nobody understands are above.
  let isUnread = false;
  for (const row of rows) {
    const figured = takeApartAfter(row, (text) => rowNamed([text]) !== null);
    const heads = columnsOf(row, year);
    const inLine = row.table ? heads.map(({ suffix }) => suffix) : columnsOfLine(row.text, year);
    if (!figured.isWritten && inLine.length > 0 && rowNamed(figured.labels.slice(0, 1)) === null) {
      // Heads in lines of their own make one header.
      const begun = isOpen && inLine.length === 1 ? header : null;
      header = joinHeaders(begun, { suffixes: inLine, pieces: heads.map(({ piece }) => piece), row });
      isOpen = inLine.length === 1;
      isUnread = false;
      continue;
    }
    isOpen = false;
    if (/第?二十条第/u.test(normalize(row.text)) && !figured.isWritten) {
      header = null;
      isUnread = false;
      continue;
    }
    const name = rowNamed(figured.labels);
    if (name === null) {
      isUnread ||= row.table !== null && row.pieces.filter(isHead).length > 1;
      if (figured.isWritten && figured.values.length > 0)
        strays.push({
          row,
          pieces: trimBlanks(figured.values),
          reason: '没有可识别的行标签 no label of the form stands beside it',
        });
      continue;
    }
    const open = { ...figured, name, header, isUnread };
    const found = placeRow(open);
    if (found) placed.push(...found);
    else if (figured.values.length > 0) torn.push(open);
  }
  mendTornRows(torn, strays, placed);
  return { placed, strays };
}

const MORE_BLANKS = '空白单元格多于列数，按位置推定 more blank cells than columns; placed by position';
/** Where more cells than heads are blank, or other heads are above, no sum says which of them is a column. */
const BLANK_IN_DOUBT = 0.7;
const NO_HEADER = '表头缺失，按惯例推定 no header; placed by custom';

function placeRow({ row, name, header, isUnread, values }: Open): MatchedFigure[] | null {
  const put = (
    line: ProactiveLine,
    piece: Piece,
    confidence: number,
    reason: string | null,
  ): MatchedFigure => ({
    code: line.code,
    piece,
    row,
    where: placeOf(row, piece, SECTION),
    confidence,
    reason,
  });
  const written = values.filter(isFilled);
  if (header) {
    const lines = linesOf(name, header.suffixes);
    const isOfRow = lines.every((line, at) => line !== null || header.suffixes[at] === EXTRA_HEAD);
    if (isOfRow) {
      const putAll = (pieces: readonly Piece[], confidence: number, reason: string | null) =>
        lines.flatMap((line, at) => (line ? [put(line, pieces[at], confidence, reason)] : []));
      const cells = row.pieces.slice(row.pieces.indexOf(values[0]));
      const columns = header.pieces.map((piece, at) => ({
        item: lines[at],
        first: piece.column,
        last: piece.column + piece.columnSpan - 1,
      }));
      const isInTable = row.table?.hasGeometry && header.row.table === row.table;
      // A figure that reaches over several heads is under none of them, unless every figure has a head of its own in their order.
      const hasOwnHead = (piece: Piece, at: number) => columnsUnder(columns, piece).includes(columns[at]);
      const areInOrder =
        values.length === columns.length && values.every(isFilled) && values.every(hasOwnHead);
      const isOver =
        isInTable && !areInOrder && written.some((piece) => columnsUnder(columns, piece).length > 1);
      const exact = [values, cells, values.slice(0, lines.length)].find(
        (part) =>
          !isOver &&
          part.length === lines.length &&
          written.every((piece) => part.includes(piece)) &&
          // More blanks than heads do not say which of them is a column.
          (isInTable || part.length === values.length || part.every(isFilled)),
      );
      // One figure before blanks that no position confirms may reach over all of the columns.
      const isOne = written.length === 1 && lines.length > 1 && !row.table?.hasGeometry;
      // Where figures stand under other heads than their own, only a row without blanks says by its order which they are of.
      const isAside =
        isInTable &&
        exact?.some((piece, at) => isFilled(piece) && !hasOwnHead(piece, at)) &&
        !(exact.length === values.length && exact.every(isFilled));
      const isGuess = isOne || isAside;
      if (exact) return putAll(exact, isGuess ? BLANK_IN_DOUBT : 1, isGuess ? MORE_BLANKS : null);
      // A row that ends before its heads do lost the spans of its cells.
      const isSame = isInTable && endOf(row) >= endOf(header.row);
      const only = (piece: Piece) => {
        const under = columnsUnder(columns, piece);
        return under.length === 1 ? under[0] : undefined;
      };
      const under = isSame ? values.map((piece) => ({ piece, column: only(piece) })) : [];
      if (under.length > 0 && under.every(({ piece, column }) => column || !isFilled(piece)))
        return under.flatMap(({ piece, column }) => (column?.item ? [put(column.item, piece, 1, null)] : []));
      if (written.length === lines.length) {
        const isOdd = isInTable && !written.every(hasOwnHead);
        const byOrder = isOdd ? BLANK_IN_DOUBT : 0.85;
        return putAll(written, header.suffixes.length === 1 ? 1 : byOrder, MORE_BLANKS);
      }
      const trimmed = trimBlanks(values);
      if (trimmed.length === lines.length) return putAll(trimmed, BLANK_IN_DOUBT, MORE_BLANKS);
    }
  }
  const part = written.length > 0 ? written : trimBlanks(values);
  const suffixes = customaryColumns(name, part.length);
  const lines = suffixes && linesOf(name, suffixes);
  if (!lines || lines.some((line) => line === null)) return null;
  const hasBlanks = values.length > part.length;
  const isGuessed = header ? header.suffixes.length !== part.length : part.length > 1 || hasBlanks;
  // A header with other columns speaks against what is customary.
  const confidence = isGuessed ? (header || isUnread || hasBlanks ? BLANK_IN_DOUBT : 0.85) : 1;
  return lines.map((line, at) =>
    put(line as ProactiveLine, part[at], confidence, isGuessed ? NO_HEADER : null),
  );
}
