import { type Cell, UNIT_EN } from './cells';

/** A unit as printed, with its power of ten over 件 or over 元. */
export interface Unit {
  readonly isMoney: boolean;
  readonly printed: string;
  readonly power: number;
}

const POWERS: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };
const COUNTED = '件次|人次|件|项|条|宗|个|份|篇|次|起|例|部|户';

const UNIT = new RegExp(`^(?:人民币)?(?<power>[十百千万亿]{0,2})(?<base>${COUNTED}|元|圆)(?:人民币)?$`, 'u');

/** Returns the unit a text is; null when it is none that is understood. */
export function unitOf(text: string): Unit | null {
  const parts = UNIT.exec(text)?.groups;
  if (!parts) return null;
  const power = [...parts.power].reduce((sum, letter) => sum + POWERS[letter], 0);
  return { isMoney: /[元圆]/u.test(parts.base), printed: text, power };
}

/** A figure that is written with its unit. */
export interface WrittenFigure {
  readonly number: string;
  readonly unit: string;
}

const NUMBER = '-?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,40})(?:\\.\\d{1,40})?';
const DECIMAL = new RegExp(`^${NUMBER}$`, 'u');
const WITH_UNIT = new RegExp(`^(?<number>${NUMBER})\\s*(?<unit>[^\\d\\s,.].{0,9})$`, 'u');
const withoutCommas = (number: string) => number.replaceAll(',', '');

/** Returns the exact decimal that a text such as 942 or 83,000.5 is; null where it is none. */
export const readDecimal = (text: string): string | null => (DECIMAL.test(text) ? withoutCommas(text) : null);

/** Returns the figure and the unit of a text such as 83000元, 83,000 元 or 1.2万件; null where it is no such text. */
export function splitUnit(text: string): WrittenFigure | null {
  const parts = WITH_UNIT.exec(text)?.groups;
  return parts ? { number: withoutCommas(parts.number), unit: parts.unit } : null;
}

/** Moves the point of an exact decimal text by a power of ten. */
export function shiftDecimal(decimal: string, power: number): string {
  const [, sign, units, fraction] = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(decimal) as RegExpExecArray;
  const digits = `${units}${fraction ?? ''}`;
  const point = units.length + power;
  const padded = digits.padStart(digits.length + Math.max(0, 1 - point), '0').padEnd(point, '0');
  const end = Math.max(1, point);
  const decimals = padded.slice(end).replace(/0+$/u, '');
  const integer = padded.slice(0, end).replace(/^0+(?=\d)/u, '');
  return `${sign}${integer}${decimals === '' ? '' : `.${decimals}`}`;
}

/** Returns the power of ten over 元 or 件 of the unit of a cell: amounts are in 万元. */
export const powerOf = ({ kind }: Cell): number => (kind === 'AMOUNT' ? 4 : 0);

/** Returns in words that a figure was turned from one unit into another. */
export const convertedFrom = (unit: string, to: Cell['unit']) =>
  `原文单位为${unit}，已换算为${to} printed in ${unit === '元' ? 'yuan' : `another unit (${unit})`}, turned into that of the form, ${UNIT_EN[to]}`;
