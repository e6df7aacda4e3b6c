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
const row = (keys: Row['keys']): Row =>
  ({
    rank: 1,
    keys,
    values: [{ code: 'requests.total', labelZh: '总计', labelEn: 'Total', value: 1 }],
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
  expect(sentence).toBe('总计 · 财政局，2024 至 2025 年，2 条线。');
});

test('the table has all is said only where it does', () => {
  const many = Array.from({ length: 30 }, (_, at) => row([key('AGENCY', `a${at}`)]));
  expect(chartOf(many, 30, { ...question, to: 2024 }, 'zh').sentence).toBe(
    '总计：25 组（共 30 组，其余见表）。',
  );
  const sentences = (['zh', 'en'] as const).map(
    (language) => chartOf(many, 6237, { ...question, to: 2024 }, language).sentence,
  );
  expect(sentences[0]).toContain('只画前 25 组；表中列出前 30 行，共 6,237 行');
  expect(sentences[1]).toContain('the first 30 of 6,237 rows');
  expect(sentences.join()).not.toMatch(/其余见表|has all/);
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
  expect(spreadOf(spread, 'zh').sentence).toContain('离群的 427 组，画出 2 组');
  expect(spreadOf(spread, 'en').sentence).toContain('2 of 427 groups outside are drawn');
});

test('of several dimensions the one that tells most groups apart is named first, before the name is cut', () => {
  const rows = ['财政局', '教育局'].flatMap((agency) =>
    [...OUTCOMES, key('OUTCOME', 'granted', '三、本年度办理结果 （一）予以公开')].map((outcome) =>
      row([key('AGENCY', agency), outcome]),
    ),
  );
  const { option } = chartOf(rows, rows.length, { ...question, to: 2024 }, 'zh');
  expect((option.yAxis as { data: string[] }).data[0]).toBe('1.属于国家秘密 （三）不予公开 · 财政局');
});
