import { type Cell, editionInForce } from '../form/cells';
import { formatAmount, getFigure, parseAmount } from '../form/figures';
import { distinct } from '../shared/distinct';
import type { CellChange } from './model/changeTypes';
import { reasonForCell } from './nullReasons';
import type { Sum } from './request/sum';

const text = (value: number | string | null) => (value === null ? null : String(value));

type Compared = Pick<Sum, 'figures' | 'isSuppressed' | 'included'>;

/** The change of a cell from a sum of one year to that of another; null with a reason where the two cannot be compared. */
export function changeOf(
  cell: Cell,
  before: Compared,
  after: Compared,
  years: readonly number[],
): CellChange {
  const [base, value] = [text(getFigure(before.figures, cell)), text(getFigure(after.figures, cell))];
  const reason = reasonForChange(cell, before, after, years);
  const difference =
    base !== null && value !== null && reason === null ? parseAmount(value) - parseAmount(base) : null;
  return {
    code: cell.code,
    label: cell.zh,
    labelEn: cell.en,
    base,
    value,
    reason,
    absolute: difference === null ? null : formatAmount(difference),
    relative: difference === null || Number(base) === 0 ? null : Number(difference) / 1e6 / Number(base),
  };
}

/** Why two sums of a cell cannot be compared; null where they can. */
function reasonForChange(
  cell: Cell,
  before: Compared,
  after: Compared,
  years: readonly number[],
): string | null {
  const withoutCell = distinct(years).filter((year) => !cell.editions.includes(editionInForce(year)));
  const suppressed = [before, after].find(({ isSuppressed }) => isSuppressed);
  if (suppressed || withoutCell.length > 0)
    return reasonForCell(cell, { ...(suppressed ?? before), years: withoutCell });
  if (getFigure(before.figures, cell) === null)
    return `基期 base：${reasonForCell(cell, { ...before, years: [] })}`;
  if (getFigure(after.figures, cell) === null)
    return `本期 value：${reasonForCell(cell, { ...after, years: [] })}`;
  return null;
}
