import { cellOf } from '../../form/cells';
import { REQUEST_COLUMNS, type RequestRow } from '../../form/lines';
import { memoizeObject } from '../../form/memoizeObject';
import { BROKEN_FIGURE } from '../source/seen/doubts';
import { type Figured, isFilled, takeApartAfter, trimBlanks } from './placedFigures';
import { type RequestColumn, type RequestColumns, STATUTORY } from './requestColumns';
import { hasAllWords } from './requestLabels';
import type { Piece, Row } from './rows';
import { columnsUnder, covers, OVER_COLUMNS } from './tableHeader';

/** Takes a row of section three apart: its label ends with the last piece that names a row of the form. */
export const takeRequestApart = (row: Row): Figured => takeApartAfter(row, hasAllWords);

/** Cells of a row with the columns they are in, and how surely. */
export interface PlacedCells {
  readonly figures: ReadonlyMap<string, Piece>;
  /** Figures in columns that the form does not have. */
  readonly extra: readonly Piece[];
  /** Whether heads name the columns; else the order of the form does. */
  readonly isNamed: boolean;
  /** Whether it is placed by heads with which other rows of its table are out of line. */
  readonly isOutOfLine?: boolean;
  readonly confidence: number;
  readonly reason: string | null;
}

const codesOf = memoizeObject(
  (row: RequestRow) =>
    new Map(REQUEST_COLUMNS.map(({ code }) => [code, cellOf(`requests.${row.code}.${code}`).code])),
);

/** Returns the code of a cell of section three: the text that the form has, which is compared faster than one made anew. */
export const requestCode = (row: RequestRow, column: string): string => codesOf(row).get(column) as string;

const pair = (
  pieces: readonly Piece[],
  columns: readonly RequestColumn[],
  confidence: number,
  reason: string | null = null,
): PlacedCells => {
  const figures = new Map<string, Piece>();
  const extra: Piece[] = [];
  for (const [at, column] of columns.entries()) {
    if (column !== null) figures.set(column, pieces[at]);
    else if (isFilled(pieces[at])) extra.push(pieces[at]);
  }
  return { figures, extra, isNamed: true, confidence, reason };
};

/**
 * Places the cells of a row under the heads of its table; null when the row is out of line with them: a label or a figure of its own
 * outside of the heads, a figure under several heads or two under one, or fewer cells than heads.
 */
export function placeByColumns(
  { row, values }: Figured,
  { headed }: Pick<RequestColumns, 'headed'>,
): PlacedCells | null {
  if (headed.length === 0) return null;
  const [start, end] = [headed[0].first, headed[headed.length - 1].last];
  const figures = new Map<string, Piece>();
  const extra: Piece[] = [];
  let isOverSeveral = false;
  for (const piece of row.pieces) {
    const isCell = values.includes(piece);
    if (piece.column + piece.columnSpan - 1 < start) {
      if (isCell && isFilled(piece)) return null;
      continue;
    }
    if (!isCell && piece.value === null) return null;
    if (piece.column > end) {
      if (isFilled(piece)) return null;
      continue;
    }
    const under = columnsUnder(headed, piece);
    if (under.length !== 1) {
      if (!isFilled(piece)) continue;
      if (isOverSeveral || !covers(piece, under)) return null;
      isOverSeveral = true;
      for (const { item } of under) if (item !== null) figures.set(item, { ...piece, doubt: OVER_COLUMNS });
      continue;
    }
    const [{ item }] = under;
    if (item === null) {
      if (isFilled(piece)) extra.push(piece);
    } else if (!figures.has(item)) figures.set(item, piece);
    else if (isFilled(piece)) {
      const other = figures.get(item) as Piece;
      // 合计 printed twice: one figure when both say the same.
      if (other.value?.number !== piece.value?.number) return null;
    }
  }
  const count = new Set(headed.flatMap(({ item }) => (item === null ? [] : [item]))).size;
  return figures.size === count ? { figures, extra, isNamed: true, confidence: 1, reason: null } : null;
}

