import { setImmediate } from 'node:timers/promises';

/** A run begins once nobody else has asked in this many turns of the event loop, and at the latest after so many. */
const QUIET_TURNS = 2;
const MOST_TURNS = 10;

/** A run that has not begun: all who ask for one now share it. */
interface Gathering<T> {
  readonly outcome: Promise<T>;
  askers: number;
}

/**
 * Runs something once for all who ask at the same time, one run after the other. A run begins after the one before it, and when others who
 * are on their way have asked too: a turn of the event loop takes microseconds where nobody asks, and where many do, more of them share a
 * run. What held when somebody asked, the run finds. `run` is told how many share it, `idle` when nobody waits.
 */
export function coalesce<T>(run: (askers: number) => Promise<T>, idle = () => {}): () => Promise<T> {
  let next: Gathering<T> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const askers = () => next?.askers ?? 0;
  const begin = async (before: Promise<unknown>): Promise<T> => {
    await before;
    for (let turns = 0, quiet = 0; quiet < QUIET_TURNS && turns < MOST_TURNS; turns += 1) {
      const known = askers();
      await setImmediate();
      quiet = askers() > known ? 0 : quiet + 1;
    }
    const all = askers();
    next = null;
    return run(all);
  };
  return () => {
    if (!next) {
      next = { outcome: begin(last), askers: 0 };
      const ended = () => {
        if (!next) idle();
      };
      last = next.outcome.then(ended, ended);
    }
    next.askers += 1;
    return next.outcome;
  };
}
