import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { StartRefused } from '../shared/startRefused';
import { hasEnded, type Launch, stopKeeper, superviseServer } from './embeddedWatch';
import {
  type Account,
  codeOf,
  describe,
  type PostgresBinaries,
  postgresEnvironment,
  preparePostgres,
  runAs,
  unprivilegedAccount,
} from './postgresBinaries';
import { isAlive, removeUnfinished, unfinishedName } from './unfinished';

const USER = 'ogi_hub';
const START_LIMIT_MS = 60_000;
const LEFTOVER_LIMIT_MS = 15_000;

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly dataDir: string;
  /** Shuts it down (fast: open transactions are rolled back) and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * How to start it. `settings` are PostgreSQL settings given on the command line. With `joinRunning`, a server that
 * another hub runs over the folder is used instead of refused; stopping it is then left to that hub.
 */
export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly joinRunning?: boolean;
  readonly log?: (line: string) => void;
  readonly settings?: Record<string, string>;
  /** Ends the making of a new data folder. */
  readonly signal?: AbortSignal;
  /** Called when the server died and could not be started again; without it one that dies is left dead. */
  readonly onLost?: () => void;
}

/**
 * The keeper: runs PostgreSQL until it ends or until our end of the pipe closes, so that a killed node never
 * leaves a server behind.
 */
const KEEPER = `
exec 3<&0
"$@" </dev/null 3<&- & server=$!
( cat <&3 >/dev/null; kill -INT $server 2>/dev/null ) & watcher=$!
exec 3<&-
wait $server; code=$?
kill $watcher 2>/dev/null
exit $code`;

