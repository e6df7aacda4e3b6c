import type { Cell } from '../../form/cells';
import { parseAmount } from '../../form/figures';
import { normalize } from '../../form/labels';
import { memoizeText } from '../../form/memoizeText';
import { convertedFrom, powerOf, shiftDecimal, type Unit, unitOf } from '../../form/units';
import type { Value } from '../source/value';

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

/**
 * A figure in the unit of its cell, 件 or 万元, with a reason where it was converted and a doubt where its unit is not certain. The number is null
 * where the unit may be another by powers of ten: a proposal is right but for its last digits, or there is none.
 */
export interface Converted {
  readonly number: string | null;
  readonly reason: string | null;
  readonly doubt: string | null;
}

const NO_UNIT = '原文未注明单位，按万元读取 no unit is printed; taken for 10,000 yuan';
const NO_UNIT_AT_ALL =
  '原文未注明单位，数额较大，可能以元计 no unit is printed, and so large a figure may be in yuan';
const NO_UNIT_OF_POWER =
  '原文未注明单位，可能是元，也可能是万元 no unit is printed; it may be yuan or 10,000 yuan';
/** From so many 万元 on, an amount without a unit may well be in yuan. */
const LARGE_AMOUNT = 10_000;

/** The powers of ten that heads repeat. */
const UNIT_POWERS: readonly (readonly [RegExp, number])[] = [
  [/[亿億]/u, 8],
  [/[万萬]/u, 4],
];
const HUNDREDS = /[百千佰仟]/u;

/** A figure whose unit may be another. */
const undecided = (doubt: string): Converted => ({ number: null, reason: null, doubt });

/** Converts a figure whose numeral has powers of its own and no unit: 8.3万, 三百二十. Its head may repeat the power, or multiply it. */
function convertNumeral(cell: Cell, number: string, numeral: string, above: UnitAbove): Converted {
  const isAmount = cell.kind === 'AMOUNT';
  const target = powerOf(cell);
  const power = UNIT_POWERS.find(([letter]) => letter.test(numeral))?.[1] ?? null;
  const headPower = above.power ?? (isAmount ? null : 0);
  const inBase = shiftDecimal(number, -target);
  if (headPower === 0) {
    const unit = isAmount ? '元' : /[万萬亿億]/u.exec(numeral)?.[0];
    return { number: inBase, reason: unit ? convertedFrom(unit, cell.unit) : null, doubt: null };
  }
  if (headPower === null)
    return power === null
      ? undecided(NO_UNIT_OF_POWER)
      : { number: inBase, reason: convertedFrom('元', cell.unit), doubt: NO_UNIT };
  const doubt = `表头的单位为${above.printed}，格内为“${numeral}” the heading says "${above.printed}", the cell "${numeral}"`;
  // Nobody counts 万 in 万元: the cell says again what its head says.
  if (power === headPower) return { number: inBase, reason: null, doubt };
  const isInWords = power === null && !/\d/u.test(numeral);
  return isInWords
    ? { number: shiftDecimal(number, headPower - target), reason: null, doubt }
    : undecided(doubt);
}

/** Converts a figure from the unit printed in its cell, or else from the one above it, into the unit of the form. Exact. */
export function convert(cell: Cell, value: Value, above: UnitAbove): Converted {
  const number = value.number as string;
  const isAmount = cell.kind === 'AMOUNT';
  const inCell = value.unit === null ? null : unitOf(value.unit);
  const isOfCell = inCell !== null && inCell.isMoney === isAmount;
  if (inCell !== null && !isOfCell)
    return undecided(`单位“${value.unit}”不是该栏的单位 the unit "${value.unit}" is not that of this cell`);
  const target = powerOf(cell);
  if (isOfCell) {
    const { power, printed } = inCell;
    // 8.3万元 is said in yuan as well; 83000元 below 万元 is one of two units.
    const isContradicted = above.power !== null && above.power > 0 && above.power !== power;
    if (isContradicted)
      return undecided(
        `表头的单位为${above.printed}，格内为${value.unit} the heading says "${above.printed}", the cell "${value.unit}"`,
      );
    return {
      number: shiftDecimal(number, power - target),
      reason: power === target ? null : convertedFrom(printed, cell.unit),
      doubt: null,
    };
  }
  if (above.doubt) return undecided(above.doubt);
  const { numeral } = value;
  if (numeral !== null && (HUNDREDS.test(numeral) || UNIT_POWERS.some(([letter]) => letter.test(numeral))))
    return convertNumeral(cell, number, numeral, above);
  if (above.power !== null)
    return {
      number: shiftDecimal(number, above.power - target),
      reason: above.power === target ? null : convertedFrom(above.printed as string, cell.unit),
      doubt: null,
    };
  if (!isAmount) return { number, reason: null, doubt: null };
  const isLarge = parseAmount(number.replace('-', '')) >= BigInt(LARGE_AMOUNT) * 1_000_000n;
  // The form prints no unit over what it does not add.
  if (cell.aggregation === 'NONE') return { number, reason: NO_UNIT, doubt: isLarge ? NO_UNIT : null };
  return isLarge ? undecided(NO_UNIT_AT_ALL) : { number, reason: null, doubt: null };
}
