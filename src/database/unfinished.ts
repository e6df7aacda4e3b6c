import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Whether a process lives; one of another user does too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Names a folder that is filled before it gets its real name. The name says which process fills it. */
export const unfinishedName = (place: string) =>
  `${place}.new-${process.pid}-${randomBytes(4).toString('hex')}`;

/**
 * Removes what processes that are no more have left unfinished beside a place. Our own number counts as theirs: in a
 * container every process has the number of the one before.
 */
export function removeUnfinished(place: string): void {
  const prefix = `${basename(place)}.new-`;
  for (const name of readdirSync(dirname(place))) {
    const pid = /^(\d+)-[0-9a-f]{8}(\.password)?$/.exec(name.slice(prefix.length))?.[1];
    if (!name.startsWith(prefix) || !pid) continue;
    if (Number(pid) === process.pid || !isAlive(Number(pid)))
      rmSync(join(dirname(place), name), { recursive: true, force: true, maxRetries: 5 });
  }
}
