import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { StartRefused } from '../shared/startRefused';
import { logFile, OWNER } from './dataFolder';
import { hasEnded } from './embeddedWatch';
import type { PostgresBinaries } from './postgresBinaries';
import { type Account, describe, postgresEnvironment } from './programs';

const START_LIMIT_MS = 60_000;

/**
 * The supervisor. It runs PostgreSQL until it ends or until our end of the pipe closes, so that a killed node never
 * leaves a server behind.
 */
const SUPERVISOR = `
exec 3<&0
"$@" </dev/null 3<&- & server=$!
( cat <&3 >/dev/null; kill -INT $server 2>/dev/null ) & watcher=$!
exec 3<&-
wait $server; code=$?
kill $watcher 2>/dev/null
exit $code`;

/** Returns a free port of this machine. */
export function freePort(): Promise<number> {
  return new Promise((fulfil, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => fulfil(port));
    });
  });
}

/** Starts a server over a data folder, below a supervisor. */
export function launch(
  binaries: PostgresBinaries,
  place: string,
  account: Account | undefined,
  settings: Record<string, string>,
): ChildProcess {
  const all = { listen_addresses: '127.0.0.1', timezone: 'UTC', ...settings };
  const parameters = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(logFile(place), 'a', 0o600);
  return spawn('/bin/sh', ['-c', SUPERVISOR, 'supervisor', binaries.postgres, '-D', place, ...parameters], {
    ...account,
    cwd: '/',
    env: postgresEnvironment(),
    // Its own process group: Ctrl-C in a terminal must reach the hub first, which then stops the server.
    detached: true,
    stdio: ['pipe', output, output],
  });
}

/** Waits until the server answers and has the database. Throws StartRefused with the end of its log. */
export async function waitUntilReady(url: string, supervisor: ChildProcess, logPath: string): Promise<void> {
  const end = Date.now() + START_LIMIT_MS;
  for (;;) {
    const failure = await ensureDatabase(url).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined) return;
    if (hasEnded(supervisor) || Date.now() > end) {
      const tail = readFileSync(logPath, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
      throw new StartRefused(`数据库未能启动。 PostgreSQL did not start: ${describe(failure)}\n${tail}`);
    }
    await delay(50);
  }
}

const FIND_DATABASE = 'select 1 from pg_database where datname = $1';
const CREATE_DATABASE = `create database ${OWNER}`;

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query(FIND_DATABASE, [OWNER]);
    if (rowCount === 0) await client.query(CREATE_DATABASE);
  } finally {
    await client.end();
  }
}
