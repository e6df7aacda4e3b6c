import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { CreateHub1764000000000 } from '../../migrations/1764000000000-CreateHub';
import { CreateIdentities1764100000000 } from '../../migrations/1764100000000-CreateIdentities';
import { CreateReview1764200000000 } from '../../migrations/1764200000000-CreateReview';
import { CreateAudit1764300000000 } from '../../migrations/1764300000000-CreateAudit';

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
    ],
    migrationsTransactionMode: 'each',
    extra: { options: `-c timezone=UTC${role ? ` -c role=${role}` : ''}` },
  });
}

/** Brings the schema up to date; returns the names of the migrations it ran. Safe when several start at once. */
export async function migrate(database: DataSource): Promise<string[]> {
  const lock = database.createQueryRunner();
  await lock.connect();
  try {
    await lock.query("select pg_advisory_lock(hashtext('ogi-hub migrations'))");
    return (await database.runMigrations()).map((migration) => migration.name);
  } finally {
    await lock.query("select pg_advisory_unlock(hashtext('ogi-hub migrations'))");
    await lock.release();
  }
}
