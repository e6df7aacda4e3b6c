import { chartOf } from '../src/question/chartOf';
import { readQuestion } from '../src/question/question';
import { spreadOf } from '../src/question/spreadOf';

const question = readQuestion(new URLSearchParams('years=2024-2025&by=AGENCY,YEAR,OUTCOME'), {
  place: '910101',
  year: 2025,
  years: [2024, 2025],
});
const key = (dimension: 'AGENCY' | 'YEAR' | 'OUTCOME', code: string, labelZh = code) => ({
  dimension,
  code,
  labelZh,
  labelEn: null,
});
type Row = Parameters<typeof chartOf>[0][number];
const row = (keys: Row['keys'], value: number | null = 1): Row =>
  ({
    rank: 1,
    keys,
    values: [{ code: 'requests.total', labelZh: '总计', labelEn: 'Total', value }],
  }) as unknown as Row;
const OUTCOMES = ['1.属于国家秘密', '2.其他法律行政法规禁止公开'].map((item, at) =>
  key('OUTCOME', `denied.${at}`, `三、本年度办理结果 （三）不予公开 ${item}`),
);
const ROWS = OUTCOMES.flatMap((outcome) =>
  ['2024', '2025'].map((year) => row([key('AGENCY', 'a', '财政局'), key('YEAR', year), outcome])),
);

test('lines are called by what tells them apart; what they have in common is said once', () => {
  const { option, sentence } = chartOf(ROWS, ROWS.length, question, 'zh');
  expect((option.series as { name: string }[]).map(({ name }) => name)).toEqual([
    '1.属于国家秘密 （三）不予公开',
    '2.其他法律行政法规禁止公开 （三）不予公开',
  ]);
  expect(sentence).toBe('总计 · 财政局，2024 至 2025 年：2 条线。');
});

/** Thirty agencies, the later of them with more. */
const AGENCIES = Array.from({ length: 30 }, (_, at) => row([key('AGENCY', `a${at}`)], at === 29 ? null : at));
const ONE_YEAR = { ...question, to: 2024 };

test('without an order the largest groups are drawn, those without a figure last; with one those that come first', () => {
  const largest = chartOf(AGENCIES, 30, ONE_YEAR, 'zh');
  expect(largest.sentence).toBe('总计：25 组（最大的，其余 5 组见表）。');
  expect(largest.shown.slice(0, 2)).toEqual(['a28', 'a27']);
  expect(largest.shown).not.toContain('a29');
  const order = { field: 'requests.total', figure: 'VALUE', isAscending: true } as const;
  const first = chartOf(AGENCIES, 30, { ...ONE_YEAR, order }, 'en');
  expect(first.sentence).toBe(
    'Total: 25 groups (those that come first, the other 5 groups are in the table).',
  );
  expect(first.shown[0]).toBe('a0');
});

test('the groups that somebody chose are drawn; where none of them is there, the usual ones', () => {
  const chosen = chartOf(AGENCIES, 30, { ...ONE_YEAR, drawing: ['a3', 'a1', 'gone'] }, 'zh');
  expect([chosen.shown, chosen.sentence]).toEqual([['a1', 'a3'], '总计：2 组（所选的，其余 28 组见表）。']);
  expect(chartOf(AGENCIES, 30, { ...ONE_YEAR, drawing: ['gone'] }, 'zh').shown.length).toBe(25);
});

test('where more rows are than the table lists, the chart says so and calls none the largest', () => {
  const sentences = (['zh', 'en'] as const).map(
    (language) => chartOf(AGENCIES, 6237, ONE_YEAR, language).sentence,
  );
  expect(sentences[0]).toContain('只看表中列出的前 30 行，共 6,237 行');
  expect(sentences[1]).toContain('of the first 30 of 6,237 rows');
  expect(sentences.join()).not.toMatch(/最大|最多|largest/);
  expect(chartOf(AGENCIES, 6237, ONE_YEAR, 'zh').shown[0]).toBe('a0');
});

test('lines over years are those of the agencies that are largest in the last year', () => {
  const rows = Array.from({ length: 9 }, (_, at) => `a${at}`).flatMap((agency, at) => [
    row([key('AGENCY', agency), key('YEAR', '2024')], 100 - at),
    row([key('AGENCY', agency), key('YEAR', '2025')], at),
  ]);
  const { shown, sentence } = chartOf(rows, rows.length, question, 'zh');
  expect(shown).toEqual(['a8', 'a7', 'a6', 'a5', 'a4', 'a3', 'a2', 'a1']);
  expect(sentence).toBe('总计，2024 至 2025 年：8 条线（最大的，其余 1 组见表）。');
});

