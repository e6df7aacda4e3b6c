import type { Label } from './lines';

/** How exact a value is, in words; one that is exact needs none. */
export const QUALIFIERS: Readonly<Record<string, Label>> = {
  AT_LEAST: { zh: '至少', en: 'at least' },
  AT_MOST: { zh: '至多', en: 'at most' },
  APPROXIMATE: { zh: '约数', en: 'approximate' },
};

/** How exact a value is. */
export type QualifierName = 'EXACT' | 'AT_LEAST' | 'AT_MOST' | 'APPROXIMATE';

/** The word for a value that is exact, where every value has one. */
export const EXACTLY: Label = { zh: '精确', en: 'exact' };

/** Returns how exact a value is by a word in either language, and that it is exact without one; null for any other word. */
export function qualifierInWords(word: string): QualifierName | null {
  if (word === '' || word === EXACTLY.zh) return 'EXACT';
  const found = Object.keys(QUALIFIERS).find((name) => Object.values(QUALIFIERS[name]).includes(word));
  return (found as QualifierName | undefined) ?? null;
}
