import { EventEmitter } from 'node:events';
import { Client } from 'pg';
import type { ReportChangeSignal } from '../shared/context';

const RETRY_MS = 1000;
const MOST_PENDING = 1000;

/** What happens to reports in any server process, told by PostgreSQL. */
export interface ChangeFeed {
  /** Every change from now on, in batches. A reader that falls far behind is ended with an error rather than fed from memory. */
  follow(): AsyncIterableIterator<ReportChangeSignal[]>;
  close(): Promise<void>;
}

/** Opens the feed: one connection that listens, opened anew when it breaks. */
export async function openChangeFeed(url: string, logError: (error: unknown) => void): Promise<ChangeFeed> {
  const emitter = new EventEmitter().setMaxListeners(0);
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  const connect = async () => {
    const next = new Client({ connectionString: url, keepAlive: true });
    next.on('error', (error) => {
      logError(error);
      retry();
    });
    next.on('notification', ({ payload }) => emitter.emit('change', JSON.parse(payload ?? '{}')));
    await next.connect();
    await next.query('listen ogi_report');
    client = next;
  };
  const retry = () => {
    client?.removeAllListeners('notification');
    client = null;
    if (isClosed || timer) return;
    timer = setTimeout(() => {
      timer = null;
      connect().catch((error) => {
        logError(error);
        retry();
      });
    }, RETRY_MS);
  };
  await connect();
  return {
    follow() {
      let pending: ReportChangeSignal[] = [];
      let wake: (() => void) | null = null;
      let ended = false;
      let overflow = false;
      const take = (change: ReportChangeSignal) => {
        if (pending.length >= MOST_PENDING) overflow = true;
        else pending.push(change);
        wake?.();
      };
      const stop = () => {
        ended = true;
        emitter.off('change', take);
        emitter.off('close', stop);
        wake?.();
      };
      emitter.on('change', take).on('close', stop);
      return {
        async next() {
          while (pending.length === 0 && !ended && !overflow)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          if (overflow) {
            stop();
            throw new Error('the subscriber fell too far behind');
          }
          const value = pending;
          pending = [];
          return value.length > 0 ? { value, done: false } : { value: undefined, done: true };
        },
        async return() {
          stop();
          return { value: undefined, done: true };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    async close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      emitter.emit('close');
      await client?.end();
    },
  };
}
