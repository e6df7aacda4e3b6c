import fc from 'fast-check';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, REQUEST_COLUMNS } from '../../src/form/lines';
import { requestRows } from '../../src/form/requestRows';

/** How the tables of a report are printed: each field is a habit of offices and of their programs. */
export interface TableHabits {
  readonly seed: number;
  readonly format: 'SPANS' | 'BLANKS' | 'DROPPED' | 'BARS' | 'BARS_DROPPED' | 'TABS' | 'LINES' | 'SPACES';
  readonly padding: number;
  readonly total: 'LAST' | 'FIRST' | 'NONE' | 'TWICE';
  readonly extra: readonly ('小计' | '上年总计' | '同比' | '备注' | '2023年')[];
  readonly hasSerial: boolean;
  readonly header: 'STATUTORY' | 'ONE_ROW' | 'NONE' | 'SHIFTED';
  readonly zero: 'ZERO' | 'BLANK' | 'SOME';
  readonly odd: number;
  readonly left: number;
  readonly isWrapped: boolean;
  readonly isTransposed: boolean;
  readonly lastYear: 'NONE' | 'CAPTION' | 'NO_CAPTION';
  readonly isCut: boolean;
  readonly hasSubtotalRows: boolean;
  readonly disputes:
    | 'STATUTORY'
    | 'TRANSPOSED'
    | 'GROUPS'
    | 'LIST'
    | 'NO_TOTALS'
    | 'GRAND_TOTAL'
    | 'THREE_TABLES';
  readonly proactive: 'STATUTORY' | 'TRANSPOSED' | 'LAST_YEAR' | 'ONE_FIGURE' | 'EDITION_2019';
  readonly figures: 'SPARSE' | 'DENSE';
  /** In which unit fees are printed: it stands in the head, or with the figure. */
  readonly fees: 'NONE' | '万元' | '元' | '千元' | '万元 IN_CELL' | '元 IN_CELL';
}

/** Any combination of habits, the plain ones more often. */
export const tableHabits: fc.Arbitrary<TableHabits> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
  format: fc.constantFrom(
    'SPANS',
    'SPANS',
    'BLANKS',
    'DROPPED',
    'BARS',
    'BARS_DROPPED',
    'TABS',
    'LINES',
    'SPACES',
  ),
  padding: fc.constantFrom(0, 0, 1, 2),
  total: fc.constantFrom('LAST', 'LAST', 'LAST', 'FIRST', 'NONE', 'TWICE'),
  extra: fc.subarray(['小计', '上年总计', '同比', '备注', '2023年'] as const, { maxLength: 2 }),
  hasSerial: fc.constantFrom(false, false, true),
  header: fc.constantFrom('STATUTORY', 'STATUTORY', 'ONE_ROW', 'NONE', 'SHIFTED'),
  zero: fc.constantFrom('ZERO', 'ZERO', 'BLANK', 'SOME'),
  odd: fc.constantFrom(0, 0, 0, 1, 3),
  left: fc.constantFrom(0, 0, 1, 5, 15),
  isWrapped: fc.constantFrom(false, false, true),
  isTransposed: fc.constantFrom(false, false, false, true),
  lastYear: fc.constantFrom('NONE', 'NONE', 'NONE', 'CAPTION', 'NO_CAPTION'),
  isCut: fc.constantFrom(false, false, true),
  hasSubtotalRows: fc.constantFrom(false, false, true),
  disputes: fc.constantFrom(
    'STATUTORY',
    'TRANSPOSED',
    'GROUPS',
    'LIST',
    'NO_TOTALS',
    'GRAND_TOTAL',
    'THREE_TABLES',
  ),
  proactive: fc.constantFrom(
    'STATUTORY',
    'STATUTORY',
    'TRANSPOSED',
    'LAST_YEAR',
    'ONE_FIGURE',
    'EDITION_2019',
  ),
  figures: fc.constantFrom('SPARSE', 'DENSE'),
  fees: fc.constantFrom('NONE', '万元', '元', '千元', '万元 IN_CELL', '元 IN_CELL'),
});

