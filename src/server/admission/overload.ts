import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';

/** No read is taken in once the event loop was late by so many milliseconds, in the mean of so many seconds one after the other. */
const MOST_DELAY_MS = 1500;
const SECONDS_LATE = 3;
/** How many statements may wait for a connection of the pool that reads. */
const MOST_STATEMENTS_WAITING = 500;
const WINDOW_MS = 1000;

/** Whether there is more to do than can be done. */
export interface Overload {
  isNow(): boolean;
  stop(): void;
}

/** Watches the event loop and the queue of a pool. */
export function watchOverload(reads: DataSource): Overload {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let secondsLate = 0;
  const timer = setInterval(() => {
    secondsLate = delay.count > 0 && delay.mean / 1e6 > MOST_DELAY_MS ? secondsLate + 1 : 0;
    delay.reset();
  }, WINDOW_MS);
  timer.unref();
  const pool: Pool = (reads.driver as PostgresDriver).master;
  return {
    isNow: () => secondsLate >= SECONDS_LATE || pool.waitingCount > MOST_STATEMENTS_WAITING,
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
