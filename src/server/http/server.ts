import { randomUUID } from 'node:crypto';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import fastifyAccepts from '@fastify/accepts';
import fastifyWebsocket from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { DataSource } from 'typeorm';
import { openReplicas, type ReplicaOptions, type Replicas } from '../../database/replicas';
import { openReaderPool } from '../../document/reader/readerPool';
import { refusedAttemptsWritten } from '../../identity/refusedAttempts';
import { type ChangeFeed, openChangeFeed } from '../../notification/changeFeed';
import { CLIENT_SHARE, createAdmission } from '../admission/admission';
import { createCostBudget } from '../admission/costBudget';
import { watchOverload } from '../admission/overload';
import { formatError } from '../errors/formatError';
import { createGraphQLStatuses } from '../errors/graphqlStatuses';
import { languageOf, messageIn } from '../errors/languages';
import { admitDocument, admitOperations } from '../execution/admittedExecutor';
import { createExecutor } from '../execution/executor';
import { createFastPath } from '../execution/fastPath';
import { createResponseCache } from '../execution/responseCache';
import { asSubgraph } from '../graphql/federation';
import { createLimits } from '../graphql/limits';
import { createPreparedOperations } from '../graphql/preparedOperations';
import { buildHubSchema } from '../graphql/schema';
import { readTrustedDocuments } from '../graphql/trustedDocuments';
import { serveSubscriptions } from '../subscriptions/subscriptionTransports';
import { checkAddressTexts } from './addressTexts';
import { createApollo } from './apollo';
import { serveAuditExport } from './auditExport';
import { createContexts } from './contexts';
import { createFastify, type FastifyOptions } from './createFastify';
import { allowOrigins } from './crossOrigin';
import { serveDocuments } from './documents';
import { serveDownloads } from './downloads';
import { serveExplorer } from './explorer/explorerPage';
import { serveSandbox } from './explorer/sandboxPage';
import { answerGraphQL } from './graphqlRoute';
import { serveHealth } from './health';
import { answerOtherMethods } from './methods';
import { noteOutcome } from './observation';
import { serveOidc } from './oidc';
import type { OidcSettings } from './oidcClient';
import { servePages } from './pages/pages';
import { createParsedRequestCache } from './parsedRequestCache';
import { countRefusedOperations } from './refusedOperations';
import { serveTree } from './treeDownload';
import type { Vitals } from './vitals';
import { createWriteProbe } from './writeProbe';

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** How many subscriptions listen to the change feed now. */
  readonly followers: () => number;
  /** What is measured while it runs. */
  readonly vitals: Vitals;
  /** Finishes the requests under way and stops listening. */
  stop(): Promise<void>;
}

/** What the server needs. */
export interface ServerOptions extends FastifyOptions {
  /** For what changes something, sign-in and credentials. */
  readonly database: DataSource;
  /** For everything that only reads: a pool of its own over the same data, so that readers never starve who files. */
  readonly reads: DataSource;
  /** Where the change feed listens: the same database. */
  readonly databaseUrl: string;
  /** Streaming replicas for the reads of those who change nothing. */
  readonly replicas?: ReplicaOptions['replicas'];
  readonly log?: (line: string) => void;
  /** The version of the hub. */
  readonly version: string;
  /** Sign-in through another provider; null for none. */
  readonly oidc: OidcSettings | null;
  /** What one client may use. */
  readonly clientShare?: Partial<typeof CLIENT_SHARE>;
  /** The folder of uploaded documents; null keeps them in the database. */
  readonly documentDir: string | null;
  /** Whether webhooks may reach private networks; by default not. */
  readonly allowPrivateWebhooks?: boolean;
  /** Whether letters leave the hub; by default not. */
  readonly sendsMail?: boolean;
  /** The folder with the scripts and the style of the explorer. */
  readonly explorerFolder: string;
  /** The folder with the built pages. */
  readonly pagesFolder: string;
  /** Folders of registered operations, and whether only they are answered. */
  readonly operations: { readonly folders: readonly string[]; readonly isOnly: boolean };
  /** Whether it serves as a subgraph of Apollo Federation too; by default not. */
  readonly isSubgraph?: boolean;
  /** Origins whose pages may read answers; by default none. */
  readonly corsOrigins?: readonly string[];
  /** The most operations of one request; by default 1, which is no batch. */
  readonly batchLimit?: number;
  readonly host: string;
  readonly port: number;
}

/** Notes for the replicas everything that any process commits to reports; ends with the feed. */
async function noteCommits(feed: ChangeFeed, replicas: Replicas): Promise<void> {
  for (;;)
    try {
      for await (const _ of feed.follow()) replicas.noteCommit();
      return;
    } catch {
      // Fell behind; what was missed counts as committed.
      replicas.noteCommit();
    }
}

