import { setTimeout as delay } from 'node:timers/promises';

/** How long anything is waited for. It only ends what hangs: a busy machine needs a minute for what takes a second. */
export const LONGEST_WAIT_MS = 300_000;

/** Waits until something holds and returns what it saw; fails with what it last saw. */
export async function until<T>(look: () => Promise<T> | T, holds: (seen: T) => boolean): Promise<T> {
  for (const end = Date.now() + LONGEST_WAIT_MS; ; await delay(20)) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`waited in vain, last seen: ${JSON.stringify(seen)}`);
  }
}
