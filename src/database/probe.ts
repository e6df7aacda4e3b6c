import { Client, type QueryResultRow } from 'pg';

/** How long a server may take to say how far it is. */
const ANSWER_MS = 2000;

/**
 * One connection that looks how far a server is, opened when needed: it answers soon or not at all, and never waits in a
 * pool, so that a busy server does not look like a dead one.
 */
export interface Probe {
  /** Returns the one row of a statement. */
  ask<R extends QueryResultRow>(sql: string): Promise<R>;
  /** Closes the connection; the next statement opens another. */
  drop(): Promise<void>;
}

/** Returns a probe. It calls `onLost` when the connection breaks between two statements. */
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
      const connection = opening;
      try {
        return (await (await connection).query(sql)).rows[0];
      } catch (error) {
        if (opening === connection) void drop();
        throw error;
      }
    },
  };
}