/** Whether a piece may say another figure than the one it is read as. A figure that is broken over lines is confirmed by the sum. */
export const isUnclear = ({ value, doubt }: Piece): boolean =>
  value === null || value.doubt !== null || (doubt !== undefined && doubt !== BROKEN_FIGURE);

/** Whether the total of a row is the sum of its parts; null where nothing can be added up: no total, all zero, or a cell not understood. */
export function doesAddUp(figures: ReadonlyMap<string, Piece>): boolean | null {
  const total = figures.get('total')?.value?.number;
  const parts = [...figures].filter(([column]) => column !== 'total').map(([, piece]) => piece);
  if (total == null || parts.length === 0 || [...figures.values()].some(isUnclear)) return null;
  const sum = parts.reduce((all, { value }) => all + Number(value?.number ?? 0), 0);
  if (sum === 0 && Number(total) === 0) return null;
  return sum === Number(total);
}

/** A figure that is broken over lines is sure when with it, and with no other such figure, the row adds up. */
export function confirmBroken(placed: PlacedCells): PlacedCells {
  const broken = [...placed.figures].filter(([, { doubt }]) => doubt === BROKEN_FIGURE);
  if (broken.length !== 1 || doesAddUp(placed.figures) !== true) return placed;
  const [[column, piece]] = broken;
  return { ...placed, figures: new Map(placed.figures).set(column, { ...piece, doubt: undefined }) };
}

const MORE_BLANKS = '空白单元格多于列数，按位置推定 more blank cells than columns; placed by position';
const NEITHER_IS_CERTAIN = 0.7;
const OUT_OF_LINE_BY_ORDER = 0.9;
const BY_SUM = 0.85;

/** A guess is as sure as it says only when the sum of the row confirms it. */
const confirm = (placed: PlacedCells): PlacedCells =>
  doesAddUp(placed.figures) === true
    ? placed
    : { ...placed, confidence: Math.min(placed.confidence, NEITHER_IS_CERTAIN) };

const WITH_REMARK = '末列后另有文字，视为备注 there are words behind the last column; taken for a remark';
const ONE_COLUMN_LESS = '少一列，视为总计未填 one column is missing; taken for the total';

/** What the rows of a table without positions have in common. */
export interface TableHabit {
  /** How many blank cells follow the last column in every complete row; null when they differ. */
  readonly padding: number | null;
  /** Whether every row has one figure less than the form has columns. */
  readonly mayLackTotal: boolean;
}

/** Places the cells of a row by their order; null when their number fits no columns. */
export function placeInOrder(
  { values }: Figured,
  { inOrder, isNamed }: Pick<RequestColumns, 'inOrder' | 'isNamed'>,
  { padding, mayLackTotal }: TableHabit,
): PlacedCells | null {
  const count = inOrder.length;
  const place = (pieces: readonly Piece[], confidence: number, reason: string | null) => ({
    ...pair(pieces, inOrder, confidence, reason),
    isNamed,
  });
  let cells = values;
  // Words behind the last column are a remark.
  if (inOrder.at(-1) !== null && cells.length === count + 1 && cells.at(-1)?.value === null) {
    cells = cells.slice(0, -1);
    // Without a head it may as well be a cell that nobody understands, of a column that the others lack.
    return confirm(place(cells, 1, WITH_REMARK));
  }
  if (cells.length === count) return place(cells, 1, null);
  const filled = cells.filter(isFilled);
  const trimmed = trimBlanks(cells);
  // Blanks among the figures may be cells of columns, and some figure one of a column that the form does not have.
  if (trimmed.length === count && filled.length === count) return place(filled, 1, null);
  if (filled.length === count) return confirm(place(filled, OUT_OF_LINE_BY_ORDER, MORE_BLANKS));
  if (cells.length > count && filled.length < count && filled.length > 0) {
    const covers = (part: readonly Piece[]) => filled.every((piece) => part.includes(piece));
    const weigh = (part: readonly Piece[], confidence: number) =>
      confirm(place(part, confidence, MORE_BLANKS));
    const windows = Array.from({ length: cells.length - count + 1 }, (_, from) =>
      cells.slice(from, from + count),
    )
      .filter(covers)
      .map((part) => place(part, BY_SUM, MORE_BLANKS))
      .filter((placed) => doesAddUp(placed.figures) === true);
    if (windows.length === 1) return windows[0];
    if (padding !== null && cells.length - padding >= count) {
      const part = cells.slice(cells.length - padding - count, cells.length - padding);
      if (covers(part)) return weigh(part, 0.9);
    }
    // Blank cells of merged labels come before the figures, padding after them.
    const [head, tail] = [cells.slice(0, count), cells.slice(-count)];
    if (covers(tail) && isFilled(cells[cells.length - 1])) return weigh(tail, 0.85);
    if (covers(head)) return weigh(head, 0.7);
    if (covers(tail)) return weigh(tail, 0.7);
  }
  if (
    mayLackTotal &&
    inOrder.at(-1) === 'total' &&
    filled.length === count - 1 &&
    trimmed.length === filled.length
  ) {
    const placed = { ...pair(filled, inOrder.slice(0, -1), 0.75, ONE_COLUMN_LESS), isNamed };
    const asTotal = new Map(
      [...placed.figures].map(([column, piece]) => [column === 'other' ? 'total' : column, piece]),
    );
    return doesAddUp(asTotal) ? null : placed;
  }
  return null;
}

