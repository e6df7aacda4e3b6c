import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import fastifyWebsocket from '@fastify/websocket';
import Fastify, { errorCodes, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { DataSource } from 'typeorm';
import { exportEvents } from '../../audit/auditQueries';
import { type AuditFilterInput, authoriseAudit } from '../../audit/auditResolver';
import { openReplicas, type ReplicaOptions, type Replicas, readFromReplicas } from '../../database/replicas';
import { openReaderPool } from '../../document/reader/readerPool';
import { readCredential } from '../../identity/readCredential';
import { type ChangeFeed, openChangeFeed } from '../../notification/changeFeed';
import type { Context } from '../../shared/request/context';
import { CLIENT_SHARE, createAdmission } from '../admission/admission';
import { createCostBudget } from '../admission/costBudget';
import { watchOverload } from '../admission/overload';
import { formatError } from '../errors/formatError';
import { sendError } from '../errors/refusals';
import { createStatuses } from '../errors/statuses';
import { admitDocument, admitOperations } from '../execution/admittedExecutor';
import { createExecutor, executeWith } from '../execution/executor';
import { createFastPath } from '../execution/fastPath';
import { createResponseCache } from '../execution/responseCache';
import { createDocumentStore } from '../graphql/documentStore';
import { createLimits, MAX_BODY, MOST_TOKENS } from '../graphql/limits';
import { createPreparedOperations } from '../graphql/preparedOperations';
import { sampleOperation } from '../graphql/sampleOperation';
import { buildHubSchema } from '../graphql/schema';
import { readTrustedDocuments, type TrustedDocuments } from '../graphql/trustedDocuments';
import { serveSubscriptions } from '../subscriptions/subscriptionTransports';
import { checkAddressTexts } from './addressTexts';
import { readJsonBodies, refuseBadQueries } from './bodies';
import { serveDocuments } from './documents';
import { serveDownloads } from './downloads';
import { explorerPage, registeredPage } from './explorerPage';
import { answerGraphQL, refuseSubscriptions } from './graphqlRoute';
import { EXPLORER_POLICY, PROTECTIONS, protectAnswers } from './headers';
import { serveHealth } from './health';
import { answerOtherMethods } from './methods';
import { serveOidc } from './oidc';
import type { OidcSettings } from './oidcClient';
import { createParsedRequestCache } from './parsedRequestCache';
import { dropIdleReaders, limitBodies, refuseUnreadable, TIME_LIMITS } from './timeLimits';
import { createWriteProbe } from './writeProbe';

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** How many subscriptions listen to the change feed now. */
  readonly followers: () => number;
  /** Finishes the requests under way and stops listening. */
  stop(): Promise<void>;
}

/** What the server needs. */
export interface ServerOptions {
  /** For what changes something, sign-in and credentials. */
  readonly database: DataSource;
  /** For everything that only reads: a pool of its own over the same data, so that readers never starve who files. */
  readonly reads: DataSource;
  /** Where the change feed listens: the same database. */
  readonly databaseUrl: string;
  /** Streaming replicas for the reads of those who change nothing. */
  readonly replicas?: ReplicaOptions['replicas'];
  readonly log?: (line: string) => void;
  /** Sign-in through another provider; null for none. */
  readonly oidc: OidcSettings | null;
  readonly trustedProxies: string | null;
  /** What one client may ask for. */
  readonly clientShare?: Partial<typeof CLIENT_SHARE>;
  /** The folder of uploaded documents; null keeps them in the database. */
  readonly documentDir: string | null;
  /** Whether webhooks may reach private networks; not, where nothing is said. */
  readonly allowPrivateWebhooks?: boolean;
  /** Folders of registered operations, and whether only they are answered. */
  readonly operations: { readonly folders: readonly string[]; readonly isOnly: boolean };
  readonly host: string;
  readonly port: number;
  readonly logError: (requestId: string, error: unknown) => void;
}

/** The filter of an audit export from its address; days and instants that are none are left out. */
function readAuditQuery(query: Record<string, string>): AuditFilterInput {
  const instant = (text: string | undefined) =>
    text && !Number.isNaN(Date.parse(text)) ? new Date(text) : null;
  const { agency, subject, actor, since, until } = query;
  return { agency, subject, actor, since: instant(since), until: instant(until) };
}

const badCredential = () =>
  new GraphQLError(
    '令牌无效、已过期或已吊销，请重新登录。 The token is unknown, expired or revoked; sign in again.',
    { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } },
  );

/** Refuses what is not registered where only that may be asked, in whatever form it came. */
function refuseUnregistered(operations: TrustedDocuments): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ source }) {
          operations.authorise(source);
        },
      };
    },
  };
}

/** Mutations work on the pool that may write, and read there what they have written. */
function mutateOn(database: DataSource): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          if (operation?.operation === 'mutation') contextValue.database = database;
        },
      };
    },
  };
}

/** Tells the replicas of everything that any process commits to reports; ends with the feed. */
async function hearChanges(feed: ChangeFeed, replicas: Replicas): Promise<void> {
  for (;;)
    try {
      for await (const _ of feed.follow()) replicas.heard();
      return;
    } catch {
      // Fell behind; what was missed counts as heard.
      replicas.heard();
    }
}

