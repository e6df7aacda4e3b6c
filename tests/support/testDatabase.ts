import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { seedDemonstration } from '../../seeds/demonstration';
import { seedIndicators } from '../../seeds/indicators';
import { seedRealReports } from '../../seeds/realReports';
import { createDataSource, createReadSource, setRights } from '../../src/database/dataSource';
import { urlOfDatabase } from './databaseUrl';
import { LONGEST_WAIT_MS } from './until';

/** What a database holds from the start: nothing but its tables, or the real reports, or the demonstration district of sixty agencies with five years. */
export type Contents = 'EMPTY' | 'REAL_REPORTS' | 'DISTRICT';

const TEMPLATES: Record<Contents, string> = {
  EMPTY: 'template_ogi',
  REAL_REPORTS: 'template_real_reports',
  DISTRICT: 'template_district',
};

/** What fills the templates beside the empty one. */
const SEEDS: Record<Exclude<Contents, 'EMPTY'>, (owner: DataSource) => Promise<unknown>> = {
  REAL_REPORTS: seedRealReports,
  DISTRICT: async (owner) => {
    await seedIndicators(owner);
    await seedDemonstration(owner, { agencies: 60, years: 5 });
  },
};

const urlOf = (server: string | undefined, name: string) => urlOfDatabase(server ?? '', name);

async function asAdministrator<T>(
  work: (query: (sql: string) => Promise<unknown[]>) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    // Copying a template is refused while another test file copies it: one does after the other.
    await client.query("select pg_advisory_lock(hashtext('template'))");
    return await work(async (sql) => (await client.query(sql)).rows);
  } finally {
    await client.end();
  }
}

/** Makes a template when it is first needed. */
async function prepareTemplate(
  contents: Exclude<Contents, 'EMPTY'>,
  query: (sql: string) => Promise<unknown[]>,
): Promise<void> {
  const name = TEMPLATES[contents];
  if ((await query(`select 1 from pg_database where datname = '${name}'`)).length > 0) return;
  await query(`drop database if exists ${name}_unfinished`);
  await query(`create database ${name}_unfinished template ${TEMPLATES.EMPTY}`);
  const owner = await createDataSource(
    urlOf(process.env.TEST_DATABASE_URL, `${name}_unfinished`),
    2,
  ).initialize();
  await SEEDS[contents](owner);
  await owner.destroy();
  await query(`alter database ${name}_unfinished rename to ${name}`);
}

/** Connects a pool that waits for a connection as long as it takes: hundreds of questions at once may share a busy machine. */
function connect(source: DataSource): Promise<DataSource> {
  source.setOptions({ extra: { ...source.options.extra, connectionTimeoutMillis: LONGEST_WAIT_MS } });
  return source.initialize();
}

/** A migrated database of the test file's own: `owner` for seeds, `database` and `reads` with the login of the running server. */
export async function createTestDatabase(contents: Contents = 'EMPTY'): Promise<{
  owner: DataSource;
  database: DataSource;
  reads: DataSource;
  url: string;
  drop(): Promise<void>;
}> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(async (query) => {
    if (contents !== 'EMPTY') await prepareTemplate(contents, query);
    // Copied as files, which takes less than through the log of a server that keeps none.
    await query(`create database ${name} template ${TEMPLATES[contents]} strategy file_copy`);
  });
  const [ownerUrl, url] = [process.env.TEST_DATABASE_URL, process.env.TEST_SERVER_URL].map((server) =>
    urlOf(server, name),
  );
  const owner = await connect(createDataSource(ownerUrl, 4));
  await setRights(owner);
  const database = await connect(createDataSource(url, 10, null, true));
  const reads = await connect(createReadSource(url, 6, null, LONGEST_WAIT_MS));
  const drop = async () => {
    for (const pool of [owner, database, reads]) if (pool.isInitialized) await pool.destroy();
    await asAdministrator((query) => query(`drop database ${name} with (force)`));
  };
  return { owner, database, reads, url, drop };
}
