import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDataSource, migrate, openServerLogin } from '../../src/database/dataSource';
import { startEmbeddedPostgres } from '../../src/database/embedded';
import { urlOfDatabase } from './databaseUrl';

const PROJECT = join(__dirname, '../..');

/** Builds the explorer and the pages, starts one real PostgreSQL for the whole run and migrates the template that every test file copies. */
export default async function startDatabase(): Promise<void> {
  execFileSync(process.execPath, [join(PROJECT, 'explorer/build.js')]);
  const folder = mkdtempSync(join(tmpdir(), 'ogi-hub-tests-'));
  chmodSync(folder, 0o755);
  execFileSync('npx', ['vite', 'build', 'web', '--outDir', join(folder, 'web')], {
    cwd: PROJECT,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  }).catch((error) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query('create database template_ogi');
  await client.end();
  const template = await createDataSource(urlOfDatabase(server.url, 'template_ogi')).initialize();
  await migrate(template);
  process.env.TEST_SERVER_URL = await openServerLogin(template, server.url);
  await template.destroy();
  process.env.TEST_DATABASE_URL = server.url;
  process.env.TEST_FOLDER = folder;
  // Processes that read documents are forked from sources here, from JavaScript in production.
  const hook = JSON.stringify(join(__dirname, 'registerTypeScript.js'));
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} -r ${hook}`.trim();
  (globalThis as Record<string, unknown>).testServer = { server, folder };
}
