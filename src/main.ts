import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { lexicographicSortSchema, printSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { DemonstrationRefused, seedDemonstration } from '../seeds/demonstration';
import { seedDemonstrationAccounts } from '../seeds/demonstrationAccounts';
import { seedRealReports } from '../seeds/realReports';
import { verifyAudit } from './audit/verifyAudit';
import {
  createDataSource,
  createReadSource,
  migrate,
  openServerLogin,
  refuseOwner,
  SERVER_ROLE,
} from './database/dataSource';
import { startEmbeddedPostgres } from './database/embedded';
import { createReplicaSource } from './database/replicaSource';
import { runImport } from './document/importCommand';
import { COMMAND } from './document/importFiles';
import { openReaderPool } from './document/readerPool';
import { readOneFile } from './document/readFile';
import { UnreadableDocument } from './document/reading';
import { createAccount, grantRole } from './identity/accounts';
import { startJobs } from './notice/jobs';
import { ReportScope } from './report/reportTypes';
import { remakeSums, verifySums } from './rollup/verifySums';
import { FIRST_OPERATION } from './server/firstOperation';
import { BadOperation } from './server/registeredOperations';
import { buildHubSchema } from './server/schema';
import { startServer } from './server/server';
import { BadSettings, parseSettings, type Settings } from './settings';
import { Role } from './shared/permissions';

/** The operations users start from; this file runs from dist/src. */
const OPERATIONS = join(__dirname, '../../schema/operations');

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

interface OpenDatabase {
  /** With the owner's rights: for migrations, seeds and commands. */
  readonly database: DataSource;
  /** Two pools with the rights of the running server, one only for reading, and the address they connect to. */
  asServer(): Promise<{ database: DataSource; reads: DataSource; url: string }>;
  readonly isEmbedded: boolean;
  close(): Promise<void>;
}

/** Opens and migrates the database. Commands join the embedded one of a hub that runs; a second hub is refused. */
async function openDatabase(settings: Settings, joinRunning: boolean): Promise<OpenDatabase> {
  const embedded = settings.databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataDir: settings.dataDir, joinRunning, log: say });
  const url = settings.databaseUrl ?? embedded?.url ?? '';
  try {
    const database = await createDataSource(url, 2).initialize();
    // The embedded database gives the server a login of its own at every start. With an external one the operator does;
    // without it the owner's login lays its rights down, which a `set role none` takes up again.
    const asServer = async () => {
      const serverUrl = embedded ? await openServerLogin(database, url) : settings.serverDatabaseUrl;
      const own = serverUrl ?? url;
      const isPooled = settings.directDatabaseUrl !== null;
      const pool = await createDataSource(
        own,
        settings.databasePoolSize,
        SERVER_ROLE,
        !isPooled,
      ).initialize();
      if (serverUrl) await refuseOwner(pool);
      const reads = await createReadSource(
        own,
        settings.readPoolSize,
        SERVER_ROLE,
        undefined,
        isPooled,
      ).initialize();
      return { database: pool, reads, url: own };
    };
    const close = async () => {
      if (database.isInitialized) await database.destroy();
      await embedded?.stop();
    };
    for (const name of await migrate(database)) say(`数据库迁移 migrated: ${name}`);
    return { database, asServer, isEmbedded: embedded !== null, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function seed(database: DataSource, size: { agencies: number; years: number }) {
  const real = await seedRealReports(database);
  const made = await seedDemonstration(database, size);
  const accounts = await seedDemonstrationAccounts(database);
  say(
    `已载入 loaded: ${real} 份真实报告 real reports; ${made.agencies} 个演示机关 demonstration agencies; 共 ${made.reports} 份报告 reports in all`,
  );
  say('演示账户（密码只显示这一次） demonstration accounts, passwords shown this once:');
  for (const { username, password, role, at } of accounts)
    say(`  ${username.padEnd(12)}  ${password}  ${role} @ ${at}`);
}

/** Makes an account with a role: how the first administrator comes to be. */
async function makeAccount(
  database: DataSource,
  given: { username?: string; name?: string; role: string; agency?: string; jurisdiction?: string },
) {
  const { username = '', name = username, role, agency, jurisdiction } = given;
  if (!(role in Role)) throw new BadSettings(`--role: ${Object.keys(Role).join(', ')}`);
  await database.transaction(async (manager) => {
    const made = await createAccount(manager, { username, name });
    const granted = made.account
      ? await grantRole(manager, {
          username: made.account.username,
          role: role as Role,
          agency,
          jurisdiction,
        })
      : made;
    if (!granted.account)
      throw new BadSettings(granted.findings.map((item) => `${item.messageZh} ${item.messageEn}`).join('\n'));
    say(`${made.account?.username}  ${role}\n密码只显示这一次 password, shown this once: ${made.password}`);
  });
}

/** Checks the audit; exits with 1 when it was tampered with, or does not end where it was noted to. */
async function auditVerify(database: DataSource, expected: string | undefined) {
  const { chains, events, head, faults } = await verifyAudit(database);
  for (const { chain, position, fault } of faults) say(`chain ${chain} event ${position}: ${fault}`);
  say(`审计 audit: ${chains} chains, ${events} events\nhead ${head}`);
  const isExpected = expected === undefined || expected === head;
  if (!isExpected) say(`与记录不符 does not end where it was noted: ${expected}`);
  if (faults.length > 0 || !isExpected) {
    say('审计记录被改动。 The audit was tampered with.');
    process.exitCode = 1;
  } else say('完整。 It is whole.');
}

/** Compares every kept sum with the reports it is of; exits with 1 when one is wrong. */
async function rollUpVerify(database: DataSource) {
  const bar = new SingleBar({
    format: '核对汇总 verifying sums {bar} {value}/{total} years',
    stream: process.stderr,
  });
  if (process.stderr.isTTY) bar.start(1, 0);
  const { sums, faults } = await verifySums(database, (done, of) => {
    bar.setTotal(of);
    bar.update(done);
  });
  bar.stop();
  for (const { place, year, kind, kept, computed } of faults)
    say(`${place} ${year} ${kind}: kept ${kept}, computed ${computed}`);
  say(`汇总 sums: ${sums}`);
  if (faults.length > 0) process.exitCode = 1;
  say(
    faults.length > 0
      ? '汇总与报告不符，用 rollup:rebuild 重算。 Sums differ from their reports; rollup:rebuild makes them anew.'
      : '一致。 Every sum is what its reports add up to.',
  );
}

const WELCOME = (url: string) => `
  GraphQL + Apollo Sandbox   ${url}/graphql
  离线浏览器 offline explorer  ${url}/explorer

  试一试 Try (more in schema/operations):
${FIRST_OPERATION}`;

/** How long requests and jobs under way may take to end when the hub stops. */
const LONGEST_STOP_MS = 15_000;

async function serve(settings: Settings) {
  const opened = await openDatabase(settings, false);
  if (opened.isEmbedded) {
    const [{ empty }] = await opened.database.query(
      'select not exists (select 1 from jurisdiction) as empty',
    );
    if (empty) await seed(opened.database, { agencies: 60, years: 5 });
  }
  const { database, reads, url } = await opened.asServer();
  await opened.database.destroy();
  const logError = (requestId: string, error: unknown) =>
    say(
      `${new Date().toISOString()} error ${requestId} ${error instanceof Error ? error.stack : String(error)}`,
    );
  // A pooler gives each transaction another connection: what listens, the jobs and the change feed, goes past it.
  const direct = settings.directDatabaseUrl;
  const listening = direct ? await createDataSource(direct, 4, SERVER_ROLE).initialize() : database;
  const jobs = await startJobs(listening, settings.notices, (error) => logError('jobs', error));
  const server = await startServer({
    database,
    reads,
    databaseUrl: direct ?? url,
    replicas: settings.replicaUrls.map((replica) => createReplicaSource(replica, settings.readPoolSize)),
    log: (line) => say(`${new Date().toISOString()} ${line}`),
    oidc: settings.oidc,
    trustedProxies: settings.trustedProxies,
    documentDir: settings.documentDir,
    operations: {
      folders: [OPERATIONS, ...(settings.operationsDir ? [settings.operationsDir] : [])],
      isOnly: settings.registeredOnly,
    },
    host: settings.host,
    port: settings.port,
    logError,
  }).catch(async (error) => {
    await jobs.stop();
    await reads.destroy();
    if (direct) await listening.destroy();
    await database.destroy();
    await opened.close();
    throw error;
  });
  say(WELCOME(server.url));
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // What does not end by itself is left behind: the database goes with this process, whatever still holds it.
    setTimeout(() => {
      say('停止超时，强制退出。 Stopping takes too long; leaving now.');
      process.exit(1);
    }, LONGEST_STOP_MS).unref();
    await server.stop();
    await jobs.stop();
    await reads.destroy();
    if (direct) await listening.destroy();
    await database.destroy();
    await opened.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
}

async function withDatabase(settings: Settings, work: (database: DataSource) => Promise<void>) {
  const opened = await openDatabase(settings, true);
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

/** Prints a document as read: one JSON object. */
async function read(path: string | undefined) {
  if (path === undefined)
    throw new BadSettings(
      'read 需要一个文件，或 - 表示标准输入。 read takes one file, or - for the standard input.',
    );
  process.stdout.write(`${JSON.stringify(await readOneFile(path))}\n`);
}

interface ImportFlags {
  agency?: string;
  year?: string;
  scope?: string;
  publish: boolean;
  'dry-run': boolean;
  batch: string;
  results?: string;
}

async function importAll(settings: Settings, paths: string[], flags: ImportFlags) {
  const year = flags.year === undefined ? undefined : Number(flags.year);
  const scope = Object.values(ReportScope).find((item) => item === flags.scope);
  const wrong = [
    paths.length === 0 && 'import 需要文件或文件夹。 import takes files or folders.',
    flags.scope !== undefined && !scope && `--scope: ${Object.values(ReportScope).join(', ')}`,
    year !== undefined && !Number.isInteger(year) && `--year ${flags.year}: 应为年度。 must be a year.`,
  ].filter(Boolean);
  if (wrong.length > 0) throw new BadSettings(wrong.join('\n'));
  const parallel = availableParallelism();
  const reader = openReaderPool({ workers: parallel });
  try {
    await withDatabase(settings, async (database) => {
      const documents = { directory: settings.documentDir, reader };
      const asker = { database, documents, actor: COMMAND, address: 'local', requestId: randomUUID() };
      const { agency, publish, 'dry-run': dryRun, batch: note } = flags;
      const options = { paths, agency, year, scope, publish, dryRun, note, parallel };
      process.exitCode = await runImport(asker, options, flags.results);
    });
  } finally {
    await reader.close();
  }
}

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      agencies: { type: 'string', default: '60' },
      years: { type: 'string', default: '5' },
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', default: 'ADMINISTRATOR' },
      agency: { type: 'string' },
      jurisdiction: { type: 'string' },
      expect: { type: 'string' },
      year: { type: 'string' },
      scope: { type: 'string' },
      publish: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      batch: { type: 'string', default: '' },
      results: { type: 'string' },
    },
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
  } else if (command === 'account')
    await withDatabase(parseSettings(process.env), (database) => makeAccount(database, values));
  else if (command === 'read') await read(positionals[1]);
  else if (command === 'import') await importAll(parseSettings(process.env), positionals.slice(1), values);
  else if (command === 'rollup:verify') await withDatabase(parseSettings(process.env), rollUpVerify);
  else if (command === 'rollup:rebuild')
    await withDatabase(parseSettings(process.env), async (database) => {
      await remakeSums(database);
      await rollUpVerify(database);
    });
  else if (command === 'audit:verify')
    await withDatabase(parseSettings(process.env), (database) => auditVerify(database, values.expect));
  else
    throw new BadSettings(
      `未知命令 ${command}。 Unknown command ${command}: use serve, migrate, seed, account, read, import, audit:verify, rollup:verify, rollup:rebuild or schema.`,
    );
}

main().catch((error) => {
  say(
    error instanceof BadSettings ||
      error instanceof DemonstrationRefused ||
      error instanceof BadOperation ||
      error instanceof UnreadableDocument
      ? error.message
      : String(error?.stack ?? error),
  );
  process.exit(1);
});
