import type { EntityManager } from 'typeorm';

/** What a statement written by hand is sent to: a data source, or the manager of a transaction. */
export type Queryable = Pick<EntityManager, 'query'>;

/** What repositories are had from, and statements sent to: a data source, or the manager of a transaction. */
export type Database = Pick<EntityManager, 'query' | 'getRepository'>;

/** Returns the rows of a statement written by hand. Its text and the type of its rows lie beside each other. */
export function queryRows<Row>(
  database: Queryable,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return database.query<Row[]>(sql, [...parameters]);
}
