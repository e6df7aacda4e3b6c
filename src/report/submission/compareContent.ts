import { CELLS, type Cell } from '../../form/cells';
import { formatAmount, getFigure, parseAmount } from '../../form/figures';
import type { StoredExplanation } from '../checking/explain';
import type { ComposedReport } from './composeReport';
import type { IndicatorRow } from './readIndicators';

/** An indicator as it is stored with a revision. */
export interface StoredIndicator extends IndicatorRow {
  readonly code: string;
  readonly isRetired: boolean;
}

/** What the readers of a report see of it: tables, texts, indicators and explanations. */
export interface ReportContent {
  readonly report: ComposedReport;
  readonly indicators: readonly IndicatorRow[];
  readonly explanations: readonly Pick<StoredExplanation, 'code' | 'path' | 'explanation'>[];
}

/** Returns the indicators that a revision has: those that were sent and the retired ones of the revision before, or all of that where none were sent. */
export function indicatorsAfter(
  sent: readonly IndicatorRow[] | null,
  before: readonly StoredIndicator[],
): readonly IndicatorRow[] {
  if (!sent) return before;
  const retired = before.filter(({ isRetired, key }) => isRetired && !sent.some((row) => row.key === key));
  return [...sent, ...retired];
}

/** Returns the codes of the indicators that a revision states and the one before did not, or otherwise, or no longer. */
export function changedIndicators(
  before: readonly StoredIndicator[],
  after: readonly IndicatorRow[],
  catalogue: readonly { readonly key: number; readonly code: string }[],
): ReadonlySet<string> {
  const textAt = (rows: readonly IndicatorRow[], key: number) => {
    const row = rows.find((one) => one.key === key);
    return row ? `${row.qualifier} ${Number(row.value)}` : '';
  };
  return new Set(
    [...catalogue, ...before]
      .filter(({ key }) => textAt(before, key) !== textAt(after, key))
      .map(({ code }) => code),
  );
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
