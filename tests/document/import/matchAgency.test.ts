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
const match = (name: string, names: readonly AgencyName[], year: number | null = 2025) =>
  matchAgency({ name, confidence: 1 }, names, year);
const best = (printed: string, names = NAMES) => match(printed, names).at(0);

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
  expect(match('财政局', twins).map(({ confidence }) => confidence < SURE)).toEqual([true, true]);
  expect(match('洛阳市西区财政局', twins).at(0)).toMatchObject({
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
    match(printed, names, year)
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

describe('the code that a document prints', () => {
  const towns = ['east', 'west', 'north', 'south', 'upper', 'lower', 'outer'].map((code) => ({
    code,
    name: '永安镇人民政府',
    places: ['洛阳市', code],
    ...years,
  }));
  const find = (name: string, code: string, confidence = 0.95) =>
    matchAgency({ name, code, confidence }, towns, 2025);

  test('says which of many agencies of one name it is of', () => {
    const [first, ...others] = find('永安镇人民政府', 'outer');
    expect(first).toMatchObject({ code: 'outer' });
    expect(first.confidence).toBeGreaterThanOrEqual(SURE);
    expect(others.map(({ confidence }) => confidence < SURE)).not.toContain(false);
  });

  test('confirms a name that was read with doubt', () => {
    expect(find('永安镇人民政府', 'west', 0.7).at(0)).toMatchObject({ code: 'west', confidence: 0.98 });
  });

  test.each([
    ['of another organ than the name', '太平镇人民政府', 'west'],
    ['of another place than the name', '安化县永安镇人民政府', 'west'],
    ['that no agency has', '永安镇人民政府', 'elsewhere'],
  ])('says nothing where it is one %s', (_, name, code) => {
    expect(find(name, code).every(({ confidence }) => confidence < SURE)).toBe(true);
  });
});
