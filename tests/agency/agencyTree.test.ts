import { beijingToday } from '../../src/form/beijing';
import { verifySums } from '../../src/rollup/materialized/verifySums';
import { type Answer, nodesOf, type Page } from '../support/answers';
import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

/** Runs a command on the tree: its payload, findings with code, path and severity. */
const run = async (name: string, input: object): Promise<Answer> => {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const [inputType, shown] =
    name === 'extendDeadline'
      ? ['ExtensionInput', 'accepted']
      : name === 'addJurisdiction'
        ? [type, 'jurisdiction { code }']
        : [type, 'agency { name validTo formerNames { name } predecessors { agency { code } } }'];
  const document = `mutation ($input: ${inputType}!) { payload: ${name}(input: $input) { ${shown} findings { code path severity actual messageEn } } }`;
  return (await hub.ask(document, { input })).payload;
};
const codes = ({ findings }: { findings: { code: string }[] }) => findings.map(({ code }) => code);
const record = (agency: string, year: number) =>
  sendReport(hub, 'recordPublishedReport', { ...completeReport(agency), year, source: '测试' });
/** A day so many days from today in Beijing. */
const inDays = (days: number) =>
  new Date(Date.parse(beijingToday()) + days * 86_400_000).toISOString().slice(0, 10);

test.each([
  ['before it was founded', '2019-12-31', ['agency.notFounded']],
  ['on the day it was founded', '2020-01-01', []],
  ['on its last day', inDays(399), []],
  ['on the day it is closed', inDays(400), ['agency.closed']],
])('a merger into an agency %s', async (_, effectiveOn, expected) => {
  const [one, two] = [await addTestAgency(hub), `${await addTestAgency(hub)}-b`];
  await hub.ask('mutation ($input: AddAgencyInput!) { addAgency(input: $input) { findings { code } } }', {
    input: {
      code: two,
      name: `${two}后设局`,
      kind: 'DEPARTMENT',
      jurisdiction: '410303',
      validFrom: '2020-01-01',
    },
  });
  await run('closeAgency', { agency: two, effectiveOn: inDays(400) });
  expect(codes(await run('mergeAgencies', { predecessors: [one], successor: two, effectiveOn }))).toEqual(
    expected,
  );
});

test('mergers form no cycle, and a successor does not end before its merger', async () => {
  const [one, two, three] = [await addTestAgency(hub), await addTestAgency(hub), await addTestAgency(hub)];
  const merge = async (from: string[], successor: string, effectiveOn: string) =>
    codes(await run('mergeAgencies', { predecessors: from, successor, effectiveOn }));
  expect(await merge([one, two], two, '2030-01-01')).toEqual(['agency.self']);
  expect(await merge([one], two, '2030-01-01')).toEqual([]);
  expect(await merge([two], one, '2031-01-01')).toEqual(['agency.closed']);
  expect(await merge([two], one, '2029-01-01')).toEqual(['agency.successor']);
  expect(await merge([two], three, '2030-01-01')).toEqual(['agency.successor']);
  expect(codes(await run('closeAgency', { agency: two, effectiveOn: '2029-06-01' }))).toEqual([
    'agency.successor',
  ]);
  expect(await merge([one], three, '2029-01-01')).toEqual(['agency.closed']);
  expect(await merge([two], three, '2031-01-01')).toEqual([]);
});

test('a closing that lies ahead leaves room for changes before it, and can be moved; one that has passed cannot', async () => {
  const agency = await addTestAgency(hub);
  const close = async (effectiveOn: string) => codes(await run('closeAgency', { agency, effectiveOn }));
  const rename = async (name: string, effectiveOn: string) =>
    codes(await run('renameAgency', { agency, name, effectiveOn }));
  expect(await close('2099-01-01')).toEqual([]);
  expect(await rename('改名局', '2030-01-01')).toEqual([]);
  expect(await rename('再改局', '2099-01-01')).toEqual(['agency.closed']);
  expect(await close('2030-01-01')).toEqual(['agency.date']);
  expect(await close('2040-01-01')).toEqual([]);
  expect(await rename('再改局', '2040-01-01')).toEqual(['agency.closed']);
  const closed = await addTestAgency(hub);
  expect(codes(await run('closeAgency', { agency: closed, effectiveOn: '2025-06-01' }))).toEqual([]);
  expect(codes(await run('closeAgency', { agency: closed, effectiveOn: '2026-06-01' }))).toEqual([
    'agency.closed',
  ]);
});

