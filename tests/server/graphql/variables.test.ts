import fc from 'fast-check';
import { getVariableValues, type OperationDefinitionNode, parse } from 'graphql';
import { canonical } from '../../../src/server/graphql/variables';
import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { schema } from '../../support/testHub';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

/** Sends a body of JSON as it is written. */
async function sendText(body: string, token?: string) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}
const send = (query: string, variables: object, token?: string) =>
  sendText(JSON.stringify({ query, variables }), token);

const TREE = (first: string) =>
  `reports(first:${first}){edges{node{agency{reports(first:100){edges{node{agency{reports(first:100){edges{node{ year requests{received{total}} }}}}}}}}}}}`;

test.each<readonly [string, object]>([
  ...[
    'valueOf',
    'toString',
    'constructor',
    'hasOwnProperty',
    'isPrototypeOf',
    '__defineGetter__',
    'propertyIsEnumerable',
  ].map(
    (name) =>
      [
        `query($${name}:Int!){ jurisdictions(first:$${name}){totalCount} ${TREE('100')} }`,
        { [name]: null },
      ] as const,
  ),
  [`query($f:ReportFilterInput){ ${TREE('100').replace('(', '(filter:$f,')} }`, { f: [] }],
  [`query($n:Int!){ ${TREE('$n')} }`, { n: '100' }],
  [`query($n:Int!){ ${TREE('$n')} }`, {}],
  [`query($n:Int=100){ ${TREE('$n')} }`, {}],
  [`query($n:Int=100){ ${TREE('$n')} }`, { n: null }],
])('neither variables that do not fit nor defaults lead past the limits: %s', async (query, variables) => {
  for (const _ of [1, 2, 3, 4, 5]) {
    const { status, text } = await send(query, variables);
    expect([status, text]).toEqual([400, expect.stringContaining('"errors"')]);
  }
});

test('a mutation with wrong variables changes nothing, however often it is sent', async () => {
  const { token } = await hub.signUp({ role: Role.CLERK, agency: '410303-001' });
  const query = 'mutation($valueOf:ID!){ a: signOut b: resetPassword(account:$valueOf){ password } }';
  for (const variables of [{ valueOf: null }, {}, { valueOf: [] }, { valueOf: null }, { valueOf: null }])
    expect((await send(query, variables, token)).status).toBe(400);
  expect((await send('{ viewer { username } }', {}, token)).text).toContain('clerk');
});

/** Values as JSON writes them, also those that its reader makes something else of. */
const json = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.constantFrom(
      'null',
      'true',
      '0',
      '-0',
      '1',
      '1.0',
      '1e0',
      '-1',
      '2025',
      '2025.5',
      '1e400',
      '-1e999',
      '9007199254740993',
      '2147483648',
      '""',
      '"1"',
      '"410303"',
      '"\\ud842"',
      '"\\ud800x"',
      '"\\u0041"',
      '"DEPARTMENT"',
      '"2026-03-05T00:00:00Z"',
      '[]',
      '{}',
      '[null]',
      '[[]]',
    ),
    fc.array(tie('value'), { maxLength: 2 }).map((items) => `[${items}]`),
    fc
      .array(
        fc.tuple(
          fc.constantFrom(
            'year',
            'agency',
            'field',
            'direction',
            'jurisdiction',
            'kinds',
            'x',
            'constructor',
            'year',
          ),
          tie('value'),
        ),
        { maxLength: 3 },
      )
      .map((entries) => `{${entries.map(([name, value]) => `"${name}":${value}`)}}`),
  ),
})).value;
const OPERATIONS = [
  ['Int!', 'form(year: $v) { edition }'],
  ['Int', 'jurisdictions(first: $v) { totalCount }'],
  ['Int = 2', 'jurisdictions(first: $v) { totalCount }'],
  ['ID!', 'jurisdiction(code: $v) { code }'],
  ['[Int!]!', 'rollup(years: $v) { coverage { expected } }'],
  ['[ID!]!', 'rollup(years: [2025]) { total { cells(codes: $v) { code } } }'],
  ['DateTime', 'rollup(years: [2025], asOf: $v) { coverage { included } }'],
  ['ReportFilterInput', 'reports(filter: $v, first: 1) { totalCount }'],
  ['RollUpFilterInput', 'rollup(years: [2025], filter: $v) { coverage { included } }'],
  ['Boolean!', 'form(year: 2025) { edition @include(if: $v) year: __typename }'],
] as const;
const NAMES = ['v', 'valueOf', 'constructor', 'hasOwnProperty', '__proto__x', 'toString'];

test('every variable is accepted or refused as by graphql-js, and answered alike the first time and later', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...OPERATIONS),
      fc.constantFrom(...NAMES),
      fc.array(fc.option(json), { minLength: 1, maxLength: 3 }),
      async ([type, field], name, values) => {
        const query = `query ($${name}: ${type}) { ${field.replace('$v', `$${name}`)} }`;
        const [operation] = parse(query).definitions as OperationDefinitionNode[];
        const answers = new Map<string, string>();
        for (const value of [...values, ...values]) {
          const variables = value === null ? '{}' : `{"${name}":${value}}`;
          const { coerced, errors } = getVariableValues(
            schema,
            operation.variableDefinitions ?? [],
            JSON.parse(variables),
          );
          const { status, text } = await sendText(
            `{"query":${JSON.stringify(query)},"variables":${variables}}`,
          );
          const answer = `${status} ${text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')}`;
          if (errors) {
            expect(status).toBe(400);
            expect(JSON.parse(text).errors[0].extensions.messageEn).toBe(errors[0].message);
          } else expect(text).not.toMatch(/Variable \\"\$/);
          const key = errors ? variables : canonical(coerced);
          expect(answer).toBe(answers.get(key) ?? answer);
          answers.set(key, answer);
        }
      },
    ),
    { seed: 20261128, numRuns: 60, endOnFailure: true },
  ));

test('Infinity and null have different answers', async () => {
  const query = 'query ($y: [Int!]) { reports(first: 1, filter: { years: $y }) { totalCount } }';
  const ask = (value: string) => sendText(`{"query":${JSON.stringify(query)},"variables":{"y":${value}}}`);
  for (const _ of [1, 2, 3]) {
    expect((await ask('null')).status).toBe(200);
    for (const value of ['1e400', '-1e999']) expect((await ask(value)).status).toBe(400);
  }
});

test('different values have different cache keys', () => {
  const values = [
    null,
    undefined,
    0,
    -0,
    1,
    '1',
    1n,
    Infinity,
    -Infinity,
    NaN,
    '',
    '\ud800',
    '\ud801',
    [],
    {},
    [null],
    [undefined],
    { a: 1 },
    { b: 1 },
    new Date(0),
    new Date(1),
  ];
  expect(new Set(values.map(canonical)).size).toBe(values.length);
  expect(canonical({ a: 1, b: [2] })).toBe(canonical({ b: [2], a: 1 }));
});

test('an empty operation name is no name, the first time and later, over POST and GET', async () => {
  const one = '{ form(year: 2024) { edition } }';
  const two = 'query A { form(year: 2024) { edition } } query B { form(year: 2025) { edition } }';
  for (const _ of [1, 2, 3])
    for (const [query, status] of [
      [one, 200],
      [two, 400],
    ] as const) {
      expect((await sendText(JSON.stringify({ query, operationName: '' }))).status).toBe(status);
      const search = new URLSearchParams({ query, operationName: '' });
      const got = await fetch(`${hub.url}/graphql?${search}`, {
        headers: { 'apollo-require-preflight': '1' },
      });
      expect(got.status).toBe(status);
    }
});
