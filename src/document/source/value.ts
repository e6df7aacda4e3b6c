import { isPrintedNotApplicable } from '../../form/cellMarks';
import { normalize } from '../../form/labels';

/** The value of a cell that may hold a figure. */
export interface Value {
  readonly kind: 'NUMBER' | 'BLANK' | 'NOT_APPLICABLE';
  /** The text of the cell. */
  readonly text: string;
  /** Canonical decimal text, signed; null unless NUMBER. */
  readonly number: string | null;
  /** What is printed beside the figure. */
  readonly note: string | null;
  /** The unit printed in the cell. */
  readonly unit: string | null;
}

const SIGN = '(?<sign>[+\\-−增减加减少]{0,2})';
const DIGITS = '(?<digits>\\d{1,3}(?:,\\d{3})+|\\d+)(?<fraction>\\.\\d+)?';
const UNIT = '(?<unit>万元|亿元|元|件次|件|项|条|宗|个|份|篇|次|起|例)?';
const NOTE = '(?:[(〔[【](?<note>.+)[)〕\\]】]|(?<bare>(?:其中|含|注|包括).+))?';
const NUMBER = new RegExp(`^${SIGN}${DIGITS}${UNIT}${NOTE}$`, 'u');

/** Reads the text of a cell as a value; null when it is words. Full-width digits, separators, units and notes are understood. */
export function readValue(text: string): Value | null {
  // Several figures in a row are not one; a space may only part thousands.
  if (/\d\s+\d/u.test(text.replace(/[(（].*$/su, '')) && !/^\s*\d{1,3}(?:\s\d{3})+(?!\d)/u.test(text))
    return null;
  const compact = normalize(text).replace(/，/g, ',');
  const none = { text, number: null, note: null, unit: null };
  if (compact === '') return { kind: 'BLANK', ...none };
  const noted = /^(?<mark>[^(〔[]*)[(](?<note>[^()]{2,})[)]$/u.exec(compact)?.groups;
  if (noted?.mark === '') return { kind: 'BLANK', ...none, note: noted.note };
  if (noted && isPrintedNotApplicable(noted.mark))
    return { kind: 'NOT_APPLICABLE', ...none, note: noted.note };
  if (isPrintedNotApplicable(compact)) return { kind: 'NOT_APPLICABLE', ...none };
  if (/^[零〇oO]$/u.test(compact)) return { kind: 'NUMBER', ...none, number: '0' };
  const groups = NUMBER.exec(compact)?.groups;
  if (!groups) return null;
  const digits = groups.digits.replaceAll(',', '').replace(/^0+(?=\d)/, '');
  const fraction = (groups.fraction ?? '').replace(/\.?0+$/, '');
  const negative = /[-−减]/u.test(groups.sign);
  return {
    kind: 'NUMBER',
    text,
    number: `${negative && `${digits}${fraction}` !== '0' ? '-' : ''}${digits}${fraction}`,
    note: groups.note ?? groups.bare ?? null,
    unit: groups.unit ?? null,
  };
}

/** Whether a value is written there: anything but blank. */
export const isWritten = (value: Value): boolean => value.kind !== 'BLANK';
