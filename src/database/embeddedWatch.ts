import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { describe } from './programs';

/** How the server is started, the first time and again. */
export interface Launch {
  start(): ChildProcess;
  /** Rejects when the server ends, or does not answer in time. */
  waitUntilReady(supervisor: ChildProcess): Promise<void>;
}

interface SuperviseOptions {
  readonly log: (line: string) => void;
  readonly onLost: () => void;
}

/** Waits before each attempt: what a killed server leaves behind, such as its last processes, goes within seconds. */
const PAUSES_MS = [200, 500, 1000, 2000, 4000, 8000, 15_000];
/** A server that ran this long was well: its failures are counted anew. */
const STEADY_MS = 60_000;

/** Whether a process has ended. */
export function hasEnded(supervisor: ChildProcess): boolean {
  return supervisor.exitCode !== null || supervisor.signalCode !== null;
}

/** Shuts the server of a supervisor down and waits until it is gone. */
export async function stopSupervisor(supervisor: ChildProcess): Promise<void> {
  const ended = hasEnded(supervisor) ? undefined : new Promise((fulfil) => supervisor.once('exit', fulfil));
  supervisor.stdin?.destroy();
  await ended;
}

/**
 * Starts a server again that ends by itself, at the same address, and more slowly each time. When it does not
 * stay up, `onLost` is called and nothing more is tried. Returns how to stop the server for good.
 */
export function superviseServer(
  first: ChildProcess,
  launch: Launch,
  { log, onLost }: SuperviseOptions,
): () => Promise<void> {
  let supervisor = first;
  let startedAt = Date.now();
  let failures = 0;
  const stopping = new AbortController();

  const startAgain = async (): Promise<void> => {
    if (Date.now() - startedAt > STEADY_MS) failures = 0;
    while (failures < PAUSES_MS.length && !stopping.signal.aborted) {
      await delay(PAUSES_MS[failures], undefined, { signal: stopping.signal });
      failures += 1;
      startedAt = Date.now();
      supervisor = launch.start();
      try {
        await launch.waitUntilReady(supervisor);
        log(`内置数据库已重新启动。 The embedded PostgreSQL runs again (attempt ${failures}).`);
        return watch();
      } catch (error) {
        await stopSupervisor(supervisor);
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
      // Where only the supervisor was killed, this ends its server.
      supervisor.stdin?.destroy();
      log(
        `内置数据库意外停止，正在重新启动。 The embedded PostgreSQL has ended (${supervisor.signalCode ?? `code ${supervisor.exitCode}`}); starting it again.`,
      );
      // Only a stop aborts the pause.
      restarting = startAgain().catch(() => {});
    };
    if (hasEnded(supervisor)) restart();
    else supervisor.once('exit', restart);
  };
  watch();

  return async () => {
    stopping.abort();
    await stopSupervisor(supervisor);
    await restarting;
    await stopSupervisor(supervisor);
  };
}
