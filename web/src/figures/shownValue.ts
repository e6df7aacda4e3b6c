import { isFormula } from '../../../src/form/formulaTokens';
import { MEASURES } from '../../../src/form/measures';
import type { Language } from '../language/language';
import { type FigureValue, formatFigure, formatPercent } from './formatFigure';

/** A value of a group, a report or a cell, as it is shown. */
export interface ShownValue {
  readonly code: string;
  /** Its unit in Chinese, where it is not that of a cell. */
  readonly unitZh?: string;
  readonly value: FigureValue | null;
  readonly state?: string;
  readonly reasonZh?: string | null;
  readonly reasonEn?: string | null;
  readonly qualifier?: string | null;
  readonly note?: string | null;
}

/** The sign of what qualifies a value, and what it means. */
export const QUALIFIERS: Readonly<Record<string, readonly [sign: string, zh: string, en: string]>> = {
  AT_LEAST: ['≥', '原文为“余”“多”：至少', 'The source says more than: at least'],
  AT_MOST: ['≤', '原文为“不超过”：至多', 'The source says at most'],
  APPROXIMATE: ['≈', '约数', 'Approximate'],
};

const RATIOS = new Set(MEASURES.map(({ code }) => `measures.${code}`));

/** Whether a value is a ratio of the form, which is shown in per cent; measures of a district have units of their own. */
export const isRatio = (code: string): boolean => RATIOS.has(code);

/** Whether a value is exact: what qualifies it says so, or it has nothing that does. */
export const isExact = ({ qualifier }: Pick<ShownValue, 'qualifier'>): boolean =>
  !qualifier || qualifier === 'EXACT';

/** The sign of a figure that is not exact; nothing for one that is. It is the one rule for tables, charts and files alike. */
export const signOf = (qualifier: string | null | undefined): string =>
  (qualifier && QUALIFIERS[qualifier]?.[0]) || '';

/** The sign of a share: it is only about so much where the figure, or what that is a part of, is not exact. */
export const signOfShare = (...values: readonly (Pick<ShownValue, 'qualifier'> | undefined)[]): string =>
  values.every((value) => !value || isExact(value)) ? '' : signOf('APPROXIMATE');

/** Returns the most decimals that a figure is shown with. Amounts are exact; quotients are rounded to two decimals, or to two digits where they are small. */
export function decimalsOf(code: string, value: FigureValue): number {
  const size = Math.abs(Number(value));
  if (!(code.startsWith('measures.') || isFormula(code)) || size === 0) return 6;
  return Math.min(6, Math.max(2, 2 - Math.ceil(Math.log10(size))));
}

/** Returns a value with what qualifies it, as it is shown; null where there is none. */
export function textOfValue({ code, value, qualifier }: ShownValue, language: Language): string | null {
  if (value === null) return null;
  const sign = qualifier ? QUALIFIERS[qualifier] : undefined;
  const text = isRatio(code)
    ? formatPercent(value, language)
    : formatFigure(value, language, decimalsOf(code, value));
  return sign ? `${sign[0]} ${text}` : text;
}
