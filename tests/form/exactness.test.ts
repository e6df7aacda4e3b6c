import fc from 'fast-check';
import { type Exactness, exactnessOfDifference, growthOfDifference } from '../../src/form/exactness';

const LIMIT = 1_000_000;
const stated = fc.record({
  figure: fc.integer({ min: 0, max: LIMIT }),
  exactness: fc.constantFrom<Exactness>('EXACT', 'AT_LEAST', 'AT_MOST'),
  rest: fc.integer({ min: 0, max: LIMIT }),
});
type Stated = typeof stated extends fc.Arbitrary<infer One> ? One : never;

/** Returns a figure that what is stated allows. */
function within({ figure, exactness, rest }: Stated): number {
  if (exactness === 'EXACT') return figure;
  return exactness === 'AT_LEAST' ? figure + rest : Math.max(0, figure - rest);
}

/** Whether a figure is what is said of it, but for the last digits of floating numbers. */
function holds(real: number, said: number, exactness: Exactness | null): boolean {
  const slack = 1e-9 * (1 + Math.abs(real) + Math.abs(said));
  if (exactness === 'AT_LEAST') return real >= said - slack;
  return exactness === 'AT_MOST' ? real <= said + slack : Math.abs(real - said) <= slack;
}

test('whatever two figures really are within their bounds, the difference and the growth that are said hold', () => {
  fc.assert(
    fc.property(stated, stated, (own, base) => {
      const exactness = exactnessOfDifference(own.exactness, base.exactness);
      fc.pre(exactness !== null);
      const difference = own.figure - base.figure;
      const [now, before] = [within(own), within(base)];
      expect(holds(now - before, difference, exactness)).toBe(true);
      const growth = growthOfDifference(difference, base.figure, base.exactness);
      if (growth !== null && before > 0) expect(holds(now / before - 1, growth, exactness)).toBe(true);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('between two bounds of the same side either sign is possible, and none is said', () => {
  fc.assert(
    fc.property(
      stated,
      stated,
      fc.constantFrom<Exactness>('AT_LEAST', 'AT_MOST'),
      (one, other, exactness) => {
        const [own, base] = [one, other].map((side) => ({ ...side, figure: side.figure + 1, exactness }));
        const far = (side: Stated) => within({ ...side, rest: 3 * LIMIT });
        expect(Math.sign(far(own) - base.figure) * Math.sign(own.figure - far(base))).toBe(-1);
        expect(exactnessOfDifference(exactness, exactness)).toBeNull();
      },
    ),
    { seed: 2 },
  );
});

test('what is approximate on either side is approximate, and a bound of a negative figure says nothing of the growth', () => {
  for (const other of ['EXACT', 'AT_LEAST', 'AT_MOST', 'APPROXIMATE'] as const) {
    expect(exactnessOfDifference('APPROXIMATE', other)).toBe('APPROXIMATE');
    expect(exactnessOfDifference(other, 'APPROXIMATE')).toBe('APPROXIMATE');
  }
  expect(growthOfDifference(5, -10, 'AT_LEAST')).toBeNull();
  expect(growthOfDifference(5, -10, 'EXACT')).toBe(0.5);
});
