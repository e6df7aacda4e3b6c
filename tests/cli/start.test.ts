import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { Client } from 'pg';
import { passwordFile } from '../../src/database/dataFolder';
import { postTo } from '../support/httpHub';
import {
  buildHub,
  endCommands,
  type HubCommand,
  processesWith,
  runCommand,
  runHub,
} from '../support/hubCommand';
import { randomFrom } from '../support/mutations';
import { LONGEST_WAIT_MS, until } from '../support/until';

const random = randomFrom(19);
const folder = mkdtempSync(join(tmpdir(), 'ogi-hub-start-'));
chmodSync(folder, 0o755);
/** The folder of a hub of its own; its data folder is in it. */
function createFolder(name: string): string {
  const place = join(folder, name);
  mkdirSync(place);
  chmodSync(place, 0o755);
  return place;
}
/** Where most tests start their hub, one after the other. */
const MAIN = createFolder('main');
const DATA_DIR = join(MAIN, 'data');
/** The passwords that its starts have printed. */
let passwords: Record<string, string> = {};

beforeAll(buildHub);
afterEach(endCommands);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COUNTS =
  '{ agencies(filter: { year: 2025, demonstration: INCLUDE }) { totalCount } jurisdictions(filter: { demonstration: INCLUDE }) { totalCount } reports(filter: { demonstration: INCLUDE }) { totalCount } }';

/** Where the database of the embedded server is, with its owner's login. */
function ownerUrl(): string {
  const port = readFileSync(join(DATA_DIR, 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://ogi_hub:${readFileSync(passwordFile(DATA_DIR), 'utf8').trim()}@127.0.0.1:${port}/ogi_hub`;
}

/** The passwords of the demonstration that a start has printed. */
const passwordsIn = (hub: HubCommand) =>
  Object.fromEntries(
    [...hub.output().matchAll(/^ {2}(demo-\w+) +(\S+)/gm)].map(([, name, password]) => [name, password]),
  );

async function askOwner(sql: string) {
  const client = new Client({ connectionString: ownerUrl() });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Ends the process that npm start shows: the hub and its database end, without a stack. */
async function stopNpm(npm: HubCommand, signal: NodeJS.Signals): Promise<void> {
  const url = await npm.address();
  npm.child.kill(signal);
  await npm.end();
  await until(
    () => processesWith(DATA_DIR),
    (left) => left.length === 0,
  );
  await expect(fetch(`${url}/health`)).rejects.toThrow();
  expect(npm.output()).not.toMatch(/^ +at |administrator command/m);
}

describe('a first start', () => {
  const unfinished = () => readdirSync(MAIN).filter((name) => name.startsWith('data.new-'));
  const isLoading = (hub: HubCommand) => hub.output().includes('First start: loading');

  // Each finds what the one before has left.
  test.each([
    ['the data folder is made', 'SIGTERM', () => unfinished().length > 0],
    ['the data folder is made', 'SIGKILL', () => unfinished().length > 0],
    ['migrations run', 'SIGINT', (hub) => hub.output().includes('migrated:')],
    ['the demonstration is loaded', 'SIGKILL', isLoading],
    ['the demonstration is loaded', 'SIGTERM', isLoading],
  ] as [string, NodeJS.Signals, (hub: HubCommand) => boolean][])(
    'can be ended while %s, by %s',
    async (what, signal, isReached) => {
      const hub = runHub({ DATA_DIR });
      await hub.until(what, () => isReached(hub));
      await delay(random.below(100));
      hub.child.kill(signal);
      expect([signal, 128 + constants.signals[signal]]).toContain(await hub.end());
      expect(hub.output()).not.toMatch(/^ +at /m);
      if (signal !== 'SIGKILL') expect(hub.output()).toMatch(/Stopped before the start was complete/);
      passwords = { ...passwords, ...passwordsIn(hub) };
    },
  );

  test('serves the complete demonstration after all of these, and records the origin of its data', async () => {
    const npm = runCommand('npm', ['start'], { DATA_DIR });
    const { data } = await postTo(await npm.address(), COUNTS);
    expect([data.agencies.totalCount, data.jurisdictions.totalCount]).toEqual([65, 29]);
    expect(data.reports.totalCount).toBeGreaterThan(290);
    // They are told just before what they are for is committed: of one told twice the later holds.
    passwords = { ...passwords, ...passwordsIn(npm) };
    expect(Object.keys(passwords)).toHaveLength(5);
    expect(await askOwner('select origin from database_origin')).toEqual([{ origin: 'DEMONSTRATION' }]);
    await stopNpm(npm, 'SIGTERM');
    expect(readdirSync(MAIN).sort()).toEqual(['data', 'data.log', 'data.owner']);
  });

  test('over data that a command wrote loads no demonstration, and says so', async () => {
    const other = join(createFolder('other'), 'data');
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

// The first start is stopped by SIGTERM.
test.each(['SIGINT', 'SIGHUP', 'SIGKILL'] as const)('%s stops the hub of npm start too', async (signal) => {
  const npm = runCommand('npm', ['start'], { DATA_DIR });
  await npm.address();
  expect(passwordsIn(npm)).toEqual({});
  await stopNpm(npm, signal);
});

describe('an embedded PostgreSQL that is killed', () => {
  test('is restarted: nothing acknowledged is lost, feed and jobs go on; the hub ends with an error when it cannot be', async () => {
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
        `mutation ($input: ReportInput!) { saveDraft(input: $input) { accepted currentRevision findings { messageEn } } }`,
        token,
        { input: { agency, year: 2020, overview: `第 ${text} 稿。` } },
      );
      if (answer.data?.saveDraft?.accepted) acknowledged = answer.data.saveDraft.currentRevision;
      else codes.add(answer.errors?.[0].extensions.code ?? JSON.stringify(answer));
      return answer.data?.saveDraft?.accepted === true;
    };
    expect(await save(0)).toBe(true);
    for (let round = 1; round <= 2; round += 1) {
      const postmaster = readFileSync(join(DATA_DIR, 'postmaster.pid'), 'utf8').split('\n')[0];
      process.kill(Number(postmaster), 'SIGKILL');
      let refused = 0;
      for (
        const end = Date.now() + LONGEST_WAIT_MS;
        Date.now() < end && !((await save(round)) && refused > 0);
        await delay(50)
      )
        refused += 1;
      await hub.until(
        'PostgreSQL runs again',
        () => hub.output().split('PostgreSQL runs again').length > round,
      );
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
    const query = `subscription { reportChanged(place: { agency: "${agency}" }, year: 2020) { action } }`;
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
      const end = Date.now() + LONGEST_WAIT_MS;
      Date.now() < end && (changes.length === 0 || (await jobsLeft()) > 0);
      await delay(200)
    )
      await askOwner(signal);
    expect(changes).toContainEqual({ action: 'SUBMIT' });
    expect(await jobsLeft()).toBe(0);
    stream.dispose();

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
