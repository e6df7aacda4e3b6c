import { type AgencyName, matchAgency, SURE } from '../../../src/document/import/matchAgency';

const years = { firstYear: 2015, lastYear: 9999 };
const places = ['河南省', '洛阳市', '西工区'];
const NAMES: AgencyName[] = [
  { code: 'finance', name: '西工区财政局', places, ...years },
  { code: 'finance', name: '西工区国有资产管理局', places, ...years },
  { code: 'statistics', name: '统计局', places, ...years },
  { code: 'health', name: '卫生健康委员会', places, ...years },
  { code: 'street-1', name: '王城路街道办事处', places, ...years },
  { code: 'street-2', name: '西工路街道办事处', places, ...years },
];
const best = (printed: string, names = NAMES) => matchAgency(printed, names, 2025).at(0);

test.each([
  ['西工区财政局', 'finance'],
  ['西工区 财政局', 'finance'],
  ['洛阳市西工区财政局', 'finance'],
  ['河南省洛阳市西工区统计局', 'statistics'],
  ['西工区统计局（演示）', 'statistics'],
  ['财政局', 'finance'],
  ['西工区国有资产管理局', 'finance'],
  ['西工区王城路街道办事处', 'street-1'],
])('%s is surely %s', (printed, code) => {
  expect(best(printed)).toMatchObject({ code });
  expect(best(printed)?.confidence).toBeGreaterThanOrEqual(SURE);
});

// 洛阳市 alone is the place above: the city has a bureau of the same name.
test.each([
  '洛阳市统计局',
  '河南省统计局',
  '河南省洛阳市财政局',
  '安化县统计局',
  '西工区卫健委',
  '街道办事处',
  '审计局',
  '',
  '！',
])('%s is doubtful', (printed) => {
  expect(best(printed)?.confidence ?? 0).toBeLessThan(SURE);
});

test('two agencies of one name are both doubtful', () => {
  const twins = [
    { code: 'east', name: '财政局', places: ['洛阳市', '东区'], ...years },
    { code: 'west', name: '财政局', places: ['洛阳市', '西区'], ...years },
  ];
  expect(matchAgency('财政局', twins, 2025).map(({ confidence }) => confidence < SURE)).toEqual([true, true]);
  expect(matchAgency('洛阳市西区财政局', twins, 2025).at(0)).toMatchObject({
    code: 'west',
    confidence: 0.97,
  });
});

test('a name matches the agency that bore it in the year of the document', () => {
  const names = [
    { code: 'first', name: '水务局', places, firstYear: 2015, lastYear: 2024 },
    { code: 'first', name: '水利局', places, firstYear: 2024, lastYear: 9999 },
    { code: 'second', name: '水务局', places, firstYear: 2024, lastYear: 9999 },
  ];
  const sure = (printed: string, year: number | null) =>
    matchAgency(printed, names, year)
      .filter(({ confidence }) => confidence >= SURE)
      .map(({ code }) => code)[0];
  expect([2023, 2025, 2024, null].map((year) => sure('西工区水务局', year))).toEqual([
    'first',
    'second',
    undefined,
    undefined,
  ]);
  expect(sure('水利局', 2023)).toBe('first');
});