/**
 * Places the cells of a row that does not fit the columns of its table in those of the form; null when their number fits neither. It is
 * doubtful where other rows of the table fit its columns.
 */
export function placeAsInForm(figured: Figured, habit: TableHabit, doOthersFit: boolean): PlacedCells | null {
  const placed = placeInOrder(figured, STATUTORY, habit);
  if (placed === null || !doOthersFit) return placed;
  return { ...placed, confidence: Math.min(placed.confidence, NEITHER_IS_CERTAIN), reason: OUT_OF_LINE };
}

const OUT_OF_LINE =
  '该行与表头未对齐，按列序读取 the row is out of line with the header; read in the order of the columns';

/** Two placements of a row that say the same of every column, by what is written in the cells. */
export const isSame = (one: PlacedCells, other: PlacedCells): boolean =>
  one.figures.size === other.figures.size &&
  [...one.figures].every(([column, piece]) => {
    const second = other.figures.get(column);
    return second !== undefined && second.text.trim() === piece.text.trim();
  });

/** How surely a row that is out of line is read in order. A blank beside its figures may as well be of another column: no sum tells. */
const confidenceInOrder = ({ figures }: PlacedCells): number =>
  [...figures.values()].every(isFilled) ? OUT_OF_LINE_BY_ORDER : NEITHER_IS_CERTAIN;

/** Position and order should say the same; where they do not, the sum of the row decides, and says so. */
export function agree(
  byColumns: PlacedCells | null,
  inOrder: PlacedCells | null,
  hasColumns: boolean,
): PlacedCells | null {
  if (byColumns && (inOrder === null || inOrder.confidence < 1 || isSame(byColumns, inOrder)))
    return byColumns;
  if (byColumns && inOrder) {
    const [first, second] = [doesAddUp(byColumns.figures), doesAddUp(inOrder.figures)];
    if (first === true && second !== true) return byColumns;
    if (second === true && first === false)
      return { ...inOrder, confidence: confidenceInOrder(inOrder), reason: OUT_OF_LINE };
    return { ...byColumns, confidence: NEITHER_IS_CERTAIN, reason: OUT_OF_LINE };
  }
  if (inOrder && hasColumns) {
    const inDoubt = doesAddUp(inOrder.figures) === false;
    const confidence = inDoubt ? NEITHER_IS_CERTAIN : confidenceInOrder(inOrder);
    return { ...inOrder, confidence: Math.min(inOrder.confidence, confidence), reason: OUT_OF_LINE };
  }
  return inOrder;
}
