import { Client, type QueryResultRow } from 'pg';

/** No longer than this may a server take to tell where it stands. */
const ANSWER_MS = 2000;

/**
 * One connection for seeing where a server stands, opened when needed: it answers soon or not at all, and never waits in a
 * pool, so that a busy server is not taken for a dead one.
 */
export interface Probe {
  /** The one row of a statement. */
  ask<R extends QueryResultRow>(sql: string): Promise<R>;
  /** Lets the connection go; the next question opens another. */
  drop(): Promise<void>;
}

/** `onLost` hears of a connection that broke while nothing was asked. */
export function openProbe(url: string, onLost: (error: Error) => void): Probe {
  let opening: Promise<Client> | null = null;
  const drop = async () => {
    const last = opening;
    opening = null;
    await last?.then((client) => client.end()).catch(() => {});
  };
  const connect = async () => {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    let isOpen = false;
    client.on('error', (error) => {
      if (!isOpen) return;
      isOpen = false;
      void drop();
      onLost(error);
    });
    await client.connect();
    isOpen = true;
    return client;
  };
  return {
    drop,
    async ask(sql) {
      opening ??= connect();
      const asked = opening;
      try {
        return (await (await asked).query(sql)).rows[0];
      } catch (error) {
        if (opening === asked) void drop();
        throw error;
      }
    },
  };
}
