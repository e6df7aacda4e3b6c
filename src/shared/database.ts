import type { EntityManager } from 'typeorm';

/** What a statement written by hand is sent to: a data source, or the manager of a transaction. */
export type Queryable = Pick<EntityManager, 'query'>;

/** What repositories are had from, and statements sent to: a data source, or the manager of a transaction. */
export type Database = Pick<EntityManager, 'query' | 'getRepository'>;

/** What goes one after the other: each has its own lock of PostgreSQL, under this number. */
export const LOCKS = {
  tree: 1764600001,
  verification: 1764600002,
  reminders: 1764600003,
  findings: 1764600004,
} as const;

/** Takes the lock of a number ($1). */
const LOCK = 'select pg_advisory_xact_lock($1::bigint)';

/** Waits until no other transaction holds a lock, and holds it until this one ends. */
export async function lockUntilCommit(manager: Queryable, name: keyof typeof LOCKS): Promise<void> {
  await manager.query(LOCK, [LOCKS[name]]);
}

/** Returns the rows of a statement written by hand. Its text and the type of its rows lie beside each other. */
export function queryRows<Row>(
  database: Queryable,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return database.query<Row[]>(sql, [...parameters]);
}
