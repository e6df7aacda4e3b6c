import { type RunningServer, startServer } from '../src/server/server';
import { type HttpHub, serverOver, startHttpHub } from './support/httpHub';

/** A hub that compiles at once, and a server over the same data that never does. */
let compiled: HttpHub;
let plain: RunningServer;
beforeAll(async () => {
  compiled = await startHttpHub({ runsBeforeCompiling: 0 });
  const { databaseUrl: url } = compiled;
  plain = await startServer(
    serverOver({ ...compiled, url }, { runsBeforeCompiling: Number.POSITIVE_INFINITY }),
  );
});
afterAll(async () => {
  await plain.stop();
  await compiled.drop();
});

interface Asked {
  readonly query: string;
  readonly variables?: object;
}

const FRAGMENTS = `fragment Counts on RequestCounts { total ...Kinds } fragment Kinds on RequestCounts { naturalPerson all: total __typename }
  fragment Rows on RequestTable { concluded { ...Counts } }`;
/** Asks with a selection of anything shaped like a report, on every kind of it. */
const askWith = (selection: string, isDecided = false) => ({
  query: `query ($y: [Int!]!${isDecided ? ', $yes: Boolean = true, $no: Boolean = false' : ''}) {
    rollup(years: $y, select: { jurisdiction: "410303" }) { total { ${selection} } byYear { ${selection} } change(year: 2025, base: 2024) { difference { ${selection} } } }
    reports(first: 5) { edges { node { year ${selection} revisions { ${selection} } } } }
    always: rollup(years: $y) { total { requests { received { ...Counts } ...Rows } } }
    ${isDecided ? 'used: __typename @include(if: $yes) unused: __typename @skip(if: $no)' : ''}
  } ${FRAGMENTS}`,
  variables: { y: [2024, 2025] },
});
async function send(server: { readonly url: string }, asked: Asked) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  return { status: response.status, text: await response.text() };
}

/** The answer of compiled code, by way of Apollo and by the short way; graphql-js answers the same. */
async function askBoth(asked: Asked) {
  const [first, second] = [await send(compiled, asked), await send(compiled, asked)];
  expect(second).toEqual(first);
  expect(first).toEqual(await send(plain, asked));
  return first;
}

async function expectAlike(asked: Asked) {
  expect(await askBoth(asked)).toEqual({ status: 200, text: expect.not.stringContaining('errors') });
}

test.each([
  'requests { received { naturalPerson total } concluded { total } }',
  'a: requests { x: received { ...Counts } y: received { legal: __typename } } b: requests { denied { subtotal { total } } }',
  'requests { received { total } } ... on ReportShaped { requests { received { naturalPerson ...Counts } __typename } }',
  'proactive { fees { amount } penalties { decisions } } disputes { __typename litigationDirect { total } }',
  'measures { disclosureRate } requests { otherHandling { subtotal { total ...Counts } } }',
])('%s', (selection) => expectAlike(askWith(selection)));

test.each([
  'requests { received { total @skip(if: $no) } granted @include(if: $no) { total } ...Rows @include(if: $yes) }',
  'requests @include(if: $no) { received { total } } requests @include(if: $yes) { concluded { total } }',
  '... @include(if: $no) { requests { received { total } } } requests @skip(if: $no) { concluded { total } }',
])('directives decide: %s', (selection) => expectAlike(askWith(selection, true)));

test('directives decide above tables that are asked for twice', () =>
  expectAlike({
    query: `query ($no: Boolean = false) { a: rollup(years: [2025]) @include(if: $no) { total { requests { received { total } } } }
      a: rollup(years: [2025]) { total { requests { concluded { total } } } } }`,
  }));

const ORDERED = (order: string, declared = '$d: Boolean') =>
  `query (${declared}) { rollup(years: [2025]) { byAgency(first: 3, orderBy: ${order}) { edges { node { key sortValue } } } } }`;
test.each([
  ['in an object, left out', ORDERED('{ by: "requests.received.total", descending: $d }'), {}],
  ['in an object, given', ORDERED('{ by: "requests.received.total", descending: $d }'), { d: false }],
  [
    'an object without what has a default',
    ORDERED('$o', '$o: GroupOrder'),
    { o: { by: 'requests.received.total' } },
  ],
  [
    'with a default, left out',
    ORDERED('{ by: "requests.received.total", descending: $d }', '$d: Boolean = false'),
    {},
  ],
  [
    'a default that is a time',
    'query ($at: DateTime = "2026-03-05T00:00:00Z") { rollup(years: [2025], asOf: $at) { coverage { included } } }',
    {},
  ],
  ['in a list', 'query ($y: Int = 2024) { rollup(years: [2025, $y]) { coverage { expected } } }', {}],
  ['one for a list', 'query ($y: [Int!]!) { rollup(years: $y) { coverage { expected } } }', { y: 2025 }],
])('a variable %s', (_, query, variables) => expectAlike({ query, variables }));

