import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { CreateHub1764000000000 } from '../../migrations/1764000000000-CreateHub';
import { CreateIdentities1764100000000 } from '../../migrations/1764100000000-CreateIdentities';

/** The connection pool and migrations of the hub over one PostgreSQL database. Not yet connected. */
export function createDataSource(url: string, poolSize = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    migrations: [CreateHub1764000000000, CreateIdentities1764100000000],
    migrationsTransactionMode: 'each',
    extra: { options: '-c timezone=UTC' },
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
