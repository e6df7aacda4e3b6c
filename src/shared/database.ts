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

/** Kinds of advisory locks, so that names of one kind never meet names of another; 0 are those of reports. */
const NAME_KINDS = { idempotencyKey: 1, agency: 2 } as const;

/** Locks names ($1) of a kind ($2), in one order. */
const LOCK_NAMES = `
  select pg_advisory_xact_lock(lock) from (
    select distinct hashtextextended(name, $2) as lock from unnest($1::text[]) as name order by 1) l`;

/** Locks names until the transaction ends; all transactions in one order, so that no two block each other. */
export async function lockNames(manager: Queryable, kind: keyof typeof NAME_KINDS, names: readonly string[]) {
  await queryRows(manager, LOCK_NAMES, [names, NAME_KINDS[kind]]);
}
