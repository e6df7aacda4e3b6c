import type { Answer } from '../../support/answers';
import { type Organ, storeOrgans } from '../../support/organs';
import { createTestHub, type TestHub } from '../../support/testHub';

const report = (values: Record<string, number | null>) => ({
  edition: 2021 as const,
  values,
  consolidated: false,
  errors: 0,
  indicators: { single: { value: 5, qualifier: 'EXACT' } },
});
const VALUES = {
  'requests.received.total': 4,
  'requests.received.naturalPerson': 4,
  'requests.granted.total': 1,
  'requests.concluded.total': 0,
  'proactive.rules.inForce': 7,
};
const ORGANS: Organ[] = [
  {
    kind: 'DEPARTMENT',
    place: 2,
    endYear: null,
    reports: { 2022: report(VALUES), 2023: report({ ...VALUES, 'requests.concluded.total': 2 }) },
  },
];

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await storeOrgans(hub, ORGANS);
});
afterAll(() => hub.drop());

const statesOf = async (by: string[], years: number[], codes: string[]) => {
  const { rollup } = await hub.ask(
    `query ($by: [GroupDimension!]!, $years: [Int!]!, $codes: [ID!]!) {
      rollup(years: $years) { groups(by: $by) { edges { node { values(codes: $codes) { value state reasonZh reasonEn } } } } } }`,
    { by, years, codes },
  );
  const [{ node }] = rollup.groups.edges;
  for (const { value, reasonZh, reasonEn } of node.values)
    expect([reasonZh === null, reasonEn === null]).toEqual([value !== null, value !== null]);
  return node.values.map(({ value, state }: { value: number | null; state: string }) => [value, state]);
};

test('a value says whether it was reported, computed, left blank, or must not be added', async () => {
  const codes = [
    'requests.received.total',
    'requests.carriedIn.total',
    'requests.denied.subtotal.total',
    'measures.disclosureRate',
    'proactive.rules.inForce',
    'proactive.rules.newlyMade',
    'indicators.single',
    'indicators.summed',
  ];
  expect(await statesOf(['AGENCY'], [2022, 2023], codes)).toEqual([
    [8, 'REPORTED'],
    [null, 'BLANK'],
    [null, 'BLANK'],
    [1, 'COMPUTED'],
    [null, 'NOT_ADDABLE'],
    [null, 'NOT_IN_EDITION'],
    [null, 'NOT_ADDABLE'],
    [null, 'BLANK'],
  ]);
  expect(await statesOf(['YEAR', 'AGENCY'], [2022], codes)).toMatchObject([
    [4, 'REPORTED'],
    [null, 'BLANK'],
    [null, 'BLANK'],
    // Nothing was concluded: there is no rate.
    [null, 'BLANK'],
    [7, 'REPORTED'],
    [null, 'NOT_IN_EDITION'],
    [5, 'REPORTED'],
    [null, 'BLANK'],
  ]);
});

test('a group by applicant holds only its column, and refuses values that are not in it', async () => {
  const ask = (field: string) =>
    hub.ask(
      `{ rollup(years: [2022]) { groups(by: [APPLICANT], first: 1) { edges { node { key ${field} } } } } }`,
    );
  const { rollup } = await ask(
    'requests { received { naturalPerson total } } cells(codes: ["requests.received.total"]) { state }',
  );
  expect(rollup.groups.edges[0].node).toEqual({
    key: 'naturalPerson',
    requests: { received: { naturalPerson: 4, total: null } },
    cells: [{ state: 'NOT_APPLICABLE' }],
  });
  await expect(ask('values(codes: ["requests.received.total"]) { value }')).rejects.toThrow(
    /no such value of groups by APPLICANT: requests\.received\.total; near it: requests\.received/,
  );
});

test('questions that mean nothing are refused with what to do instead', async () => {
  const ask = (args: string) =>
    hub.ask(
      `{ rollup(years: [2022, 2023]) { rows(by: ${args}, values: ["requests.received.total"]) { totalCount } } }`,
    );
  await expect(ask('[AGENCY, AGENCY]')).rejects.toThrow(/1 to 3 different dimensions/);
  await expect(
    ask('[AGENCY], orderBy: { field: "requests.received.total", figure: GROWTH }'),
  ).rejects.toThrow(/group by YEAR too, or ask for a single year/);
  await expect(ask('[AGENCY], filter: { outcomes: ["denied"] }')).rejects.toThrow(/add OUTCOME to `by`/);
});

test('groups by year alone have no share, and none is sorted or filtered by', async () => {
  const rowsBy = (more: string) =>
    hub.ask(
      `{ rollup(years: [2024, 2025]) { rows(${more}, values: ["requests.received.total"]) { nodes { values { share } } } } }`,
    );
  const { rollup } = await rowsBy('by: [YEAR]');
  expect(rollup.rows.nodes.map(({ values }: Answer) => values[0].share)).toEqual([null, null]);
  const field = '"requests.received.total", figure: SHARE';
  for (const more of [`orderBy: { field: ${field} }`, `having: [{ value: ${field}, min: 0 }]`])
    await expect(rowsBy(`by: [YEAR], ${more}`)).rejects.toThrow('YEAR alone');
  expect((await rowsBy(`by: [YEAR, KIND], orderBy: { field: ${field} }`)).rollup).toBeTruthy();
});
