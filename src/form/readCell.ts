import { isNotApplicable } from './cellMarks';
import { AMOUNT_DECIMALS, AMOUNT_LIMIT, type Cell, LARGEST_COUNT } from './cells';
import { formatAmount, parseAmount } from './figures';
import { type Finding, findingOf } from './finding';
import { RULES, type Rule } from './rules';

/** BLANK: nothing written. NOT_APPLICABLE: marked as such ("/", "-", "不适用"). REPORTED: a figure, zero too. */
export type CellStatus = 'REPORTED' | 'BLANK' | 'NOT_APPLICABLE';

/** A cell as given: its status, its value when reported, and what is wrong with it. */
export interface CellReading {
  readonly status: CellStatus;
  readonly value: number | string | null;
  readonly finding?: Finding;
}

/** A value that is no figure, as it is shown to who sent it: JSON, at most 60 letters; numbers too large to be one, which JSON has no word for, as such. */
export function shownValue(given: unknown): string {
  const shown = typeof given === 'number' ? null : JSON.stringify(given);
  return [...(shown ?? String(given))].slice(0, 60).join('');
}

function refuse(rule: Rule, cell: Cell, given: unknown): CellReading {
  const shown = shownValue(given);
  const finding = findingOf(rule, cell.code, {
    cells: [cell.code],
    actual: shown,
    zh: `：“${cell.zh}”收到 ${shown}。请填写${cell.kind === 'AMOUNT' ? '以万元为单位的数字' : '整数'}；没有数据可留空或填“/”`,
    en: `: "${cell.en}" was given ${shown}. Send ${cell.kind === 'AMOUNT' ? 'a number of 万元' : 'a whole number'}; leave it out when blank, or send "/" when not applicable`,
  });
  return { status: 'BLANK', value: null, finding };
}

/** Reads a value given for a cell: a number, decimal text for amounts, null or "" for blank, "/" and its like. */
export function readCell(cell: Cell, given: unknown): CellReading {
  if (given === null || given === undefined) return { status: 'BLANK', value: null };
  if (typeof given === 'string') {
    const text = given.normalize('NFKC').trim();
    if (text === '') return { status: 'BLANK', value: null };
    if (isNotApplicable(text)) return { status: 'NOT_APPLICABLE', value: null };
    return cell.kind === 'AMOUNT' ? readAmount(cell, text, given) : refuse(RULES.notANumber, cell, given);
  }
  if (typeof given !== 'number' || !Number.isFinite(given)) return refuse(RULES.notANumber, cell, given);
  return cell.kind === 'AMOUNT' ? readAmount(cell, String(given), given) : readCount(cell, given);
}

function readCount(cell: Cell, given: number): CellReading {
  if (given < 0 && cell.kind === 'COUNT') return refuse(RULES.negative, cell, given);
  if (!Number.isInteger(given)) return refuse(RULES.fractional, cell, given);
  if (Math.abs(given) > LARGEST_COUNT) return refuse(RULES.tooLarge, cell, given);
  return { status: 'REPORTED', value: given };
}

function readAmount(cell: Cell, text: string, given: unknown): CellReading {
  if (!/^-?\d{1,40}(\.\d{1,40})?$/.test(text)) return refuse(RULES.notANumber, cell, given);
  if (text.startsWith('-')) return refuse(RULES.negative, cell, given);
  if ((text.split('.')[1] ?? '').replace(/0+$/, '').length > AMOUNT_DECIMALS)
    return refuse(RULES.tooPrecise, cell, given);
  const millionths = parseAmount(text);
  if (millionths >= AMOUNT_LIMIT * 1_000_000n) return refuse(RULES.tooLarge, cell, given);
  return { status: 'REPORTED', value: formatAmount(millionths) };
}
