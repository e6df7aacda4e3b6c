import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartRefused } from '../shared/startRefused';
import type { PostgresBinaries } from './postgresBinaries';
import { type Account, codeOf, describe, runAs } from './programs';
import { isAlive, unfinishedName } from './unfinished';

/** The owner of the embedded database, and the name of the database. */
export const OWNER = 'ogi_hub';
const ORPHAN_LIMIT_MS = 15_000;

/** Returns the file of the password of a data folder. It is in the folder, which nobody else may enter, so that a copy of the folder is all there is to save. */
export const passwordFile = (place: string) => join(place, 'ogi-hub.password');
/** Where the password was before, beside the folder. */
const formerPasswordFile = (place: string) => `${place}.password`;
/** Returns the file that names the hub of a data folder. */
export const ownerFile = (place: string) => `${place}.owner`;
/** Returns the log of the server of a data folder. */
export const logFile = (place: string) => `${place}.log`;

/** The longest path of a socket, in bytes, on every system that has them. */
const LONGEST_SOCKET_PATH = 103;

/** Returns the folder of the server's socket: its data folder, which nobody else may enter. Null where a socket cannot be there. */
export function socketFolderOf(place: string, port: number): string | null {
  const path = join(place, `.s.PGSQL.${port}`);
  return process.platform === 'win32' || Buffer.byteLength(path) > LONGEST_SOCKET_PATH ? null : place;
}

/** Returns the wanted folder, or one below /var/lib when the account cannot reach it (a home of mode 0700, say). */
export async function choosePlace(
  folder: string,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<string> {
  const wanted = resolve(folder);
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

/** Creates the data folder under another name and renames it, so that half a folder never looks like one. */
export async function initialise(
  binaries: PostgresBinaries,
  place: string,
  account: Account | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const temporary = unfinishedName(place);
  const passwords = `${temporary}.password`;
  mkdirSync(temporary, { mode: 0o700 });
  writeFileSync(passwords, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) for (const path of [temporary, passwords]) chownSync(path, account.uid, account.gid);
  const common = ['-D', temporary, '-U', OWNER, '-E', 'UTF8', '-A', 'scram-sha-256', `--pwfile=${passwords}`];
  try {
    const run = (...locale: string[]) => runAs(account, binaries.initdb, [...common, ...locale], signal);
    await run('--locale=C.UTF-8').catch(() =>
      run('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'),
    );
    renameSync(passwords, passwordFile(temporary));
    renameSync(temporary, place);
  } catch (error) {
    for (const path of [temporary, passwords]) rmSync(path, { recursive: true, force: true });
    throw new StartRefused(
      `数据库文件夹无法建立。 The database folder ${place} could not be made: ${describe(error)}`,
    );
  }
}

/** Returns the password of a data folder. Throws StartRefused when its file is not there or cannot be read. */
export function readPassword(place: string): string {
  const file = passwordFile(place);
  try {
    if (!existsSync(file) && existsSync(formerPasswordFile(place)))
      renameSync(formerPasswordFile(place), file);
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const code = codeOf(error);
    throw new StartRefused(
      `数据库密码文件 ${file} 读不到（${code}），没有它不能打开此数据文件夹：请从备份取回，或从原处复制 ${formerPasswordFile(place)}。 The file of the database password, ${file}, cannot be read (${code}), and without it this data folder cannot be opened: take it from a backup, or copy what was beside the folder (${formerPasswordFile(place)}).`,
    );
  }
}

/** Throws StartRefused when the folder belongs to another major version. */
export function assertSameMajor(place: string, major: string): void {
  const found = readFileSync(join(place, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new StartRefused(
    `数据文件夹由 PostgreSQL ${found} 建立，本程序为 ${major}。 ${place} was made by PostgreSQL ${found}, this program runs ${major}: dump and restore it with pg_dump of ${found}, or set DATA_DIR to a new folder.`,
  );
}

/** Returns the pid of a postmaster that runs over this folder, judged by its command line where the system has it. */
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

/** Returns the hub that runs over this folder, if it is alive. */
function aliveOwner(place: string): number | undefined {
  const owner = existsSync(ownerFile(place)) ? Number(readFileSync(ownerFile(place), 'utf8')) : 0;
  return owner > 0 && isAlive(owner) ? owner : undefined;
}

/** Returns the port of a server that a living hub runs over this folder; the fourth line of postmaster.pid. */
export function runningPort(place: string): number | undefined {
  if (postmasterOf(place) === undefined || aliveOwner(place) === undefined) return undefined;
  const port = Number(readFileSync(join(place, 'postmaster.pid'), 'utf8').split('\n')[3]);
  return port > 0 ? port : undefined;
}

/** Ends a server that a killed hub left. Throws StartRefused when its hub is alive. */
export async function removeOrphan(place: string): Promise<void> {
  const pid = postmasterOf(place);
  if (pid === undefined) return;
  const owner = aliveOwner(place);
  if (owner !== undefined) {
    throw new StartRefused(
      `数据文件夹正被另一个进程使用（进程号 ${owner}）。 The data folder ${place} is in use by another hub (process ${owner}): stop it, or set DATA_DIR or DATABASE_URL.`,
    );
  }
  process.kill(pid, 'SIGINT');
  for (const end = Date.now() + ORPHAN_LIMIT_MS; postmasterOf(place) !== undefined; await delay(50)) {
    if (Date.now() > end)
      throw new StartRefused(
        `遗留的数据库进程无法停止。 A leftover PostgreSQL (process ${pid}) does not stop; end it by hand.`,
      );
  }
}
