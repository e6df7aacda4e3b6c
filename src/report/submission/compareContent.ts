import { CELLS, type Cell } from '../../form/cells';
import { formatAmount, getFigure, parseAmount } from '../../form/figures';
import type { StoredExplanation } from '../checking/findInContent';
import type { ComposedReport } from './composeReport';
import type { IndicatorRow } from './readIndicators';

/** What the readers of a report see of it: tables, texts, indicators and explanations. */
export interface ReportContent {
  readonly report: ComposedReport;
  readonly indicators: readonly IndicatorRow[];
  readonly explanations: readonly Pick<StoredExplanation, 'code' | 'path' | 'explanation'>[];
}

const cellText = ({ figures, marks }: ComposedReport, cell: Cell): string =>
  JSON.stringify([
    getFigure(figures, cell),
    marks[cell.code]?.status === 'NOT_APPLICABLE',
    marks[cell.code]?.note ?? null,
  ]);

const textOf = ({ report, indicators, explanations }: ReportContent): string =>
  JSON.stringify([
    report.editions,
    report.overview,
    report.problems ?? null,
    report.otherMatters ?? null,
    indicators
      .map(({ key, value, qualifier, sentence }) =>
        JSON.stringify([key, formatAmount(parseAmount(value)), qualifier, sentence]),
      )
      .sort(),
    explanations
      .filter(({ explanation }) => explanation)
      .map(({ code, path, explanation }) => JSON.stringify([code, path, explanation]))
      .sort(),
  ]);

/** Whether two reports say the same to their readers. Whether a total was sent or added up is no difference. */
export const isSameContent = (one: ReportContent, other: ReportContent): boolean =>
  CELLS.every((cell) => cellText(one.report, cell) === cellText(other.report, cell)) &&
  textOf(one) === textOf(other);
