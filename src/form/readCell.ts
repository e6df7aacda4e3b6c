import { isNotApplicable } from './cellMarks';
import { AMOUNT_DECIMALS, AMOUNT_LIMIT, type Cell, figureInEnglish, LARGEST_COUNT } from './cells';
import { formatAmount, parseAmount } from './figures';
import { type Finding, findingOf } from './finding';
import type { Label } from './lines';
import { RULES, type Rule } from './rules';
import { powerOf, readDecimal, shiftDecimal, splitUnit, unitOf, type WrittenFigure } from './units';

/** BLANK: nothing written. NOT_APPLICABLE: marked as such ("/", "-", "不适用"). REPORTED: a figure, zero too. */
export type CellStatus = 'REPORTED' | 'BLANK' | 'NOT_APPLICABLE';

/** A cell as read: its status, its value when reported, and what is wrong with it. */
export interface CellReading {
  readonly status: CellStatus;
  readonly value: number | string | null;
  readonly finding?: Finding;
  /** What was done with the unit that was written with it. */
  readonly conversion?: Finding;
}

/** Returns a value that is no figure as it is shown to the sender: JSON, at most 60 letters. Infinity and NaN, which JSON lacks, are shown by name. */
export function shownValue(input: unknown): string {
  const shown = typeof input === 'number' ? null : JSON.stringify(input);
  return [...(shown ?? String(input))].slice(0, 60).join('');
}

/** What a cell of each kind holds: only a change may be below zero. */
const WANTED: Readonly<Record<Cell['kind'], Label>> = {
  COUNT: { zh: '零或正整数', en: 'zero or a positive whole number' },
  CHANGE: { zh: '整数，减少的填负数', en: 'a whole number, below zero for a decrease' },
  AMOUNT: { zh: '以万元为单位的零或正数', en: 'zero or a positive number in units of 10,000 yuan (万元)' },
};

function refuse(rule: Rule, cell: Cell, input: unknown): CellReading {
  const shown = shownValue(input);
  const wanted = WANTED[cell.kind];
  const finding = findingOf(rule, cell.code, {
    cells: [cell.code],
    actual: shown,
    zh: `：“${cell.zh}”收到 ${shown}。请填写${wanted.zh}；没有数据可留空或填“/”`,
    en: `: "${cell.en}" was given ${shown}. Send ${wanted.en}; leave it out when blank, or send "/" when not applicable`,
  });
  return { status: 'BLANK', value: null, finding };
}

/** Reads the value of a cell as sent: a number, or its digits as text, with or without a unit; null or "" for blank, "/" and its like. */
export function readCell(cell: Cell, input: unknown): CellReading {
  if (input === null || input === undefined) return { status: 'BLANK', value: null };
  if (typeof input === 'string') {
    const text = input.normalize('NFKC').trim();
    if (text === '') return { status: 'BLANK', value: null };
    if (isNotApplicable(text)) return { status: 'NOT_APPLICABLE', value: null };
    const written = splitUnit(text);
    if (written && unitOf(written.unit)) return readInUnit(cell, written, text);
    const digits = readDecimal(text);
    return digits === null ? refuse(RULES.notANumber, cell, input) : readDigits(cell, digits, input);
  }
  if (typeof input !== 'number' || !Number.isFinite(input)) return refuse(RULES.notANumber, cell, input);
  return cell.kind === 'AMOUNT' ? readAmount(cell, String(input), input) : readCount(cell, input, input);
}

/** Reads an exact decimal text in the unit of the cell. */
function readDigits(cell: Cell, digits: string, input: unknown): CellReading {
  if (cell.kind === 'AMOUNT') return readAmount(cell, digits, input);
  // A double would round what has more digits than it holds to a whole number.
  const [units, fraction = ''] = digits.split('.');
  return readCount(cell, /^0*$/.test(fraction) ? Number(units) : Number(`${units}.5`), input);
}

function readCount(cell: Cell, count: number, input: unknown): CellReading {
  if (count < 0 && cell.kind === 'COUNT') return refuse(RULES.negative, cell, input);
  if (!Number.isInteger(count)) return refuse(RULES.fractional, cell, input);
  if (Math.abs(count) > LARGEST_COUNT) return refuse(RULES.tooLarge, cell, input);
  return { status: 'REPORTED', value: count };
}

function readAmount(cell: Cell, text: string, input: unknown): CellReading {
  if (!/^-?\d{1,40}(\.\d{1,40})?$/.test(text)) return refuse(RULES.notANumber, cell, input);
  if (text.startsWith('-')) return refuse(RULES.negative, cell, input);
  if ((text.split('.')[1] ?? '').replace(/0+$/, '').length > AMOUNT_DECIMALS)
    return refuse(RULES.tooPrecise, cell, input);
  const millionths = parseAmount(text);
  if (millionths >= AMOUNT_LIMIT * 1_000_000n) return refuse(RULES.tooLarge, cell, input);
  return { status: 'REPORTED', value: formatAmount(millionths) };
}

/** Reads a figure that is written with its unit, turned into the unit of the cell. Exact: what cannot be is refused. */
function readInUnit(cell: Cell, { number, unit: printed }: WrittenFigure, input: string): CellReading {
  const unit = unitOf(printed);
  if (unit?.isMoney !== (cell.kind === 'AMOUNT')) return refuse(RULES.notANumber, cell, input);
  const power = unit.power - powerOf(cell);
  const reading = readDigits(cell, shiftDecimal(number, power), input);
  if (reading.finding || power === 0) return reading;
  const value = String(reading.value);
  const conversion = findingOf(RULES.unitConverted, cell.code, {
    cells: [cell.code],
    actual: input,
    expected: value,
    zh: `：“${cell.zh}”写作 ${input}，按 ${value} ${cell.unit}计`,
    en: `: "${cell.en}" is written ${input} and counts as ${figureInEnglish(value, cell)}`,
  });
  return { ...reading, conversion };
}
