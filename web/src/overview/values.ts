import { MEASURES } from '../../../src/form/measures';
import { counted, formatCount } from '../figures/formatFigure';
import type { Translate } from '../language/language';

/** A value that the overview shows, by its code. */
export interface OverviewValue {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Returns a measure of the form under its own label. Throws when the form has no such measure. */
export function valueOfMeasure(code: string): OverviewValue {
  const measure = MEASURES.find((one) => one.code === code);
  if (!measure) throw new Error(`the form has no measure ${code}`);
  return { code: `measures.${code}`, zh: measure.zh, en: measure.en };
}

const HOTLINE: OverviewValue = { code: 'indicators.hotlineTickets', zh: '热线工单', en: 'Hotline tickets' };
/** The values of the overview in order. */
export const ALL_VALUES: readonly OverviewValue[] = [
  HOTLINE,
  { code: 'requests.received.total', zh: '新收申请', en: 'Requests received' },
  ...['disclosureRate', 'reconsiderationOverturnRate', 'litigationOverturnRate'].map(valueOfMeasure),
];

/** The values of the overview in order; hotline tickets where the hub collects them. */
export const overviewValues = (
  indicators: readonly { readonly code: string; readonly retired: boolean }[],
): readonly OverviewValue[] =>
  indicators.some(({ code, retired }) => HOTLINE.code === `indicators.${code}` && !retired)
    ? ALL_VALUES
    : ALL_VALUES.filter((value) => value !== HOTLINE);

/** Returns how much of what was expected is there, in words. */
export const coverageInWords = (
  { included, expected }: { readonly included: number; readonly expected: number },
  t: Translate,
): string =>
  t(
    `应报 ${formatCount(expected)} 份，纳入 ${formatCount(included)} 份`,
    `${formatCount(included)} of ${counted(expected, 'report')}`,
  );