test.each([
  [
    'null where there must be a value',
    ORDERED('{ by: "requests.received.total", descending: $d }'),
    { d: null },
  ],
  [
    'null in a list of values',
    'query ($y: Int = 2024) { rollup(years: [2025, $y]) { coverage { expected } } }',
    { y: null },
  ],
  ['no number', 'query ($y: Int!) { rollup(years: [$y]) { coverage { expected } } }', { y: 'x' }],
])('a variable that does not fit is refused in the same words: %s', async (_, query, variables) => {
  expect(await askBoth({ query, variables })).toMatchObject({
    status: 400,
    text: expect.stringContaining('BAD_USER_INPUT'),
  });
});

test('a value that does not fit is refused in words when others have fitted', async () => {
  const query = ORDERED('{ by: "requests.received.total", descending: $d }');
  for (const descending of [true, false]) await askBoth({ query, variables: { d: descending } });
  expect(await askBoth({ query, variables: { d: null } })).toMatchObject({
    status: 400,
    text: expect.stringMatching(/Argument .*BAD_USER_INPUT/),
  });
});

test.each([
  '{ a: rollup(years: [2025]) { total { ...F @include(if: $no) } coverage { included } } b: rollup(years: [2025]) { total { ...F } } }',
  '{ a: rollup(years: [2025]) { total { ...F @include(if: $no) ...F } } }',
  '{ a: rollup(years: [2025]) { total { key } total @include(if: $no) { ... on RollUpGroup { year } } } }',
])('a fragment is left out where it is left out, and nowhere else: %s', (selection) =>
  expectAlike({
    query: `query ($no: Boolean = false) ${selection} ${selection.includes('...F') ? 'fragment F on RollUpGroup { key rank }' : ''}`,
  }),
);

test('a text of the document is a text, whatever it looks like', async () => {
  const mark = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d';
  const text = `${mark}globalThis.ran=true`;
  expect((await askBoth({ query: `{ jurisdictions(after: "${text}") { totalCount } }` })).text).toContain(
    'errors',
  );
  await expectAlike({ query: `{ agencies(first: 1, year: 2025, name: "${text}") { totalCount } }` });
  await expectAlike({ query: `{ jurisdiction(code: "${text.replace('_', '\\u005f')}") { code } }` });
  await expectAlike({
    query: `query ($name: String = "${text}") { agencies(first: 1, year: 2025, name: $name) { totalCount } }`,
  });
  expect(globalThis).not.toHaveProperty('ran');
});

test.each(['__proto__', 'toString', 'constructor', 'hasOwnProperty', 'prototype'])(
  'a name like any other: %s',
  (name) =>
    expectAlike({
      query: `query ($y: Int!) { ${name}: rollup(years: [$y]) { ${name}: total { ${name}: requests { ${name}: received { ${name}: total } } ${name}_: key } } }`,
      variables: { y: 2025 },
    }),
);

test.each([
  [
    'a type',
    (
      id: string,
    ) => `{ n0: node(id: "${id}") { ... on Agency { reports(first: 1) { edges { node { year } } } } }
    Agency_n0: agency(code: "410303-hb") { reports(first: 50) { edges { node { year } } } } }`,
  ],
  [
    'a list item',
    () => `{ jurisdictions(first: 3) { edges { node { children(first: 1) { edges { node { code } } } } } }
    idx0_edges_jurisdictions: agency(code: "410303-hb") { node: jurisdiction { children(first: 77) { edges { node { code } } } } } }`,
  ],
])('arguments stay with their field where a path looks like another with %s in it', async (_, queryOf) => {
  const { data } = await compiled.ask(
    '{ reports(first: 50) { edges { node { agency { id code reports(first: 2) { edges { node { year } } } } } } } }',
  );
  const { agency } = data.reports.edges
    .map(({ node }: any) => node)
    .find((node: any) => node.agency.reports.edges.length > 1);
  await expectAlike({ query: queryOf(agency.id).replaceAll('410303-hb', agency.code) });
});

test('a variable of an odd name has its value', async () => {
  const search = new URLSearchParams({
    query: 'query ($__proto__: ID!) { jurisdiction(code: $__proto__) { code } }',
    variables: '{ "__proto__": "410303" }',
  });
  const ask = async ({ url }: { readonly url: string }) =>
    (await fetch(`${url}/graphql?${search}`, { headers: { 'apollo-require-preflight': '1' } })).text();
  await ask(compiled);
  expect(await ask(compiled)).toBe(await ask(plain));
});

test('places of an answer whose paths look alike are told apart', () =>
  expectAlike({
    query: `{ x: rollup(years: [2024, 2025]) { a_b: total { requests { received { total } } }
      b: change(year: 2025, base: 2024) { a: difference { requests { concluded { total } } } } } }`,
  }));
