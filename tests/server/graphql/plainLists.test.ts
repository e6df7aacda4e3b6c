import { createTestHub, type TestHub } from '../../support/testHub';

/** Runs every query beside plain graphql-js and compares the answers letter by letter. */
let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const rows = (selection: string) =>
  `query ($y: [Int!]!, $all: Boolean = true) { rollup(years: $y, filter: { jurisdiction: "410303" }) {
     rows(by: [AGENCY, YEAR], values: ["requests.received.total", "proactive.fees.amount", "measures.disclosureRate"], first: 5) { nodes { ${selection} } }
     groups(by: [LEVEL], first: 3) { edges { node { rank @include(if: $all) keys { ...Key } values(codes: ["requests.received.total"]) { ...Value } } } } } }
   fragment Key on GroupKey { code dimension labelZh labelEn } fragment Value on GroupValue { code value state reasonZh growth }`;
const VARIABLES = { y: [2024, 2025] };

test.each([
  'keys { ...Key } values { ...Value } rank',
  'a: keys { code } b: keys { x: code kind: __typename } keys { labelZh }',
  'values { value ...Value ... on GroupValue { qualifier unitZh } __typename } coverage { included }',
  'keys { code labelZh @include(if: $all) labelEn @skip(if: $all) }',
])('%s', (selection) => hub.ask(rows(selection), VARIABLES));

test('the same document selects of a list what the variables of each request say', async () => {
  for (const all of [true, false, true]) {
    const { rollup } = await hub.ask(rows('keys { code labelZh @include(if: $all) }'), { ...VARIABLES, all });
    expect(Object.keys(rollup.rows.nodes[0].keys[0])).toEqual(all ? ['code', 'labelZh'] : ['code']);
  }
});
