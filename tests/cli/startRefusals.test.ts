import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { urlOfDatabase } from '../support/databaseUrl';
import { buildHub, endCommands, runHub } from '../support/hubCommand';

const folder = mkdtempSync(join(tmpdir(), 'ogi-hub-refusals-'));
chmodSync(folder, 0o755);

beforeAll(buildHub);
afterEach(endCommands);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('mistakes of the operator', () => {
  const created = join(folder, 'never');
  let used: ReturnType<typeof createServer>;
  let port: string;
  beforeAll(async () => {
    used = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => used.once('listening', resolve));
    port = String((used.address() as { port: number }).port);
    const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    await client.query("create role start_weak login password 'weak'");
    await client.query('create database start_empty');
    await client.query('create database start_former');
    await client.end();
    const former = new Client({ connectionString: at(() => {}, 'start_former') });
    await former.connect();
    await former.query('create table migrations (id serial primary key, timestamp bigint, name varchar)');
    await former.query("insert into migrations values (1, 1764000000000, 'CreateHub1764000000000')");
    await former.end();
  });
  afterAll(async () => {
    used.close();
    const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    await client.query('drop database start_empty with (force)');
    await client.query('drop database start_former with (force)');
    await client.query('drop role start_weak');
    await client.end();
  });
  const at = (change: (url: URL) => void, name = 'start_empty') => {
    const url = new URL(urlOfDatabase(process.env.TEST_DATABASE_URL ?? '', name));
    url.search = '';
    change(url);
    return url.href;
  };
  const weak = (url: URL) => Object.assign(url, { username: 'start_weak', password: 'weak' });

  const CASES: readonly [
    what: string,
    environment: () => Record<string, string>,
    says: RegExp,
    args?: string[],
  ][] = [
    ['a taken port', () => ({ PORT: port, DATA_DIR: created }), /PORT=.*The port is in use/],
    ['a foreign address', () => ({ HOST: '203.0.113.1', DATA_DIR: created }), /HOST=203.*no such address/],
    ['a port and no number', () => ({ PORT: 'http', DATA_DIR: created }), /PORT/],
    [
      'a wrong password',
      () => ({ DATABASE_URL: at((url) => Object.assign(url, { password: 'x' })) }),
      /password is wrong/,
    ],
    ['no such database', () => ({ DATABASE_URL: at(() => {}, 'start_none') }), /no such database/],
    [
      'no such host',
      () => ({ DATABASE_URL: at((url) => Object.assign(url, { hostname: 'nowhere.invalid' })) }),
      /host is not found/,
    ],
    [
      'nobody at the port',
      () => ({ DATABASE_URL: at((url) => Object.assign(url, { port: '9' })) }),
      /cannot be reached/,
    ],
    [
      'a login without rights',
      () => ({ DATABASE_URL: at(weak) }),
      /lacks rights.*grant ogi_server to start_weak; grant create on database/,
    ],
    [
      'a server login that is no member',
      () => ({ DATABASE_URL: at(() => {}), SERVER_DATABASE_URL: at(weak) }),
      /SERVER_DATABASE_URL.*no member of ogi_server/,
    ],
    [
      'a database of another version of the hub',
      () => ({ DATABASE_URL: at(() => {}, 'start_former') }),
      /DATABASE_URL.*数据库由本程序的另一版本建立.*migration CreateHub1764000000000.*set DATABASE_URL to an empty database/,
    ],
    [
      'a folder that cannot be written',
      () => ({ DATA_DIR: join(process.execPath, 'data') }),
      /DATA_DIR.*cannot be written/,
    ],
    [
      'a folder of documents that cannot be written',
      () => ({ DATA_DIR: created, DOCUMENT_DIR: join(process.execPath, 'x') }),
      /DOCUMENT_DIR.*cannot be written/,
    ],
    ['an account without a name', () => ({ DATA_DIR: created }), /--username/, ['account']],
    [
      'an unknown role',
      () => ({ DATA_DIR: created }),
      /--role KING/,
      ['account', '--username', 'x1', '--role', 'KING'],
    ],
    ['an unknown option', () => ({ DATA_DIR: created }), /--speed/, ['seed', '--speed', '9']],
    ['an unknown command', () => ({ DATA_DIR: created }), /dance/, ['dance']],
  ];
  test.each(CASES)(
    '%s is refused in one line, before anything is created',
    async (_, environment, says, args = []) => {
      const command = runHub(environment(), ...args);
      expect(await command.end()).toBe(1);
      expect(command.output()).toMatch(says);
      expect(command.output()).toMatch(/[\u4e00-\u9fff]/);
      expect(command.output()).not.toMatch(/^ +at |:[^/@\s]*weak@|\n[\s\S]*\n[\s\S]*\n/m);
      expect(existsSync(created)).toBe(false);
    },
  );

  test.each([
    ['start_empty', []],
    ['start_former', ['migrations']],
  ])('and the external database %s is left unchanged', async (name, tables) => {
    const client = new Client({ connectionString: at(() => {}, name) });
    await client.connect();
    const { rows } = await client.query(
      "select nspname as name from pg_namespace where nspname = 'graphile_worker' union all select tablename from pg_tables where schemaname = 'public'",
    );
    await client.end();
    expect(rows.map((row) => row.name)).toEqual(tables);
  });
});
