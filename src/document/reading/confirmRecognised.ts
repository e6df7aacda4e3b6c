import { EQUATIONS, type Equation } from '../../form/checks';
import { RECOGNISED, UNCLEAR } from '../source/pages/recognised';
import { CERTAIN, type ReadCell } from './extraction';
import type { MatchedFigure } from './placedFigures';
import { reasonsOf } from './reasons';

const CONFIRMED = 0.85;
const BY_SUMS = reasonsOf(
  '扫描识别，所在行和列的合计均相符 recognised from a scan; the sums of its row and of its column confirm it',
);

type Cells = Readonly<Record<string, ReadCell>>;

const ROW_CHECKS = ['requests.rowTotal'];
const COLUMN_CHECKS = ['requests.concluded', 'requests.balance'];

/** Whether an equation holds for what was read. A cell that was not found, or of which no figure was read, leaves it open. */
function holds({ left, right }: Equation, cells: Cells): boolean {
  const terms = [...left, ...right];
  const isOpen = terms.some(({ cell, lastYear }) => {
    const read = cells[cell];
    return (
      lastYear ||
      (read &&
        (read.status === 'MISSING' || read.computed || (read.status !== 'REPORTED' && read.printed !== '')))
    );
  });
  const add = (side: Equation['left']) =>
    side.reduce((sum, { cell, sign }) => sum + sign * Number(cells[cell]?.value ?? 0), 0);
  return !isOpen && add(left) === add(right);
}

/** Returns the codes of the cells that equations of some kinds confirm. */
const confirmedBy = (kinds: readonly string[], cells: Cells): Set<string> =>
  new Set(
    EQUATIONS.filter((equation) => kinds.includes(equation.code) && holds(equation, cells)).flatMap(
      ({ left, right }) => [...left, ...right].map(({ cell }) => cell),
    ),
  );

/** Whether arithmetic can say anything about a figure: not between a zero that is hard to read and a blank or a stroke. */
const canConfirm = ({ piece, confidence }: MatchedFigure, { status, value }: ReadCell): boolean =>
  (piece.doubt === RECOGNISED || (piece.doubt === UNCLEAR && Number(value) !== 0)) &&
  status === 'REPORTED' &&
  piece.value?.doubt === null &&
  confidence >= CERTAIN;

/**
 * Returns those cells that were recognised in a picture and that their sums confirm: the sum of the row and one of the column, section
 * three. One digit misread leaves its row and its column open, so all of both stay doubtful.
 */
export function confirmRecognised(placed: readonly MatchedFigure[], cells: Cells): Record<string, ReadCell> {
  const recognised = placed.filter((one) => cells[one.code] && canConfirm(one, cells[one.code]));
  if (recognised.length === 0) return {};
  const [rows, columns] = [confirmedBy(ROW_CHECKS, cells), confirmedBy(COLUMN_CHECKS, cells)];
  return Object.fromEntries(
    recognised
      .filter(({ code }) => rows.has(code) && columns.has(code))
      .map(({ code }) => [code, { ...cells[code], confidence: CONFIRMED, ...BY_SUMS }]),
  );
}