test('a mistake in a name is corrected on the day the name began; earlier days are history', async () => {
  const agency = await addTestAgency(hub);
  const rename = async (name: string, effectiveOn: string) =>
    run('renameAgency', { agency, name, effectiveOn });
  expect((await rename('丙河和水雾局', '2024-07-01')).agency.name).toBe('丙河和水雾局');
  const corrected = await rename('丙河和水务局', '2024-07-01');
  expect(corrected.agency.name).toBe('丙河和水务局');
  expect(corrected.agency.formerNames).toHaveLength(1);
  expect(codes(await rename('别名局', '2020-01-01'))).toEqual(['agency.date']);
  expect((await rename('丙河局', '2015-01-01')).agency).toMatchObject({
    name: '丙河和水务局',
    formerNames: [{ name: '丙河局' }],
  });
});

test('an agency is found by the name of each year', async () => {
  const agency = await addTestAgency(hub);
  await run('renameAgency', { agency, name: '甲乙丙河局', effectiveOn: '2015-01-01' });
  await run('renameAgency', { agency, name: '甲乙丙河和水务局', effectiveOn: '2024-07-01' });
  await run('renameAgency', { agency, name: '甲乙水利局', effectiveOn: '2025-03-01' });
  const found = async (year: number, name: string) =>
    (
      await hub.ask(
        'query ($year: Int!, $name: String!) { agencies(filter: { year: $year, name: $name }) { totalCount edges { node { code } } } }',
        { year, name },
      )
    ).agencies.totalCount;
  expect(
    await Promise.all(
      [2023, 2024, 2025].flatMap((year) =>
        ['甲乙丙河局', '甲乙丙河和水务局', '甲乙水利局'].map((name) => found(year, name)),
      ),
    ),
  ).toEqual([1, 0, 1, 1, 1, 1, 0, 1, 1]);
});

test('a change that takes reports out of their years lists them and needs confirmation', async () => {
  const [one, two] = [await addTestAgency(hub), await addTestAgency(hub)];
  for (const year of [2023, 2024]) expect((await record(one, year)).accepted).toBe(true);
  await sendReport(hub, 'saveDraft', { agency: one, year: 2025, overview: '草稿。' });
  const warned = (from: number) => [
    {
      code: 'agency.orphans',
      severity: 'WARNING',
      actual: [
        `${one} 2023 已公布 published`,
        `${one} 2024 已公布 published`,
        `${one} 2025 未公布 not published`,
      ]
        .slice(from - 2023)
        .join('; '),
    },
  ];
  const state = async () =>
    (
      await hub.ask(
        'query ($code: ID!) { agency(code: $code) { name validTo successors { effectiveOn } } }',
        { code: one },
      )
    ).agency;
  const before = await state();
  expect((await run('closeAgency', { agency: one, effectiveOn: '2024-06-01' })).findings).toMatchObject(
    warned(2024),
  );
  const merger = { predecessors: [one], successor: two, effectiveOn: '2023-06-01' };
  expect((await run('mergeAgencies', merger)).findings).toMatchObject(warned(2023));
  expect(
    (await run('renameAgency', { agency: one, name: '新名局', effectiveOn: '2025-02-01' })).findings,
  ).toMatchObject([
    { code: 'agency.renames', severity: 'WARNING', actual: `${one} 2025 未公布 not published` },
  ]);
  expect(await state()).toEqual(before);
  expect((await run('mergeAgencies', { ...merger, confirm: true })).findings).toEqual([]);
  expect(await state()).toMatchObject({ validTo: '2023-06-01', successors: [{ effectiveOn: '2023-06-01' }] });
});

