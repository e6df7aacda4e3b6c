import { editionInForce, findCell } from '../form/cells';
import { figureOf, formatAmount, parseAmount } from '../form/figures';
import { badInput } from '../shared/paging';
import { SUPPRESSED } from './groups';
import type { CellChange } from './rollUpTypes';
import type { Sum } from './sum';

const text = (value: number | string | null) => (value === null ? null : String(value));

/** The change of a cell from one sum to another; null with a reason where the two cannot be compared. */
export function changeOf(
  code: string,
  before: Pick<Sum, 'figures' | 'isSuppressed'>,
  after: Pick<Sum, 'figures' | 'isSuppressed'>,
  years: readonly number[],
): CellChange {
  const cell = findCell(code);
  if (!cell) throw badInput('codes', `表格中没有栏目 ${code}。`, `The form has no cell ${code}.`);
  const missing = years.filter((year) => !cell.editions.includes(editionInForce(year)));
  const [base, value] = [text(figureOf(before.figures, cell)), text(figureOf(after.figures, cell))];
  const comparable = base !== null && value !== null && missing.length === 0;
  const difference = comparable ? parseAmount(value) - parseAmount(base) : null;
  const reason =
    before.isSuppressed || after.isSuppressed
      ? SUPPRESSED
      : missing.length > 0
        ? `${missing.join('、')} 年版式无此栏。 The form of ${missing.join(', ')} has no such cell.`
        : base === null || value === null
          ? '一期未填报。 Not reported in one of the years.'
          : null;
  return {
    code,
    label: cell.zh,
    labelEn: cell.en,
    base,
    value,
    reason,
    absolute: difference === null ? null : formatAmount(difference),
    relative: difference === null || Number(base) === 0 ? null : Number(difference) / 1e6 / Number(base),
  };
}
