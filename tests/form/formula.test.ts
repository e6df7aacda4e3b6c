import fc from 'fast-check';
import { CELLS, cellOf } from '../../src/form/cells';
import { emptyFigures, type Figures, setFigure } from '../../src/form/figures';
import { evaluateFormula, type Formula, inColumn, readsRequestTotals } from '../../src/form/formula';
import { FORMULA_CODES, formulaOfCode, formulaOfMeasure, textOfMeasure } from '../../src/form/formulaCodes';
import { evaluateMeasure, MEASURES } from '../../src/form/measures';
import { MOST_FACTORS, MOST_TERMS, parseFormula } from '../../src/form/parseFormula';

const LETTERS: Readonly<Record<string, string>> = {
  a: 'requests.received.total',
  b: 'requests.granted.total',
  c: 'requests.concluded.total',
};
const TICKETS = { key: 1, code: 'tickets', name: '工单', nameEn: 'Tickets', aggregation: 'SUM' };
const readName = (name: string) =>
  name === 'tickets'
    ? ({ kind: 'INDICATOR', indicator: TICKETS } as const)
    : (formulaOfCode(LETTERS[name] ?? name) ?? { code: 'formula.unknown', zh: '没有', en: 'unknown' });

function formulaOf(text: string): Formula {
  const { formula, problems } = parseFormula(text, readName);
  if (!formula) throw new Error(JSON.stringify(problems));
  return formula;
}
const figuresOf = (values: Readonly<Record<string, number | null>>): Figures => {
  const figures = emptyFigures();
  for (const [letter, value] of Object.entries(values)) setFigure(figures, cellOf(LETTERS[letter]), value);
  return figures;
};
const valueWith = (
  text: string,
  values: Readonly<Record<string, number | null>>,
  tickets: string | null = null,
) => evaluateFormula(formulaOf(text), { figures: figuresOf(values), indicator: () => tickets });

test.each([
  ['a + b', { a: 1, b: 2 }, 3],
  ['a - b - c', { a: 10, b: 2, c: 3 }, 5],
  ['a - (b - c)', { a: 10, b: 2, c: 3 }, 11],
  ['a / b / c', { a: 12, b: 3, c: 2 }, 2],
  ['a + b * c', { a: 1, b: 2, c: 3 }, 7],
  ['(a + b) * c', { a: 1, b: 2, c: 3 }, 9],
  ['-a * -b', { a: 2, b: 3 }, 6],
  ['- - a', { a: 2 }, 2],
  ['a * 0.5 + 1', { a: 3 }, 2.5],
  ['（ａ＋ｂ）×２÷１．５　－1', { a: 1, b: 2 }, 3],
  ['a − b', { a: 1, b: 2 }, -1],
  ['requests.denied.subtotal.total + a', { a: 4 }, 4],
  // Blank is not zero.
  ['a + b', { a: 1, b: null }, 1],
  ['b - a', { a: 1, b: null }, -1],
  ['a + b', { a: null, b: null }, null],
  ['a + 1', { a: null }, null],
  ['a + 1 + b', { a: null, b: 5 }, 6],
  ['(a + 1) + b', { a: null, b: 5 }, 6],
  ['a * 2 + b', { a: null, b: 5 }, 5],
  ['a * b', { a: null, b: 5 }, null],
  ['a / b', { a: 3, b: null }, null],
  ['a / b', { a: 0, b: 0 }, null],
  ['a / b', { a: 0, b: 2 }, 0],
  ['a / (b - b)', { a: 3, b: 2 }, null],
  ['a / b + c', { a: 3, b: 0, c: 2 }, 2],
])('%s of %j is %p', (text, values, expected) => {
  expect(valueWith(text, values)).toBe(expected);
});

test('an indicator is a number among numbers, and exact by itself', () => {
  expect(valueWith('tickets / a * 100', { a: 8 }, '2.5')).toBe(31.25);
  expect(valueWith('tickets', {}, '0.100000')).toBe('0.100000');
  expect(valueWith('tickets + a', { a: 8 })).toBe(8);
});

test.each([
  ['', [['formula.operand', 1, '']]],
  ['a +', [['formula.operand', 4, '']]],
  ['+ a', [['formula.operand', 1, '+']]],
  ['a * / b', [['formula.operand', 5, '/']]],
  ['a b', [['formula.operator', 3, 'b']]],
  ['2 (a)', [['formula.operator', 3, '(']]],
  ['(a + b', [['formula.bracket', 1, '(']]],
  ['a + b)', [['formula.bracket', 6, ')']]],
  ['()', [['formula.operand', 2, ')']]],
  [
    'a % b',
    [
      ['formula.character', 3, '%'],
      ['formula.operator', 5, 'b'],
    ],
  ],
  [
    '受理数 / a',
    [
      ['formula.character', 1, '受理数'],
      ['formula.operand', 5, '/'],
    ],
  ],
  ['a + granted', [['formula.unknown', 5, 'granted']]],
  ['a / 0', [['formula.zero', 3, '/']]],
  ['a / (1 - 1)', [['formula.zero', 3, '/']]],
  ['1 + 2', [['formula.constant', 1, '']]],
  ['a + 1234567890123', [['formula.number', 5, '1234567890123']]],
  ['a + 0.1234567', [['formula.number', 5, '0.1234567']]],
  [
    'a + 1e5',
    [
      ['formula.operator', 6, 'e5'],
      ['formula.unknown', 6, 'e5'],
    ],
  ],
  [
    'process.exit(1)',
    [
      ['formula.unknown', 1, 'process.exit'],
      ['formula.operator', 13, '('],
    ],
  ],
  [
    'x + (y * 0.',
    [
      ['formula.unknown', 1, 'x'],
      ['formula.bracket', 5, '('],
      ['formula.unknown', 6, 'y'],
      ['formula.character', 11, '.'],
    ],
  ],
] as [string, [string, number, string][]][])(
  'all that is wrong with %j is told with its position',
  (text, expected) => {
    const { formula, problems } = parseFormula(text, readName);
    expect(formula).toBeNull();
    expect(problems.map(({ code, at, text: found }) => [code, at, found])).toEqual(expected);
    for (const { zh, en } of problems)
      expect([/\p{Script=Han}/u.test(zh), /[a-z]/.test(en)]).toEqual([true, true]);
  },
);