test.each([
  ['920300', 'PROVINCE', '410303', 'jurisdiction.level', null],
  ['410399', 'COUNTY', '410303', 'jurisdiction.level', null],
  ['410390', 'PREFECTURE', '410300', 'jurisdiction.level', null],
  ['410000', 'NATION', '100000', 'jurisdiction.exists', null],
  ['420304', 'COUNTY', '410300', 'jurisdiction.codeOfLevel', 'confirmed'],
  ['410303901', 'COUNTY', '410300', 'jurisdiction.codeOfLevel', 'confirmed'],
  ['419001', 'COUNTY', '410000', null, null],
  ['410300100', 'TOWNSHIP', '410300', null, null],
])('place %s, a %s below %s', async (code, level, parent, finding, confirmed) => {
  const place = { code, name: '某地', level, parent };
  expect(codes(await run('addJurisdiction', place))[0] ?? null).toBe(finding);
  if (confirmed) expect(codes(await run('addJurisdiction', { ...place, confirm: true }))).toEqual([]);
  if (finding && !confirmed)
    expect(codes(await run('addJurisdiction', { ...place, confirm: true }))[0]).toBe(finding);
});

test('an extension ends neither in the past nor before the report is due, and none is granted once that day has passed', async () => {
  const agency = await addTestAgency(hub);
  const year = Number(beijingToday().slice(0, 4)) - 1;
  const extend = async (input: object) =>
    codes(await run('extendDeadline', { reason: '机构改革', year, ...input }));
  expect(await extend({ scope: { agency }, dueOn: inDays(-1) })).toEqual(['deadline.past']);
  expect(await extend({ scope: { jurisdiction: '410303' }, dueOn: `${year + 1}-01-01` })).toEqual([
    'deadline.past',
  ]);
  expect(await extend({ scope: { agency }, year: year + 1, dueOn: `${year + 2}-01-31` })).toEqual([
    'deadline.notLater',
  ]);
  expect(await extend({ scope: { agency }, year: year + 1, dueOn: `${year + 2}-05-01` })).toEqual([]);
  expect(await extend({ scope: { agency }, year: year - 1, dueOn: beijingToday() })).toEqual([
    'deadline.passed',
  ]);
});

/** Lets every statement from here on find another day in Beijing; null makes it today again. */
const setDay = (day: string | null) =>
  hub.database.query(
    `create or replace function beijing_today() returns date language sql stable as $$ select ${day ? `date '${day}'` : `(now() at time zone 'Asia/Shanghai')::date`} $$`,
  );

test('a change dated ahead is announced, and in force from its day on though nothing is written then', async () => {
  const agency = await addTestAgency(hub);
  const { name } = (await hub.ask('query ($code: ID!) { agency(code: $code) { name } }', { code: agency }))
    .agency;
  await run('renameAgency', { agency, name: '未来局', effectiveOn: '2031-05-01' });
  await run('closeAgency', { agency, effectiveOn: '2032-05-01' });
  const year = Number(beijingToday().slice(0, 4)) - 1;
  const seen = async () =>
    hub.ask(
      `query ($code: ID!, $year: Int!) { agency(code: $code) { name validTo formerNames { name validTo } comingNames { name validFrom } }
         agencies(filter: { year: $year, name: "未来局" }) { edges { node { code name } } }
         rollup(years: [${year}, 2031, 2032], filter: { jurisdiction: "410303" }) { byYear: groups(by: [YEAR]) { edges { node { coverage { expected } } } } }
         scanned: rollup(years: [${year}, 2031, 2032], filter: { jurisdiction: "410303", agencies: ["${agency}"] }) { byYear: groups(by: [YEAR]) { edges { node { coverage { expected } } } } byAgency: groups(by: [AGENCY]) { edges { node { agency { name } } } } } }`,
      { code: agency, year: 2031 },
    );
  const before = await seen();
  expect(before).toMatchObject({
    agency: {
      name,
      validTo: '2032-05-01',
      formerNames: [],
      comingNames: [{ name: '未来局', validFrom: '2031-05-01' }],
    },
    agencies: { edges: [{ node: { code: agency, name } }] },
    scanned: {
      byYear: { edges: [1, 1, 0].map((expected) => ({ node: { coverage: { expected } } })) },
      byAgency: { edges: [{ node: { agency: { name } } }] },
    },
  });
  const faults = async () => (await verifySums(hub.database)).faults;
  try {
    for (const day of ['2031-05-01', '2032-05-01', '2040-01-01']) {
      await setDay(day);
      expect(await seen()).toEqual({
        ...before,
        agency: {
          name: '未来局',
          validTo: '2032-05-01',
          formerNames: [{ name, validTo: '2031-05-01' }],
          comingNames: [],
        },
        agencies: { edges: [{ node: { code: agency, name: '未来局' } }] },
        scanned: { ...before.scanned, byAgency: { edges: [{ node: { agency: { name: '未来局' } } }] } },
      });
      expect(await faults()).toEqual([]);
    }
  } finally {
    await setDay(null);
  }
  expect(await seen()).toEqual(before);
});