/** Starts the pages at /, GraphQL at /graphql (with Apollo Sandbox; subscriptions too, and at /graphql/stream), the offline explorer at /explorer, documents at /reports, /rollups, /rows and /exports, and /health. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { database, reads, host, port, logError, log = () => {} } = options;
  const schema = options.isSubgraph ? asSubgraph(buildHubSchema()) : buildHubSchema();
  const trusted = readTrustedDocuments(schema, options.operations.folders, options.operations.isOnly);
  const feed = await openChangeFeed(options.databaseUrl, (error) => logError(randomUUID(), error));
  const replicas = openReplicas({
    database: reads,
    databaseUrl: options.databaseUrl,
    replicas: options.replicas ?? [],
    log,
  });
  if (options.replicas?.length) noteCommits(feed, replicas);
  const documents = {
    directory: options.documentDir,
    reader: openReaderPool({ logError: (error) => logError(randomUUID(), error) }),
  };
  const probe = createWriteProbe(database);
  const contexts = createContexts({
    database,
    reads,
    replicas,
    feed,
    documents,
    allowsPrivateWebhooks: options.allowPrivateWebhooks,
    sendsMail: options.sendsMail,
    server: {
      version: options.version,
      startedAt: new Date(),
      canWrite: probe.canWrite,
      replicas: replicas.status,
    },
  });
  const refused = countRefusedOperations(database, contexts.find);
  const operations = createPreparedOperations(schema);
  const overload = watchOverload(reads);
  const { costPerMinute, concurrency } = { ...CLIENT_SHARE, ...options.clientShare };
  const admission = createAdmission({ budget: createCostBudget(costPerMinute), concurrency, overload });
  const execute = admitOperations(createExecutor(schema), admission);
  const limits = createLimits(schema, operations);
  const cache = createResponseCache({ feed, primary: reads, replicas, operations, limits });
  const statuses = createGraphQLStatuses();
  const fastify = createFastify(options);
  refused.watch(fastify);
  await allowOrigins(fastify, options.corsOrigins ?? []);
  const otherMethods = answerOtherMethods(fastify);
  const apollo = createApollo({
    schema,
    execute,
    operations,
    documents: trusted,
    limits,
    cache,
    plugins: [
      fastifyApolloDrainPlugin(fastify),
      serveSandbox(fastify, options.explorerFolder, trusted),
      contexts.plugin,
      refused.plugin,
      noteOutcome,
      cache.plugin,
      statuses.plugin,
      probe.plugin,
    ],
    logError,
  });
  await apollo.start();
  await fastify.register(fastifyAccepts);
  checkAddressTexts(fastify);
  await fastify.register(fastifyWebsocket, { options: { maxPayload: 100_000 } });
  await fastify.register(async (scope) => {
    const format = (error: GraphQLError, request: FastifyRequest) => {
      const formatted = formatError(error.toJSON(), error, logError);
      const { extensions, path } = formatted;
      return new GraphQLError(messageIn(formatted, languageOf(request)), { extensions, path });
    };
    const wsHandler = serveSubscriptions(scope, {
      schema,
      contextOf: (request, authorization) => contexts.create(request, 'FOLLOW', authorization),
      formatError: format,
      operations: trusted,
      admission,
    });
    const parsedRequests = createParsedRequestCache();
    const handler = answerGraphQL({
      apollo,
      contexts,
      documents: trusted,
      tryFastPath: createFastPath({ operations, execute, limits, cache }),
      cache,
      parsedRequests,
      statuses,
      batchLimit: options.batchLimit ?? 1,
      admitText: async (context, text) => {
        if (!operations.has(text)) await admitDocument(context, text, admission);
      },
      logError,
    });
    await scope.register(async (queries) => {
      parsedRequests.serve(queries);
      queries.route({ method: 'GET', url: '/graphql', handler, wsHandler });
      queries.route({ method: 'POST', url: '/graphql', handler });
    });
  });
  await serveDocuments(fastify, (request) => contexts.create(request, 'WRITE'));
  await serveOidc(fastify, database, options.oidc, log);
  await serveDownloads(fastify, (request) => contexts.create(request, 'READ'), admission);
  serveTree(fastify, (request) => contexts.create(request, 'READ'), admission);
  serveAuditExport(fastify, (request) => contexts.create(request, 'FOLLOW'));
  serveExplorer(fastify, {
    schema,
    documents: trusted,
    operationFolders: options.operations.folders,
    folder: options.explorerFolder,
    reads,
    hasProvider: options.oidc !== null,
  });
  servePages(fastify, { folder: options.pagesFolder, hasProvider: options.oidc !== null, logError });
  serveHealth(fastify, { reads, replicas, probe });
  otherMethods.addRoutes();
  await fastify.listen({ host, port });
  const address = fastify.server.address() as { port: number };
  const name = host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host;
  return {
    url: `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`,
    followers: feed.followers,
    vitals: { pools: { work: database, read: reads }, reads, admission, cache, followers: feed.followers },
    stop: async () => {
      overload.stop();
      await feed.close();
      await apollo.stop();
      await fastify.close();
      await refusedAttemptsWritten(database);
      await replicas.close();
      await documents.reader.close();
    },
  };
}
