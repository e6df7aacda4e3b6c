import fc from 'fast-check';
import { areWide, moveInTiles, sizeOfTiles } from '../src/look/tileRoom';
import { editionChanges } from '../src/overview/editions';
import { shortName } from '../src/overview/shortName';
import { MOST_STEPS, stepOf, stepsOf } from '../src/overview/steps';
import type { TileRow } from '../src/overview/useTiles';
import { fillOf, stateOf } from '../src/overview/wall';

test('tiles are wider where a count of five digits stands in one of them', () => {
  expect(areWide(['198/204', '60/60', '325,091'])).toBe(false);
  expect(areWide(['60/60', '19,772/20,400'])).toBe(true);
});

test('every figure is in one step; steps do not overlap, are at most five, and equal figures are together', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 30 }), { maxLength: 60 }), (figures) => {
      const steps = stepsOf(figures);
      expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
      expect(steps.reduce((sum, { count }) => sum + count, 0)).toBe(figures.length);
      for (const [at, { from, to, count }] of steps.entries()) {
        expect(from).toBeLessThanOrEqual(to);
        if (at > 0) expect(from).toBeGreaterThan(steps[at - 1].to);
        expect(figures.filter((figure) => figure >= from && figure <= to)).toHaveLength(count);
      }
      for (const figure of figures) expect(stepOf(figure, steps)).not.toBeNull();
    }),
    { seed: 23, numRuns: 200 },
  );
  expect(stepsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000]).map(({ count }) => count)).toEqual([2, 2, 2, 2, 2]);
});

test('arrow keys go through tiles in rows, and stay where there is no tile', () => {
  const from = (key: string, at: number) => moveInTiles(key, at, 10, 4);
  expect([from('ArrowRight', 3), from('ArrowDown', 3), from('ArrowUp', 5), from('ArrowLeft', 5)]).toEqual([
    4, 7, 1, 4,
  ]);
  expect([from('ArrowDown', 8), from('ArrowUp', 2), from('ArrowLeft', 0), from('ArrowRight', 9)]).toEqual([
    8, 2, 0, 9,
  ]);
  expect([from('Home', 7), from('End', 2), from('Enter', 2)]).toEqual([0, 9, null]);
});

test('three tiles have names, hundreds figures, and thousands are bare', () => {
  expect([3, 300, 3000].map(sizeOfTiles)).toEqual(['named', 'written', 'bare']);
});

const NONE = { inTime: 0, late: 0, recorded: 0, withdrawn: 0, overdue: 0, awaited: 0 };
const rowOf = (timeliness: object): TileRow => ({
  keys: [{ code: 'a', labelZh: '甲', labelEn: null }],
  coverage: { expected: 1, included: 1, timeliness: { ...NONE, ...timeliness } },
  values: [],
});

test('a wall tells published in time from late and from recorded, and what is missing from what was withdrawn and what is not due yet', () => {
  const states = ['inTime', 'late', 'recorded', 'withdrawn', 'awaited', 'overdue'].map((name) =>
    stateOf(rowOf({ [name]: 1 })),
  );
  expect(states).toEqual(['IN_TIME', 'LATE', 'RECORDED', 'WITHDRAWN', 'AWAITED', 'OVERDUE']);
});

test('only a place of which everything is there has the last step', () => {
  const fill = (expected: number, included: number) => fillOf({ expected, included, timeliness: NONE });
  expect([fill(60, 60), fill(60, 59), fill(60, 31), fill(60, 1), fill(60, 0)]).toEqual([5, 4, 3, 1, 1]);
});

test('a name loses that of its place, but never all of itself', () => {
  expect(shortName('西工区财政局', ['西工区'])).toBe('财政局');
  expect(shortName('财政局', ['西工区'])).toBe('财政局');
  expect(shortName('西工区', ['西工区'])).toBe('西工区');
  // Agencies that did not follow a place that was renamed still begin with its former name.
  const names = ['新区', '西工', '西工区'];
  expect(shortName('西工区财政局', names)).toBe('财政局');
  expect(shortName('新区财政局', names)).toBe('财政局');
});

test('the form changed in 2021, which is said only where a year before it is shown', () => {
  expect([...editionChanges([2019, 2020, 2021, 2022])]).toEqual([[2021, 2021]]);
  expect([...editionChanges([2021, 2022])]).toEqual([]);
});
