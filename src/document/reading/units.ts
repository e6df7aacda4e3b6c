import type { Cell } from '../../form/cells';
import { parseAmount } from '../../form/figures';
import { normalize } from '../../form/labels';
import { memoizeText } from '../../form/memoizeText';
import type { Value } from '../source/value';

/** A unit as printed, with its power of ten over 件 or over 元. */
interface Unit {
  readonly isMoney: boolean;
  readonly printed: string;
  readonly power: number;
}

const POWERS: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };
const COUNTED = '件次|人次|件|项|条|宗|个|份|篇|次|起|例|部|户';

const UNIT = new RegExp(`^(?:人民币)?(?<power>[十百千万亿]{0,2})(?<base>${COUNTED}|元|圆)(?:人民币)?$`, 'u');

/** Returns the unit a text is; null when it is none that is understood. */
function unitOf(text: string): Unit | null {
  const parts = UNIT.exec(text)?.groups;
  if (!parts) return null;
  const power = [...parts.power].reduce((sum, letter) => sum + POWERS[letter], 0);
  return { isMoney: /[元圆]/u.test(parts.base), printed: text, power };
}

/** What a text says of units: those that are understood, and whether some are not. */
interface Units {
  readonly units: readonly Unit[];
  readonly isUnclear: boolean;
}

/** Words that say what the unit is: 单位：千元. */
export const UNIT_LABEL =
  /(?<![填报办送各本制发主承来])单位(?:[:：为]|(?=[十百千万亿]{0,2}[件元]))(?<units>[^()（）[\]:：;；。,，]{1,24}?(?:[,，、/及和][^()（）[\]:：;；。]{1,8})*)(?=$|[()（）[\]:：;；。])/gu;
const BRACKETED = /[([〔【](?<units>[^()[\]〔〕【】]{1,8})[)\]〕】]/gu;
const IN_WORDS = /以(?<units>[十百千万亿]{0,2}(?:元|件))(?:为|作为?)单位/u;
const BARE = /(?:金额|数量|件数|项数)[:：、/,，]?(?<units>[十百千万亿]{0,2}(?:件|元))$/u;

/** Finds the units a heading, a label, or a caption states: 单位：千元, （万件）, 金额（元）. */
export const unitsIn = memoizeText((text): Units => {
  const compact = normalize(text);
  const units: Unit[] = [];
  let isUnclear = false;
  for (const { groups } of compact.matchAll(UNIT_LABEL))
    for (const part of groups?.units.split(/[,，、/及和]/u) ?? []) {
      const unit = unitOf(part);
      if (unit) units.push(unit);
      else if (/[元圆件币]|^[十百千万亿]+$/u.test(part)) isUnclear = true;
    }
  if (units.length === 0)
    for (const { groups } of [
      ...compact.matchAll(BRACKETED),
      ...[IN_WORDS.exec(compact), BARE.exec(compact)].filter((found) => found !== null),
    ]) {
      const unit = unitOf(groups?.units ?? '');
      if (unit) units.push(unit);
      else if (/^[十百千万亿]+$|[美欧港日]元|[美欧港日]币/u.test(groups?.units ?? '')) isUnclear = true;
    }
  return { units, isUnclear };
});

/** The unit above a figure, and why it may be another. */
export interface UnitAbove {
  /** Power of ten over 件 or 元; null when no unit is printed there. */
  readonly power: number | null;
  readonly printed: string | null;
  readonly doubt: string | null;
}

/** No unit is printed above a figure. */
export const NO_UNIT_ABOVE: UnitAbove = { power: null, printed: null, doubt: null };
/** The doubt about a figure whose unit is not understood. */
export const UNCLEAR = '看不懂表头的单位 the unit of the heading is not understood';
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

/** A figure in the unit of its cell, 件 or 万元, with a reason where it was converted and a doubt where its unit is not certain. */
export interface Converted {
  readonly number: string;
  readonly reason: string | null;
  readonly doubt: string | null;
}

const TEN_THOUSANDS_OF_YUAN = 4;
const NO_UNIT = '原文未注明单位，按万元读取 no unit is printed; taken for 万元';
/** From so many 万元 on, an amount without a unit may well be in yuan. */
const LARGE_AMOUNT = 10_000;

const convertedFrom = (unit: string, to: string) =>
  `原文单位为${unit}，已换算为${to} printed in ${unit === '元' ? 'yuan' : unit}, turned into ${to}`;

/** Converts a figure from the unit printed in its cell, or else from the one above it, into the unit of the form. Exact. */
export function convert(cell: Cell, value: Value, above: UnitAbove): Converted {
  const number = value.number as string;
  const isAmount = cell.kind === 'AMOUNT';
  const inCell = value.unit === null ? null : unitOf(value.unit);
  const isOfCell = inCell !== null && inCell.isMoney === isAmount;
  if (inCell !== null && !isOfCell)
    return {
      number,
      reason: null,
      doubt: `单位“${value.unit}”不是该栏的单位 the unit ${value.unit} is not that of this cell`,
    };
  const hasPower = /[百千万亿佰仟萬億]/u.test(value.text);
  const target = isAmount ? TEN_THOUSANDS_OF_YUAN : 0;
  if (isOfCell) {
    const power = inCell.power;
    const isContradicted = isAmount && above.power !== null && above.power !== power;
    return {
      number: shiftDecimal(number, power - target),
      reason: power === target ? null : convertedFrom(inCell.printed, cell.unit),
      doubt: isContradicted
        ? `表头的单位为${above.printed}，格内为${value.unit} the heading says ${above.printed}, the cell ${value.unit}`
        : null,
    };
  }
  if (above.doubt) return { number, reason: null, doubt: above.doubt };
  if (hasPower && isAmount)
    return above.power === null
      ? { number: shiftDecimal(number, -target), reason: convertedFrom('元', cell.unit), doubt: NO_UNIT }
      : { number: shiftDecimal(number, above.power - target), reason: null, doubt: UNCLEAR };
  if (hasPower && above.power !== null && above.power > 0) return { number, reason: null, doubt: UNCLEAR };
  if (above.power !== null)
    return {
      number: shiftDecimal(number, above.power - target),
      reason: above.power === target ? null : convertedFrom(above.printed as string, cell.unit),
      doubt: null,
    };
  if (!isAmount) return { number, reason: hasPower ? convertedFrom('万', cell.unit) : null, doubt: null };
  const isLarge = parseAmount(number.replace('-', '')) >= BigInt(LARGE_AMOUNT) * 1_000_000n;
  return { number, reason: cell.aggregation === 'NONE' ? NO_UNIT : null, doubt: isLarge ? NO_UNIT : null };
}
