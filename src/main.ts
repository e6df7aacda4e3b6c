import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { lexicographicSortSchema, printSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { DemonstrationRefused } from '../seeds/demonstration';
import { loadDemonstration } from '../seeds/loadDemonstration';
import { verifyAudit } from './audit/verifyAudit';
import { checkAccountOptions, makeAccount } from './cli/account';
import { checkExternalDatabase, checkStart, explainListenError } from './cli/checkStart';
import { fillOnFirstStart, tellLoaded } from './cli/firstStart';
import { runImport } from './cli/import';
import { listenForStop, type Stopping } from './cli/stopping';
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
import { COMMAND } from './document/import/importFiles';
import { openReaderPool } from './document/reader/readerPool';
import { readOneFile } from './document/reader/readFile';
import { UnreadableDocument } from './document/source/unreadableDocument';
import { startJobs } from './notification/jobs';
import { ReportScope } from './report/model/reportTypes';
import { rebuildAllSums, verifySums } from './rollup/materialized/verifySums';
import { sampleOperation } from './server/graphql/sampleOperation';
import { buildHubSchema } from './server/graphql/schema';
import { BadOperation } from './server/graphql/trustedDocuments';
import { startServer } from './server/http/server';
import { BadSettings, parseSettings, type Settings } from './settings';
import { StartRefused } from './shared/startRefused';

/** The operations users start from; this file runs from dist/src. */
const OPERATIONS = join(__dirname, '../../schema/operations');

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Errors that the operator mends; any other is ours and comes with its stack. */
const OPERATOR_ERRORS = [BadSettings, StartRefused, DemonstrationRefused, BadOperation, UnreadableDocument];

const tellError = (error: unknown): void =>
  say(
    OPERATOR_ERRORS.some((kind) => error instanceof kind)
      ? (error as Error).message
      : String((error as Error)?.stack ?? error),
  );

interface OpenDatabase {
  /** With the owner's rights: for migrations, seeds and commands. */
  readonly database: DataSource;
  /** Two pools with the rights of the running server, one only for reading, and the address they connect to. */
  asServer(): Promise<{ database: DataSource; reads: DataSource; url: string }>;
  readonly isEmbedded: boolean;
  close(): Promise<void>;
}

/**
 * Opens and migrates the database. Commands join the embedded one of a hub that runs; a second hub is refused. A hub gives
 * `stopping`, so that a signal ends what is under way.
 */
async function openDatabase(settings: Settings, stopping: Stopping | null): Promise<OpenDatabase> {
  await checkExternalDatabase(settings);
  const starting = settings.databaseUrl
    ? null
    : startEmbeddedPostgres({
        dataDir: settings.dataDir,
        joinRunning: stopping === null,
        log: say,
        signal: stopping?.signal,
        onLost: () => void stopping?.stop(1),
      });
  stopping?.add(async () => (await starting)?.stop());
  const embedded = await starting;
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

const WELCOME = (url: string, sample: string) => `
  GraphQL + Apollo Sandbox   ${url}/graphql
  离线浏览器 offline explorer  ${url}/explorer

  试一试 Try (more in schema/operations):
${sample}`;

const WELCOME_REGISTERED = (url: string) => `
  只接受登记的查询。 Only registered operations are answered; they are listed at ${url}/explorer
  试一试 Try:
  curl '${url}/graphql?documentId=topTen'
`;

/** Runs the hub until it is told to stop. What it opens is closed in reverse. */
async function serve(settings: Settings) {
  const stopping = listenForStop(say);
  try {
    await openAndServe(settings, stopping);
  } catch (error) {
    // What a signal has ended fails; the signal was what was wanted.
    if (!stopping.signal.aborted) tellError(error);
    await stopping.stop(1);
  }
}

async function openAndServe(settings: Settings, stopping: Stopping) {
  await checkStart(settings);
  const opened = await openDatabase(settings, stopping);
  await fillOnFirstStart(opened.database, opened.isEmbedded, say);
  const { database, reads, url } = await opened.asServer();
  await opened.database.destroy();
  const logError = (requestId: string, error: unknown) =>
    say(
      `${new Date().toISOString()} error ${requestId} ${error instanceof Error ? error.stack : String(error)}`,
    );
  // A pooler gives each transaction another connection: what listens, the jobs and the change feed, goes past it.
  const direct = settings.directDatabaseUrl;
  const listening = direct ? await createDataSource(direct, 4, SERVER_ROLE).initialize() : database;
  stopping.add(() => database.destroy());
  if (direct) stopping.add(() => listening.destroy());
  stopping.add(() => reads.destroy());
  const jobs = await startJobs(listening, settings.notices, (error) => logError('jobs', error));
  stopping.add(() => jobs.stop());
  const server = await startServer({
    database,
    reads,
    databaseUrl: direct ?? url,
    replicas: settings.replicaUrls.map((replica) => createReplicaSource(replica, settings.readPoolSize)),
    log: (line) => say(`${new Date().toISOString()} ${line}`),
    oidc: settings.oidc,
    trustedProxies: settings.trustedProxies,
    clientShare: settings.clientShare,
    documentDir: settings.documentDir,
    allowPrivateWebhooks: settings.notices.allowPrivateWebhooks,
    operations: {
      folders: [OPERATIONS, ...(settings.operationsDir ? [settings.operationsDir] : [])],
      isOnly: settings.registeredOnly,
    },
    host: settings.host,
    port: settings.port,
    logError,
  }).catch((error) => {
    throw explainListenError(error, settings);
  });
  stopping.add(() => server.stop());
  stopping.startIsComplete();
  say(
    settings.registeredOnly
      ? WELCOME_REGISTERED(server.url)
      : WELCOME(server.url, await sampleOperation(reads)),
  );
}

async function withDatabase(settings: Settings, work: (database: DataSource) => Promise<void>) {
  const opened = await openDatabase(settings, null);
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

const ARGUMENTS = {
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
} satisfies ParseArgsConfig;

/** Reads the command line. Throws BadSettings for an option that no command has. */
function readArguments() {
  try {
    return parseArgs(ARGUMENTS);
  } catch (error) {
    throw new BadSettings(`命令行有误。 Bad command line: ${(error as Error).message}`);
  }
}

async function main() {
  const { positionals, values } = readArguments();
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
    await withDatabase(parseSettings(process.env), (database) =>
      loadDemonstration(database, size, (loaded) => tellLoaded(say, loaded)),
    );
  } else if (command === 'account') {
    checkAccountOptions(values);
    await withDatabase(parseSettings(process.env), (database) => makeAccount(database, values, say));
  } else if (command === 'read') await read(positionals[1]);
  else if (command === 'import') await importAll(parseSettings(process.env), positionals.slice(1), values);
  else if (command === 'rollup:verify') await withDatabase(parseSettings(process.env), rollUpVerify);
  else if (command === 'rollup:rebuild')
    await withDatabase(parseSettings(process.env), async (database) => {
      await rebuildAllSums(database);
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
  tellError(error);
  process.exit(1);
});
