import fc from 'fast-check';
import { arrowOf, printedGrowth, textOfChange } from '../src/figures/change';
import { signOfShare } from '../src/figures/shownValue';

const say = (zh: string, _: string) => zh;
const changed = {
  code: 'requests.received.total',
  unitZh: '件',
  value: 6,
  base: 4,
  difference: 2,
  growth: 0.5,
  changeQualifier: null,
};
const RATE = 'measures.disclosureRate';

test('a ratio changes by percentage points everywhere, other values by a difference and a growth', () => {
  const rate = { ...changed, code: RATE, value: 0.5, base: 0.474, difference: 0.026, growth: 0.0548 };
  expect(textOfChange(rate, 'zh', say)).toBe('+2.6 个百分点');
  expect(printedGrowth(rate, 'zh', say)).toBe('+2.6 个百分点');
  expect(textOfChange(changed, 'zh', say)).toBe('+2 (+50.0%)');
  expect(printedGrowth(changed, 'zh', say)).toBe('+50.0%');
});

test('points have one decimal, also where there is none to say', () => {
  const text = (difference: number) => textOfChange({ ...changed, code: RATE, difference }, 'zh', say);
  expect([text(-0.03), text(0.073), text(0)]).toEqual(['-3.0 个百分点', '+7.3 个百分点', '0.0 个百分点']);
});

test('points of all sizes have one decimal, so that those of a column have as many; what is less is not nothing', () => {
  const text = (difference: number) => textOfChange({ ...changed, code: RATE, difference }, 'zh', say);
  expect([text(0.00046), text(-0.00046), text(0.0005), text(0.026)]).toEqual([
    '<+0.1 个百分点',
    '>-0.1 个百分点',
    '+0.1 个百分点',
    '+2.6 个百分点',
  ]);
});

test('a share is about so much where its figure or the total is not exact', () => {
  const [exact, bound] = [{ qualifier: 'EXACT' }, { qualifier: 'AT_LEAST' }];
  expect([signOfShare(bound, bound), signOfShare(exact, bound), signOfShare(bound)]).toEqual(['≈', '≈', '≈']);
  expect([signOfShare(exact, exact), signOfShare({ qualifier: null }, undefined)]).toEqual(['', '']);
});

test('whatever has the unit per cent changes by percentage points, with the figures it has', () => {
  const own = {
    ...changed,
    code: 'measures.own',
    unitZh: '%',
    value: 50,
    base: 47.4,
    difference: 2.6,
    growth: 0.0549,
  };
  expect(textOfChange(own, 'zh', say)).toBe('+2.6 个百分点');
  expect(printedGrowth(own, 'zh', say)).toBe('+2.6 个百分点');
  expect(textOfChange({ ...own, code: 'indicators.online', unitZh: '％' }, 'zh', say)).toBe('+2.6 个百分点');
  expect(printedGrowth({ ...own, unitZh: '‰' }, 'zh', say)).toBe('+2.6 个千分点');
  expect(printedGrowth({ ...own, unitZh: '件/万人' }, 'zh', say)).toBe('+5.5%');
});

test('a change that is a bound has its sign, and between two bounds of a side nothing is said', () => {
  expect(printedGrowth({ ...changed, changeQualifier: 'AT_LEAST' }, 'zh', say)).toBe('≥ +50.0%');
  expect(printedGrowth({ ...changed, difference: null, growth: null }, 'zh', say)).toBe('无从比较');
  expect(printedGrowth({ ...changed, base: null, difference: null, growth: null }, 'zh', say)).toBe('');
});

test('an arrow stands only where the sign is certain', () => {
  expect(arrowOf(-111, 'AT_LEAST')).toBe('');
  expect(arrowOf(-111, 'AT_MOST')).toBe('▼');
  expect(arrowOf(111, 'AT_LEAST')).toBe('▲');
  expect(arrowOf(111, 'AT_MOST')).toBe('');
  expect([arrowOf(5, 'APPROXIMATE'), arrowOf(-5, 'APPROXIMATE')]).toEqual(['', '']);
  expect([arrowOf(5, 'EXACT'), arrowOf(-5, 'EXACT'), arrowOf(0, 'EXACT')]).toEqual(['▲', '▼', '']);
});

test('a difference of ratios that has an arrow is never said to be of no points', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (millionths) => {
      fc.pre(millionths !== 0);
      const text = textOfChange(
        { code: RATE, unitZh: '比率', difference: millionths / 1e6, growth: null },
        'zh',
        say,
      );
      expect(text).toMatch(millionths > 0 ? /^<?\+.*[1-9].* 个百分点$/ : /^>?-.*[1-9].* 个百分点$/);
    }),
    { seed: 3 },
  );
});