const codesOf = (text: string) => parseFormula(text, readName).problems.map(({ code }) => code);

test('a formula is neither too long, too deep nor too large', () => {
  const sum = (terms: number) => Array.from({ length: terms }, () => 'a').join(' + ');
  expect(codesOf(sum(MOST_TERMS))).toEqual([]);
  expect(codesOf(sum(MOST_TERMS + 1))).toEqual(['formula.long']);
  const product = (factors: number) => Array.from({ length: factors }, () => 'a').join(' * ');
  expect(codesOf(product(MOST_FACTORS))).toEqual([]);
  expect(codesOf(product(MOST_FACTORS + 1))).toEqual(['formula.factors']);
  expect(codesOf(`${'('.repeat(20)}a${')'.repeat(20)}`)).toEqual([]);
  for (const deep of ['(', '-', '-(']) expect(codesOf(`a + ${deep.repeat(400)}a`)).toEqual(['formula.deep']);
});

test('what numbers come to is neither infinite nor zero unseen, however many are multiplied', () => {
  const product = (number: string, count: number) => Array.from({ length: count }, () => number).join(' * ');
  expect(codesOf('a * (1000000 * 1000000)')).toEqual([]);
  expect(codesOf('a * (0.000001 * 0.000001)')).toEqual([]);
  expect(codesOf('(1 - 1) * 2 * a')).toEqual([]);
  for (const text of [
    `(${product('999999999999', 30)}) * a`,
    `a / (${product('0.000001', 60)})`,
    `a * (${product('0.000001', 40)})`,
    'a * (999999999999 + 999999999999)',
    'a * (1 / 999999999999 - 1 / 999999999998)',
  ])
    expect([text, codesOf(text)]).toEqual([text, expect.arrayContaining(['formula.range'])]);
});

test.each(['a * 10²', 'a * ①', 'a₁', 'a ⁺ b', 'ª'])(
  '%j has a sign that means something else than the keyboard does',
  (text) => {
    expect(codesOf(text)).toContain('formula.character');
  },
);

test('whatever is written is read or refused, and never breaks the reader', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    'tickets',
    'x',
    '1',
    '0',
    '(',
    ')',
    '+',
    '-',
    '*',
    '/',
    '×',
    '．',
    ' ',
    '甲',
    '𝟏',
    '__proto__',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { formula, problems } = parseFormula(pieces.join(''), readName);
      expect(formula === null).toBe(problems.length > 0);
      for (const { at } of problems) expect(at).toBeGreaterThan(0);
    }),
    { numRuns: 500, seed: 7 },
  );
});

const figures = fc
  .array(fc.option(fc.nat(20), { freq: 4 }), { minLength: CELLS.length, maxLength: CELLS.length })
  .map((values) => {
    const all = emptyFigures();
    for (const [at, cell] of CELLS.entries()) setFigure(all, cell, values[at]);
    return all;
  });

test('the measures of the form are formulas like any other: as data, and as the text that is shown', () => {
  fc.assert(
    fc.property(figures, (own) => {
      for (const measure of MEASURES) {
        const expected = evaluateMeasure(own, measure);
        const sources = { figures: own, indicator: () => null };
        expect(evaluateFormula(formulaOfMeasure(measure), sources)).toBe(expected);
        expect(evaluateFormula(formulaOf(textOfMeasure(measure)), sources)).toBe(expected);
      }
    }),
    { numRuns: 20, seed: 8 },
  );
});

test('a formula over the totals of section three is one of each column', () => {
  expect(
    readsRequestTotals(formulaOf('a / requests.denied.subtotal.total - 2 * measures.disclosureRate')),
  ).toBe(true);
  for (const other of [
    'a + disputes.litigationDirect.total',
    'a + tickets',
    'a + requests.granted.naturalPerson',
  ])
    expect(readsRequestTotals(formulaOf(other))).toBe(false);
  expect(inColumn(formulaOf('-a / (b + requests.denied.subtotal.total) * 2'), 'other')).toEqual(
    formulaOf('-requests.received.other / (requests.granted.other + requests.denied.subtotal.other) * 2'),
  );
});

test('every code that formulas may name is read by itself', () => {
  for (const code of FORMULA_CODES) expect(parseFormula(code, readName)).toMatchObject({ problems: [] });
});
