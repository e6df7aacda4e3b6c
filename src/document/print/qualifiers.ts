import type { Label } from '../../form/lines';

/** How exact a value is, in words; one that is exact needs none. */
export const QUALIFIERS: Readonly<Record<string, Label>> = {
  AT_LEAST: { zh: '至少', en: 'at least' },
  AT_MOST: { zh: '至多', en: 'at most' },
  APPROXIMATE: { zh: '约数', en: 'approximate' },
};
