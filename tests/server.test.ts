import { type RunningServer, startServer } from '../src/server/server';
import { BadSettings, parseSettings } from '../src/settings';
import { createTestDatabase } from './support/testDatabase';

describe('settings', () => {
  test('all bad ones are told together', () => {
    expect(() => parseSettings({ PORT: 'x', DATABASE_URL: 'mysql://h', DATABASE_POOL_SIZE: '0' })).toThrow(
      BadSettings,
    );
    expect(() => parseSettings({ PORT: 'x', DATABASE_URL: 'mysql://h', DATABASE_POOL_SIZE: '0' })).toThrow(
      /PORT[\s\S]*DATABASE_URL[\s\S]*|DATABASE_POOL_SIZE/,
    );
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
    const options = {
      database: opened.database,
      databaseUrl: opened.url,
      oidc: null,
      trustedProxies: null,
      documentDir: null,
      host: '127.0.0.1',
      port: 0,
      logError: (id: string) => logged.push(id),
    };
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
    return (await response.json()) as any;
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
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'ok' });
  });

  test('the form lets a client draw it: 200 cells and every rule', async () => {
    const { data } = await post(
      '{ form(year: 2025) { cells { code zh en unit citation } rules { code severity left right } measures { code formula } } old: form(year: 2020) { edition } }',
    );
    expect(data.form.cells).toHaveLength(200);
    expect(data.form.rules.find((rule: any) => rule.code === 'requests.carryOver')).toMatchObject({
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
    const forged = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{ __typename }"}',
    });
    expect(forged.status).toBeGreaterThanOrEqual(400);
  });

  test('without signing in, mutations are refused in words', async () => {
    const { errors } = await post(
      'mutation { closeAgency(input: { agency: "x", effectiveOn: "2025-01-01" }) { findings { code } } }',
    );
    expect(errors[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(errors[0].message).toContain('登录');
  });

  test('bad arguments are told, the unexpected is masked and logged with its number', async () => {
    expect((await post('{ reports(first: 101) { totalCount } }')).errors[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    });
    await opened.owner.query('alter table indicator rename to hidden');
    const { errors } = await post('{ indicators { code } }');
    await opened.owner.query('alter table hidden rename to indicator');
    expect(errors[0].message).not.toContain('relation');
    expect(errors[0].extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: logged[0] });
  });
});
