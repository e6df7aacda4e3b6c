import { AMOUNT_CELLS, AMOUNT_DECIMALS, type Cell, COUNT_CELLS, cellOf } from './cells';

/**
 * The figures of one report, or a sum of many: the vector over the form. Null means that nothing was reported
 * (blank or not applicable), which is not zero.
 */
export interface Figures {
  /** Indexed by `position - 1` of the cells that are not amounts. What lies beyond its end was not reported. */
  readonly counts: (number | null)[];
  /** Indexed by `position - 1` of the amounts; exact decimal text in 万元. */
  readonly amounts: (string | null)[];
}

/** Figures in which nothing is reported. */
export function emptyFigures(): Figures {
  const none = ({ length }: readonly Cell[]) => new Array<null>(length).fill(null);
  return { counts: none(COUNT_CELLS), amounts: none(AMOUNT_CELLS) };
}

/** The value of a cell: a number for counts, decimal text for amounts, null when not reported. */
export function getFigure(figures: Figures, cell: Cell): number | string | null {
  return (cell.kind === 'AMOUNT' ? figures.amounts : figures.counts)[cell.position - 1] ?? null;
}

/** Returns the count in a cell that is not an amount. */
export function countOf(figures: Figures, code: string): number | null {
  return figures.counts[cellOf(code).position - 1] ?? null;
}

/** Puts a value into figures that the caller owns. Amounts are brought to canonical decimal text. */
export function setFigure(figures: Figures, cell: Cell, value: number | string | null): void {
  if (cell.kind === 'AMOUNT') {
    figures.amounts[cell.position - 1] = value === null ? null : formatAmount(parseAmount(String(value)));
  } else figures.counts[cell.position - 1] = value === null ? null : Number(value);
}

/** The most significant digits of which a double holds every decimal exactly. */
const EXACT_DIGITS = 15;

/** Returns a figure as JSON holds it: a number where a double is exact, and otherwise its digits as text. */
export function exactFigure(figure: number | string): number | string {
  if (typeof figure === 'number') return figure;
  const value = Number(figure);
  const digits = figure.replace(/\D/g, '').replace(/^0+/, '').length;
  const isExact = digits <= EXACT_DIGITS || (Number.isSafeInteger(value) && /^-?\d+$/.test(figure));
  return isExact ? value : figure;
}

/** Decimal text as a whole number of 10^-6 万元. Throws on text that is not such a decimal. */
export function parseAmount(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6})0*)?$/.exec(text);
  if (!match) throw new Error(`not a decimal with at most ${AMOUNT_DECIMALS} places: ${text}`);
  const magnitude = BigInt(match[2] + (match[3] ?? '').padEnd(AMOUNT_DECIMALS, '0'));
  return match[1] ? -magnitude : magnitude;
}

/** A whole number of 10^-6 万元 as decimal text without trailing zeros. */
export function formatAmount(millionths: bigint): string {
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(AMOUNT_DECIMALS + 1, '0');
  const fraction = digits.slice(-AMOUNT_DECIMALS).replace(/0+$/, '');
  const text = digits.slice(0, -AMOUNT_DECIMALS) + (fraction && `.${fraction}`);
  return millionths < 0n ? `-${text}` : text;
}

/** Adds numbers of which some are not reported: null only when none is. */
export function addReported(values: readonly (number | null)[]): number | null {
  const reported = values.filter((value): value is number => value !== null);
  return reported.length === 0 ? null : reported.reduce((sum, value) => sum + value, 0);
}

/** Adds amounts of which some are not reported: null only when none is. */
export function addAmounts(values: readonly (string | null)[]): string | null {
  const reported = values.filter((value): value is string => value !== null);
  return reported.length === 0
    ? null
    : formatAmount(reported.reduce((sum, value) => sum + parseAmount(value), 0n));
}

/** Figures in the columns in which they are stored. */
export interface StoredFigures {
  counts: (number | null)[];
  fees_amount: string | null;
  procurement_amount: string | null;
}

/** Returns stored columns as figures over the form. */
export function figuresOf(row: StoredFigures): Figures {
  const amount = (text: string | null) => (text === null ? null : formatAmount(parseAmount(text)));
  return { counts: row.counts, amounts: [amount(row.fees_amount), amount(row.procurement_amount)] };
}
