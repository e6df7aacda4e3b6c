import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions';

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** How many characters are sent at once: a line at a time would cost a write for each. */
const PART = 100_000;

function copyText(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (Array.isArray(value)) return `{${value.map((item) => (item === null ? 'NULL' : item)).join(',')}}`;
  return String(value).replace(/[\\\n\r\t]/g, (letter) => ESCAPES[letter]);
}

/** A connection on which each statement waits for the one before; COPY, which returns a stream, goes out at once. */
class LoadClient extends Client {
  #last: Promise<unknown> = Promise.resolve();

  override query(...statement: unknown[]): never {
    const send = () => (super.query as (...args: unknown[]) => unknown).apply(this, statement);
    const isStream = typeof Object(statement[0]).submit === 'function';
    if (isStream || typeof statement.at(-1) === 'function') return send() as never;
    const outcome = this.#last.then(send);
    this.#last = outcome.catch(() => {});
    return outcome as never;
  }
}

/**
 * Runs a load in one transaction on a connection of its own: all of it is committed, or nothing. `client` is the same
 * connection, for COPY: those of the pools send statements without waiting, which would be taken for rows.
 */
export async function loadInTransaction<T>(
  database: DataSource,
  load: (manager: EntityManager, client: Client) => Promise<T>,
): Promise<T> {
  const options = database.options as PostgresDataSourceOptions;
  const source = await new DataSource({
    ...options,
    poolSize: 1,
    extra: { ...options.extra, Client: LoadClient, pipeline: false },
  }).initialize();
  try {
    return await source.transaction(async (manager) => load(manager, await manager.queryRunner?.connect()));
  } finally {
    await source.destroy();
  }
}

/**
 * Writes rows with COPY. Rows hold values in the order of the columns; arrays hold numbers or null. Table and column
 * names come from code, never from users.
 */
export async function copyRows(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: readonly unknown[][],
): Promise<void> {
  const parts = function* () {
    let part = '';
    for (const row of rows) {
      part += `${row.map(copyText).join('\t')}\n`;
      if (part.length < PART) continue;
      yield part;
      part = '';
    }
    if (part !== '') yield part;
  };
  await pipeline(
    Readable.from(parts()),
    client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)),
  );
}