/** Starts GraphQL at /graphql (with Apollo Sandbox; subscriptions too, and at /graphql/stream), the offline explorer at /explorer, documents at /reports, /rollups and /exports, and /health. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { database, reads, host, port } = options;
  const schema = buildHubSchema();
  const operations = readTrustedDocuments(schema, options.operations.folders, options.operations.isOnly);
  const feed = await openChangeFeed(options.databaseUrl, (error) => options.logError(randomUUID(), error));
  const replicas = openReplicas({
    database: reads,
    databaseUrl: options.databaseUrl,
    replicas: options.replicas ?? [],
    log: options.log ?? (() => {}),
  });
  const prepared = createPreparedOperations(schema);
  const overload = watchOverload(reads);
  const { costPerMinute, concurrency } = { ...CLIENT_SHARE, ...options.clientShare };
  const admission = createAdmission({ budget: createCostBudget(costPerMinute), concurrency, overload });
  const execute = admitOperations(createExecutor(schema), admission);
  const limits = createLimits(schema, prepared);
  const cache = createResponseCache({ feed, primary: reads, replicas, operations: prepared, limits });
  const tryFastPath = createFastPath({ operations: prepared, execute, limits, cache, replicas });
  const fastify = Fastify({
    genReqId: () => randomUUID(),
    bodyLimit: MAX_BODY,
    trustProxy: options.trustedProxies ?? false,
    forceCloseConnections: 'idle',
    ...TIME_LIMITS,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) =>
      void sendError(request, reply.headers(PROTECTIONS), error, options.logError),
  });
  protectAnswers(fastify);
  limitBodies(fastify, options.logError);
  dropIdleReaders(fastify);
  refuseBadQueries(fastify);
  readJsonBodies(fastify);
  const otherMethods = answerOtherMethods(fastify);
  fastify.setErrorHandler((error, request, reply) => sendError(request, reply, error, options.logError));
  fastify.setNotFoundHandler((request, reply) =>
    sendError(request, reply, new errorCodes.FST_ERR_NOT_FOUND(), options.logError),
  );
  const statuses = createStatuses();
  const probe = createWriteProbe(database);
  const apollo = new ApolloServer<Context>({
    gateway: executeWith(schema, execute),
    documentStore: createDocumentStore(),
    // Nothing but the Authorization header says who asks, and a body is JSON or refused: forms of other sites can send neither.
    csrfPrevention: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    introspection: true,
    stopOnTerminationSignals: false,
    plugins: [
      fastifyApolloDrainPlugin(fastify),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false }),
      refuseUnregistered(operations),
      refuseSubscriptions,
      limits.plugin,
      mutateOn(database),
      readFromReplicas(replicas),
      cache.plugin,
      statuses.plugin,
      probe.plugin,
    ],
    stringifyResult: cache.stringifyResult,
    formatError: (formatted, error) => formatError(formatted, error, options.logError),
  });
  await apollo.start();
  const documents = {
    directory: options.documentDir,
    reader: openReaderPool({ logError: (error) => options.logError(randomUUID(), error) }),
  };
  const contextOf = async (
    request: FastifyRequest,
    authorization = request.headers.authorization,
    pool = reads,
  ): Promise<Context> => {
    const reauthenticate = () => readCredential(database, authorization);
    const actor = await reauthenticate();
    if (!actor) throw badCredential();
    const { id: requestId, ip: address } = request;
    return {
      database: pool,
      documents,
      requestId,
      actor,
      address,
      reauthenticate,
      reportEvents: feed.follow,
      allowsPrivateWebhooks: options.allowPrivateWebhooks,
      memo: new Map(),
    };
  };
  if (options.replicas?.length) hearChanges(feed, replicas);
  const readerOf = async (request: FastifyRequest) => {
    const context = await contextOf(request);
    context.database = replicas.route(context.actor);
    return context;
  };
  checkAddressTexts(fastify);
  await fastify.register(fastifyWebsocket, { options: { maxPayload: 100_000 } });
  await fastify.register(async (scope) => {
    const format = (error: GraphQLError) => {
      const { message, ...rest } = formatError(error.toJSON(), error, options.logError);
      return new GraphQLError(message, { extensions: rest.extensions, path: rest.path });
    };
    const wsHandler = serveSubscriptions(scope, {
      schema,
      contextOf,
      formatError: format,
      operations,
      admission,
    });
    const repeated = createParsedRequestCache();
    const handler = answerGraphQL({
      apollo,
      contextOf,
      operations,
      tryFastPath,
      repeated,
      statuses,
      admitText: async (context, text) => {
        if (!prepared.knows(text)) await admitDocument(context, text, admission);
      },
      logError: options.logError,
    });
    await scope.register(async (queries) => {
      repeated.serve(queries);
      queries.route({ method: 'GET', url: '/graphql', handler, wsHandler });
      queries.route({ method: 'POST', url: '/graphql', handler });
    });
  });
  await serveDocuments(fastify, (request) => contextOf(request, undefined, database));
  await serveOidc(fastify, database, options.oidc, options.log ?? (() => {}));
  await serveDownloads(fastify, readerOf, admission);
  fastify.get('/audit.ndjson', async (request, reply) => {
    const filter = readAuditQuery(request.query as Record<string, string>);
    const entitled = await authoriseAudit(await contextOf(request), filter);
    reply.header('content-disposition', 'attachment; filename="audit.ndjson"');
    return reply.type('application/x-ndjson').send(Readable.from(exportEvents(reads, entitled)));
  });
  fastify.get('/explorer', async (_, reply) => {
    const page = operations.isOnly
      ? registeredPage(operations.list)
      : explorerPage(await sampleOperation(reads).catch(() => ''));
    return reply.type('text/html').header('content-security-policy', EXPLORER_POLICY).send(page);
  });
  serveHealth(fastify, { reads, replicas, probe });
  otherMethods.addRoutes();
  await fastify.listen({ host, port });
  const address = fastify.server.address() as { port: number };
  const name = host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host;
  return {
    url: `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`,
    followers: feed.followers,
    stop: async () => {
      overload.stop();
      await feed.close();
      await apollo.stop();
      await fastify.close();
      await replicas.close();
      await documents.reader.close();
    },
  };
}
