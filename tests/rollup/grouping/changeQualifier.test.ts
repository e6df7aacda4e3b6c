import type { Answer } from '../../support/answers';
import { type Organ, type OrganReport, storeOrgans } from '../../support/organs';
import { createTestHub, type TestHub } from '../../support/testHub';

const report = (indicators: OrganReport['indicators'], values = {}): OrganReport => ({
  edition: 2021,
  values: { 'requests.received.total': 4, ...values },
  consolidated: false,
  errors: 0,
  indicators,
});
const stated = (value: number, qualifier: string) => ({ summed: { value, qualifier } });
const organ = (before: OrganReport['indicators'], after: OrganReport['indicators']): Organ => ({
  kind: 'DEPARTMENT',
  place: 2,
  endYear: null,
  reports: { 2022: report(before), 2023: report(after) },
});
const ORGANS = [
  organ(stated(84, 'EXACT'), stated(762, 'EXACT')),
  organ(stated(48_118, 'AT_LEAST'), stated(46_684, 'AT_LEAST')),
  organ(stated(100, 'APPROXIMATE'), stated(150, 'EXACT')),
  organ(stated(100, 'EXACT'), stated(150, 'AT_MOST')),
  organ({}, stated(150, 'AT_LEAST')),
  organ(stated(4_111, 'EXACT'), stated(4_000, 'AT_LEAST')),
  organ(stated(100, 'AT_MOST'), stated(150, 'EXACT')),
];

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await storeOrgans(hub, ORGANS);
});
afterAll(() => hub.drop());

const QUESTION = `query ($years: [Int!]!, $by: [GroupDimension!]!) { rollup(years: $years) {
  rows(by: $by, values: ["indicators.summed", "requests.received.total", "measures.ofTickets"], first: 100) {
    nodes { values { qualifier base difference growth changeQualifier } } } } }`;

const ask = async (years: number[], by: string[]): Promise<Answer[]> =>
  (await hub.ask(QUESTION, { years, by })).rollup.rows.nodes.map(({ values }: Answer) => values);

test('a change is exact where both years are, a bound where one of them is, and none between two bounds of a side', async () => {
  await hub.ask(
    `mutation { saveMeasure(input: { code: "ofTickets", labelZh: "件均", labelEn: "Per request", formula: "indicators.summed / requests.received.total", unitZh: "件", unitEn: "items", descriptionZh: "x", descriptionEn: "x" }) { findings { code } } }`,
  );
  const rows = await ask([2023], ['AGENCY']);
  const [summed, cells, measures] = [0, 1, 2].map((at) => rows.map((values) => values[at]));
  expect(summed.map(({ difference, changeQualifier }) => [difference, changeQualifier])).toEqual([
    [678, 'EXACT'],
    [null, null],
    [50, 'APPROXIMATE'],
    [50, 'AT_MOST'],
    [null, null],
    [-111, 'AT_LEAST'],
    [50, 'AT_LEAST'],
  ]);
  expect(summed.map(({ qualifier }) => qualifier)).toEqual([
    'EXACT',
    'AT_LEAST',
    'EXACT',
    'AT_MOST',
    'AT_LEAST',
    'AT_LEAST',
    'EXACT',
  ]);
  // Over an exact count a bound stays one.
  expect(measures.map(({ changeQualifier }) => changeQualifier)).toEqual(
    summed.map(({ changeQualifier }) => changeQualifier),
  );
  expect(summed.map(({ base, growth }) => [base, growth])).toEqual([
    [84, 678 / 84],
    [48_118, null],
    [100, 0.5],
    [100, 0.5],
    [null, null],
    [4_111, -111 / 4_111],
    [100, 0.5],
  ]);
  expect(cells.map(({ difference, changeQualifier }) => [difference, changeQualifier])).toEqual(
    ORGANS.map(() => [0, null]),
  );
});

test('the change of a sum is approximate where one of its parts is not exact; without the year before there is no change', async () => {
  const [[before], [after]] = await ask([2022, 2023], ['YEAR']);
  expect(before).toMatchObject({ qualifier: 'APPROXIMATE', difference: null, changeQualifier: null });
  expect(after).toMatchObject({ growth: expect.any(Number), changeQualifier: 'APPROXIMATE' });
  for (const [value] of await ask([2022, 2023], ['AGENCY'])) expect(value.changeQualifier).toBeNull();
});

test.each([
  'indicators.summed',
  '=indicators.summed / requests.received.total',
  '=requests.received.total / indicators.summed',
  '=5000 - indicators.summed',
  '=(indicators.summed - 5000) * indicators.summed',
  '=-(indicators.summed * indicators.summed) + requests.received.total',
  '=(indicators.summed - 5000) / (5000 - indicators.summed * 2)',
])('groups of agencies are ranked and filtered by the changes of %s that they show', async (value) => {
  for (const figure of ['DIFFERENCE', 'GROWTH']) {
    const { rollup } = await hub.ask(
      `query ($value: ID!, $figure: GroupFigure!) { rollup(years: [2023]) {
         ranked: rows(by: [AGENCY], values: [$value], orderBy: { field: $value, figure: $figure }, first: 100) {
           nodes { rank values { difference growth } } }
         filtered: rows(by: [AGENCY], values: [$value], having: [{ value: $value, figure: $figure, min: -1000000000000 }]) { totalCount } } }`,
      { value, figure },
    );
    const shown: [number | null, number | null][] = rollup.ranked.nodes.map(
      ({ rank, values: [own] }: Answer) => [rank, own[figure.toLowerCase()]],
    );
    expect(shown.filter(([rank, change]) => (rank === null) !== (change === null))).toEqual([]);
    expect(shown.filter(([, change]) => change === null).length).toBeGreaterThan(0);
    expect(rollup.filtered.totalCount).toBe(shown.filter(([, change]) => change !== null).length);
  }
});
