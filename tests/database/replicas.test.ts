import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { seedRealReports } from '../../seeds/realReports';
import type { EmbeddedPostgres } from '../../src/database/embedded';
import { createReplicaSource } from '../../src/database/replicaSource';
import { createAccount } from '../../src/identity/accounts';
import { grantRole } from '../../src/identity/grants';
import { openSessionFor } from '../../src/identity/signIn';
import { type RunningServer, startServer } from '../../src/server/http/server';
import { Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { urlAtPort } from '../support/databaseUrl';
import { postTo, serverOver } from '../support/httpHub';
import { completeReport } from '../support/reports';
import { startStandby } from '../support/standby';
import { createTestDatabase } from '../support/testDatabase';
import { LONGEST_WAIT_MS } from '../support/until';

const SLOT = 'replicas_test';
const folder = mkdtempSync(join(tmpdir(), 'ogi-hub-standby-'));
chmodSync(folder, 0o755);

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let standby: EmbeddedPostgres;
let servers: RunningServer[];
const sources: DataSource[] = [];
const lines: string[] = [];
const tokens: Record<string, string> = {};

async function onPrimary(sql: string) {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function onStandby(sql: string) {
  const client = new Client({ connectionString: standby.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const until = async (isTrue: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + LONGEST_WAIT_MS; !(await isTrue()); await delay(50))
    if (Date.now() > end) throw new Error(`not in time\n${lines.join('\n')}`);
};
const health = async (server = servers[0]) => (await fetch(`${server.url}/health`)).json() as Promise<Answer>;
const isState = async (state: string) => (await health()).replicas[0].state === state;

/** A server over the primary and one standby. */
const startOver = (replicaUrl: string) => {
  const replica = createReplicaSource(replicaUrl, 4);
  sources.push(replica.source);
  return startServer(
    serverOver(opened, {
      replicas: [replica],
      log: (line) => lines.push(line),
      logError: (_, error) => lines.push(String(error)),
    }),
  );
};

beforeAll(async () => {
  opened = await createTestDatabase();
  const [{ name }] = await opened.owner.query('select current_database() as name');
  // The whole run works without waiting for its log; who is told of a commit must find it flushed.
  await onPrimary(`alter database ${name} set synchronous_commit = on`);
  await opened.database.destroy();
  await opened.database.initialize();
  await seedRealReports(opened.owner);
  for (const role of [Role.DISTRICT_OFFICER, Role.ANALYST]) {
    const username = role.toLowerCase().replace('_', '-');
    await createAccount(opened.owner, { username, name: username });
    await grantRole(opened.owner, { account: username, role, jurisdiction: '410303' });
    const session = await openSessionFor(opened.database, username, { address: 'test', requestId: 'test' });
    tokens[role] = session?.token as string;
  }
  standby = await startStandby(process.env.TEST_DATABASE_URL as string, join(folder, 'standby'), SLOT, {
    max_connections: '200',
    fsync: 'off',
  });
  const own = urlAtPort(opened.url, new URL(standby.url).port);
  servers = [await startOver(own), await startOver(own)];
  for (const server of servers)
    await until(async () => (await health(server)).replicas[0].state === 'IN_USE');
});
afterAll(async () => {
  for (const server of servers ?? []) await server.stop();
  await standby?.stop();
  await until(async () => {
    await onPrimary(`select pg_drop_replication_slot('${SLOT}')`).catch(() => {});
    return (await onPrimary(`select from pg_replication_slots where slot_name = '${SLOT}'`)).length === 0;
  });
  await opened.drop();
  rmSync(folder, { recursive: true, force: true });
});

let requested = 0;
/** A question that was never asked before, so that no answer to it is kept. */
const readNames = (token?: string, server = servers[0]) => {
  requested += 1;
  return postTo(
    server.url,
    `{ q${requested}: agencies(filter: { year: 2025 }, first: 100) { edges { node { code name } } } }`,
    token,
  );
};

// Under load a replica may be a moment behind: what is to be seen there is looked for until it is.
test('reads of those who change nothing go to the replica, all others and every change to the primary', async () => {
  const spy = jest.spyOn(sources[0], 'createQueryRunner');
  const isSent = async (ask: () => Promise<{ errors?: unknown }>) => {
    spy.mockClear();
    expect((await ask()).errors).toBeUndefined();
    return spy.mock.calls.length > 0;
  };
  await until(() => isSent(() => readNames()));
  await until(() => isSent(() => readNames(tokens.ANALYST)));
  expect(await isSent(() => postTo(servers[0].url, '{ sessions { id } }', tokens.ANALYST))).toBe(false);
  expect(await isSent(() => readNames(tokens.DISTRICT_OFFICER))).toBe(false);
  expect(await isSent(() => publish(servers[0]).then(() => ({})))).toBe(false);
  await until(() => isSent(() => fetch(`${servers[0].url}/rollups/410303/2025.csv`).then(() => ({}))));
  spy.mockRestore();
});

const RECORD =
  'mutation ($input: ReportInput!) { payload: recordPublishedReport(input: $input) { accepted findings { code messageEn } } }';
let created = 0;
async function publish(server: RunningServer): Promise<string> {
  created += 1;
  const code = `replica-${created}`;
  const added = await postTo(
    server.url,
    'mutation ($input: AddAgencyInput!) { addAgency(input: $input) { findings { messageEn } } }',
    tokens.DISTRICT_OFFICER,
    {
      input: {
        code,
        name: `副本测试局${created}`,
        kind: 'DEPARTMENT',
        jurisdiction: '410303',
        validFrom: '2015-01-01',
      },
    },
  );
  expect(added.data.addAgency.findings).toEqual([]);
  const input = { ...completeReport(code), source: '测试' };
  const sent = await postTo(server.url, RECORD, tokens.DISTRICT_OFFICER, { input });
  expect(sent.data.payload).toMatchObject({ accepted: true });
  return code;
}
const stateOf = (code: string, server: RunningServer, token?: string) =>
  postTo(server.url, `{ report(agency: "${code}", year: 2025) { state } }`, token);

test('a publication is visible at once, to the public too, while the replica keeps up', async () => {
  for (let times = 0; times < 10; times += 1) {
    const code = await publish(servers[0]);
    expect((await stateOf(code, servers[0])).data.report).toEqual({ state: 'PUBLISHED' });
    expect((await stateOf(code, servers[1], tokens.DISTRICT_OFFICER)).data.report).toEqual({
      state: 'PUBLISHED',
    });
  }
});

test('a lagging replica is not used until it has caught up', async () => {
  await onStandby('select pg_wal_replay_pause()');
  const code = await publish(servers[0]);
  expect((await stateOf(code, servers[0])).data.report).toEqual({ state: 'PUBLISHED' });
  await until(() => isState('BEHIND'));
  await until(async () => (await health()).replicas[0].lagBytes > 0);
  await onStandby('select pg_wal_replay_resume()');
  await until(() => isState('IN_USE'));
  expect((await stateOf(code, servers[0])).data.report).toEqual({ state: 'PUBLISHED' });
});

test('a replica that hangs or dies fails no request: the primary answers, and the log says so', async () => {
  const pid = Number(readFileSync(join(standby.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const backends = (
    await onStandby(
      'select pid from pg_stat_activity where client_port is not null and pid <> pg_backend_pid()',
    )
  ).map((row) => row.pid);
  const all = [pid, ...backends];
  try {
    for (const one of all) process.kill(one, 'SIGSTOP');
    expect((await readNames()).errors).toBeUndefined();
    await until(() => isState('UNREACHABLE'));
  } finally {
    for (const one of all) process.kill(one, 'SIGCONT');
  }
  await until(() => isState('IN_USE'));
  const asking = setInterval(() => answers.push(readNames()), 20);
  const answers: ReturnType<typeof readNames>[] = [];
  await delay(100);
  await standby.stop();
  await delay(300);
  clearInterval(asking);
  for (const { status, errors } of await Promise.all(answers))
    expect({ status, errors }).toEqual({ status: 200 });
  expect(await health()).toMatchObject({ status: 'ok', primary: 'ok', replicas: [{ state: 'UNREACHABLE' }] });
  expect(lines.join('\n')).toMatch(/replica 1: UNREACHABLE/);
});

test('a database that is no replica of the primary is reported and not read from', async () => {
  const server = await startOver(opened.url);
  await until(async () => (await health(server)).replicas[0].state === 'NOT_A_REPLICA');
  expect((await readNames(undefined, server)).errors).toBeUndefined();
  await server.stop();
});
