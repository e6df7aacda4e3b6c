import { randomInt } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { Client } from 'pg';
import { postTo } from '../support/httpHub';
import {
  buildHub,
  endCommands,
  type HubCommand,
  processesWith,
  runCommand,
  runHub,
} from '../support/hubCommand';

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'ogi-hub-start-'));
chmodSync(folder, 0o755);
const DATA_DIR = join(folder, 'data');
let passwords: Record<string, string> = {};

beforeAll(buildHub);
afterEach(endCommands);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COUNTS = '{ agencies(year: 2025) { totalCount } jurisdictions { totalCount } reports { totalCount } }';

/** Where the database of the embedded server is, with its owner's login. */
function ownerUrl(): string {
  const port = readFileSync(join(DATA_DIR, 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://ogi_hub:${readFileSync(`${DATA_DIR}.password`, 'utf8').trim()}@127.0.0.1:${port}/ogi_hub`;
}

async function askOwner(sql: string) {
  const client = new Client({ connectionString: ownerUrl() });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a first start', () => {
  const migrated = (hub: HubCommand) => hub.output().includes('migrated:');
  const isLoading = (hub: HubCommand) => hub.output().includes('First start: loading');
  const isMaking = (_: HubCommand, place: string) =>
    readdirSync(place).some((name) => name.startsWith('data.new-'));
  const passwordsIn = (hub: HubCommand) =>
    Object.fromEntries(
      [...hub.output().matchAll(/^ {2}(demo-\w+) +(\S+)/gm)].map(([, name, password]) => [name, password]),
    );

  test.each([
    ['the data folder is made', 'SIGKILL', isMaking],
    ['the data folder is made', 'SIGTERM', isMaking],
    ['migrations run', 'SIGINT', migrated],
    ['the demonstration is loaded', 'SIGKILL', isLoading],
    ['the demonstration is loaded', 'SIGTERM', isLoading],
  ] as const)(
    'while %s, ended by %s: the next serves the complete demonstration',
    async (what, signal, reached) => {
      const place = mkdtempSync(join(folder, 'first-'));
      chmodSync(place, 0o755);
      const environment = { DATA_DIR: join(place, 'data') };
      const hub = runHub(environment);
      await hub.until(what, () => reached(hub, place));
      await delay(randomInt(what === 'the demonstration is loaded' ? 300 : 100));
      hub.child.kill(signal);
      expect([signal, 128 + constants.signals[signal]]).toContain(await hub.end());
      expect(hub.output()).not.toMatch(/^ +at /m);
      if (signal !== 'SIGKILL') expect(hub.output()).toMatch(/Stopped before the start was complete/);

      const again = runHub(environment);
      const url = await again.address();
      const { data } = await postTo(url, COUNTS);
      expect([data.agencies.totalCount, data.jurisdictions.totalCount]).toEqual([65, 29]);
      expect(data.reports.totalCount).toBeGreaterThan(290);
      // They are told just before what they are for is committed: of one told twice the later holds.
      expect(Object.keys({ ...passwordsIn(hub), ...passwordsIn(again) })).toHaveLength(5);
      again.child.kill('SIGTERM');
      expect(await again.end()).toBe(0);
      expect(readdirSync(place).sort()).toEqual(['data', 'data.log', 'data.owner', 'data.password']);
      expect(processesWith(place)).toEqual([]);
    },
  );

  test('records what it loaded, and says who may sign in, once', async () => {
    const hub = runHub({ DATA_DIR });
    await hub.address();
    expect(await askOwner('select origin from database_origin')).toEqual([{ origin: 'DEMONSTRATION' }]);
    passwords = passwordsIn(hub);
    hub.child.kill('SIGTERM');
    expect(await hub.end()).toBe(0);
  });

  test('over data that a command wrote before loads nothing, and says so', async () => {
    const other = join(folder, 'other');
    const command = runHub({ DATA_DIR: other }, 'account', '--username', 'first');
    expect(await command.end()).toBe(0);
    const hub = runHub({ DATA_DIR: other });
    const url = await hub.address();
    expect(hub.output()).toMatch(/holds data already: no demonstration is loaded/);
    expect((await postTo(url, COUNTS)).data.reports.totalCount).toBe(0);
    // What it prints and the explorer is filled with answers here too.
    const sample = hub.output().slice(hub.output().indexOf('{\n'));
    expect(await postTo(url, sample)).toMatchObject({ status: 200, data: expect.anything() });
    expect(await (await fetch(`${url}/explorer`)).text()).toContain('jurisdictions(first: 10)');
    hub.child.kill('SIGTERM');
    expect(await hub.end()).toBe(0);
  });
});

describe('stopping the process that npm start shows', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    'with %s stops the hub, without a stack',
    async (signal) => {
      const npm = runCommand('npm', ['start'], { DATA_DIR });
      const url = await npm.address();
      npm.child.kill(signal);
      await npm.end();
      for (let waited = 0; processesWith(DATA_DIR).length > 0 && waited < 20_000; waited += 100)
        await delay(100);
      expect(processesWith(DATA_DIR)).toEqual([]);
      await expect(fetch(`${url}/health`)).rejects.toThrow();
      expect(npm.output()).not.toMatch(/^ +at |administrator command/m);
    },
  );
});

