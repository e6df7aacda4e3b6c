import type { Answer } from '../support/answers';
import { type Organ, type OrganReport, storeOrgans } from '../support/organs';
import { createTestHub, type TestHub } from '../support/testHub';

const report = (received: number, tickets: number, qualifier = 'EXACT'): OrganReport => ({
  edition: 2021,
  values: { 'requests.received.total': received },
  consolidated: false,
  errors: 0,
  indicators: { summed: { value: tickets, qualifier } },
});
const organ = (reports: Organ['reports']): Organ => ({
  kind: 'DEPARTMENT',
  place: 2,
  endYear: null,
  reports,
});
/** Two that report in both years, one that stopped and one that began. */
const ORGANS = [
  organ({ 2022: report(4, 100), 2023: report(6, 130, 'AT_LEAST') }),
  organ({ 2022: report(5, 50), 2023: report(5, 40) }),
  organ({ 2022: report(100, 1_000) }),
  organ({ 2023: report(200, 9_000) }),
];
const CODES = [
  'requests.received.total',
  'indicators.summed',
  'measures.perRequest',
  'measures.disclosureRate',
];

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await storeOrgans(hub, ORGANS);
  await hub.ask(
    `mutation { saveMeasure(input: { code: "perRequest", labelZh: "件均", labelEn: "Per request", formula: "indicators.summed / requests.received.total", unitZh: "件", unitEn: "items", descriptionZh: "x", descriptionEn: "x" }) { findings { code } } }`,
  );
});
afterAll(() => hub.drop());

const changesOver = async (over: string): Promise<Answer[]> =>
  (
    await hub.ask(
      `query ($codes: [ID!]!) { rollup(years: [2023]) { change(year: 2023, base: 2022, over: ${over}) {
         values(codes: $codes) { code unitZh base value difference growth qualifier changeQualifier reasonEn } cells(codes: ["requests.received.total"]) { base value absolute relative } } } }`,
      { codes: CODES },
    )
  ).rollup.change;

test('indicators change over the same agencies as cells do, and say how exact that is', async () => {
  const { values, cells } = (await changesOver('SAME_AGENCIES')) as Answer;
  expect(values.map(({ base, value, difference }: Answer) => [base, value, difference])).toEqual([
    [9, 11, 2],
    [150, 170, 20],
    [150 / 9, 170 / 11, 170 / 11 - 150 / 9],
    [null, null, null],
  ]);
  expect(values[0]).toMatchObject({ growth: 2 / 9, changeQualifier: null, unitZh: '件' });
  expect(values[1]).toMatchObject({ growth: 20 / 150, qualifier: 'AT_LEAST', changeQualifier: 'AT_LEAST' });
  expect(values[2]).toMatchObject({ changeQualifier: 'AT_LEAST' });
  expect(values[3].reasonEn).toMatch(/^Base year: /);
  const { base, value, absolute, relative } = cells[0];
  expect(values[0]).toMatchObject({ base, value, difference: absolute, growth: relative });
});

test('a formula changes as the measure saved with it does, and says how exact that is', async () => {
  const { rollup } = await hub.ask(
    `{ rollup(years: [2023]) { change(year: 2023, base: 2022, over: SAME_AGENCIES) {
       values(codes: ["=indicators.summed / requests.received.total"]) { base value difference growth qualifier changeQualifier unitZh } } } }`,
  );
  const { values } = (await changesOver('SAME_AGENCIES')) as Answer;
  const { base, value, difference, growth, qualifier, changeQualifier } = values[2];
  expect(rollup.change.values).toEqual([
    { base, value, difference, growth, qualifier, changeQualifier, unitZh: '—' },
  ]);
});

test('over all reports the changes of values are those of the rows of the year', async () => {
  const { values } = (await changesOver('ALL_REPORTS')) as Answer;
  const { rollup } = await hub.ask(
    `query ($codes: [ID!]!) { rollup(years: [2023]) { rows(by: [YEAR], values: $codes) { nodes { values { code unitZh base value difference growth qualifier changeQualifier } } } } }`,
    { codes: CODES },
  );
  expect(values.map(({ reasonEn, ...value }: Answer) => value)).toEqual(rollup.rows.nodes[0].values);
});

test('codes that there are not are refused with those nearest to them', async () => {
  await expect(
    hub.ask(
      '{ rollup(years: [2023]) { change(year: 2023, base: 2022) { values(codes: ["indicators.sumed"]) { base } } } }',
    ),
  ).rejects.toThrow(/indicators\.summed/);
});

test('a change reads of the sums what its fields need: nothing for a caution, one cell for one', async () => {
  /** How many cells of reports the statements of a question add. */
  const cellsAdded = async (fields: string) => {
    await hub.ask(
      `{ rollup(years: [2023]) { change(year: 2023, base: 2022, over: SAME_AGENCIES) { ${fields} } } }`,
    );
    return hub.statements.join('').match(/sum\(counts\[/g)?.length ?? 0;
  };
  expect(await cellsAdded('sameAgencies cautionZh')).toBe(0);
  expect(await cellsAdded('cells(codes: ["requests.received.total"]) { base value }')).toBe(1);
  expect(await cellsAdded('values(codes: ["requests.received.total"]) { base value }')).toBe(1);
  expect(await cellsAdded('difference { requests { received { total } } }')).toBe(1);
});

test('where the others are fewer, they are left out of the sums, exactly as if the same agencies were named', async () => {
  const both = ORGANS.slice(0, 2);
  const silent = organ({});
  const own = report(1, 1);
  const withOneMoreCell = organ({ 2023: { ...own, values: { 'requests.received.naturalPerson': 1 } } });
  await storeOrgans(hub, [...ORGANS, ...both, ...both, ...both, silent, withOneMoreCell]);
  const same = ORGANS.flatMap((_, at) => (at < 2 ? [at] : [])).concat([4, 5, 6, 7, 8, 9]);
  const ask = async (agencies: readonly string[] | null, over: string) =>
    (
      await hub.ask(
        `query ($agencies: [ID!]) { rollup(years: [2023], filter: { agencies: $agencies }) { change(year: 2023, base: 2022, over: ${over}) {
           sameAgencies difference { coverage { expected included withErrors blankCells notApplicableCells } } cells { code base value state reasonEn }
           values(codes: ["requests.received.total", "indicators.summed", "measures.disclosureRate"]) { code base baseQualifier value qualifier reasonEn } } } }`,
        { agencies },
      )
    ).rollup.change;
  const compared = await ask(null, 'SAME_AGENCIES');
  expect(compared).toEqual(
    await ask(
      same.map((at) => `agency-${at}`),
      'ALL_REPORTS',
    ),
  );
  expect(compared).toMatchObject({
    sameAgencies: 8,
    difference: { coverage: { expected: 8, included: 8 } },
    values: [{ base: 36, value: 44 }, { base: 600, value: 680, qualifier: 'AT_LEAST' }, {}],
  });
});
