import type { Language } from '../language/language';
import { ALL_VALUES } from '../overview/values';

/** Returns the name of a value for the head of a column: that of the overview, and otherwise its label without its part of the form and the column of all applicants. */
export function shortHead(
  { code, labelZh, labelEn }: { readonly code: string; readonly labelZh: string; readonly labelEn: string },
  language: Language,
): string {
  const own = ALL_VALUES.find((one) => one.code === code);
  if (own) return own[language];
  return language === 'zh'
    ? labelZh.replace(/^[一二三四五六七八]、(?:本年度办理结果\s*)?/, '').replace(/\s*·\s*总计$/, '')
    : labelEn.replace(/, (?:all applicants|total)$/i, '');
}
