import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The user PostgreSQL runs as. Undefined (in the functions below) means: the user node runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/** Returns the text of anything thrown, with the first line of a program's stderr when it has one. */
export function describe(error: unknown): string {
  const stderr = (error as { stderr?: unknown } | undefined)?.stderr;
  if (typeof stderr === 'string' && stderr.trim() !== '') return stderr.trim();
  return error instanceof Error ? error.message : String(error);
}

/** Returns the `code` of a system error, such as ENOENT. */
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
