import { isFormula } from '../../../src/form/formulaTokens';
import type { Language } from '../language/language';
import { ALL_VALUES } from '../overview/values';

/** Returns the label of a cell without its part of the form and the column of all applicants. */
export const shortLabel = (label: string, language: Language): string =>
  language === 'zh'
    ? label.replace(/^[一二三四五六七八]、(?:本年度办理结果\s*)?/, '').replace(/\s*·\s*总计$/, '')
    : label.replace(/, (?:all applicants|total)$/i, '');

/** Returns the name of a value for the head of a column: that of the overview, and otherwise its label, or the labels that a formula names, in short. */
export function shortHead(
  { code, labelZh, labelEn }: { readonly code: string; readonly labelZh: string; readonly labelEn: string },
  language: Language,
): string {
  const own = ALL_VALUES.find((one) => one.code === code);
  if (own) return own[language];
  const label = language === 'zh' ? labelZh : labelEn;
  if (!isFormula(code)) return shortLabel(label, language);
  return label.replace(
    /([“"])([^”"]*)([”"])/g,
    (_, open, name, close) => `${open}${shortLabel(name, language)}${close}`,
  );
}
