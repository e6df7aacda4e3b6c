import { CELLS, type Cell, cellOf, editionInForce } from '../../form/cells';
import { getFigure } from '../../form/figures';
import type { Formula, FormulaSources } from '../../form/formula';
import { evaluateMeasure, MEASURES, type Measure, sumOfTerms } from '../../form/measures';
import { SUBTOTALS, sumAtPositions } from '../../form/tables';
import { type Absence, FigureState } from '../../report/model/cellTypes';
import { absenceOfLeaf, explainBlank, NO_DENOMINATOR } from '../../report/model/measureFormulas';
import { groupBy } from '../../shared/groupBy';
import type { NullReason } from '../model/rollUpTypes';
import { SUPPRESSION_THRESHOLD } from '../request/selection';
import type { Sum } from '../request/sum';

/** Why figures are suppressed. */
export const SUPPRESSED: Absence = {
  state: FigureState.HIDDEN,
  zh: `未公布数据涉及的机关不足 ${SUPPRESSION_THRESHOLD} 个，不予显示。`,
  en: `Kept back: it holds unpublished figures of fewer than ${SUPPRESSION_THRESHOLD} agencies.`,
};

const NO_REPORT: Absence = {
  state: FigureState.BLANK,
  zh: '没有纳入的报告。',
  en: 'There is no report in the sum.',
};
const NOT_REPORTED: Absence = {
  state: FigureState.BLANK,
  zh: '纳入的报告均未填报（空白或不适用）。',
  en: 'Blank or not applicable in every report of the sum.',
};
const NO_UNIT: Absence = {
  state: FigureState.NOT_ADDABLE,
  zh: '表格未印计量单位，不能相加。',
  en: 'The form prints no unit for it: it is never added.',
};
const STOCK: Absence = {
  state: FigureState.NOT_ADDABLE,
  zh: '年末存量，不能跨年相加。',
  en: 'A state at the end of a year: it is not added over several.',
};

/** A sum over these years, of which some figures are null. */
export interface SummedYears extends Pick<Sum, 'figures' | 'isSuppressed' | 'included'> {
  readonly years: readonly number[];
}

/** Returns why the sum of a cell over these years is null. All reasons are here. */
export function explainCell(cell: Cell, { years, isSuppressed, included }: SummedYears): Absence {
  if (isSuppressed) return SUPPRESSED;
  if (cell.aggregation === 'NONE') return NO_UNIT;
  const without = years.filter((year) => !cell.editions.includes(editionInForce(year)));
  if (without.length > 0)
    return {
      state: FigureState.NOT_IN_EDITION,
      zh: `${without.join('、')} 年版式无此栏。`,
      en: `The form of ${without.join(', ')} has no such cell.`,
    };
  if (cell.aggregation === 'STOCK' && years.length > 1) return STOCK;
  return included === 0 ? NO_REPORT : NOT_REPORTED;
}

function explainMeasure({ numerator }: Pick<Measure, 'numerator'>, sum: SummedYears): Absence {
  if (sum.isSuppressed) return SUPPRESSED;
  if (sum.included === 0) return NO_REPORT;
  return sumOfTerms(sum.figures, numerator) === null ? NOT_REPORTED : NO_DENOMINATOR;
}

const NO_INDICATOR: Absence = {
  state: FigureState.BLANK,
  zh: '纳入的报告均未填报此指标。',
  en: 'No report of the sum states this indicator.',
};
/** Why an indicator that several reports state has no sum. */
export const NOT_ADDED: Absence = {
  state: FigureState.NOT_ADDABLE,
  zh: '此指标不汇总。',
  en: 'This indicator is never added.',
};

/** Returns why a value of a group is null: what hinders it, if anything, and otherwise what is not reported. */
export function explainFormula(
  formula: Formula,
  sum: SummedYears,
  hindrance: Absence | null,
  sources: FormulaSources,
): Absence {
  if (sum.isSuppressed) return SUPPRESSED;
  if (hindrance) return hindrance;
  if (formula.kind === 'CELL') return explainCell(cellOf(formula.cell), sum);
  if (sum.included === 0) return NO_REPORT;
  return explainBlank(formula, sources, (leaf) =>
    absenceOfLeaf(formula, leaf, leaf.kind === 'INDICATOR' ? NO_INDICATOR : NOT_REPORTED),
  );
}

/** Groups codes by the reason for which they are null. */
export function groupByReason(
  absences: readonly (readonly [code: string, absence: Absence])[],
): NullReason[] {
  const byReason = groupBy(absences, ([, { en }]) => en);
  return [...byReason.values()].map((own) => {
    const { state, zh, en } = own[0][1];
    return { state, reasonZh: zh, reasonEn: en, codes: own.map(([code]) => code) };
  });
}

/** Returns what is null in a sum, by reason: cells, subtotals of section three and measures. Of a part of the table the rest is outside. */
export function reasonsOf(
  sum: SummedYears,
  hidden: ReadonlySet<string>,
  outside: ((cell: Cell) => Absence | null) | null,
): NullReason[] {
  const noReport = sum.isSuppressed ? SUPPRESSED : sum.included === 0 ? NO_REPORT : NOT_REPORTED;
  const cells = CELLS.filter((cell) => hidden.has(cell.code) || getFigure(sum.figures, cell) === null).map(
    (cell) => [cell.code, outside?.(cell) ?? explainCell(cell, sum)] as const,
  );
  if (outside) return groupByReason(cells);
  return groupByReason([
    ...cells,
    ...SUBTOTALS.filter(({ positions }) => sumAtPositions(sum.figures.counts, positions) === null).map(
      ({ code }) => [code, noReport] as const,
    ),
    ...MEASURES.filter((measure) => evaluateMeasure(sum.figures, measure) === null).map(
      (measure) => [`measures.${measure.code}`, explainMeasure(measure, sum)] as const,
    ),
  ]);
}
