import { type RunningServer, startServer } from '../../../src/server/http/server';
import { BadSettings, parseSettings } from '../../../src/settings';
import type { Answer } from '../../support/answers';
import { serverOver } from '../../support/httpHub';
import { createTestDatabase } from '../../support/testDatabase';

describe('settings', () => {
  test('all wrong settings are reported together', () => {
    expect(() => parseSettings({ PORT: 'x', DATABASE_URL: 'mysql://h', DATABASE_POOL_SIZE: '0' })).toThrow(
      BadSettings,
    );
    expect(() => parseSettings({ PORT: 'x', DATABASE_URL: 'mysql://h', DATABASE_POOL_SIZE: '0' })).toThrow(
      /PORT[\s\S]*DATABASE_URL[\s\S]*|DATABASE_POOL_SIZE/,
    );
  });
  test('the pool leaves room for the jobs, and a login of the server goes with an external database', () => {
    expect(() => parseSettings({ DATABASE_POOL_SIZE: '3' })).toThrow(/DATABASE_POOL_SIZE=3[\s\S]*4/);
    expect(parseSettings({ DATABASE_POOL_SIZE: '4' }).databasePoolSize).toBe(4);
    expect(() => parseSettings({ SERVER_DATABASE_URL: 'postgres://h/d' })).toThrow(/with DATABASE_URL/);
    expect(() =>
      parseSettings({ DATABASE_URL: 'postgres://h/d', DIRECT_DATABASE_URL: 'postgres://h/d' }),
    ).toThrow(/with SERVER_DATABASE_URL/);
  });
  test('replicas are PostgreSQL addresses, each once, beside an external primary', () => {
    const [primary, replica] = ['postgres://u:p@a/d', 'postgres://u:p@b/d'];
    expect(
      parseSettings({ DATABASE_URL: primary, REPLICA_URLS: `${replica}, postgres://u:p@c/d` }).replicaUrls,
    ).toEqual([replica, 'postgres://u:p@c/d']);
    const wrong = {
      DATABASE_URL: primary,
      REPLICA_URLS: `http://x,${replica},${replica},${primary}`,
      PORT: 'x',
    };
    expect(() => parseSettings(wrong)).toThrow(
      /REPLICA_URLS \(1\)[\s\S]*REPLICA_URLS \(3\)[\s\S]*REPLICA_URLS \(4\)[\s\S]*PORT/,
    );
    expect(() => parseSettings({ REPLICA_URLS: replica })).toThrow(/REPLICA_URLS: [\s\S]*with DATABASE_URL/);
  });
  test('defaults are loopback and the embedded database', () => {
    const settings = parseSettings({});
    expect(settings).toMatchObject({ port: 4000, host: '127.0.0.1', databaseUrl: null });
  });
});

