import 'reflect-metadata';
import { Logger, runMigrations as migrateQueue } from 'graphile-worker';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { CreateHub1764000000000 } from '../../migrations/1764000000000-CreateHub';
import { CreateIdentities1764100000000 } from '../../migrations/1764100000000-CreateIdentities';
import { CreateReview1764200000000 } from '../../migrations/1764200000000-CreateReview';
import { CreateAudit1764300000000 } from '../../migrations/1764300000000-CreateAudit';
import { CreateNotices1764400000000 } from '../../migrations/1764400000000-CreateNotices';
import { CreateDocuments1764500000000 } from '../../migrations/1764500000000-CreateDocuments';

/** The role without rights over the audit and what is frozen, under which the running server works. */
export const SERVER_ROLE = 'ogi_server';

/**
 * The connection pool and migrations of the hub over one PostgreSQL database. Not yet connected. With a role, every
 * connection has that role's rights only; migrations and seeds need the owner's.
 */
export function createDataSource(url: string, poolSize = 10, role: string | null = null): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    migrations: [
      CreateHub1764000000000,
      CreateIdentities1764100000000,
      CreateReview1764200000000,
      CreateAudit1764300000000,
      CreateNotices1764400000000,
      CreateDocuments1764500000000,
    ],
    migrationsTransactionMode: 'each',
    extra: { options: `-c timezone=UTC${role ? ` -c role=${role}` : ''}` },
  });
}

/** The queue keeps its own schema; the running server works on its rows and no other. */
const QUEUE_RIGHTS = `
  grant usage on schema graphile_worker to ${SERVER_ROLE};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${SERVER_ROLE};
  grant usage on all sequences in schema graphile_worker to ${SERVER_ROLE};
  do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
      execute format('drop policy if exists server on graphile_worker.%I', name);
      execute format('create policy server on graphile_worker.%I to ${SERVER_ROLE} using (true) with check (true)', name);
    end loop;
  end $$`;

/** Brings the schema up to date; returns the names of the migrations it ran. Safe when several start at once. */
export async function migrate(database: DataSource): Promise<string[]> {
  const lock = database.createQueryRunner();
  await lock.connect();
  try {
    await lock.query("select pg_advisory_lock(hashtext('ogi-hub migrations'))");
    const pgPool = (database.driver as unknown as { master: Pool }).master;
    await migrateQueue({ pgPool, logger: new Logger(() => () => {}) });
    const names = (await database.runMigrations()).map((migration) => migration.name);
    await database.query(QUEUE_RIGHTS);
    return names;
  } finally {
    await lock.query("select pg_advisory_unlock(hashtext('ogi-hub migrations'))");
    await lock.release();
  }
}
