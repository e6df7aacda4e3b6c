import fc from 'fast-check';
import type { Exactness } from '../../src/form/exactness';
import { emptyFigures } from '../../src/form/figures';
import { evaluateFormula, type Formula } from '../../src/form/formula';
import { exactnessOfFormula } from '../../src/form/formulaExactness';

const indicator = (code: string): Formula => ({ kind: 'INDICATOR', indicator: { code } }) as Formula;
const number = (value: number): Formula => ({ kind: 'NUMBER', value });
const CODES = ['a', 'b', 'c'];

const formulas: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula; leaf: Formula }>((tie) => ({
  leaf: fc.oneof(fc.constantFrom(...CODES).map(indicator), fc.integer({ min: -3, max: 3 }).map(number)),
  formula: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.tuple(tie('formula'), tie('formula'), fc.constantFrom(1 as const, -1 as const)).map(
      ([one, other, sign]): Formula => ({
        kind: 'ADDITION',
        terms: [
          { sign: 1, formula: one },
          { sign, formula: other },
        ],
      }),
    ),
    fc
      .tuple(fc.constantFrom('PRODUCT' as const, 'QUOTIENT' as const), tie('formula'), tie('formula'))
      .map(([kind, left, right]): Formula => ({ kind, left, right })),
  ),
})).formula;

const EXACTNESS: readonly Exactness[] = ['EXACT', 'AT_LEAST', 'AT_MOST', 'APPROXIMATE'];
/** What an indicator says, how exact that is, and what there really is. */
const stated = fc
  .tuple(fc.nat(9), fc.constantFrom(...EXACTNESS), fc.nat(9))
  .map(([value, exactness, other]) => ({
    value,
    exactness,
    real:
      exactness === 'EXACT'
        ? value
        : exactness === 'AT_LEAST'
          ? value + other
          : exactness === 'AT_MOST'
            ? Math.max(0, value - other)
            : other,
  }));

const evaluate = (formula: Formula, indicator: (code: string) => number) =>
  evaluateFormula(formula, { figures: emptyFigures(), indicator } as Parameters<typeof evaluateFormula>[1]);

test('law: what there really is is on the side that a bound says, and equal where it is exact', () => {
  let bounds = 0;
  fc.assert(
    fc.property(formulas, fc.tuple(stated, stated, stated), (formula, all) => {
      const by = new Map(CODES.map((code, at) => [code, all[at]]));
      const sources = { figures: emptyFigures(), indicator: (code: string) => by.get(code)?.value ?? null };
      const said = Number(evaluate(formula, (code) => by.get(code)?.value ?? 0) ?? Number.NaN);
      const real = Number(evaluate(formula, (code) => by.get(code)?.real ?? 0) ?? Number.NaN);
      const exactness = exactnessOfFormula(
        formula,
        sources as Parameters<typeof exactnessOfFormula>[1],
        (code) => by.get(code)?.exactness ?? 'EXACT',
      );
      // A formula without a value on either side says nothing.
      if (!Number.isFinite(said) || !Number.isFinite(real) || exactness === 'APPROXIMATE') return;
      const slack = 1e-9 * Math.max(1, Math.abs(said), Math.abs(real));
      if (exactness !== 'EXACT') bounds += 1;
      expect(exactness !== 'AT_MOST' ? real >= said - slack : true).toBe(true);
      expect(exactness !== 'AT_LEAST' ? real <= said + slack : true).toBe(true);
    }),
    { seed: 23, numRuns: 5000 },
  );
  expect(bounds).toBeGreaterThan(300);
});

test('a bound over an exact count is a bound, and a count over a bound one from the other side', () => {
  const exactnessIn = (formula: Formula, exactness: Exactness) =>
    exactnessOfFormula(
      formula,
      { figures: emptyFigures(), indicator: () => 8 } as unknown as Parameters<typeof exactnessOfFormula>[1],
      () => exactness,
    );
  const per = (left: Formula, right: Formula): Formula => ({ kind: 'QUOTIENT', left, right });
  expect(exactnessIn(per(indicator('a'), number(4)), 'AT_LEAST')).toBe('AT_LEAST');
  expect(exactnessIn(per(number(4), indicator('a')), 'AT_LEAST')).toBe('AT_MOST');
  expect(exactnessIn(per(indicator('a'), indicator('b')), 'AT_LEAST')).toBe('APPROXIMATE');
  expect(exactnessIn(per(indicator('a'), number(-4)), 'AT_LEAST')).toBe('AT_MOST');
});