describe('over HTTP', () => {
  let server: RunningServer;
  let opened: Awaited<ReturnType<typeof createTestDatabase>>;
  const logged: string[] = [];
  beforeAll(async () => {
    opened = await createTestDatabase();
    const options = serverOver(opened, { logError: (id) => void logged.push(id) });
    server = await startServer(options);
  });
  afterAll(async () => {
    await server.stop();
    await opened.drop();
  });
  const post = async (query: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as Answer;
  };

  test('answers queries, the sandbox page, the explorer and health', async () => {
    expect(await post('{ form(year: 2025) { edition cells { code } } }')).toMatchObject({
      data: { form: { edition: 2021 } },
    });
    const page = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('sandbox');
    const explorer = await (await fetch(`${server.url}/explorer`)).text();
    expect(explorer).toContain('/graphql');
    expect(explorer).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({
      status: 'ok',
      primary: 'ok',
      replicas: [],
    });
  });

  test('the form lets a client draw it: 200 cells and every rule', async () => {
    const { data } = await post(
      '{ form(year: 2025) { cells { code labelZh labelEn unitZh citation } rules { code severity left right } measures { code formula } } old: form(year: 2020) { edition } }',
    );
    expect(data.form.cells).toHaveLength(200);
    expect(
      data.form.rules.find((rule: { code: string }) => rule.code === 'requests.carryOver'),
    ).toMatchObject({
      severity: 'WARNING',
      right: ['@requests.carriedOut.naturalPerson'],
    });
    expect(data.old.edition).toBe(2019);
  });

  test('refuses what is too deep or too costly, and cross-site forms', async () => {
    const deep = `{ jurisdiction(code: "1") ${'{ parent '.repeat(20)}{ code }${' }'.repeat(20)} }`;
    expect((await post(deep)).errors[0].extensions.code).toBe('TOO_DEEP');
    const costly =
      '{ reports(first: 100) { edges { node { agency { reports(first: 100) { edges { node { findings { code } revisions { revision findings { code } } } } } } } } } }';
    expect((await post(costly)).errors[0].extensions.code).toBe('TOO_COSTLY');
    for (const query of [deep, costly]) {
      const refused = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect(refused.status).toBe(400);
      expect(await refused.text()).not.toContain('"http"');
    }
    const forged = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{ __typename }"}',
    });
    expect(forged.status).toBeGreaterThanOrEqual(400);
  });

  test('parsing an endless document stops', async () => {
    const { errors } = await post(`{ ${'__typename '.repeat(49_990)} }`);
    expect(errors[0].extensions.code).not.toBe('GRAPHQL_PARSE_FAILED');
    const { errors: mistakes } = await post(`{ ${'__typename '.repeat(50_010)} }`);
    expect(mistakes[0]).toMatchObject({
      message: expect.stringContaining('50000 tokens'),
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  });

  test('limits hold for fragments of any name, and chained fragments are measured without expanding them', async () => {
    const costly =
      'jurisdictions(first: 100) { edges { node { children(first: 100) { edges { node { children(first: 100) { edges { node { name } } } } } } } } }';
    expect(
      (await post(`query { ...__x } fragment __x on Query { ${costly} }`)).errors[0].extensions.code,
    ).toBe('TOO_COSTLY');
    const chain = Array.from(
      { length: 40 },
      (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`,
    ).join(' ');
    const { errors } = await post(`query { ...f0 } ${chain} fragment f40 on Query { __typename }`);
    expect(errors[0].extensions.code).toBe('TOO_COSTLY');
    expect((await post('{ __schema { queryType { name } } __typename }')).data.__typename).toBe('Query');
  });

  test('expensive fields have their price: many roll-ups or many passwords in one operation are refused', async () => {
    const many = (count: number, field: string) =>
      Array.from({ length: count }, (_, at) => `a${at}: ${field}`).join(' ');
    const rollups = many(250, 'rollup(years: [2025]) { coverage { expected } }');
    expect((await post(`{ ${rollups} }`)).errors[0].extensions.code).toBe('TOO_COSTLY');
    const guesses = many(30, 'signIn(input: { username: "x", password: "y" }) { token }');
    expect((await post(`mutation { ${guesses} }`)).errors[0].extensions.code).toBe('TOO_COSTLY');
  });

  test('a negative page size does not lower the cost', async () => {
    const dear =
      'b: reports(first: 100) { edges { node { agency { reports(first: 100) { edges { node { revisions { revision } } } } } } } }';
    const negative = 'a: reports(first: -2000000000) { edges { node { year } } }';
    for (const query of [`{ ${dear} }`, `{ ${dear} ${negative} }`, `{ ${negative} ${dear} }`])
      expect((await post(query)).errors[0].extensions.code).toBe('TOO_COSTLY');
  });

  test('mutations without signing in are refused with a message', async () => {
    const { errors } = await post(
      'mutation { closeAgency(input: { agency: "x", effectiveOn: "2025-01-01" }) { findings { code } } }',
    );
    expect(errors[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(errors[0].message).toContain('登录');
  });

  test("bad arguments are named; unexpected errors are masked and logged with the request's number", async () => {
    expect((await post('{ reports(first: 101) { totalCount } }')).errors[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    });
    await opened.owner.query('alter table indicator rename to hidden');
    const { errors } = await post('{ indicators { code } }');
    await opened.owner.query('alter table hidden rename to indicator');
    expect(errors[0].message).not.toContain('relation');
    expect(errors[0].extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', requestId: logged[0] });
  });

  test('wrong variables are refused in the words of graphql-js, and nothing runs', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query ($year: Int!) { form(year: $year) { edition } }',
        variables: { year: 'x' },
      }),
    });
    expect(response.status).toBe(200);
    const { data, errors } = (await response.json()) as Answer;
    expect(data).toBeUndefined();
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors[0].message).toContain('Int cannot represent non-integer value');
  });

  test('a null where none may be is reported with its path, in partial answers too', async () => {
    const { data, errors } = await post(
      '{ a: form(year: 2025) { edition } b: agency(code: "none") { code } c: rollup(years: [1950]) { years } }',
    );
    expect(data).toEqual({ a: { edition: 2021 }, b: null, c: null });
    expect(errors[0]).toMatchObject({
      path: ['c'],
      locations: [{ line: 1, column: 68 }],
      extensions: { code: 'BAD_USER_INPUT', argument: 'years.0' },
    });
  });
});
