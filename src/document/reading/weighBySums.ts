import { isFilled } from './placedFigures';
import { doesAddUp, isUnclear, type PlacedCells } from './requestCells';
import type { RequestColumns } from './requestColumns';
import type { Line } from './requestLines';
import { endOf, isLineOfText } from './rows';
import { figureBeside, SLIPPED } from './slippedRows';

const NO_SUM =
  '总计不是各列之和，列的位置不确定 the totals are not the sums of their rows, so the columns are not certain';
const NO_TOTAL = '该行有数而无总计，各列可能错位 the row has figures and no total; its columns may be others';
const IN_DOUBT = 0.7;
/** So many rows without their sum are no slip of the office: the columns are other ones. */
const FEWEST_WITHOUT_SUM = 3;
const MOST_ERRORS = 0.2;

const cellsOf = ({ placed }: Line) => [...(placed?.figures.values() ?? [])];
const isPositive = (line: Line) => cellsOf(line).some(({ value }) => Number(value?.number ?? 0) > 0);
/** A row with a cell that may say another figure has no sum. */
const hasSum = (line: Line) => !cellsOf(line).some(isUnclear);

/** How far from the end of its row a line has its last column; null where it has no place in a table. */
function lastColumnOf(line: Line): number | null {
  if (line.row.table === null || line.placed === null) return null;
  return endOf(line.row) - Math.max(...cellsOf(line).map(({ column }) => column));
}

/** Whether the figures of a line begin right behind its label and leave no blank between them: blanks behind them only fill the row up. */
const isUnbroken = (line: Line) => {
  const cells = cellsOf(line);
  return cells.every(isFilled) && cells.every((piece, at) => piece === line.values[at]);
};

/** The lines whose last column is elsewhere than in most lines of their table. */
function linesOutOfLine(lines: readonly Line[]): Set<Line> {
  const counts = new Map<number | null, number>();
  for (const line of lines) counts.set(lastColumnOf(line), (counts.get(lastColumnOf(line)) ?? 0) + 1);
  const [most] = [...counts].filter(([last]) => last !== null).sort((one, other) => other[1] - one[1]);
  return new Set(
    lines.filter(
      (line) => most && lastColumnOf(line) !== null && lastColumnOf(line) !== most[0] && !isUnbroken(line),
    ),
  );
}

const isTotalBlank = ({ placed }: Line) => placed?.figures.get('total')?.value?.kind === 'BLANK';
const hasFigures = (line: Line) => cellsOf(line).some(isFilled);

/** Whether the last figure of a line before its blank total is the largest: it may be the total itself. */
function endsWithTotal(line: Line): boolean {
  const figures = cellsOf(line)
    .filter(isFilled)
    .sort((one, other) => one.column - other.column);
  const numbers = figures.map(({ value }) => Number(value?.number ?? 0));
  return numbers.length > 1 && numbers[numbers.length - 1] >= Math.max(...numbers);
}

/**
 * The lines whose cells may all be a column too far to the left, where most lines with figures have a total: those that end with what may
 * be their total, and the lines beside them of which the total is blank too.
 */
function linesWithoutTotal(lines: readonly Line[]): Set<Line> {
  const positive = lines.filter(isPositive);
  const withoutTotal = positive.filter(isTotalBlank);
  if (withoutTotal.length * 2 > positive.length) return new Set();
  const found = new Set<Line>();
  for (const line of withoutTotal.filter(endsWithTotal)) {
    const at = lines.indexOf(line);
    for (const step of [-1, 1])
      for (let near = at; near >= 0 && near < lines.length && isTotalBlank(lines[near]); near += step)
        if (hasFigures(lines[near])) found.add(lines[near]);
  }
  return found;
}

/** Whether a line that does not add up may have slipped by a column below heads of their own; a figure to the right may be the total. */
function maySlip({ placed, values }: Line): boolean {
  const cells = [...(placed?.figures.values() ?? [])];
  const beside = figureBeside(cells, values);
  if (beside === null) return false;
  const isBehind = cells.every(({ column }) => column < beside.column);
  const largest = Math.max(...cells.map(({ value }) => Number(value?.number ?? 0)));
  return !isBehind || Number(beside.value?.number ?? 0) >= largest;
}

function weighLines(lines: readonly Line[]): Line[] {
  const sums = lines.map(({ placed }) => (placed ? doesAddUp(placed.figures) : null));
  const right = sums.filter((sum) => sum === true).length;
  const wrong = sums.filter((sum) => sum === false).length;
  const lost = lines.filter(
    ({ placed, match, values }) => placed === null && match !== null && values.some(isFilled),
  );
  const withoutTotal = lines.filter((line) => isPositive(line) && isTotalBlank(line));
  const isContradicted = wrong + withoutTotal.length >= FEWEST_WITHOUT_SUM && (wrong > right || right === 0);
  const isConfirmed =
    wrong + lost.length <= right * MOST_ERRORS &&
    (right > 0 || !lines.some((line) => isPositive(line) && hasSum(line)));
  const outOfLine = linesOutOfLine(lines);
  const shifted = linesWithoutTotal(lines);
  return lines.map((line, at) => {
    const { placed } = line;
    const isInTable = !isLineOfText(line.row);
    if (placed === null) return line;
    // Below heads of their own only a row that ends with what may be its total is a column too far to the left.
    if (shifted.has(line) && (!placed.isNamed || endsWithTotal(line))) return inDoubt(line, placed, NO_TOTAL);
    if (placed.isNamed && sums[at] !== true && maySlip(line)) return inDoubt(line, placed, SLIPPED);
    if (isInTable && placed.isNamed && !placed.isOutOfLine && !isContradicted) return line;
    // A blank cell leaves nothing behind in a line of text: heads name its columns, and a sum says that none is missing.
    const isNamed = placed.isNamed && (isInTable || sums[at] === true);
    const isSure =
      !isContradicted &&
      (isNamed || isConfirmed) &&
      sums[at] !== false &&
      !placed.isOutOfLine &&
      !outOfLine.has(line) &&
      (sums[at] === true || lost.length === 0);
    return isSure ? line : inDoubt(line, placed, NO_SUM);
  });
}

const inDoubt = (line: Line, placed: PlacedCells, reason: string): Line => ({
  ...line,
  placed: {
    ...placed,
    confidence: Math.min(placed.confidence, IN_DOUBT),
    reason: placed.reason ?? reason,
  },
});

/**
 * Weighs how the cells of lines are placed by the sums of their rows. Where no head names the columns the sums must confirm them; where heads do,
 * an error of the office is printed as it is, but a table in which most rows are not the sum of their parts has other columns.
 */
export function weighBySums(lines: readonly Line[]): Line[] {
  const sources = new Map<RequestColumns, Line[]>();
  for (const line of lines) {
    const own = sources.get(line.columns);
    if (own) own.push(line);
    else sources.set(line.columns, [line]);
  }
  const weighed = new Map(
    [...sources.values()].flatMap((own) => weighLines(own).map((line, at) => [own[at], line])),
  );
  return lines.map((line) => weighed.get(line) as Line);
}
