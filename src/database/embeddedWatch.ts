import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { describe } from './postgresBinaries';

/** How the server is started, the first time and again. */
export interface Launch {
  start(): ChildProcess;
  /** Rejects when the server ends, or does not answer in time. */
  waitUntilReady(keeper: ChildProcess): Promise<void>;
}

interface SuperviseOptions {
  readonly log: (line: string) => void;
  readonly onLost: () => void;
}

/** Waits before each attempt: what a killed server leaves behind, such as its last processes, goes within seconds. */
const PAUSES_MS = [200, 500, 1000, 2000, 4000, 8000, 15_000];
/** A server that ran this long was well: what befalls it afterwards is counted anew. */
const STEADY_MS = 60_000;

export function hasEnded(keeper: ChildProcess): boolean {
  return keeper.exitCode !== null || keeper.signalCode !== null;
}

/** Shuts the server of a keeper down and waits until it is gone. */
export async function stopKeeper(keeper: ChildProcess): Promise<void> {
  const ended = hasEnded(keeper) ? undefined : new Promise((fulfil) => keeper.once('exit', fulfil));
  keeper.stdin?.destroy();
  await ended;
}

/**
 * Starts a server again that ends without being told to, at the same address, and more slowly each time. When it does not
 * stay up, `onLost` is called and nothing more is tried. Returns how to stop the server for good.
 */
export function superviseServer(
  first: ChildProcess,
  launch: Launch,
  { log, onLost }: SuperviseOptions,
): () => Promise<void> {
  let keeper = first;
  let startedAt = Date.now();
  let failures = 0;
  const stopping = new AbortController();

  const startAgain = async (): Promise<void> => {
    if (Date.now() - startedAt > STEADY_MS) failures = 0;
    while (failures < PAUSES_MS.length && !stopping.signal.aborted) {
      await delay(PAUSES_MS[failures], undefined, { signal: stopping.signal });
      failures += 1;
      startedAt = Date.now();
      keeper = launch.start();
      try {
        await launch.waitUntilReady(keeper);
        log(`内置数据库已重新启动。 The embedded PostgreSQL runs again (attempt ${failures}).`);
        return watch();
      } catch (error) {
        await stopKeeper(keeper);
        log(
          `内置数据库未能重新启动。 The embedded PostgreSQL did not start again (attempt ${failures} of ${PAUSES_MS.length}): ${describe(error)}`,
        );
      }
    }
    if (stopping.signal.aborted) return;
    log(
      '内置数据库无法恢复，程序退出；请检查磁盘空间和数据库日志。 The embedded PostgreSQL cannot be brought back; leaving. Look at the disk and at the log of the database.',
    );
    onLost();
  };

  let restarting = Promise.resolve();
  const watch = () => {
    const restart = () => {
      if (stopping.signal.aborted) return;
      // Where only the keeper was killed, this ends the server that it kept.
      keeper.stdin?.destroy();
      log(
        `内置数据库意外停止，正在重新启动。 The embedded PostgreSQL has ended (${keeper.signalCode ?? `code ${keeper.exitCode}`}); starting it again.`,
      );
      // Only a stop aborts the pause.
      restarting = startAgain().catch(() => {});
    };
    if (hasEnded(keeper)) restart();
    else keeper.once('exit', restart);
  };
  watch();

  return async () => {
    stopping.abort();
    await stopKeeper(keeper);
    await restarting;
    await stopKeeper(keeper);
  };
}
