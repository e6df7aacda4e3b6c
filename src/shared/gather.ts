import { setImmediate } from 'node:timers/promises';

/** A run that has not begun: all who ask for one now share it. */
interface Gathering<T> {
  readonly outcome: Promise<T>;
  askers: number;
}

/**
 * Runs something once for all who ask at the same time, one run after the other. A run begins when all that came in this turn of the
 * event loop have asked, and after the one before it: what held when somebody asked, the run finds. `run` is told how many share it,
 * `idle` when nobody waits.
 */
export function gather<T>(run: (askers: number) => Promise<T>, idle = () => {}): () => Promise<T> {
  let next: Gathering<T> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const begin = async (before: Promise<unknown>): Promise<T> => {
    await before;
    await setImmediate();
    const askers = next?.askers ?? 0;
    next = null;
    return run(askers);
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
