import { type Cell, editionInForce } from '../form/cells';
import { exactFigure, formatAmount, getFigure, parseAmount } from '../form/figures';
import { type Absence, labelsOf } from '../report/model/cellTypes';
import { absenceFields } from '../report/model/shapeCells';
import { distinct } from '../shared/distinct';
import { explainCell } from './grouping/nullReasons';
import type { CellChange } from './model/changeTypes';
import type { Sum } from './request/sum';

type Compared = Pick<Sum, 'figures' | 'isSuppressed' | 'included'>;

/** The difference of a cell between two sums, exact text; null with the reason where the two cannot be compared. */
export interface Difference {
  readonly absolute: string | null;
  readonly absence: Absence | null;
}

/** Returns the difference of a cell between the sums of two years. */
export function differenceOfCell(
  cell: Cell,
  before: Compared,
  after: Compared,
  years: readonly number[],
): Difference {
  const [base, value] = [getFigure(before.figures, cell), getFigure(after.figures, cell)];
  const absence = explainDifference(cell, before, after, years);
  const absolute =
    base !== null && value !== null && absence === null
      ? formatAmount(parseAmount(String(value)) - parseAmount(String(base)))
      : null;
  return { absolute, absence };
}

/** Returns the change of a cell from a sum of one year to that of another. */
export function changeOf(
  cell: Cell,
  before: Compared,
  after: Compared,
  years: readonly number[],
): CellChange {
  const [base, value] = [before, after].map(({ figures }) => {
    const figure = getFigure(figures, cell);
    return figure === null ? null : exactFigure(figure);
  });
  const { absolute, absence } = differenceOfCell(cell, before, after, years);
  return {
    ...labelsOf(cell),
    base,
    value,
    absolute: absolute === null ? null : exactFigure(absolute),
    relative: absolute === null || Number(base) === 0 ? null : Number(absolute) / Number(base),
    ...absenceFields(absence),
  };
}

/** Why two sums of a cell cannot be compared; null where they can. */
function explainDifference(
  cell: Cell,
  before: Compared,
  after: Compared,
  years: readonly number[],
): Absence | null {
  const withoutCell = distinct(years).filter((year) => !cell.editions.includes(editionInForce(year)));
  const suppressed = [before, after].find(({ isSuppressed }) => isSuppressed);
  if (suppressed || withoutCell.length > 0)
    return explainCell(cell, { ...(suppressed ?? before), years: withoutCell });
  const sides = [
    { sum: before, zh: '基期', en: 'Base year' },
    { sum: after, zh: '本期', en: 'Year compared' },
  ];
  const side = sides.find(({ sum }) => getFigure(sum.figures, cell) === null);
  if (!side) return null;
  const { state, zh, en } = explainCell(cell, { ...side.sum, years: [] });
  return { state, zh: `${side.zh}：${zh}`, en: `${side.en}: ${en}` };
}
