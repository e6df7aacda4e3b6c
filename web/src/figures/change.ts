import type { Exactness } from '../../../src/form/exactness';
import type { Language, Translate } from '../language/language';
import { type FigureValue, formatChange, formatGrowth } from './formatFigure';
import { decimalsOf, isRatio, signOf } from './shownValue';

/** A value with its change to the year before. */
export interface Changed {
  readonly code: string;
  readonly value: FigureValue | null;
  readonly base: FigureValue | null;
  readonly difference: FigureValue | null;
  readonly growth: FigureValue | null;
  readonly changeQualifier: string | null;
}

/** Whether there are figures of both years of which no change follows: both are bounds of the same side. */
export const isUncertain = ({ value, base, difference }: Changed): boolean =>
  value !== null && base !== null && difference === null;

/** Returns the difference of two ratios in percentage points: with one decimal, or two digits where it is so small that one says nothing. */
export function formatPoints(difference: FigureValue, language: Language): string {
  const points = Number(difference) * 100;
  const size = Math.abs(points);
  return formatChange(
    points,
    language,
    size === 0 || size >= 0.05 ? 1 : Math.min(6, 2 - Math.ceil(Math.log10(size))),
  );
}

/** Returns a difference as it is shown: of ratios in percentage points, of others by itself. */
export const textOfDifference = (
  code: string,
  difference: FigureValue,
  language: Language,
  t: Translate,
): string =>
  isRatio(code)
    ? t(`${formatPoints(difference, language)} 个百分点`, `${formatPoints(difference, language)} points`)
    : formatChange(difference, language, decimalsOf(code, difference));

/** Returns a difference with the growth in brackets; a ratio has none. */
export const textOfChange = (
  { code, difference, growth }: Pick<Changed, 'code' | 'growth'> & { readonly difference: FigureValue },
  language: Language,
  t: Translate,
): string =>
  isRatio(code) || growth === null
    ? textOfDifference(code, difference, language, t)
    : `${textOfDifference(code, difference, language, t)} (${formatGrowth(growth, language)})`;

/** Returns a change to the year before in one figure, without its sign: of a ratio the difference, of others the growth; null where there is none. */
export function textOfGrowth(
  { code, difference, growth }: Pick<Changed, 'code' | 'difference' | 'growth'>,
  language: Language,
  t: Translate,
): string | null {
  if (isRatio(code)) return difference === null ? null : textOfDifference(code, difference, language, t);
  return growth === null ? null : formatGrowth(growth, language);
}

/** Where nothing follows of two figures, in words. */
export const uncertainInWords = (t: Translate): string => t('无从比较', 'cannot be compared');

/** Returns a change to the year before in one figure as text, where nothing can be opened: in print. */
export function printedGrowth(changed: Changed, language: Language, t: Translate): string {
  if (isUncertain(changed)) return uncertainInWords(t);
  const text = textOfGrowth(changed, language, t);
  const sign = signOf(changed.changeQualifier);
  return text === null ? '' : sign ? `${sign} ${text}` : text;
}

/** Returns the arrow of a change; nothing where it is not certain that it is more, or less. */
export function arrowOf(by: number, exactness: Exactness): '▲' | '▼' | '' {
  if (by > 0 && (exactness === 'EXACT' || exactness === 'AT_LEAST')) return '▲';
  return by < 0 && (exactness === 'EXACT' || exactness === 'AT_MOST') ? '▼' : '';
}