/**
 * Starts PostgreSQL on a free loopback port over `dataDir`, made on first use. As root it runs as an
 * unprivileged account. Errors: the folder is in use by another hub, was made by another major version, or the
 * server does not come up (with the end of its log).
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  const account =
    process.getuid?.() === 0 ? unprivilegedAccount(readFileSync('/etc/passwd', 'utf8')) : undefined;
  if (process.getuid?.() === 0 && !account) {
    throw new StartRefused(
      '以 root 运行时需要系统账户 postgres 或 nobody。 Running as root needs an account named postgres or nobody; create one, or set DATABASE_URL.',
    );
  }
  const binaries = await preparePostgres(account, log);
  const place = await choosePlace(resolve(options.dataDir), account, log);
  removeUnfinished(place);
  if (!existsSync(join(place, 'PG_VERSION'))) await initialise(binaries, place, account, options.signal);
  assertSameMajor(place, binaries.major);
  const password = readFileSync(passwordFile(place), 'utf8').trim();
  const running = runningPort(place);
  if (running !== undefined && options.joinRunning)
    return { url: urlOf(password, running, USER), dataDir: place, stop: async () => {} };
  await removeLeftover(place);
  const port = await freePort();
  const url = (database: string) => urlOf(password, port, database);
  const server: Launch = {
    start: () => {
      const keeper = launch(binaries, place, account, { ...options.settings, port: String(port) });
      writeFileSync(ownerFile(place), String(process.pid), { mode: 0o644 });
      return keeper;
    },
    waitUntilReady: (keeper) => waitUntilReady(url('postgres'), keeper, logFile(place)),
  };
  const keeper = server.start();
  try {
    await server.waitUntilReady(keeper);
  } catch (error) {
    await stopKeeper(keeper);
    throw error;
  }
  // What an initdb without its hub still wrote meanwhile: by now it has ended, too.
  removeUnfinished(place);
  const { onLost } = options;
  const stop = onLost ? superviseServer(keeper, server, { log, onLost }) : () => stopKeeper(keeper);
  return { url: url(USER), dataDir: place, stop };
}

const urlOf = (password: string, port: number, database: string) =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
const passwordFile = (place: string) => `${place}.password`;
const ownerFile = (place: string) => `${place}.owner`;
const logFile = (place: string) => `${place}.log`;

/** The asked folder, or one below /var/lib when the account cannot reach it (a home of mode 0700, say). */
async function choosePlace(wanted: string, account: Account | undefined, log: (line: string) => void) {
  try {
    mkdirSync(dirname(wanted), { recursive: true });
    accessSync(dirname(wanted), constants.W_OK);
  } catch (error) {
    throw new StartRefused(
      `DATA_DIR=${wanted}: 无法写入该文件夹（${codeOf(error)}），请修改权限或另设 DATA_DIR。 The folder cannot be written (${codeOf(error)}): change its rights, or set DATA_DIR to another.`,
    );
  }
  if (!account) return wanted;
  const reachable = await runAs(account, 'test', ['-x', dirname(wanted)]).then(
    () => true,
    () => false,
  );
  if (reachable) return wanted;
  const other = join('/var/lib/ogi-hub', createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  mkdirSync(dirname(other), { recursive: true, mode: 0o755 });
  log(`${wanted} cannot be reached by the database account; using ${other}`);
  return other;
}

/** Makes the data folder under another name and renames it, so that half a folder is never taken for one. */
async function initialise(
  binaries: PostgresBinaries,
  place: string,
  account: Account | undefined,
  signal: AbortSignal | undefined,
) {
  const temporary = unfinishedName(place);
  const passwords = `${temporary}.password`;
  mkdirSync(temporary, { mode: 0o700 });
  writeFileSync(passwords, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) for (const path of [temporary, passwords]) chownSync(path, account.uid, account.gid);
  const common = ['-D', temporary, '-U', USER, '-E', 'UTF8', '-A', 'scram-sha-256', `--pwfile=${passwords}`];
  try {
    const run = (...locale: string[]) => runAs(account, binaries.initdb, [...common, ...locale], signal);
    await run('--locale=C.UTF-8').catch(() =>
      run('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'),
    );
    renameSync(passwords, passwordFile(place));
    renameSync(temporary, place);
  } catch (error) {
    for (const path of [temporary, passwords]) rmSync(path, { recursive: true, force: true });
    throw new StartRefused(
      `数据库文件夹无法建立。 The database folder ${place} could not be made: ${describe(error)}`,
    );
  }
}

function assertSameMajor(place: string, major: string) {
  const found = readFileSync(join(place, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new StartRefused(
    `数据文件夹由 PostgreSQL ${found} 建立，本程序为 ${major}。 ${place} was made by PostgreSQL ${found}, this program runs ${major}: dump and restore it with pg_dump of ${found}, or set DATA_DIR to a new folder.`,
  );
}

/** The pid of a postmaster that runs over this folder, judged by its command line where the system tells it. */
function postmasterOf(place: string): number | undefined {
  const file = join(place, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync('/proc/self') &&
    !(existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(place))
    ? undefined
    : pid;
}

/** The hub that runs over this folder, if it is alive. */
function aliveOwner(place: string): number | undefined {
  const owner = existsSync(ownerFile(place)) ? Number(readFileSync(ownerFile(place), 'utf8')) : 0;
  return owner > 0 && isAlive(owner) ? owner : undefined;
}

/** The port of a server that a living hub runs over this folder; the fourth line of postmaster.pid. */
function runningPort(place: string): number | undefined {
  if (postmasterOf(place) === undefined || aliveOwner(place) === undefined) return undefined;
  const port = Number(readFileSync(join(place, 'postmaster.pid'), 'utf8').split('\n')[3]);
  return port > 0 ? port : undefined;
}

/** Ends a server that a killed hub left, or refuses when its hub is alive. */
async function removeLeftover(place: string): Promise<void> {
  const pid = postmasterOf(place);
  if (pid === undefined) return;
  const owner = aliveOwner(place);
  if (owner !== undefined) {
    throw new StartRefused(
      `数据文件夹正被另一个进程使用（进程号 ${owner}）。 The data folder ${place} is in use by another hub (process ${owner}): stop it, or set DATA_DIR or DATABASE_URL.`,
    );
  }
  process.kill(pid, 'SIGINT');
  for (const end = Date.now() + LEFTOVER_LIMIT_MS; postmasterOf(place) !== undefined; await delay(50)) {
    if (Date.now() > end)
      throw new StartRefused(
        `遗留的数据库进程无法停止。 A leftover PostgreSQL (process ${pid}) does not stop; end it by hand.`,
      );
  }
}

function freePort(): Promise<number> {
  return new Promise((fulfil, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => fulfil(port));
    });
  });
}

function launch(
  binaries: PostgresBinaries,
  place: string,
  account: Account | undefined,
  settings: Record<string, string>,
): ChildProcess {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', ...settings };
  const parameters = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(logFile(place), 'a', 0o600);
  return spawn('/bin/sh', ['-c', KEEPER, 'keeper', binaries.postgres, '-D', place, ...parameters], {
    ...account,
    cwd: '/',
    env: postgresEnvironment(),
    // Its own process group: Ctrl-C in a terminal must reach the hub first, which then stops the server.
    detached: true,
    stdio: ['pipe', output, output],
  });
}

async function waitUntilReady(url: string, keeper: ChildProcess, logPath: string): Promise<void> {
  const end = Date.now() + START_LIMIT_MS;
  for (;;) {
    const failure = await ensureDatabase(url).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined) return;
    if (hasEnded(keeper) || Date.now() > end) {
      const tail = readFileSync(logPath, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
      throw new StartRefused(`数据库未能启动。 PostgreSQL did not start: ${describe(failure)}\n${tail}`);
    }
    await delay(50);
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [USER]);
    if (rowCount === 0) await client.query(`create database ${USER}`);
  } finally {
    await client.end();
  }
}