describe('an embedded PostgreSQL that is killed', () => {
  test('is started again: nothing acknowledged is lost, feed and jobs go on', async () => {
    const hub = runHub({ DATA_DIR });
    const url = await hub.address();
    const signedIn = await postTo(
      url,
      `mutation { signIn(input: { username: "demo-clerk", password: "${passwords['demo-clerk']}" }) { token } }`,
    );
    const { token } = signedIn.data.signIn;
    const [{ agency }] = await askOwner(
      `select a.code as agency from role_grant g join agency a on a.id = g.agency_id
         join account c on c.id = g.account_id where c.username = 'demo-clerk'`,
    );
    let acknowledged = 0;
    const codes = new Set<string>();
    const save = async (text: number) => {
      const answer = await postTo(
        url,
        `mutation ($input: ReportInput!) { saveSection(input: $input) { accepted currentRevision findings { messageEn } } }`,
        token,
        { input: { agency, year: 2020, overview: `第 ${text} 稿。` } },
      );
      if (answer.data?.saveSection.accepted) acknowledged = answer.data.saveSection.currentRevision;
      else codes.add(answer.errors?.[0].extensions.code ?? JSON.stringify(answer));
      return answer.data?.saveSection?.accepted === true;
    };
    expect(await save(0)).toBe(true);
    for (let round = 1; round <= 2; round += 1) {
      const postmaster = readFileSync(join(DATA_DIR, 'postmaster.pid'), 'utf8').split('\n')[0];
      process.kill(Number(postmaster), 'SIGKILL');
      let refused = 0;
      for (
        const end = Date.now() + 60_000;
        Date.now() < end && !((await save(round)) && refused > 0);
        await delay(50)
      )
        refused += 1;
      expect(hub.output().match(/PostgreSQL runs again/g)).toHaveLength(round);
    }
    expect([...codes]).toEqual(['DATABASE_UNAVAILABLE']);
    const [{ revisions }] = await askOwner(
      `select max(number)::int as revisions from report_revision v join agency a on a.id = v.agency_id
        where a.code = '${agency}' and v.year = 2020`,
    );
    expect(revisions).toBeGreaterThanOrEqual(acknowledged);
    // A subscription that may have missed something ends in words; one begun anew hears of changes again.
    const changes: unknown[] = [];
    const stream = createClient({
      url: `${url}/graphql/stream`,
      retryAttempts: 0,
      headers: { authorization: `Bearer ${token}` },
    });
    const query = `subscription { reportChanged(agency: "${agency}", year: 2020) { action } }`;
    const subscribe = () => {
      const again = () => setTimeout(subscribe, 200).unref();
      const next = ({ data }: { data?: Record<string, unknown> | null }) =>
        data?.reportChanged && changes.push(data.reportChanged);
      stream.subscribe({ query }, { next, error: again, complete: again });
    };
    subscribe();
    const signal = `select notify_report_change(r.id, 'SUBMIT', 'DRAFT') from report r join agency a on a.id = r.agency_id
      where a.code = '${agency}' and r.year = 2020`;
    const job = "select graphile_worker.add_job('deadlines')";
    const jobsLeft = async () =>
      (await askOwner('select count(*)::int as jobs from graphile_worker.jobs'))[0].jobs;
    await askOwner(job);
    for (
      const end = Date.now() + 60_000;
      Date.now() < end && (changes.length === 0 || (await jobsLeft()) > 0);
      await delay(200)
    )
      await askOwner(signal);
    expect(changes).toContainEqual({ action: 'SUBMIT' });
    expect(await jobsLeft()).toBe(0);
    stream.dispose();
    hub.child.kill('SIGTERM');
    expect(await hub.end()).toBe(0);
  });

  test('and cannot be started again ends the hub with an error', async () => {
    const hub = runHub({ DATA_DIR });
    await hub.address();
    const settings = join(DATA_DIR, 'postgresql.conf');
    const before = readFileSync(settings);
    writeFileSync(settings, 'no such setting');
    const postmaster = readFileSync(join(DATA_DIR, 'postmaster.pid'), 'utf8').split('\n')[0];
    process.kill(Number(postmaster), 'SIGKILL');
    expect(await hub.end()).toBe(1);
    expect(hub.output()).toMatch(/cannot be brought back; leaving/);
    writeFileSync(settings, before);
  });
});

