import { formatCount } from '../figures/formatFigure';
import { type Labelled, type Translate, useLabels, useLanguage } from '../language/language';

/** A value that the overview shows, by its code. */
export interface OverviewValue {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const HOTLINE: OverviewValue = { code: 'indicators.hotlineTickets', zh: '热线工单', en: 'Hotline tickets' };
const ALL: readonly OverviewValue[] = [
  HOTLINE,
  { code: 'requests.received.total', zh: '新收申请', en: 'Requests received' },
  { code: 'measures.disclosureRate', zh: '公开率', en: 'Disclosure rate' },
  { code: 'measures.reconsiderationOverturnRate', zh: '复议纠错率', en: 'Corrected in reconsideration' },
  { code: 'measures.litigationOverturnRate', zh: '诉讼纠错率', en: 'Corrected in litigation' },
];

/** The values of the overview in order; hotline tickets where the hub collects them. */
export const overviewValues = (
  indicators: readonly { readonly code: string; readonly retired: boolean }[],
): readonly OverviewValue[] =>
  indicators.some(({ code, retired }) => HOTLINE.code === `indicators.${code}` && !retired)
    ? ALL
    : ALL.filter((value) => value !== HOTLINE);

/** Returns how a value of the overview is called there; others by the label of the hub. */
export function useShortNames(): (value: Labelled & { readonly code: string }) => string {
  const { t } = useLanguage();
  const labelOf = useLabels();
  return (value) => {
    const own = ALL.find(({ code }) => code === value.code);
    return own ? t(own.zh, own.en) : labelOf(value);
  };
}

/** Returns how much of what was expected is there, in words. */
export const coverageInWords = (
  { included, expected }: { readonly included: number; readonly expected: number },
  t: Translate,
): string =>
  t(
    `应报 ${formatCount(expected)} 份，纳入 ${formatCount(included)} 份`,
    `${formatCount(included)} of ${formatCount(expected)} reports`,
  );
