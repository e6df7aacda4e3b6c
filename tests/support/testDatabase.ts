import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, createReadSource, setRights } from '../../src/database/dataSource';

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

/** A migrated database of the test file's own: `owner` for seeds, `database` and `reads` with the login of the running server. */
export async function createTestDatabase(): Promise<{
  owner: DataSource;
  database: DataSource;
  reads: DataSource;
  url: string;
  drop(): Promise<void>;
}> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(`create database ${name} template template_ogi`);
  const [ownerUrl, url] = [process.env.TEST_DATABASE_URL, process.env.TEST_SERVER_URL].map(
    (server) => new URL(`/${name}`, server).href,
  );
  const owner = await createDataSource(ownerUrl, 4).initialize();
  await setRights(owner);
  const database = await createDataSource(url, 10, null, true).initialize();
  const reads = await createReadSource(url).initialize();
  const drop = async () => {
    for (const pool of [owner, database, reads]) if (pool.isInitialized) await pool.destroy();
    await asAdministrator(`drop database ${name} with (force)`);
  };
  return { owner, database, reads, url, drop };
}