describe('what the operator can mend', () => {
  const made = join(folder, 'never');
  let taken: ReturnType<typeof createServer>;
  let port: string;
  beforeAll(async () => {
    taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    port = String((taken.address() as { port: number }).port);
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
    taken.close();
    const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    await client.query('drop database start_empty with (force)');
    await client.query('drop database start_former with (force)');
    await client.query('drop role start_weak');
    await client.end();
  });
  const at = (change: (url: URL) => void, name = 'start_empty') => {
    const url = new URL(`/${name}`, process.env.TEST_DATABASE_URL);
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
    ['a taken port', () => ({ PORT: port, DATA_DIR: made }), /PORT=.*The port is in use/],
    ['a foreign address', () => ({ HOST: '203.0.113.1', DATA_DIR: made }), /HOST=203.*no such address/],
    ['a port and no number', () => ({ PORT: 'http', DATA_DIR: made }), /PORT/],
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
      () => ({ DATA_DIR: made, DOCUMENT_DIR: join(process.execPath, 'x') }),
      /DOCUMENT_DIR.*cannot be written/,
    ],
    ['an account without a name', () => ({ DATA_DIR: made }), /--username/, ['account']],
    [
      'an unknown role',
      () => ({ DATA_DIR: made }),
      /--role KING/,
      ['account', '--username', 'x1', '--role', 'KING'],
    ],
    ['an unknown option', () => ({ DATA_DIR: made }), /--speed/, ['seed', '--speed', '9']],
    ['an unknown command', () => ({ DATA_DIR: made }), /dance/, ['dance']],
  ];
  test.each(CASES)(
    '%s is said in words, before anything is made',
    async (_, environment, says, args = []) => {
      const command = runHub(environment(), ...args);
      expect(await command.end()).toBe(1);
      expect(command.output()).toMatch(says);
      expect(command.output()).toMatch(/[\u4e00-\u9fff]/);
      expect(command.output()).not.toMatch(/^ +at |:[^/@\s]*weak@|\n[\s\S]*\n[\s\S]*\n/m);
      expect(existsSync(made)).toBe(false);
    },
  );

  test.each([
    ['start_empty', []],
    ['start_former', ['migrations']],
  ])('and the external database %s was left as it was', async (name, tables) => {
    const client = new Client({ connectionString: at(() => {}, name) });
    await client.connect();
    const { rows } = await client.query(
      "select nspname as name from pg_namespace where nspname = 'graphile_worker' union all select tablename from pg_tables where schemaname = 'public'",
    );
    await client.end();
    expect(rows.map((row) => row.name)).toEqual(tables);
  });
});
