import { formatAmount, parseAmount } from './figures';
import { shiftDecimal, splitUnit, unitOf } from './units';

/** Whether a text is the value of a supplementary indicator: a number from 0 with at most six decimals. */
export const isIndicatorValue = (text: string): boolean => /^\d{1,15}(\.\d{1,6})?$/.test(text);

/** What is said of a text that is no value of an indicator. */
export const NO_INDICATOR_VALUE = {
  code: 'indicator.value',
  zh: '指标值应为非负数，最多六位小数。',
  en: 'The value is a number from 0 with at most six decimals.',
} as const;

/** The value of an indicator as it was read; null where the text is none. */
export interface IndicatorReading {
  readonly value: string | null;
  /** Whether it was written in another unit than that of the indicator. */
  readonly isConverted: boolean;
  /** The unit that was written with it, where there is one. */
  readonly unit: string | null;
}

/** Returns the power of ten by which a figure in one unit is more in another; null where the units are not of one kind. */
function powerBetween(from: string, to: string): number | null {
  if (from === to) return 0;
  const [one, other] = [unitOf(from), unitOf(to)];
  return one && other && one.isMoney === other.isMoney ? one.power - other.power : null;
}

/** Reads the value of an indicator, as a cell is read: a figure that is written with a unit is turned into that of the indicator, exactly. What cannot be is no value. */
export function readIndicatorValue(input: string, unit: string): IndicatorReading {
  const text = input.normalize('NFKC').trim();
  if (isIndicatorValue(text)) return { value: text, isConverted: false, unit: null };
  const written = splitUnit(text);
  const power = written && powerBetween(written.unit, unit);
  const value = written && power !== null ? shiftDecimal(written.number, power) : '';
  const isRead = isIndicatorValue(value);
  return {
    value: isRead ? value : null,
    isConverted: isRead && power !== 0,
    unit: written?.unit ?? null,
  };
}

/** Returns the value of an indicator as the checks read it, however it was written or stored; null where there is none. */
export const indicatorValue = (value: string | undefined): string | null =>
  value === undefined ? null : formatAmount(parseAmount(value));
