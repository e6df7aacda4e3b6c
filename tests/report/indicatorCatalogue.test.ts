import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const VISITS = {
  code: 'portalVisits',
  name: '网站访问量',
  nameEn: 'Visits of the portal',
  unitZh: '万次',
  unitEn: 'ten thousand visits',
  aggregation: 'SUM',
  descriptionZh: '本年政府网站的访问量。',
  descriptionEn: 'Visits of the government portal in the year.',
};
const SAVE = `mutation ($input: IndicatorDefinitionInput!) { saveIndicator(input: $input) {
  indicator { code name nameEn unitZh unitEn aggregation descriptionZh descriptionEn retired } findings { code path } } }`;
const save = async (change: object) =>
  (await hub.ask(SAVE, { input: { ...VISITS, ...change } })).saveIndicator;

test('an indicator has its name, unit and description in both languages, and gives its unit to what is read of it', async () => {
  expect(await save({})).toEqual({ indicator: { ...VISITS, retired: false }, findings: [] });
  const changed = { ...VISITS, descriptionEn: 'Visits of the portal.' };
  expect(await save(changed)).toEqual({ indicator: { ...changed, retired: false }, findings: [] });
  const agency = await addTestAgency(hub);
  await sendReport(hub, 'recordPublishedReport', {
    ...completeReport(agency),
    source: '测试',
    indicators: [{ indicator: VISITS.code, value: 12 }],
  });
  const { rollup } = await hub.ask(
    `query ($agency: ID!) { rollup(years: [2025], filter: { agencies: [$agency] }) {
       groups(by: [AGENCY]) { nodes { values(codes: ["indicators.portalVisits"]) { labelZh labelEn unitZh unitEn value } } } } }`,
    { agency },
  );
  expect(rollup.groups.nodes[0].values).toEqual([
    {
      labelZh: VISITS.name,
      labelEn: VISITS.nameEn,
      unitZh: VISITS.unitZh,
      unitEn: VISITS.unitEn,
      value: 12,
    },
  ]);
  const [row] = await hub.database.query(
    `select unit_zh, unit_en from analytics.indicator_value where indicator_code = 'portalVisits'`,
  );
  expect(row).toEqual({ unit_zh: VISITS.unitZh, unit_en: VISITS.unitEn });
});

test('what is empty is refused at its place; an indicator with values keeps its unit in both languages', async () => {
  const empty = {
    code: 'other',
    name: ' ',
    nameEn: '',
    unitZh: '',
    unitEn: '',
    descriptionZh: '',
    descriptionEn: '',
  };
  expect((await save(empty)).findings.map(({ path }: { path: string }) => path)).toEqual(
    Object.keys(empty)
      .slice(1)
      .map((name) => `input.${name}`),
  );
  for (const change of [{ unitZh: '次' }, { unitEn: 'visits' }, { aggregation: 'LAST' }])
    expect((await save(change)).findings).toMatchObject([{ code: 'indicator.used' }]);
});

test('what was stated of an indicator before it was retired stays, though nobody can send it any more', async () => {
  const agency = await addTestAgency(hub);
  const send = (indicators: object[]) =>
    sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '测试。', indicators });
  const tickets = { indicator: 'hotlineTickets', value: 5 };
  await send([tickets, { indicator: VISITS.code, value: 12, sentence: '访问量12万次。' }]);
  expect((await save({ retired: true })).findings).toEqual([]);
  expect(await send([{ ...tickets, value: 6, qualifier: 'AT_LEAST' }])).toMatchObject({ accepted: true });
  const { report } = await hub.ask(
    'query ($agency: ID!) { report(agency: $agency, year: 2025) { indicators { indicator { code } value sentences { text } } } }',
    { agency },
  );
  expect(report.indicators).toHaveLength(2);
  expect(report.indicators).toEqual(
    expect.arrayContaining([
      { indicator: { code: 'hotlineTickets' }, value: 6, sentences: [] },
      { indicator: { code: VISITS.code }, value: 12, sentences: [{ text: '访问量12万次。' }] },
    ]),
  );
  expect(await send([tickets, { indicator: VISITS.code, value: 13 }])).toMatchObject({ accepted: false });
});
