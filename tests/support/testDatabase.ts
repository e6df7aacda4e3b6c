import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/dataSource';

async function asAdministrator(sql: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    // Copying a template is refused while another test file copies it; the lock makes them take turns.
    await client.query("select pg_advisory_lock(hashtext('template'))");
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A migrated database of the test file's own. */
export async function createTestDatabase(): Promise<{
  database: DataSource;
  url: string;
  drop(): Promise<void>;
}> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(`create database ${name} template template_ogi`);
  const url = new URL(`/${name}`, process.env.TEST_DATABASE_URL).href;
  const database = await createDataSource(url).initialize();
  const drop = async () => {
    if (database.isInitialized) await database.destroy();
    await asAdministrator(`drop database ${name} with (force)`);
  };
  return { database, url, drop };
}
