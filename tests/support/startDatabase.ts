import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { createDataSource, migrate, openServerLogin } from '../../src/database/dataSource';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded';
import { urlOfDatabase } from './databaseUrl';

const PROJECT = join(__dirname, '../..');
const run = promisify(execFile);

/** A file system in memory, which Linux has, and how many bytes of it must be free for a run. */
const [MEMORY, ENOUGH] = ['/dev/shm', 4 * 2 ** 30];

/** Returns where the files of a run lie: in memory, if there is enough. PostgreSQL makes and removes a thousand files for every database. */
function findRoom(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Builds the explorer, and the pages where their sources have changed since they were built, as npm start does. */
async function buildPages(): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' };
  for (const program of ['explorer/build.js', 'web/scripts/build.js'])
    await run(process.execPath, [join(PROJECT, program)], { cwd: PROJECT, env });
}

/** Migrates the template that every test file copies, and returns the address of the running server's login. */
async function createTemplate({ url }: EmbeddedPostgres): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  // The owner's password was stored before the settings of the tests were in force.
  await client.query(`alter role current_user password '${new URL(url).password}'`);
  await client.query('create database template_ogi');
  await client.end();
  const template = await createDataSource(urlOfDatabase(url, 'template_ogi')).initialize();
  await migrate(template);
  const login = await openServerLogin(template, url);
  await template.destroy();
  return login;
}

/** What the PostgreSQL of the tests runs with: nothing survives the run, and thousands of connections sign in, each cheaply. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  scram_iterations: '1',
};

/** Builds the explorer and the pages, and meanwhile starts one real PostgreSQL for the whole run. */
export default async function startDatabase(): Promise<void> {
  const folder = mkdtempSync(join(findRoom(), 'ogi-hub-tests-'));
  chmodSync(folder, 0o755);
  // What tests write lies there too, and goes with it.
  process.env.TMPDIR = folder;
  const starting = startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings: SETTINGS });
  try {
    const [server, login] = await Promise.all([starting, starting.then(createTemplate), buildPages()]);
    process.env.TEST_SERVER_URL = login;
    process.env.TEST_DATABASE_URL = server.url;
    (globalThis as Record<string, unknown>).testServer = { server, folder };
  } catch (error) {
    await starting.then(
      (server) => server.stop(),
      () => {},
    );
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  process.env.TEST_FOLDER = folder;
  // Processes that read documents are forked from sources here, from JavaScript in production.
  const hook = JSON.stringify(join(__dirname, 'registerTypeScript.js'));
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} -r ${hook}`.trim();
}
