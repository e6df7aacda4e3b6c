import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';

/**
 * Returns the pool of a data source for the job queue. Each of its connections gets an error handler: one that is lost while
 * the queue holds it must not end the process.
 */
export function queuePool(database: DataSource): Pool {
  const pool: Pool = (database.driver as PostgresDriver).master;
  if (pool.listenerCount('connect') === 0) pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
