import { EventEmitter } from 'node:events';
import { Client } from 'pg';
import { coalesce } from '../shared/concurrency/coalesce';
import type { BatchChangeSignal, ChangeSignal, ReportChangeSignal } from '../shared/request/context';

/** Under what name PostgreSQL shows the connection that listens. */
export const FEED_NAME = 'ogi-hub change feed';
const RETRY_MS = 1000;
const MOST_PENDING = 1000;
/** In how many places the tree or batches may change for a reader that is busy, before it is told only that they changed anywhere. */
const MOST_PLACES = 1000;
/** How long reading the version may take before answers come without the cache. */
const LONGEST_READ_MS = 2000;

/**
 * SQL: the version of what is published, as one row: how often it was changed, and the day in Beijing, since what was announced
 * for a day comes into force without a change.
 */
export const DATA_VERSION = `select sum(moves) || '/' || beijing_today() as version from data_version`;

/** The channels on which PostgreSQL announces what happens: to reports, to the tree and its deadlines, and to batches of imports. */
const REPORTS = 'ogi_report';
const TREE = 'ogi_tree';
const BATCHES = 'ogi_batch';
/** Subscribes a connection to the channels. */
const LISTEN = [REPORTS, TREE, BATCHES].map((channel) => `listen ${channel}`);

/** Stands for so many changes of batches that they are not told apart. */
const ANY_BATCH: BatchChangeSignal = { startedBy: null, agencyKey: null, path: null };

/** What happens to reports, the tree and batches of imports in any server process, as PostgreSQL announces it. */
export interface ChangeFeed {
  /**
   * Every change from now on, in batches; an empty one when the connection was broken meanwhile and changes may have
   * been missed. A reader that falls far behind is ended with an error rather than fed from memory.
   */
  follow(): AsyncIterableIterator<ChangeSignal[]>;
  /** How many follow it now. */
  followers(): number;
  /**
   * The version of what is published, read after the call; null when it cannot be read. Two that are equal say
   * that nothing was published between them, and that it is the same day.
   */
  dataVersion(): Promise<string | null>;
  /** The version read last: what was published before that reading is in everything that is read from now on. */
  lastVersion(): string | null;
  close(): Promise<void>;
}

function isSignal(value: unknown): value is ReportChangeSignal {
  const { reportKey, agencyKey, year, path } = Object(value) as Record<string, unknown>;
  return [reportKey, agencyKey, year].every(Number.isInteger) && typeof path === 'string';
}

function isBatchSignal(value: unknown): value is BatchChangeSignal {
  const { startedBy, agencyKey, path } = Object(value) as Record<string, unknown>;
  return (
    typeof startedBy === 'string' &&
    (agencyKey === null || Number.isInteger(agencyKey)) &&
    (path === null || typeof path === 'string')
  );
}

/** Opens the feed: one connection that listens, opened anew when it breaks. */
export async function openChangeFeed(url: string, logError: (error: unknown) => void): Promise<ChangeFeed> {
  const emitter = new EventEmitter().setMaxListeners(0);
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let wasOpen = false;
  let connections = 0;
  let last: string | null = null;
  // Anyone who may connect to the database can notify; what is no signal is not worth the process.
  const read = (channel: string, payload: string | undefined): ChangeSignal => {
    if (channel === TREE) return { treePath: payload ?? '' };
    const signal: unknown = JSON.parse(payload ?? '');
    if (channel === BATCHES ? isBatchSignal(signal) : isSignal(signal)) return signal as ChangeSignal;
    throw new Error(`not a change for ${channel}`);
  };
  const tell = (channel: string, payload: string | undefined) => {
    try {
      emitter.emit('change', read(channel, payload));
      void dataVersion();
    } catch (error) {
      logError(error);
    }
  };
  const connect = async () => {
    const next = new Client({
      connectionString: url,
      application_name: FEED_NAME,
      keepAlive: true,
      query_timeout: LONGEST_READ_MS,
    });
    next.on('error', (error) => {
      logError(error);
      retry();
    });
    next.on('notification', ({ channel, payload }) => tell(channel, payload));
    await next.connect();
    for (const statement of LISTEN) await next.query(statement);
    client = next;
    connections += 1;
    if (wasOpen) emitter.emit('gap');
    wasOpen = true;
    await dataVersion();
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
  // The connection is part of the version: a server that came back, or another in its place, may have lost what it said.
  const readVersion = async () => {
    const [current, connection] = [client, connections];
    if (!current) return null;
    try {
      const { rows } = await current.query<{ version: string }>({
        name: 'data version',
        text: DATA_VERSION,
      });
      last = `${connection} ${rows[0].version}`;
      return last;
    } catch (error) {
      logError(error);
      return null;
    }
  };
  const dataVersion = coalesce(readVersion);
  await connect();
  return {
    dataVersion,
    lastVersion: () => last,
    follow() {
      let pending: ReportChangeSignal[] = [];
      // Each place once: an import names them again and again.
      let treePaths = new Set<string>();
      let batches = new Map<string, BatchChangeSignal>();
      let wake: (() => void) | null = null;
      let ended = false;
      let overflow = false;
      let gap = false;
      const miss = () => {
        gap = true;
        wake?.();
      };
      const take = (change: ChangeSignal) => {
        if ('treePath' in change)
          treePaths = treePaths.size < MOST_PLACES ? treePaths.add(change.treePath) : new Set(['']);
        else if ('startedBy' in change)
          batches =
            batches.size < MOST_PLACES
              ? batches.set(JSON.stringify(change), change)
              : new Map([['', ANY_BATCH]]);
        else if (pending.length >= MOST_PENDING) overflow = true;
        else pending.push(change);
        wake?.();
      };
      const stop = () => {
        ended = true;
        emitter.off('change', take);
        emitter.off('gap', miss);
        emitter.off('close', stop);
        wake?.();
      };
      emitter.on('change', take).on('gap', miss).on('close', stop);
      return {
        async next() {
          while (pending.length + treePaths.size + batches.size === 0 && !gap && !ended && !overflow)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          if (overflow) {
            stop();
            throw new Error('the subscriber fell too far behind');
          }
          if (ended) return { value: undefined, done: true };
          const places = [...treePaths].map((treePath) => ({ treePath }));
          const value = gap ? [] : [...pending, ...places, ...batches.values()];
          [pending, treePaths, batches, gap] = [[], new Set(), new Map(), false];
          return { value, done: false };
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
    followers: () => emitter.listenerCount('change'),
    async close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      emitter.emit('close');
      await client?.end();
    },
  };
}
