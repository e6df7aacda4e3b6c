import { constants } from 'node:os';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
type StopSignal = (typeof SIGNALS)[number];

/** How long requests and jobs under way may take to end when the hub stops. */
const LONGEST_STOP_MS = 15_000;
/** How often a hub that npm started looks whether npm is still there. */
const PARENT_CHECK_MS = 1000;

/** What must be closed when the process stops. */
export interface Stopping {
  readonly signal: AbortSignal;
  /** Adds something to close; what was added last is closed first. */
  add(close: () => Promise<unknown>): void;
  /** From now on the start is complete, and stopping is a success. */
  startIsComplete(): void;
  /** Closes everything and ends the process with a code. */
  stop(code: number): Promise<never>;
}

/**
 * Listens for signals to stop, from before any work begins. A hub started by npm also stops when npm is gone: npm passes
 * SIGTERM and SIGINT on, but neither SIGHUP nor SIGKILL.
 */
export function listenForStop(say: (line: string) => void): Stopping {
  const closers: (() => Promise<unknown>)[] = [];
  const abort = new AbortController();
  let isComplete = false;
  let ending: Promise<never> | null = null;
  const closeAll = async (code: number): Promise<never> => {
    abort.abort();
    // What does not end by itself is left behind: the database goes with this process, whatever still holds it.
    setTimeout(() => {
      say('停止超时，强制退出。 Stopping takes too long; leaving now.');
      process.exit(1);
    }, LONGEST_STOP_MS).unref();
    while (closers.length > 0)
      await closers
        .pop()?.()
        .catch(() => {});
    process.exit(code);
  };
  const stop = (code: number) => {
    ending ??= closeAll(code);
    return ending;
  };
  const stopFor = (signal: StopSignal) => {
    if (ending) return;
    if (!isComplete)
      say(
        '启动未完成即被停止，下次启动重新进行。 Stopped before the start was complete; the next start does it again.',
      );
    void stop(isComplete ? 0 : 128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.on(signal, () => stopFor(signal));
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stopFor('SIGHUP'), PARENT_CHECK_MS).unref();
  }
  return {
    signal: abort.signal,
    add: (close) => {
      closers.push(close);
    },
    startIsComplete: () => {
      isComplete = true;
    },
    stop,
  };
}
