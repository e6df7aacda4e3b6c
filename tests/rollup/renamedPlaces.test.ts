import type { Answer } from '../support/answers';
import { createTestHub, type TestHub } from '../support/testHub';
import { addCounty, changeTree, codesFound } from '../support/treeChanges';

let hub: TestHub;
let county: string;
let bureau: string;
/** An instant at which the hub knew of no other name. */
let before: string;

const rename = async (place: string, name: string, effectiveOn: string) =>
  expect(
    codesFound(await changeTree(hub, 'renameJurisdiction', { place, name, nameEn: name, effectiveOn })),
  ).toEqual([]);

beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  ({ county, bureau } = await addCounty(hub));
  before = new Date().toISOString();
  await rename(county, '乙县', '2022-12-31');
  await rename(county, '丙县', '2024-01-01');
  // It was never called so.
  await changeTree(hub, 'correctJurisdiction', { place: county, name: '丁县' });
});
afterAll(() => hub.drop());

/** The name at first. */
const first = () => `丰${county}县`;

const namesIn = async (years: readonly number[]): Promise<string[]> => {
  const fields = years.map((year) => `y${year}: inYear(year: ${year}) { code year name nameEn }`);
  const { jurisdiction } = await hub.ask(`{ jurisdiction(code: "${county}") { ${fields} } }`);
  for (const year of years) expect(jurisdiction[`y${year}`]).toMatchObject({ code: county, year });
  return years.map((year) => jurisdiction[`y${year}`].name);
};

test('a place has in a year the name that it bears at its end: one of 31 December is of the year, one of 1 January of the next', async () => {
  expect(await namesIn([2019, 2021, 2022, 2023, 2024, 2025])).toEqual([
    first(),
    first(),
    '乙县',
    '乙县',
    '丁县',
    '丁县',
  ]);
});

test('a name cannot begin before the present one: the names of years follow each other', async () => {
  const input = { place: county, name: '戊县', effectiveOn: '2023-12-31' };
  const refused = await changeTree(hub, 'renameJurisdiction', input);
  expect(codesFound(refused)).toEqual(['jurisdiction.renamedLater']);
  expect(refused.findings[0].path).toBe('input.effectiveOn');
  expect(await namesIn([2023])).toEqual(['乙县']);
});

test('a year without a form is refused', async () => {
  await expect(
    hub.ask(`{ jurisdiction(code: "${county}") { inYear(year: 1999) { name } } }`),
  ).rejects.toThrow('2019 至 2100');
});

const VALUES = 'values: ["requests.received.total"]';
const KEYS = 'keys { dimension code labelZh labelEn }';
const QUESTION = `query ($years: [Int!]!, $asOf: DateTime) { rollup(years: $years, asOf: $asOf, filter: { jurisdiction: "410300" }) {
  rows(by: [CHILD], ${VALUES}) { nodes { ${KEYS} } }
  compared: rows(by: [CHILD], ${VALUES}) { nodes { ${KEYS} values { base } } }
  ofAgencies: rows(by: [CHILD, AGENCY], ${VALUES}, first: 1000) { nodes { ${KEYS} } }
  groups(by: [CHILD]) { nodes { ${KEYS} jurisdiction { name inYear(year: 2023) { name } } } }
  byYear: rows(by: [CHILD, YEAR], ${VALUES}, first: 1000) { nodes { ${KEYS} } } } }`;
const ask = async (years: number[], asOf: string | null = null): Promise<Answer> =>
  (await hub.ask(QUESTION, { years, asOf })).rollup;
const rowsOfCounty = (list: { nodes: Answer[] }): Answer[] =>
  list.nodes.filter(({ keys: [{ code }] }) => code === county);
const labels = (list: { nodes: Answer[] }) => [
  ...new Set(rowsOfCounty(list).map(({ keys: [{ labelZh }] }) => labelZh)),
];

test('rows and groups of places have the name of their year, of several years that of the last', async () => {
  for (const [years, name] of [
    [[2023], '乙县'],
    [[2024], '丁县'],
    [[2023, 2024], '丁县'],
  ] as const) {
    const answer = await ask([...years]);
    for (const list of ['rows', 'compared', 'ofAgencies', 'groups'])
      expect([list, labels(answer[list])]).toEqual([list, [name]]);
  }
  const { byYear, groups, rows } = await ask([2023, 2024]);
  expect(rowsOfCounty(byYear).map(({ keys }) => [keys[1].code, keys[0].labelZh])).toEqual([
    ['2023', '乙县'],
    ['2024', '丁县'],
  ]);
  // The place itself is that of now, as an agency is.
  expect(rowsOfCounty(groups)[0].jurisdiction).toEqual({ name: '丁县', inYear: { name: '乙县' } });
  expect(rowsOfCounty(rows)[0].keys[0].labelEn).toBe('丙县');
});

test('an answer as of an instant has the names that were recorded then', async () => {
  const then = await ask([2023], before);
  expect([labels(then.rows), labels(then.groups)]).toEqual([[first()], [first()]]);
  expect(rowsOfCounty(then.groups)[0].jurisdiction).toEqual({ name: first(), inYear: { name: first() } });
  expect(labels((await ask([2023], new Date(Date.now() + 1000).toISOString())).rows)).toEqual(['乙县']);
});

const TITLE =
  'jurisdiction { name validTo inYear(year: 2023) { name } parent { name } } jurisdictionInYears { year name }';

test('a roll-up says which place it is of, and how that is called in each of its years', async () => {
  const titleOf = async (more: string, filter: string) =>
    (await hub.ask(`{ rollup(years: [2024, 2023]${more}, filter: ${filter}) { ${TITLE} } }`)).rollup;
  const place = `{ jurisdiction: "${county}" }`;
  const now = await titleOf('', place);
  expect(now).toEqual({
    jurisdiction: {
      name: '丁县',
      validTo: null,
      inYear: { name: '乙县' },
      parent: { name: expect.any(String) },
    },
    jurisdictionInYears: [
      { year: 2023, name: '乙县' },
      { year: 2024, name: '丁县' },
    ],
  });
  const then = await titleOf(`, asOf: "${before}"`, place);
  expect([then.jurisdiction.name, then.jurisdictionInYears[0].name]).toEqual([first(), first()]);
  expect(await titleOf('', `{ agencies: ["${bureau}"] }`)).toEqual({
    jurisdiction: null,
    jurisdictionInYears: null,
  });
});

test('a report has the place of its year by the name of then', async () => {
  const { agency } = await hub.ask(
    `{ agency(code: "${bureau}") { inYear(year: 2023) { jurisdiction { code name inYear(year: 2023) { name } } } } }`,
  );
  expect(agency.inYear.jurisdiction).toEqual({ code: county, name: '丁县', inYear: { name: '乙县' } });
});

test('names cost as many statements for many places as for one', async () => {
  const counts: number[] = [];
  for (const size of [1, 2, 500]) {
    await hub.ask(
      `{ rollup(years: [2023, 2024], filter: { jurisdiction: "410300" }) { rows(by: [CHILD, YEAR], ${VALUES}, first: ${size}) { nodes { keys { labelZh } } } } }`,
    );
    counts.push(hub.statements.length);
  }
  expect(new Set(counts).size).toBe(1);
});
