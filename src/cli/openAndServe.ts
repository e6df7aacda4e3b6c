import { createDataSource } from '../database/dataSource';
import { createReplicaSource } from '../database/replicaSource';
import { SERVER_ROLE } from '../database/serverRole';
import { startJobs } from '../notification/jobs';
import { sampleOperation } from '../server/graphql/sampleOperation';
import { createMetrics, serveMetrics } from '../server/http/metrics';
import { startServer } from '../server/http/server';
import { measureVitals } from '../server/http/vitals';
import type { Settings } from '../settings';
import { explainListenError } from './checkStart';
import { fillOnFirstStart } from './firstStart';
import { openLog } from './log';
import { openDatabase } from './openDatabase';
import {
  EXPLORER_FOLDER,
  OPERATIONS_FOLDER,
  PAGE_OPERATIONS_FOLDER,
  PAGES_FOLDER,
  readVersion,
} from './project';
import type { Stopping } from './stopping';
import { say } from './terminal';

const WELCOME = (url: string, sample: string) => `
  页面 pages                 ${url}
  GraphQL + Apollo Sandbox   ${url}/graphql
  离线浏览器 offline explorer  ${url}/explorer

  试一试 Try (more in schema/operations):
${sample}`;

const WELCOME_REGISTERED = (url: string) => `
  页面 pages: ${url}
  只接受登记的查询。 Only registered operations are answered; they are listed at ${url}/explorer
  试一试 Try:
  curl '${url}/graphql?documentId=topTen'
`;

/** Opens the database and serves; what it opens is closed when the hub stops. */
export async function openAndServe(settings: Settings, stopping: Stopping) {
  const opened = await openDatabase(settings, stopping);
  await fillOnFirstStart(opened.database, opened.isEmbedded, say);
  const { database, reads, url } = await opened.asServer();
  await opened.database.destroy();
  const log = openLog(settings.log);
  const metrics = settings.metrics ? createMetrics() : null;
  // A pooler gives each transaction another connection: what listens, the jobs and the change feed, goes past it.
  const direct = settings.directDatabaseUrl;
  const listening = direct ? await createDataSource(direct, 4, SERVER_ROLE).initialize() : database;
  stopping.add(async () => log.flush());
  stopping.add(() => database.destroy());
  if (direct) stopping.add(() => listening.destroy());
  stopping.add(() => reads.destroy());
  const jobs = await startJobs(listening, settings.notices, {
    note: log.note,
    noteError: (error) => log.noteError('jobs', error),
    noteWarning: log.noteWarning,
  });
  stopping.add(() => jobs.stop());
  const server = await startServer({
    database,
    reads,
    databaseUrl: direct ?? url,
    replicas: settings.replicaUrls.map((replica) => createReplicaSource(replica, settings.readPoolSize)),
    log: log.note,
    version: readVersion(),
    oidc: settings.oidc,
    trustedProxies: settings.trustedProxies,
    clientShare: settings.clientShare,
    documentDir: settings.documentDir,
    allowPrivateWebhooks: settings.notices.allowPrivateWebhooks,
    sendsMail: settings.notices.smtpUrl !== null,
    explorerFolder: EXPLORER_FOLDER,
    pagesFolder: PAGES_FOLDER,
    operations: {
      folders: [
        OPERATIONS_FOLDER,
        PAGE_OPERATIONS_FOLDER,
        ...(settings.operationsDir ? [settings.operationsDir] : []),
      ],
      isOnly: settings.registeredOnly,
    },
    isSubgraph: settings.isSubgraph,
    corsOrigins: settings.corsOrigins,
    batchLimit: settings.batchLimit,
    host: settings.host,
    port: settings.port,
    logError: log.noteError,
    observe: (event) => {
      log.noteRequest(event);
      metrics?.observe(event);
    },
  }).catch((error) => {
    throw explainListenError(error, settings);
  });
  stopping.add(() => server.stop());
  if (metrics && settings.metrics) {
    measureVitals(metrics, server.vitals);
    const { metrics: address } = settings;
    const served = await serveMetrics(metrics, address).catch((error) => {
      throw explainListenError(error, address, 'METRICS_');
    });
    stopping.add(served.stop);
  }
  stopping.startIsComplete();
  say(
    settings.registeredOnly
      ? WELCOME_REGISTERED(server.url)
      : WELCOME(server.url, await sampleOperation(reads)),
  );
}
