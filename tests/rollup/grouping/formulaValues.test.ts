import { ANONYMOUS } from '../../../src/shared/request/permissions';
import { peopleOf } from '../../support/people';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const SHANGHAI = { jurisdiction: '310000' };
const PER_HUNDRED = '=requests.granted.total / requests.received.total * 100';
const rowsOf = async (by: readonly string[], values: readonly string[], more: object = {}) => {
  const { rollup } = await hub.ask(
    `query ($years: [Int!]!, $by: [GroupDimension!]!, $values: [ID!]!, $filter: RollUpFilterInput, $having: [GroupConditionInput!], $orderBy: GroupOrderInput) {
      rollup(years: $years, filter: $filter) { rows(by: $by, values: $values, having: $having, orderBy: $orderBy) {
        nodes { keys { code } values { code labelZh labelEn unitZh value state reasonEn share } } } } }`,
    { years: [2019], by, values, filter: SHANGHAI, ...more },
    ANONYMOUS,
  );
  return rollup.rows.nodes;
};
const refusalOf = async (by: readonly string[], values: readonly string[], more: object = {}) =>
  rowsOf(by, values, more).then(
    () => null,
    (error: Error) => error.message,
  );

test('anybody reads a formula of values in rows, with its name in words and its unit', async () => {
  const [{ values }] = await rowsOf(
    ['YEAR'],
    [PER_HUNDRED, 'requests.granted.total', 'requests.received.total', '=proactive.fees.amount * 2'],
  );
  const [formed, granted, received, fees] = values;
  expect(formed).toMatchObject({
    code: PER_HUNDRED,
    labelZh: '“三、本年度办理结果 （一）予以公开 · 总计” ÷ “一、本年新收政府信息公开申请数量 · 总计” × 100',
    labelEn: '"Granted, all applicants" ÷ "Requests received this year, all applicants" × 100',
    unitZh: '—',
    state: 'COMPUTED',
  });
  expect(granted.value).toBeGreaterThan(0);
  expect(formed.value).toBeCloseTo((granted.value / received.value) * 100, 9);
  expect(fees.unitZh).toBe('万元');
});

test('rows are ordered and filtered by a formula that is not among their values', async () => {
  const formula = '=requests.received.naturalPerson - requests.granted.naturalPerson';
  const orderBy = { field: formula, direction: 'DESC' };
  const every = { years: [2019, 2023, 2025], filter: {}, orderBy };
  const all = await rowsOf(['AGENCY', 'YEAR'], [formula], every);
  const figures = all.map((row: { values: { value: number | null }[] }) => row.values[0].value);
  const filled = figures.filter((value: number | null) => value !== null);
  expect(filled.length).toBeGreaterThan(1);
  expect(filled).toEqual(filled.toSorted((one: number, other: number) => other - one));
  const having = [{ value: formula, min: filled[1] }];
  const some = await rowsOf(['AGENCY', 'YEAR'], ['requests.received.total'], { ...every, having });
  expect(some.map(({ keys }: { keys: object }) => keys)).toEqual(
    all
      .slice(0, filled.filter((value: number) => value >= filled[1]).length)
      .map(({ keys }: { keys: object }) => keys),
  );
});

test('a formula by applicant is that of the column, and shares are those of what adds up', async () => {
  const rows = await rowsOf(['APPLICANT'], ['requests.received', '=requests.received.total * 3']);
  for (const { values } of rows) {
    expect(values[1].value).toBe(values[0].value === null ? null : values[0].value * 3);
    expect(values[1].share).toBe(values[0].share);
  }
});

test('everything wrong with codes and formulas is said at once, with where it is', async () => {
  const message = await refusalOf(
    ['YEAR'],
    [
      'requests.recieved.total',
      '=requests.grnted.total + (2',
      '=1 + 2',
      '=measures.none',
      'requests.granted.total',
    ],
  );
  for (const part of [
    /There is no such value .*requests\.recieved\.total; near it: requests\.received\.total/,
    /The formula "requests\.grnted\.total \+ \(2": At character 1 \(requests\.grnted\.total\): there is no such code; near it: requests\.granted\.total/,
    /At character 25 \(\(\): this bracket is not closed\./,
    /The formula "1 \+ 2": At character 1: the formula reads no cell and no indicator\./,
    /The formula "measures\.none": .* there is no such code/,
  ])
    expect(message).toMatch(part);
  expect(message).not.toMatch(/requests\.granted\.total"/);
});

test.each([
  ['by outcome', ['OUTCOME'], ['=requests.total'], /Groups by OUTCOME have no formulas/],
  ['by applicant', ['APPLICANT'], ['=proactive.fees.amount'], /reads only totals of section three/],
  [
    'many',
    ['YEAR'],
    Array.from({ length: 11 }, (_, at) => `=requests.received.total + ${at}`),
    /At most 10 formulas/,
  ],
  ['long', ['YEAR'], [`=${'requests.received.total + '.repeat(60)}1`], /1001|1000/],
  ['empty', ['YEAR'], ['='], /a code or a number is missing here/],
])('a formula that cannot be answered is refused in words: %s', async (_, by, values, words) => {
  expect(await refusalOf(by, values)).toMatch(words);
});

test('a measure of the district is in no formula, and the refusal says so', async () => {
  const { administrator } = await peopleOf(hub, '410303-001');
  const input = {
    code: 'own',
    labelZh: '演示',
    labelEn: 'x',
    unitZh: '件',
    unitEn: 'x',
    descriptionZh: '演示',
    descriptionEn: 'x',
  };
  await hub.ask(
    'mutation ($input: MeasureInput!) { saveMeasure(input: $input) { findings { code } } }',
    { input: { ...input, formula: 'requests.received.total' } },
    administrator,
  );
  expect(await refusalOf(['YEAR'], ['=measures.own * 2'])).toMatch(
    /At character 1 \(measures\.own\): a measure of the district cannot be in a formula/,
  );
});

test('a value is spread over groups by a formula', async () => {
  const { rollup } = await hub.ask(
    'query ($value: ID!) { rollup(years: [2019]) { distribution(value: $value) { code labelEn count maximum } } }',
    { value: PER_HUNDRED },
    ANONYMOUS,
  );
  expect(rollup.distribution).toMatchObject({ code: PER_HUNDRED, labelEn: expect.stringContaining('÷') });
  expect(rollup.distribution.count).toBeGreaterThan(0);
  expect(rollup.distribution.maximum).toBeGreaterThan(0);
});
