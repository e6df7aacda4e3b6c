import type { RequestRow } from '../../form/lines';
import { isWritten } from '../source/value';
import { partAtHeads } from './partAtHeads';
import { type Figured, isFilled, type SectionFigures } from './placedFigures';
import {
  agree,
  confirmBroken,
  doesAddUp,
  isSame,
  placeAsInForm,
  placeByColumns,
  placeInOrder,
  type TableHabit,
  takeRequestApart,
} from './requestCells';
import { applicantNamed, columnsOf, orderOfLines, type RequestColumns, STATUTORY } from './requestColumns';
import { ALL_WORDS } from './requestLabels';
import { joinLines, type Line, labelSideOf, matchWithNeighbours } from './requestLines';
import { readTransposed } from './requestsTransposed';
import type { Piece, Row } from './rows';
import { settle } from './settleRequests';
import { weighBySums } from './weighBySums';

const FEWEST_COLUMNS = 5;
const isComplete = ({ inOrder }: RequestColumns) =>
  inOrder.filter((code) => code !== null).length >= FEWEST_COLUMNS;

/** One row of several may be out of line with its table; where more are, the header is. */
const MOST_OUT_OF_LINE = 1;
const FEWEST_IN_LINE = 3;

const MOST_HEADS = 40;

/** The columns that heads in lines of their own name, before the first row with figures. */
function columnsOfLines(rows: readonly Row[], year: number | null): RequestColumns {
  const heads: string[][] = [];
  for (const row of rows) {
    if (
      row.pieces.some(({ value }) => value !== null && isWritten(value)) ||
      heads.flat().length > MOST_HEADS
    )
      break;
    heads.push(row.text.split(/\s+/));
  }
  const inOrder = orderOfLines(heads, year);
  return inOrder ? { headed: [], inOrder, isNamed: true } : STATUTORY;
}

/** What the rows have in common: how they are padded, and whether all lack one figure. */
function habitOf(rows: readonly Row[], count: number): TableHabit {
  const written = (row: Row) => row.pieces.filter(({ value }) => value && isWritten(value)).length;
  const paddings = new Set(
    rows
      .filter((row) => row.table && written(row) === count)
      .map(
        ({ pieces }) => pieces.length - 1 - pieces.findLastIndex(({ value }) => value && isWritten(value)),
      ),
  );
  const [padding] = paddings;
  // Only where every row has six figures is it the total that is missing; else some cell is blank.
  const counts = rows.map(written).filter((one) => one >= 3);
  return {
    padding: paddings.size === 1 ? padding : null,
    mayLackTotal: counts.every((one) => one === count - 1),
  };
}

/** The first and the last cell of a row. */
const endsOf = ({ values }: Figured): readonly Piece[] =>
  [values[0], values[values.length - 1]].filter((piece) => piece !== undefined);

/** Whether the first and the last cell of a row hold figures: beside a blank or words, a row out of line fits the heads next to its own too. */
const hasFiguresAtEnds = (figured: Figured) =>
  figured.values.length > 0 && endsOf(figured).every(({ value }) => value !== null && isWritten(value));

/** Whether one row shows that heads are above its cells: it has something in its first column and its last, or is the sum of its parts. */
const doesProve = (figured: Figured, columns: RequestColumns): boolean =>
  endsOf(figured).every(isFilled) ||
  doesAddUp(placeByColumns(figured, columns)?.figures ?? new Map()) === true;

/** How many rows of a table with figures are out of line with its columns, and whether that speaks against its header. */
function findOutOfLine(rows: readonly Figured[], columns: RequestColumns) {
  const figured = rows.filter(({ isWritten: is }) => is);
  const count = figured.filter((one) => placeByColumns(one, columns) === null).length;
  const inLine = figured.length - count;
  const isUnproved =
    inLine < FEWEST_IN_LINE && (count > 0 || !figured.some((one) => doesProve(one, columns)));
  const isHeaderOut = count > MOST_OUT_OF_LINE || isUnproved;
  return { count, isHeaderOut };
}

