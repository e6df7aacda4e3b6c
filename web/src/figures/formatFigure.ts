import { beijingDay, beijingTime } from '../../../src/form/beijing';
import type { Language } from '../language/language';

/** A figure as the hub answers it: a number, or exact decimal text where a number would not be exact. */
export type FigureValue = number | string;

const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

const formats = new Map<string, Intl.NumberFormat>();

/** Returns a format of numbers: making one takes longer than writing a hundred figures with it. */
function numbersOf(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(LOCALES[language], options);
  formats.set(key, format);
  return format;
}

/** Returns a figure with its digits in groups; decimal text stays exact. */
export function formatFigure(value: FigureValue, language: Language, decimals = 6): string {
  const format = numbersOf(language, { maximumFractionDigits: decimals });
  return format.format(value as number);
}

/** Returns how many there are, with the digits in groups, which are the same in both languages. */
export const formatCount = (count: number): string => count.toLocaleString('en');

/** Returns an English noun as so many have it: "warning" of one, "warnings", "agencies" and "days" of others. */
export const nounFor = (count: number, noun: string): string =>
  count === 1 ? noun : `${noun.replace(/([^aeou])y$/, '$1ie')}s`;

/** Returns how many there are of something, in English: "1 warning", "2 warnings", "3 agencies". */
export const counted = (count: number, noun: string): string =>
  `${formatCount(count)} ${nounFor(count, noun)}`;

/** Returns a ratio in per cent with one decimal; what is not nothing is not written as 0.0%, nor what is not all as 100.0%. */
export function formatPercent(value: FigureValue, language: Language): string {
  const ratio = Number(value);
  const format = numbersOf(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  if (ratio > 0 && ratio < 0.0005) return `<${format.format(0.001)}`;
  if (ratio < 1 && ratio >= 0.9995) return `>${format.format(0.999)}`;
  return format.format(ratio);
}

/** Returns a change with its sign. */
export const formatChange = (
  value: FigureValue,
  language: Language,
  decimals = 6,
  leastDecimals = 0,
): string =>
  numbersOf(language, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: leastDecimals,
    maximumFractionDigits: decimals,
  }).format(value as number);

/** Returns a growth in per cent with its sign. */
export const formatGrowth = (value: FigureValue, language: Language): string =>
  numbersOf(language, {
    style: 'percent',
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(Number(value));

/** Returns an instant in Beijing time to the second, as 2026-03-01 08:00:00; where it is shown, the zone is said. */
export const formatMoment = (instant: string): string =>
  beijingTime(new Date(instant)).slice(0, '2026-03-01 08:00:00'.length);

/** Returns an instant in Beijing time to the minute, with the zone said. */
export const formatInstant = (instant: string, language: Language): string =>
  `${formatMoment(instant).slice(0, '2026-03-01 08:00'.length)}${language === 'zh' ? '（北京时间）' : ' (Beijing)'}`;

/** Returns the day of an instant in Beijing; where it is shown, the zone is said. */
export const formatDay = (instant: string): string => beijingDay(new Date(instant));
