import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { seedDemonstration } from '../../seeds/demonstration';
import { createDataSource, migrate, openServerLogin } from '../../src/database/dataSource';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded';
import { createAccount } from '../../src/identity/accounts';
import { grantRole } from '../../src/identity/grants';
import { openSessionFor } from '../../src/identity/signIn';
import { Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { urlAtPort } from '../support/databaseUrl';
import { startStandby } from '../support/standby';
import { openAddress } from './address';
import { type HubProcess, startHubProcess } from './hubProcess';
import { startStorm } from './storm';
import { verifyLedger } from './verifyLedger';

/**
 * `npm run cluster`: a primary with synchronous commit, a hot standby and two server processes on loopback, under a storm;
 * the standby dies and comes back, the primary dies and the standby is promoted. Ends with 1 when anything that was
 * acknowledged is lost. See docs/scaling.md.
 */
const began = Date.now();
const say = (line: string) =>
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}\n`);

async function on<T = Answer>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function until(what: string, isTrue: () => Promise<boolean>, limit = 30_000) {
  for (const end = Date.now() + limit; !(await isTrue().catch(() => false)); await delay(100))
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
}

/** Commits wait for these standbys, or for none. */
async function waitFor(primary: EmbeddedPostgres, names: string) {
  await on(primary.url, `alter system set synchronous_standby_names = '${names}'`);
  await on(primary.url, 'select pg_reload_conf()');
  if (names !== '')
    await until('a synchronous standby', async () =>
      (await on(primary.url, 'select sync_state from pg_stat_replication')).some(
        ({ sync_state }) => sync_state === 'sync',
      ),
    );
}

/** As a power cut does it: nothing is told to anybody. */
function killServer({ dataDir }: EmbeddedPostgres) {
  process.kill(Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
}

/** The processes of a killed server take a moment to notice. */
async function startAgain(dataDir: string): Promise<EmbeddedPostgres> {
  for (let tries = 1; ; tries += 1)
    try {
      return await startEmbeddedPostgres({ dataDir });
    } catch (error) {
      if (tries === 10) throw error;
      await delay(500);
    }
}

const portOf = ({ url }: EmbeddedPostgres) => Number(new URL(url).port);

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-hub-cluster-'));
  chmodSync(folder, 0o755);
  const servers: EmbeddedPostgres[] = [];
  const hubs: HubProcess[] = [];
  const [toPrimary, toReplica] = [await openAddress(), await openAddress()];
  try {
    const primary = await startEmbeddedPostgres({
      dataDir: join(folder, 'a'),
      settings: { synchronous_commit: 'on' },
    });
    servers.push(primary);
    const owner = await createDataSource(primary.url, 2).initialize();
    await migrate(owner);
    const { reports } = await seedDemonstration(owner, { agencies: 60, years: 2 });
    await createAccount(owner, { username: 'storm', name: 'storm' });
    await grantRole(owner, { account: 'storm', role: Role.DISTRICT_OFFICER, jurisdiction: '900000' });
    const session = await openSessionFor(owner, 'storm', { address: 'local', requestId: 'cluster' });
    const agencies: { code: string }[] = await owner.query(
      `select a.code from agency a join agency_version v on v.agency_id = a.id and v.valid_to is null where v.kind <> 'GOVERNMENT' order by 1`,
    );
    const serverUrl = await openServerLogin(owner, primary.url);
    await owner.destroy();
    say(`primary A with ${reports} reports of ${agencies.length} agencies, synchronous_commit = on`);

    let standby = await startStandby(primary.url, join(folder, 'b'), 'b');
    servers.push(standby);
    await waitFor(primary, 'b');
    say('hot standby B streams; synchronous_standby_names = b');
    toPrimary.pointTo(portOf(primary));
    toReplica.pointTo(portOf(standby));
    for (const name of ['hub 1', 'hub 2'])
      hubs.push(
        await startHubProcess(
          name,
          {
            DATABASE_URL: urlAtPort(primary.url, toPrimary.port),
            SERVER_DATABASE_URL: urlAtPort(serverUrl, toPrimary.port),
            REPLICA_URLS: urlAtPort(serverUrl, toReplica.port),
          },
          say,
        ),
      );
    const allSay = (state: string) =>
      until(`replica ${state}`, async () =>
        (await Promise.all(hubs.map((hub) => hub.health()))).every(
          ({ replicas }) => replicas[0].state === state,
        ),
      );
    await allSay('IN_USE');
    say(`both processes read from B: ${JSON.stringify(await hubs[0].health())}`);

    const storm = startStorm({
      urls: hubs.map((hub) => hub.url),
      token: session?.token as string,
      agencies: agencies.map(({ code }) => code),
      place: '900000',
      writers: 8,
      readers: 4,
    });
    const tell = (what: string) => {
      const { answered, failed, stale, staleElsewhere } = storm.reads;
      say(
        `${what}: ${storm.acknowledged.length} acknowledged, ${storm.again()} sent again; public reads ${answered} answered, ${failed} failed, stale ${stale} in the same process, ${staleElsewhere} in any`,
      );
    };
    await delay(8000);
    tell('storm');
    const [{ reads }] = await on(
      standby.url,
      "select sum(xact_commit)::int as reads from pg_stat_database where datname = 'ogi_hub'",
    );
    say(`transactions on B so far: ${reads}`);

    killServer(standby);
    const before = storm.acknowledged.length;
    await allSay('UNREACHABLE');
    await delay(3000);
    tell('B killed, commits wait for it');
    say(
      `acknowledged while no standby confirms: ${storm.acknowledged.length - before} (those under way when it died)`,
    );
    const waiting = await on(
      primary.url,
      "select count(*)::int as n from pg_stat_activity where wait_event = 'SyncRep'",
    );
    say(
      `transactions that wait: ${waiting[0].n}; the operator goes on without: synchronous_standby_names = ''`,
    );
    await waitFor(primary, '');
    await delay(4000);
    tell('on the primary alone');

    standby = await startAgain(standby.dataDir);
    servers.push(standby);
    toReplica.pointTo(portOf(standby));
    await waitFor(primary, 'b');
    await allSay('IN_USE');
    say('B is back, has caught up, and commits wait for it again');
    await delay(5000);
    tell('storm');

    const atDeath = storm.acknowledged.length;
    const failedBefore = storm.reads.failed;
    killServer(primary);
    say(`A killed with SIGKILL; ${atDeath} acknowledged until now`);
    toPrimary.pointTo(null);
    await delay(3000);
    tell('no primary');
    say(`health meanwhile: ${JSON.stringify(await hubs[1].health())}`);
    const lost = await on(standby.url, 'select pg_promote(true, 30) as promoted');
    toPrimary.pointTo(portOf(standby));
    toReplica.pointTo(null);
    say(`B promoted: ${lost[0].promoted}; the address of the primary leads to it, the processes run on`);
    await until('a publication after the failover', async () => storm.acknowledged.length > atDeath + 20);
    await delay(4000);
    tell('on B');
    const failedReads = storm.reads.failed - failedBefore;

    const next = await startStandby(standby.url, join(folder, 'c'), 'c');
    servers.push(next);
    await waitFor(standby, 'c');
    toReplica.pointTo(portOf(next));
    await allSay('IN_USE');
    say('a new standby C streams from B; synchronous_standby_names = c');
    await delay(4000);
    await storm.stop();
    tell('end of the storm');

    const check = await createDataSource(standby.url, 2).initialize();
    const faults = await verifyLedger(check, storm.acknowledged, storm.unknown);
    await check.destroy();
    const count = (kind: string) => storm.acknowledged.filter((item) => item.kind === kind).length;
    say(
      `acknowledged: ${count('PUBLISHED')} publications, ${count('CORRECTED')} corrections, ${count('WITHDRAWN')} withdrawals; without an answer to the last step: ${storm.unknown.size} agencies; refused: ${storm.refusals.length}`,
    );
    for (const fault of faults.slice(0, 20)) say(fault);
    say(`lost or doubled: ${faults.length}; public reads failed around the failover: ${failedReads}`);
    const sums = await promisify(execFile)(
      'node',
      [join(__dirname, '../../dist/src/main.js'), 'rollup:verify'],
      {
        env: { PATH: process.env.PATH, DATABASE_URL: standby.url },
      },
    ).then(
      ({ stderr, stdout }) => ({ isRight: true, text: stderr + stdout }),
      (error) => ({ isRight: false, text: String(error.stderr ?? error) }),
    );
    for (const line of sums.text.trim().split('\n').slice(-3)) say(`rollup:verify: ${line}`);
    if (faults.length > 0 || storm.reads.stale > 0 || !sums.isRight) process.exitCode = 1;
    say(process.exitCode ? 'FAILED' : 'no acknowledged submission is lost');
  } finally {
    await Promise.all(hubs.map((hub) => hub.stop()));
    for (const server of servers.reverse()) await server.stop();
    toPrimary.close();
    toReplica.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error) => {
  say(String(error?.stack ?? error));
  process.exit(1);
});
