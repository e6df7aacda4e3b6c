import type { Exactness } from '../../../src/form/exactness';
import type { Language, Translate } from '../language/language';
import { type FigureValue, formatChange, formatGrowth } from './formatFigure';
import { decimalsOf, isRatio, signOf } from './shownValue';

/** A value with its change to the year before. */
export interface Changed {
  readonly code: string;
  /** The unit of the value, in Chinese; by it what is in per cent is known. */
  readonly unitZh: string;
  readonly value: FigureValue | null;
  readonly base: FigureValue | null;
  readonly difference: FigureValue | null;
  readonly growth: FigureValue | null;
  readonly changeQualifier: string | null;
}

/** Whether there are figures of both years of which no change follows: both are bounds of the same side. */
export const isUncertain = ({ value, base, difference }: Changed): boolean =>
  value !== null && base !== null && difference === null;

/** In which points values of a unit change: those that are in per cent or per mille already, and in how many of them a ratio is one. */
interface Points {
  readonly perUnit: number;
  readonly zh: string;
  readonly en: string;
}
const PER_CENT: Points = { perUnit: 1, zh: '百分点', en: 'points' };
const POINTS: Readonly<Record<string, Points>> = {
  '%': PER_CENT,
  '％': PER_CENT,
  '‰': { perUnit: 1, zh: '千分点', en: 'per mille points' },
};

/** Returns in which points a value changes: ratios of the form and whatever has the unit per cent. Null for what grows. */
export const pointsOf = ({ code, unitZh }: Pick<Changed, 'code' | 'unitZh'>): Points | null =>
  isRatio(code) ? { ...PER_CENT, perUnit: 100 } : (POINTS[unitZh.trim()] ?? null);

/** Returns a difference in points with one decimal, whatever its size, as all of a column have; what is not nothing is not written as 0.0. */
export function formatPoints(difference: FigureValue, { perUnit }: Points, language: Language): string {
  const count = Number(difference) * perUnit;
  const text = (points: number) => formatChange(points, language, 1, 1);
  if (count === 0 || Math.abs(count) >= 0.05) return text(count);
  return count > 0 ? `<${text(0.1)}` : `>${text(-0.1)}`;
}

/** Returns a difference as it is shown: of what is in per cent in percentage points, of others by itself. */
export function textOfDifference(
  value: Pick<Changed, 'code' | 'unitZh'>,
  difference: FigureValue,
  language: Language,
  t: Translate,
): string {
  const points = pointsOf(value);
  if (!points) return formatChange(difference, language, decimalsOf(value.code, difference));
  const text = formatPoints(difference, points, language);
  return t(`${text} 个${points.zh}`, `${text} ${points.en}`);
}

/** Returns a difference with the growth in brackets; what changes by points has none. */
export const textOfChange = (
  changed: Pick<Changed, 'code' | 'unitZh' | 'growth'> & { readonly difference: FigureValue },
  language: Language,
  t: Translate,
): string =>
  pointsOf(changed) || changed.growth === null
    ? textOfDifference(changed, changed.difference, language, t)
    : `${textOfDifference(changed, changed.difference, language, t)} (${formatGrowth(changed.growth, language)})`;

/** Returns a change to the year before in one figure, without its sign: points where it is by points, of others the growth; null where there is none. */
export function textOfGrowth(
  changed: Pick<Changed, 'code' | 'unitZh' | 'difference' | 'growth'>,
  language: Language,
  t: Translate,
): string | null {
  const { difference, growth } = changed;
  if (pointsOf(changed))
    return difference === null ? null : textOfDifference(changed, difference, language, t);
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
