import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { lexicographicSortSchema, printSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { DemonstrationExists, seedDemonstration } from '../seeds/demonstration';
import { seedRealReports } from '../seeds/realReports';
import { createDataSource, migrate } from './database/dataSource';
import { startEmbeddedPostgres } from './database/embedded';
import { FIRST_OPERATION } from './server/firstOperation';
import { buildHubSchema } from './server/schema';
import { startServer } from './server/server';
import { BadSettings, isLoopback, parseSettings, type Settings } from './settings';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

interface OpenDatabase {
  readonly database: DataSource;
  readonly isEmbedded: boolean;
  close(): Promise<void>;
}

async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  const embedded = settings.databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataDir: settings.dataDir, log: say });
  const url = settings.databaseUrl ?? embedded?.url ?? '';
  try {
    const database = await createDataSource(url, settings.databasePoolSize).initialize();
    const close = async () => {
      await database.destroy();
      await embedded?.stop();
    };
    for (const name of await migrate(database)) say(`数据库迁移 migrated: ${name}`);
    return { database, isEmbedded: embedded !== null, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function seed(database: DataSource, size: { agencies: number; years: number }) {
  const real = await seedRealReports(database);
  const made = await seedDemonstration(database, size);
  say(
    `已载入 loaded: ${real} 份真实报告 real reports; ${made.agencies} 个演示机关 demonstration agencies; 共 ${made.reports} 份报告 reports in all`,
  );
}

const WELCOME = (url: string) => `
  GraphQL + Apollo Sandbox   ${url}/graphql
  离线浏览器 offline explorer  ${url}/explorer

  试一试 Try (more in schema/operations):
${FIRST_OPERATION}`;

async function serve(settings: Settings) {
  const opened = await openDatabase(settings);
  if (opened.isEmbedded) {
    const [{ empty }] = await opened.database.query(
      'select not exists (select 1 from jurisdiction) as empty',
    );
    if (empty) await seed(opened.database, { agencies: 60, years: 5 });
  }
  const server = await startServer({
    database: opened.database,
    host: settings.host,
    port: settings.port,
    // There are no accounts yet: only programs on this machine may change data.
    mayWrite: isLoopback(settings.host),
    logError: (requestId, error) =>
      say(
        `${new Date().toISOString()} error ${requestId} ${error instanceof Error ? error.stack : String(error)}`,
      ),
  }).catch(async (error) => {
    await opened.close();
    throw error;
  });
  say(WELCOME(server.url));
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.stop();
    await opened.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
}

async function withDatabase(settings: Settings, work: (database: DataSource) => Promise<void>) {
  const opened = await openDatabase(settings);
  try {
    await work(opened.database);
  } finally {
    await opened.close();
  }
}

function seedSize(values: { agencies: string; years: string }) {
  const agencies = Number(values.agencies);
  const years = Number(values.years);
  if (
    !Number.isInteger(agencies) ||
    agencies < 1 ||
    agencies > 200_000 ||
    !Number.isInteger(years) ||
    years < 1 ||
    years > 15
  )
    throw new BadSettings(
      '--agencies 应为 1 至 200000，--years 应为 1 至 15。 --agencies is 1 to 200000, --years 1 to 15.',
    );
  return { agencies, years };
}

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { agencies: { type: 'string', default: '60' }, years: { type: 'string', default: '5' } },
  });
  const [command = 'serve'] = positionals;
  if (command === 'schema')
    process.stdout.write(`${printSchema(lexicographicSortSchema(buildHubSchema()))}\n`);
  else if (command === 'serve') await serve(parseSettings(process.env));
  else if (command === 'migrate')
    await withDatabase(parseSettings(process.env), async () =>
      say('数据库已是最新。 The database is up to date.'),
    );
  else if (command === 'seed') {
    const size = seedSize(values);
    await withDatabase(parseSettings(process.env), (database) => seed(database, size));
  } else
    throw new BadSettings(
      `未知命令 ${command}。 Unknown command ${command}: use serve, migrate, seed or schema.`,
    );
}

main().catch((error) => {
  say(
    error instanceof BadSettings || error instanceof DemonstrationExists
      ? error.message
      : String(error?.stack ?? error),
  );
  process.exit(1);
});