/** Returns random numbers from a seed. */
export function randomFrom(seed: number) {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    pick: <T>(items: readonly T[]): T => items[below(items.length)],
    isOneIn: (count: number) => below(count) === 0,
  };
}
export type Random = ReturnType<typeof randomFrom>;

/** What each cell holds, as a person reads the page: the figure, '' for blank, null where nobody can know. */
export type Truth = Map<string, string | null>;

export const APPLICANTS = REQUEST_COLUMNS.slice(0, 6);

/** The figures of a report that adds up. */
export function figuresOf(random: Random, habits: TableHabits): Map<string, number> {
  const figures = new Map<string, number>();
  const count = () =>
    habits.figures === 'SPARSE' && !random.isOneIn(4) ? 0 : random.below(random.isOneIn(6) ? 2000 : 30);
  const rows = requestRows(2021);
  for (const { code: column } of APPLICANTS) {
    let concluded = 0;
    for (const { code, role } of rows)
      if (role === 'OUTCOME') {
        const value = count();
        figures.set(`requests.${code}.${column}`, value);
        concluded += value;
      }
    const [carriedIn, carriedOut] = [Math.min(count(), concluded), count()];
    figures.set(`requests.concluded.${column}`, concluded);
    figures.set(`requests.carriedIn.${column}`, carriedIn);
    figures.set(`requests.carriedOut.${column}`, carriedOut);
    figures.set(`requests.received.${column}`, concluded + carriedOut - carriedIn);
  }
  for (const { code } of rows)
    figures.set(
      `requests.${code}.total`,
      APPLICANTS.reduce(
        (sum, { code: column }) => sum + (figures.get(`requests.${code}.${column}`) as number),
        0,
      ),
    );
  for (const { code: group } of DISPUTE_GROUPS) {
    let total = 0;
    for (const { code } of DISPUTE_OUTCOMES.slice(0, 4)) {
      const value = count();
      total += value;
      figures.set(`disputes.${group}.${code}`, value);
    }
    figures.set(`disputes.${group}.total`, total);
  }
  return figures;
}

const ODD = ['？', '见附件', '约数', '3/1', '无法统计'];

export interface Printer {
  readonly random: Random;
  readonly habits: TableHabits;
  readonly truth: Truth;
  /** The cells as they are written, where that is not their figure. */
  readonly written: Map<string, string>;
  readonly figures: Map<string, number>;
  /** Prints a cell and keeps what it says. */
  readonly cell: (code: string) => string;
  readonly label: (text: string) => string;
}

/** How a figure is written into its cell. */
export type Writing = (value: number, random: Random) => string;
export const plainly: Writing = String;

export function printerOf(habits: TableHabits, writing: Writing = plainly): Printer {
  const random = randomFrom(habits.seed);
  const hand = randomFrom(habits.seed + 7);
  const figures = figuresOf(random, habits);
  const truth: Truth = new Map();
  const written = new Map<string, string>();
  let odd = habits.odd;
  const cell = (code: string) => {
    const value = figures.get(code) ?? 0;
    if (odd > 0 && random.isOneIn(12)) {
      odd -= 1;
      truth.set(code, null);
      return random.pick(ODD);
    }
    const isBlank = value === 0 && (habits.zero === 'BLANK' || (habits.zero === 'SOME' && random.isOneIn(2)));
    truth.set(code, isBlank ? '' : String(value));
    const text = isBlank ? '' : writing(value, hand);
    if (!isBlank && text !== String(value)) written.set(code, text);
    return text;
  };
  const label = (text: string) => {
    if (!habits.isWrapped || text.length < 8 || random.isOneIn(2)) return text;
    const at = 4 + random.below(text.length - 6);
    return `${text.slice(0, at)}\n${text.slice(at)}`;
  };
  return { random, habits, truth, written, figures, cell, label };
}