test('outcomes by agency and year are a small chart for each agency over one scale, in one year a matrix', () => {
  const rowsOf = (years: readonly string[]) =>
    ['财政局', '教育局', '民政局'].flatMap((agency, size) =>
      OUTCOMES.flatMap((outcome) =>
        years.map((year) => row([key('AGENCY', agency), key('YEAR', year), outcome], size)),
      ),
    );
  const over = rowsOf(['2024', '2025']);
  const panels = chartOf(over, over.length, question, 'zh');
  expect(panels.sentence).toBe('总计，2024 至 2025 年：3 幅小图，各画最多的 2/2 条线。');
  const axes = panels.option.yAxis as { name: string; max: number }[];
  expect(axes.map(({ name, max }) => [name, max])).toEqual([
    ['财政局', 2],
    ['教育局', 2],
    ['民政局', 2],
  ]);
  const rows = rowsOf(['2024']);
  const matrix = chartOf(rows, rows.length, ONE_YEAR, 'zh');
  expect(matrix.sentence).toBe('总计 · 2024：3 行的矩阵。');
  const [{ type, data }] = matrix.option.series as { type: string; data: number[][] }[];
  expect([type, data.length, data.at(-1)]).toEqual(['heatmap', 6, [1, 2, 2]]);
});

test('a distribution says how many of the groups outside are drawn', () => {
  const spread = {
    code: 'requests.received.total',
    labelZh: '新收',
    labelEn: 'Received',
    bins: [{ from: 0, to: 9, count: 5 }],
    lowOutliers: 1,
    highOutliers: 426,
    outliers: [{ values: [{ value: 9 }] }, { values: [{ value: 8 }] }],
    lowerQuartile: 0,
    median: 0,
    upperQuartile: 1,
  } as unknown as Parameters<typeof spreadOf>[0];
  expect(spreadOf(spread, 'zh').sentence).toContain('离群的 427 组，只画出最远的 2 组');
  // The box stands over the histogram: both have the same sides, which no name of an axis moves.
  const sides = (spreadOf(spread, 'zh').option.grid as Record<string, unknown>[]).map(
    ({ top, height, ...own }) => own,
  );
  expect(sides[0]).toEqual(sides[1]);
  expect(Object.keys(sides[0])).toEqual(['left', 'right']);
  expect(spreadOf(spread, 'en').sentence).toContain('427 groups outside, of which the farthest 2 are drawn');
});

test('axes are called by what is drawn, with its unit, and by what groups are of', () => {
  const units = { unitZh: '件', unitEn: 'items' };
  const withUnit = (one: Row): Row => ({ ...one, values: [{ ...one.values[0], ...units }] });
  const named = (axis: unknown) => (axis as { name: string }).name;
  const bars = chartOf(AGENCIES.map(withUnit), 30, ONE_YEAR, 'zh').option;
  expect([named(bars.xAxis), named(bars.yAxis)]).toEqual(['总计（件）', '机关']);
  const years = ['2024', '2025'].map((year) => withUnit(row([key('AGENCY', 'a'), key('YEAR', year)])));
  const lines = chartOf(years, 2, question, 'en').option;
  expect([named(lines.xAxis), named(lines.yAxis)]).toEqual(['Year', 'Total (items)']);
});

test('a figure that is not exact has its sign in the chart and in its words: of a value its own, of a growth that of the change', () => {
  const inexact = (one: Row, more: object): Row =>
    ({ ...one, values: [{ ...one.values[0], growth: 0.5, ...more }] }) as Row;
  const rows = [
    inexact(row([key('AGENCY', 'a')], 7), { qualifier: 'AT_LEAST', changeQualifier: 'APPROXIMATE' }),
    inexact(row([key('AGENCY', 'b')], 5), { qualifier: 'EXACT', changeQualifier: 'EXACT' }),
  ];
  const signsOf = (figure: 'VALUE' | 'GROWTH') => {
    const order = { field: 'requests.total', figure, isAscending: false };
    const { option, sentence } = chartOf(rows, 2, { ...ONE_YEAR, order }, 'zh');
    expect(sentence).toContain('其中 1 个数不是精确数');
    const [{ data }] = option.series as { data: ({ sign: string } | number)[] }[];
    return data.map((one) => (typeof one === 'number' ? null : one.sign));
  };
  expect(signsOf('VALUE')).toEqual(['≥', null]);
  expect(signsOf('GROWTH')).toEqual(['≈', null]);
  expect(chartOf([rows[1]], 1, ONE_YEAR, 'zh').sentence).not.toContain('精确');
});

test('of several dimensions the one that tells most groups apart is named first, before the name is cut', () => {
  const rows = ['财政局', '教育局'].flatMap((agency) =>
    ['一类', '二类'].flatMap((kind) =>
      [...OUTCOMES, key('OUTCOME', 'granted', '三、本年度办理结果 （一）予以公开')].map((outcome) =>
        row([key('AGENCY', agency), { ...key('AGENCY', kind), dimension: 'KIND' }, outcome]),
      ),
    ),
  );
  const { option } = chartOf(rows, rows.length, ONE_YEAR, 'zh');
  expect((option.yAxis as { data: string[] }).data[0]).toBe('1.属于国家秘密 （三）不予公开 · 财政局 · 一类');
});
