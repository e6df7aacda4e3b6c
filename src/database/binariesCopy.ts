import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, codeOf } from './programs';
import { removeUnfinished, unfinishedName } from './unfinished';

/**
 * Creates the library links of the package's install script (npm 11 does not run install
 * scripts by default). Links of another process meanwhile are as good as ours.
 * Throws EACCES or EROFS when the folder cannot be written.
 */
export function linkLibraries(native: string): void {
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
 * Returns the folders that may hold a private copy. More than one, since a temp folder can be mounted noexec, be
 * closed to the account (TMPDIR below /root) or already hold somebody else's folder of our name.
 */
export function copyBases(account: Account | undefined): string[] {
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
 * name and renamed, so another process sees all of it or nothing; the loser of that race uses the winner's copy.
 */
export function copyBinaries(native: string, base: string): string {
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
