import { setImmediate } from 'node:timers/promises';

/** A run begins once no caller has joined in this many ticks of the event loop, and at the latest after so many. */
const QUIET_TICKS = 2;
const MOST_TICKS = 10;

/** A run that has not begun: every caller from now on joins it. */
interface PendingRun<T> {
  readonly outcome: Promise<T>;
  callers: number;
}

/**
 * Returns a function that runs something once for all callers at the same time, one run after the other. A run begins after the one before
 * it, and after callers that are on their way have joined: a tick takes microseconds when nobody calls, and when many do, more of them
 * share a run. What holds at a call, the run finds.
 */
export function coalesce<T>(run: () => Promise<T>): () => Promise<T> {
  let pending: PendingRun<T> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const callers = () => pending?.callers ?? 0;
  const begin = async (previous: Promise<unknown>): Promise<T> => {
    await previous;
    for (let ticks = 0, quiet = 0; quiet < QUIET_TICKS && ticks < MOST_TICKS; ticks += 1) {
      const count = callers();
      await setImmediate();
      quiet = callers() > count ? 0 : quiet + 1;
    }
    pending = null;
    return run();
  };
  return () => {
    if (!pending) {
      pending = { outcome: begin(last), callers: 0 };
      last = pending.outcome.catch(() => {});
    }
    pending.callers += 1;
    return pending.outcome;
  };
}
