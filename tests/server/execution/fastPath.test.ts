import { ApolloServer } from '@apollo/server';
import { parse } from 'graphql';
import { CELLS } from '../../../src/form/cells';
import { createPreparedOperations } from '../../../src/server/graphql/preparedOperations';
import { buildHubSchema } from '../../../src/server/graphql/schema';
import { sha256 } from '../../../src/server/graphql/trustedDocuments';
import { startServer } from '../../../src/server/http/server';
import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, postTo, serverOver, startHttpHub } from '../../support/httpHub';
import { recordStatements } from '../../support/recordStatements';

const QUESTION =
  'query ($y: [Int!]!, $p: ID!) { rollup(years: $y, filter: { jurisdiction: $p }) { coverage { expected included } total { requests { received { total } } } } }';
const VARIABLES = { y: [2025], p: '410303' };
const LIST = 'query ($n: Int!) { reports(first: $n) { edges { node { year agency { code } } } } }';

let hub: HttpHub;
let pipeline: jest.SpyInstance;
beforeAll(async () => {
  hub = await startHttpHub();
  pipeline = jest.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
});
afterAll(async () => {
  pipeline.mockRestore();
  await hub.drop();
});

interface GraphqlRequest {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

/** Sends a request and tells whether Apollo's pipeline was gone through. */
async function send(method: 'POST' | 'GET', requested: GraphqlRequest, headers: Record<string, string> = {}) {
  const before = pipeline.mock.calls.length;
  const search = new URLSearchParams(
    Object.entries(requested).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const response =
    method === 'POST'
      ? await fetch(`${hub.url}/graphql`, {
          method,
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(requested),
        })
      : await fetch(`${hub.url}/graphql?${search}`, {
          headers: { 'apollo-require-preflight': '1', ...headers },
        });
  const { date: _, 'x-request-id': __, ...others } = Object.fromEntries(response.headers);
  const text = await response.text();
  return {
    answer: { status: response.status, headers: others, text },
    isShort: pipeline.mock.calls.length === before,
  };
}

/** Sends the same twice and returns what came the second time; both must be alike to the byte. */
async function sendTwice(
  method: 'POST' | 'GET',
  requested: GraphqlRequest,
  headers?: Record<string, string>,
) {
  const first = await send(method, requested, headers);
  const second = await send(method, requested, headers);
  expect(second.answer).toEqual(first.answer);
  return second;
}

test.each([
  ['POST', {}],
  ['POST', { accept: 'application/json' }],
  ['POST', { accept: 'application/graphql-response+json,application/json;q=0.9' }],
  ['GET', {}],
  ['GET', { accept: 'application/graphql-response+json' }],
] as const)('a %s asked before is answered alike without the pipeline, %j', async (method, headers) => {
  const name = `Q${method}${Object.values(headers).join('').length}`;
  const { isShort, answer } = await sendTwice(
    method,
    { query: QUESTION.replace('query', `query ${name}`), variables: VARIABLES },
    headers,
  );
  expect(isShort).toBe(true);
  expect(JSON.parse(answer.text).data.rollup.coverage.included).toBe(1);
});

test('other variables take the fast path too, cached answer or not', async () => {
  await send('POST', { query: QUESTION, variables: VARIABLES });
  for (const years of [[2024], [2024, 2025], [2024]]) {
    const { isShort, answer } = await send('POST', {
      query: QUESTION,
      variables: { ...VARIABLES, y: years },
    });
    expect([isShort, answer.status]).toEqual([true, 200]);
  }
});

test('unusual requests, and those that do not accept JSON, are left to Apollo', async () => {
  const requested = { query: QUESTION, variables: VARIABLES };
  await send('POST', requested);
  expect(await send('POST', requested, { accept: 'text/csv' })).toMatchObject({
    isShort: false,
    answer: { status: 406 },
  });
  for (const accept of ['constructor', 'application/json;q=0.5'])
    expect((await send('POST', requested, { accept })).isShort).toBe(false);
  expect(await send('POST', { ...requested, variables: 'x' as never })).toMatchObject({
    isShort: false,
    answer: { status: 400 },
  });
  const twice = `${hub.url}/graphql?${new URLSearchParams({ query: QUESTION, variables: JSON.stringify(VARIABLES) })}&variables={}`;
  expect((await fetch(twice, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(400);
});

test('a form of another site gets no answer, even for a prepared operation', async () => {
  const requested = { query: QUESTION, variables: VARIABLES };
  await send('POST', requested);
  for (const method of ['POST', 'GET'] as const) {
    const { answer } = await send(method, requested, { 'content-type': 'text/plain' });
    expect([answer.status, answer.text.includes('"rollup"')]).toEqual([415, false]);
  }
});

test('limits hold for the variables of every request', async () => {
  const dear =
    'query ($n: Int!, $all: Boolean!) { reports(first: $n) { edges { node { agency @include(if: $all) { reports(first: 100) { edges { node { findings { code } revisions { findings { code } } } } } } year } } } }';
  const ask = async (variables: object) => {
    const { answer } = await send('POST', { query: dear, variables });
    return JSON.parse(answer.text).errors?.[0].extensions.code ?? 'answered';
  };
  const cheap = { n: 1, all: false };
  expect([await ask(cheap), await ask(cheap)]).toEqual(['answered', 'answered']);
  expect(await ask({ n: 100, all: true })).toBe('TOO_COSTLY');
  expect(await ask({ n: 100, all: false })).toBe('answered');
  expect(await ask({ n: 100, all: true })).toBe('TOO_COSTLY');
  expect(await ask({ n: 101, all: false })).toBe('BAD_USER_INPUT');
});

test('a refusal has the same words, and a field that ran does not run again', async () => {
  await send('POST', { query: LIST, variables: { n: 1 } });
  const statements = recordStatements([hub.reads]);
  const refused = await sendTwice('POST', { query: LIST, variables: { n: 0 } });
  expect([refused.isShort, JSON.parse(refused.answer.text).errors[0].extensions.code]).toEqual([
    false,
    'BAD_USER_INPUT',
  ]);
  expect(statements).toEqual([]);
  // Half of it can be answered: once.
  const half =
    'query ($n: Int!) { form(year: 2025) { edition } indicators { code } reports(first: $n) { totalCount } }';
  await send('POST', { query: half, variables: { n: 1 } });
  statements.length = 0;
  await send('POST', { query: half, variables: { n: 0 } });
  expect(statements.filter((sql) => /from "?indicator/i.test(sql))).toHaveLength(1);
  const wrong = await sendTwice('POST', { query: LIST, variables: { n: 'many' } });
  expect(JSON.parse(wrong.answer.text).errors[0].message).toContain('Variable "$n" got invalid value');
});

test('the fast path respects who asks, and refuses an ended credential', async () => {
  const { token: clerk } = await hub.signUp({ role: Role.CLERK, agency: '410303-001' });
  const viewer = { query: '{ viewer { username } }' };
  await send('POST', viewer);
  const own = await send('POST', viewer, { authorization: `Bearer ${clerk}` });
  expect(own.isShort).toBe(true);
  expect(JSON.parse(own.answer.text).data.viewer.username).toEqual(expect.any(String));
  expect(JSON.parse((await send('POST', viewer)).answer.text).data.viewer).toBeNull();
  expect(
    (await send('GET', viewer, { authorization: `Bearer ${clerk}` })).answer.headers['cache-control'],
  ).toBe('private, no-store');
  await hub.ask('mutation { signOut }', clerk);
  const ended = await send('POST', viewer, { authorization: `Bearer ${clerk}` });
  expect(ended.answer.status).toBe(401);
});

test('a mutation goes through Apollo every time', async () => {
  const mutation = { query: 'mutation { signOut }' };
  await send('POST', mutation);
  expect((await send('POST', mutation)).isShort).toBe(false);
});

test('each operation of a document is prepared by its name', async () => {
  const query = 'query One { form(year: 2025) { edition } } query Two { form(year: 2020) { edition } }';
  for (const [operationName, edition] of [
    ['One', 2021],
    ['Two', 2019],
  ] as const) {
    const { isShort, answer } = await sendTwice('POST', { query, operationName });
    expect([isShort, JSON.parse(answer.text).data.form.edition]).toEqual([true, edition]);
  }
  expect((await send('POST', { query })).answer.status).toBe(400);
});

test('an operation goes through Apollo once, whatever its variables are afterwards', async () => {
  const server = await startServer(serverOver({ ...hub, url: hub.databaseUrl }));
  const short: boolean[] = [];
  for (const years of [[2025], [2025], [2024]]) {
    const before = pipeline.mock.calls.length;
    await postTo(server.url, QUESTION, undefined, { ...VARIABLES, y: years });
    short.push(pipeline.mock.calls.length === before);
  }
  await server.stop();
  expect(short).toEqual([false, true, true]);
});

test('simultaneous requests are answered as if each came alone', async () => {
  const fields = [
    'coverage { expected included }',
    'total { requests { received { total } } coverage { included } }',
    'byYear: groups(by: [YEAR]) { edges { node { year requests { received { total } granted { total } } measures { disclosureRate } } } }',
    'byChild: groups(by: [CHILD], first: 2) { totalCount edges { cursor node { key rank sortValue agency { code } jurisdiction { code name } } } }',
    'byChild: groups(by: [CHILD], first: 2, orderBy: { field: "measures.disclosureRate", direction: ASC }) { edges { node { key sortValue coverage { expected } } } }',
    'byChild: groups(by: [CHILD], first: 2, orderBy: { field: "measures.disclosureRate" }) { edges { node { key sortValue coverage { expected } } } }',
    'byChild: groups(by: [CHILD], first: 1, orderBy: { field: "measures.disclosureRate" }) { edges { node { key sortValue coverage { expected } } } }',
    'byChild: groups(by: [CHILD], first: 2, orderBy: { field: "measures.disclosureRate" }) { edges { node { key jurisdiction { name } coverage { expected } } } }',
    ...[true, false].map(
      (descending) =>
        `byChild: groups(by: [CHILD], first: 1, orderBy: { field: "requests.received.total", direction: ${descending ? 'DESC' : 'ASC'} }) { edges { node { key coverage { expected } } } }`,
    ),
    'byAgency: groups(by: [AGENCY], first: 3) { edges { cursor node { key sortValue agency { code name } jurisdiction { code } } } }',
    'byAgency: groups(by: [AGENCY], first: 1, orderBy: { field: "indicators.hotlineTickets" }) { edges { node { rank agency { code } proactive { penalties { decisions } } } } }',
  ];
  const selections = ['jurisdiction: "410303"', 'jurisdiction: "410000"', 'jurisdiction: "100000"'].flatMap(
    (place) => ['', 'kinds: [DEPARTMENT]', 'kinds: [GOVERNMENT]'].map((kinds) => `{ ${place} ${kinds} }`),
  );
  const questions = selections.flatMap((select) =>
    ['[2025]', '[2024, 2025]'].flatMap((years) =>
      fields.map((field) => `query { rollup(years: ${years}, filter: ${select}) { ${field} } }`),
    ),
  );
  // Who the viewer is depends on who asks: no answer is found that was kept.
  const ask = async (query: string) =>
    JSON.stringify(await hub.ask(query.replace(/\}$/, 'viewer { username } }')));
  const alone: string[] = [];
  for (const query of questions) alone.push(await ask(query));
  expect(alone.filter((answer) => answer.includes('"errors"'))).toEqual([]);
  expect(new Set(alone).size).toBeGreaterThan(20);
  const together = await Promise.all([...questions, ...questions.toReversed()].map(ask));
  const differing = [...alone, ...alone.toReversed()].flatMap((one, at) =>
    one === together[at] ? [] : [{ alone: one, together: together[at] }],
  );
  expect(differing).toEqual([]);
});

test('prepared operations are limited by memory; long texts are not remembered', async () => {
  const schema = buildHubSchema();
  const prepared = createPreparedOperations(schema);
  const textOf = (comment: string, fields: number) =>
    `#${comment}\n{ ${Array.from({ length: fields }, (_, at) => `a${at}: __typename`).join(' ')} }`;
  const store = (source: string) => prepared.documentStore.set(sha256(source), parse(source));
  const long = textOf('政'.repeat(100_000), 1);
  await store(long);
  expect(prepared.find(long, null)).toBeNull();
  const sources = Array.from({ length: 60 }, (_, at) => textOf(`${at}`, 2000));
  for (const source of sources) await store(source);
  const found = sources.filter((source) => prepared.find(source, null));
  expect(found.length).toBeGreaterThan(5);
  expect(found.length).toBeLessThan(30);
  expect(found).toContain(sources.at(-1));
  const documents = await Promise.all(sources.map((source) => prepared.documentStore.get(sha256(source))));
  expect(documents.filter(Boolean)).toHaveLength(found.length);
});

test('coverage alone, and then coverage with a table, are answered each in full', async () => {
  type Tree = { [key: string]: Tree };
  const tree: Tree = {};
  for (const { code } of CELLS.filter(
    ({ section, code }) => section === 3 && !code.includes('otherHandling'),
  )) {
    let branch = tree;
    for (const key of code.split('.')) {
      branch[key] ??= {};
      branch = branch[key];
    }
  }
  const selectionOf = (branch: Tree): string =>
    Object.entries(branch)
      .map(([key, inner]) => (Object.keys(inner).length > 0 ? `${key} { ${selectionOf(inner)} }` : key))
      .join(' ');
  const ask = async (selection: string) => {
    const { answer } = await send('POST', {
      query: `{ rollup(years: [2025]) { coverage { included } ${selection} } }`,
    });
    return JSON.parse(answer.text).data.rollup;
  };
  const { coverage } = await ask('');
  const complete = await ask(`total { ${selectionOf(tree)} }`);
  expect(complete.coverage).toEqual(coverage);
  const { total } = await ask('total { requests { concluded { total } } }');
  expect(total.requests.concluded.total).toBeGreaterThan(0);
  expect(complete.total.requests.concluded.total).toBe(total.requests.concluded.total);
});