/** Reads section three from its rows, those of the report's year. */
export function readRequests(rows: readonly Row[], year: number | null): SectionFigures {
  const transposed = readTransposed(rows);
  const upright = partAtHeads(
    rows.filter((row) => row.table === null || !transposed.tables.has(row.table)),
    year,
  );
  const tables = new Set(upright.flatMap((row) => (row.table ? [row.table] : [])));
  const columns = new Map([...tables].map((table) => [table, columnsOf(table, upright, year)]));
  const lineColumns = columnsOfLines(upright, year);
  const { rows: cut, joined } = joinLines(upright, lineColumns.inOrder.length);
  const apart = cut.map(takeRequestApart);
  const habit = habitOf(cut, lineColumns.inOrder.length);
  const side = labelSideOf(cut);
  const counted = new Map<Row['table'], ReturnType<typeof findOutOfLine>>();
  const outOfLineIn = (table: Row['table'], current: RequestColumns) => {
    const found =
      counted.get(table) ??
      findOutOfLine(
        apart.filter(({ row }) => row.table === table),
        current,
      );
    counted.set(table, found);
    return found;
  };
  /** Whether few rows stand in a table, all with a blank at an end: the heads may be of the columns beside. */
  const isAloneWithBlanks = (table: Row['table']) => {
    const own = apart.filter(({ row, isWritten: is }) => is && row.table === table);
    return own.length < FEWEST_IN_LINE && !own.some((one) => endsOf(one).every(isFilled));
  };
  const fitting = new Map<Row['table'], boolean>();
  const doesFit = (table: Row['table'], current: RequestColumns): boolean => {
    const own = () => cut.filter((row) => row.table === table).map(takeRequestApart);
    const found =
      fitting.get(table) ?? own().some((one) => placeInOrder(one, current, habit)?.confidence === 1);
    fitting.set(table, found);
    return found;
  };
  let last = lineColumns;
  let before: RequestRow | null = null;
  const lines: Line[] = [];
  for (const [at, row] of cut.entries()) {
    const own = row.table ? columns.get(row.table) : undefined;
    const isHeaded = own?.isNamed ?? false;
    if (own && isHeaded && isComplete(own)) last = own;
    const figured = apart[at];
    // The pages of a table go on without its header, and a header that names a part of the columns counts where it fits.
    const isUsable = own && isHeaded && (isComplete(own) || placeByColumns(figured, own) !== null);
    const current = isUsable ? own : last;
    const found = matchWithNeighbours(cut, at, figured, before, side);
    const isNarrow = !isComplete(current);
    const match = isNarrow && (found?.score ?? 0) < ALL_WORDS ? null : found;
    const hasLabel = match !== null && figured.labels.length > 0;
    const mayUseColumns =
      row.table?.hasGeometry === true && current.headed.length > 0 && (isHeaded || hasLabel);
    const isCarriedOn = mayUseColumns && current !== own;
    const outOfLine = mayUseColumns ? outOfLineIn(row.table, current) : { count: 0, isHeaderOut: false };
    const byColumns =
      mayUseColumns && (outOfLine.count === 0 || !isCarriedOn) ? placeByColumns(figured, current) : null;
    const isHead =
      !figured.isWritten && row.pieces.some(({ text }) => applicantNamed(text, year) === 'naturalPerson');
    const isFigured =
      figured.isWritten ||
      (match !== null && (byColumns !== null || figured.values.length >= current.inOrder.length));
    if (isHead || !isFigured || (isNarrow && match === null)) {
      lines.push({ ...figured, at, columns: current, match: null, placed: null });
      continue;
    }
    if (match) before = match.row;
    const inOrder =
      placeInOrder(figured, current, habit) ??
      (current.isNamed && !isNarrow ? placeAsInForm(figured, habit, doesFit(row.table, current)) : null);
    const agreed = agree(byColumns, inOrder, mayUseColumns);
    // A blank cell leaves no line behind where cells are lines of their own; a table without a header may be of other columns.
    const isNamed = agreed?.isNamed === true && !joined.has(row) && !isCarriedOn;
    const isInBoth =
      byColumns && inOrder?.confidence === 1 && isSame(byColumns, inOrder) && hasFiguresAtEnds(figured);
    const isAlone =
      row.table !== null &&
      byColumns === null &&
      isAloneWithBlanks(row.table) &&
      (agreed === null || doesAddUp(agreed.figures) !== true);
    const isOutOfLine = isAlone || (byColumns !== null && !isInBoth && outOfLine.isHeaderOut);
    const placed = agreed && { ...confirmBroken(agreed), isNamed, isOutOfLine };
    lines.push({ ...figured, at, columns: current, match, placed });
  }
  const settled = settle(weighBySums(lines));
  return {
    placed: [...transposed.placed, ...settled.placed],
    strays: [...transposed.strays, ...settled.strays],
    repeated: settled.repeated,
  };
}