test('a merger in the future: the predecessor is expected until the year of its end, and both links are shown', async () => {
  const [one, two] = [await addTestAgency(hub), await addTestAgency(hub)];
  await run('mergeAgencies', { predecessors: [one], successor: two, effectiveOn: '2031-05-01' });
  const { rollup, agency } = await hub.ask(
    `{ rollup(years: [2030, 2031], filter: { agencies: ["${one}", "${two}"] }) { byYear: groups(by: [YEAR]) { edges { node { coverage { expected } } } } }
       agency(code: "${one}") { validTo successors { effectiveOn agency { code } } } }`,
  );
  expect(nodesOf(rollup.byYear)).toEqual([2, 1].map((expected) => ({ coverage: { expected } })));
  expect(agency).toEqual({
    validTo: '2031-05-01',
    successors: [{ effectiveOn: '2031-05-01', agency: { code: two } }],
  });
});

test("a closed agency's published reports stay in the sums of their years", async () => {
  const [one, two] = [await addTestAgency(hub, '310000'), await addTestAgency(hub, '310000')];
  await record(one, 2023);
  await record(one, 2024);
  const seen = () =>
    hub.ask(
      `query ($asOf: DateTime) { rollup(years: [2023, 2024, 2025], filter: { jurisdiction: "310000", kinds: [DEPARTMENT] }, asOf: $asOf) {
         byYear: groups(by: [YEAR]) { edges { node { coverage { expected included missing { edges { node { agency { code } } } } } requests { received { total } } indicators { value } } } }
         byChild: groups(by: [CHILD]) { edges { node { key coverage { expected included } } } } byLevel: groups(by: [LEVEL]) { edges { node { coverage { expected included } } } }
         byAgency: groups(by: [AGENCY]) { edges { node { agency { code } coverage { expected included } } } } }
       reports(filter: { jurisdiction: "310000", agency: "${one}" }) { totalCount } }`,
      { asOf: null },
    );
  const before = await seen();
  await run('mergeAgencies', {
    predecessors: [one],
    successor: two,
    effectiveOn: '2023-06-01',
    confirm: true,
  });
  const after = await seen();
  const years = (answer: { rollup: { byYear: Page<{ coverage: { expected: number } }> } }) =>
    nodesOf(answer.rollup.byYear);
  expect(years(after).slice(0, 2)).toEqual(years(before).slice(0, 2));
  expect(years(after)[2].coverage.expected).toBe(years(before)[2].coverage.expected - 1);
  expect(after.rollup.byAgency.edges).toHaveLength(before.rollup.byAgency.edges.length);
  expect(after.reports).toEqual(before.reports);
  // What it published stays its own to correct; a year it had not reported is its successor's.
  await record(one, 2024);
  const late = await hub.ask(
    'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted findings { code } } }',
    { input: { agency: one, year: 2025, source: 'x', overview: 'x' } },
  );
  expect(late.recordPublishedReport).toMatchObject({
    accepted: false,
    findings: [{ code: 'report.afterAgency' }],
  });
  expect((await verifySums(hub.database)).faults).toEqual([]);
});

test('the history of the tree can be neither changed nor deleted', async () => {
  const agency = await addTestAgency(hub);
  await run('renameAgency', { agency, name: '后来局', effectiveOn: '2026-01-01' });
  for (const sql of ['update agency_version_past set name = name', 'delete from agency_version_past'])
    await expect(hub.database.query(sql)).rejects.toThrow('stays as it was');
});
