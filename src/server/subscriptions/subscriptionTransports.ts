import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import type { Response } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { makeHandler } from 'graphql-ws/use/@fastify/websocket';
import type { Context } from '../../shared/request/context';
import type { Admission } from '../admission/admission';
import { clientOf } from '../admission/clients';
import { statusOfCode } from '../errors/errorMapping';
import { NO_TEXT } from '../errors/libraryMessages';
import { Refused } from '../errors/refusals';
import { checkInputs, readInputs } from '../graphql/inputChecks';
import { MOST_TOKENS_SUBSCRIBED, measureOperation } from '../graphql/limits';
import type { TrustedDocuments } from '../graphql/trustedDocuments';
import { endInWords, limitSubscriptions, MOST_ON_SOCKET, tooManySubscriptions } from './subscriptionLimits';

interface SubscriptionRequest {
  readonly query?: string | null;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** What the transports of subscriptions need from the server. */
export interface LiveOptions {
  readonly schema: GraphQLSchema;
  /** The context of a request and its Authorization header. Throws UNAUTHENTICATED. */
  contextOf(request: FastifyRequest, authorization: string | undefined): Promise<Context>;
  readonly operations: TrustedDocuments;
  readonly admission: Admission;
  /** Masks and logs what is unexpected. */
  formatError(error: GraphQLError, request: FastifyRequest): GraphQLError;
}

/** Gives a code to errors of graphql-js about the request itself; those of a field have a path. */
const withCode = (errors: readonly GraphQLError[], code: string): GraphQLError[] =>
  errors.map((error) => {
    if (error.extensions.code !== undefined || error.path) return error;
    const { message, nodes, source, positions, originalError, extensions } = error;
    return new GraphQLError(message, {
      nodes,
      source,
      positions,
      originalError,
      extensions: { ...extensions, code },
    });
  });

/** Reads a subscription under the same limits as queries; anything else belongs on POST /graphql. */
function readSubscription(
  schema: GraphQLSchema,
  operations: TrustedDocuments,
  received: SubscriptionRequest,
): { args: Omit<ExecutionArgs, 'contextValue'>; cost: number } | GraphQLError[] {
  try {
    operations.authorise(received.query ?? '');
    const document = parse(received.query ?? '', { maxTokens: MOST_TOKENS_SUBSCRIBED });
    const mistakes = validate(schema, document);
    if (mistakes.length > 0) return withCode(mistakes, 'GRAPHQL_VALIDATION_FAILED');
    const operation = getOperationAST(document, received.operationName || null);
    if (operation?.operation !== 'subscription')
      return [
        new GraphQLError('此处只接受订阅。 Subscriptions only; send other operations to POST /graphql.', {
          extensions: { code: 'BAD_REQUEST' },
        }),
      ];
    const variables = received.variables ?? {};
    const cost = measureOperation(schema, { document, operation }, variables)?.cost ?? 0;
    const checked = checkInputs(readInputs(schema, document), variables);
    if (checked.errors) return withCode(checked.errors, 'BAD_USER_INPUT');
    return { args: { schema, ...checked, operationName: operation.name?.value }, cost };
  } catch (error) {
    if (error instanceof GraphQLError) return withCode([error], 'GRAPHQL_PARSE_FAILED');
    throw error;
  }
}

/** Whether a request for a stream has the text of an operation. */
const hasText = ({ method, body, query }: FastifyRequest): boolean =>
  typeof Object(method === 'POST' ? body : query).query === 'string';

const noText = () => new Refused({ code: 'BAD_REQUEST', messageZh: NO_TEXT.zh, messageEn: NO_TEXT.en });

const requestOf = ({ extra }: { extra: unknown }) => (extra as { request: FastifyRequest }).request;

/** Returns the refusal of a stream: with the status of its code, or as a mistake of the client. */
function refuse(errors: GraphQLError[]): Response {
  const { code } = errors[0].extensions;
  const { status, retryAfter } = statusOfCode(code) ?? {
    status: code === 'INTERNAL_SERVER_ERROR' ? 500 : 400,
    retryAfter: null,
  };
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(retryAfter ? { 'retry-after': String(retryAfter) } : {}),
  };
  return [JSON.stringify({ errors }), { status, statusText: 'Refused', headers }];
}

/** Subscriptions over WebSocket (graphql-transport-ws) at /graphql and over server-sent events at /graphql/stream. */
export function serveSubscriptions(fastify: FastifyInstance, options: LiveOptions) {
  const { schema } = options;
  const format = (errors: readonly GraphQLError[], request: FastifyRequest) =>
    errors.map((error) => options.formatError(error, request));
  const mask = <R extends ExecutionResult>(result: R, request: FastifyRequest): R =>
    result.errors ? { ...result, errors: format(result.errors, request) } : result;
  const start = async (
    request: FastifyRequest,
    authorization: string | undefined,
    received: SubscriptionRequest,
  ) => {
    const read = readSubscription(schema, options.operations, received);
    if (Array.isArray(read)) return read;
    try {
      const contextValue = await options.contextOf(request, authorization);
      // It waits for its turn to start; what it tells later comes from changes, which are not its own doing.
      const release = await options.admission.admitRead(clientOf(contextValue), read.cost);
      release();
      return { ...read.args, contextValue };
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  };
  const begin = limitSubscriptions();
  // What fails before the first event without a code is a variable of the wrong form.
  const subscribe = async (args: ExecutionArgs) => {
    const result = await begin(args);
    return 'errors' in result && result.errors
      ? { ...result, errors: withCode(result.errors, 'BAD_USER_INPUT') }
      : result;
  };
  const wsHandler = makeHandler<{ authorization?: string }>({
    schema,
    subscribe,
    connectionInitWaitTimeout: 5000,
    onSubscribe: (ctx, _, payload) => {
      const request = requestOf(ctx);
      if (Object.keys(ctx.subscriptions).length > MOST_ON_SOCKET)
        return [tooManySubscriptions(MOST_ON_SOCKET)];
      return start(request, ctx.connectionParams?.authorization ?? request.headers.authorization, payload);
    },
    onNext: (ctx, _, __, ___, result) => mask(result, requestOf(ctx)),
    onError: (ctx, _, __, errors) => format(errors as GraphQLError[], requestOf(ctx)),
  });
  const streams = createHandler({
    schema,
    subscribe: (async (args: ExecutionArgs) => endInWords(await subscribe(args))) as never,
    // One stream for each subscription: streams that many share would be kept for strangers.
    authenticate: () => '',
    onSubscribe: async (request, received) => {
      const started = await start(
        request.raw,
        request.raw.headers.authorization,
        received as SubscriptionRequest,
      );
      return Array.isArray(started)
        ? refuse(format(started, request.raw))
        : { ...started, contextValue: started.contextValue as unknown as Record<string, unknown> };
    },
    onNext: (_, { raw }, result) => mask(result as ExecutionResult, raw as FastifyRequest),
  });
  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    // The head is sent by then: what goes wrong can only be logged, and the stream ended.
    handler: (request, reply) => {
      if (!hasText(request)) throw noText();
      return streams(request, reply).catch((error) => {
        options.formatError(new GraphQLError('stream', { originalError: error }), request);
        reply.raw.end();
      });
    },
  });
  return wsHandler;
}
