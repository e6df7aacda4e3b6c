import { rollUpId } from '../../../src/rollup/request/rollUpId';
import { Basis } from '../../../src/rollup/request/selection';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const rows = (args: string) => `{ rollup(years: [2025]) { rows(${args}) { nodes { values { value } } } } }`;
const change = (args: string, fields = 'sameAgencies') =>
  `{ rollup(years: [2024, 2025]) { change(${args}) { ${fields} } } }`;
const RECEIVED = 'requests.received.total';
const nodeId = rollUpId({
  filter: { jurisdiction: '999999' },
  years: [2025],
  basis: Basis.PUBLISHED,
  asOf: null,
});
const outOfTime = rollUpId({ filter: null, years: [1950], basis: Basis.PUBLISHED, asOf: null });

test.each([
  ['values', rows('by: [YEAR], values: ["requests.recieved.total"]')],
  ['values', rows(`by: [YEAR], values: [${Array(51).fill(`"${RECEIVED}"`)}]`)],
  ['by', rows(`by: [YEAR, YEAR], values: ["${RECEIVED}"]`)],
  ['orderBy.field', rows(`by: [YEAR], values: ["${RECEIVED}"], orderBy: { field: "nothing" }`)],
  [
    'having.1.value',
    rows(
      `by: [YEAR], values: ["${RECEIVED}"], having: [{ value: "${RECEIVED}", min: 1 }, { value: "nothing", min: 1 }]`,
    ),
  ],
  ['filter.outcomes', rows(`by: [OUTCOME], values: ["requests.total"], filter: { outcomes: ["nothing"] }`)],
  ['value', '{ rollup(years: [2025]) { distribution(value: "nothing") { count } } }'],
  [
    'having.0.value',
    `{ rollup(years: [2025]) { distribution(value: "${RECEIVED}", having: [{ value: "nothing", min: 1 }]) { count } } }`,
  ],
  [
    'codes',
    '{ rollup(years: [2025]) { groups(by: [YEAR]) { nodes { values(codes: ["nothing"]) { value } } } } }',
  ],
  ['codes', '{ rollup(years: [2025]) { total { measureValues(codes: ["nothing"]) { value } } } }'],
  ['base', change('year: 2025, base: 1950')],
  ['year', change('year: 1950, base: 2025')],
  ['codes', change('year: 2025, base: 2024', 'values(codes: ["nothing"]) { value }')],
  ['codes', change('year: 2025, base: 2024', 'cells(codes: ["nothing"]) { value }')],
  ['years.1', '{ rollup(years: [2025, 1950]) { coverage { expected } } }'],
  ['years', `{ rollup(years: [${Array.from({ length: 21 }, () => 2025)}]) { coverage { expected } } }`],
  [
    'filter.jurisdiction',
    '{ rollup(years: [2025], filter: { jurisdiction: "999999" }) { coverage { expected } } }',
  ],
  ['id', `{ node(id: "${nodeId}") { id } }`],
  ['ids.1', `{ nodes(ids: ["nothing", "${outOfTime}"]) { id } }`],
  ['year', '{ report(agency: "410303-001", year: 1950) { state } }'],
  ['codes', '{ report(agency: "410303-001", year: 2025) { indicators(codes: ["nothing"]) { value } } }'],
  [
    'input.year',
    'mutation { remindAgencies(input: { year: 1950, kinds: [LATE], scope: { jurisdiction: "410303" } }, preview: true) { accepted } }',
  ],
])('an error names the argument that the client wrote: %s', async (argument, document) => {
  await expect(hub.ask(document)).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', argument },
  });
});
