import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fresh from 'fresh';
import { GraphQLError } from 'graphql';
import type { Context } from '../../shared/request/context';
import { troubleOf } from '../errors/errorMapping';
import { formatError } from '../errors/formatError';
import { type createStatuses, withStatus } from '../errors/statuses';
import { releaseDocument } from '../execution/admittedExecutor';
import type { CompleteResponse, FastPath, OperationRequest } from '../execution/fastPath';
import { NO_STORE, VARY } from '../execution/responseCache';
import { notTrusted, sha256, type TrustedDocuments } from '../graphql/trustedDocuments';
import { SANDBOX_POLICY } from './headers';
import { ParsedRequest, type ParsedRequestCache, type Received } from './parsedRequestCache';

type Asked = Record<string, unknown>;

const isRecord = (value: unknown): value is Asked =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unknownDocument = () =>
  new GraphQLError('没有这个编号的查询。 No registered operation has this identifier.', {
    extensions: { code: 'OPERATION_NOT_REGISTERED', http: { status: 404 } },
  });

const wrongHash = () =>
  new GraphQLError('查询与其散列值不符。 The hash is not that of the query.', {
    extensions: { code: 'PERSISTED_QUERY_HASH', http: { status: 400 } },
  });

/** The hash of a persisted query that a request gives, in Apollo's form. */
function hashIn({ extensions }: Asked): string | null {
  const { persistedQuery } = isRecord(extensions) ? extensions : {};
  const { sha256Hash } = isRecord(persistedQuery) ? persistedQuery : {};
  return typeof sha256Hash === 'string' ? sha256Hash : null;
}

/** What a request asks by identifier instead of text: `documentId`, or the hash of a persisted query. */
function identifierIn(asked: Asked): string | null {
  if (typeof asked.documentId === 'string') return asked.documentId;
  return asked.query === undefined ? hashIn(asked) : null;
}

/**
 * The request with the text of the registered document it names. Throws when it asks for what is not registered where
 * nothing else may be asked; Apollo's plugin asks once more, for requests that are not of the usual form.
 */
function fillIn(asked: Asked, operations: TrustedDocuments): Asked {
  const identifier = identifierIn(asked);
  const text = identifier === null ? null : operations.find(identifier);
  if (text !== null) {
    const { documentId: _, extensions, ...rest } = asked;
    const { persistedQuery: __, ...others } = isRecord(extensions) ? extensions : {};
    return { ...rest, query: text, ...(Object.keys(others).length > 0 ? { extensions: others } : {}) };
  }
  if (asked.documentId !== undefined) throw unknownDocument();
  if (identifier !== null && operations.isOnly) throw notTrusted();
  if (typeof asked.query === 'string') {
    operations.authorise(asked.query);
    const hash = hashIn(asked);
    if (hash !== null && hash !== sha256(asked.query)) throw wrongHash();
  }
  return asked;
}

/** The operation of a request that has a text, variables and a name, and nothing else that matters. */
function operationIn({ query, variables, operationName, extensions }: Asked): OperationRequest | null {
  if (typeof query !== 'string' || (extensions ?? null) !== null) return null;
  if (!isRecord(variables ?? {}) || typeof (operationName ?? '') !== 'string') return null;
  return {
    query,
    variables: (variables ?? {}) as Asked,
    // No name at all, on every path.
    operationName: (operationName || null) as string | null,
  };
}

/** The text of a document in a request of any form. */
const textIn = (asked: unknown) => (isRecord(asked) && typeof asked.query === 'string' ? asked.query : '');

/** The value of JSON text; undefined for other text, of which Apollo tells what is wrong. */
function readJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return undefined;
  }
}

function receiveSearch(search: string, operations: TrustedDocuments): Received {
  const parameters = new URLSearchParams(search);
  const given: Asked = Object.fromEntries(parameters);
  const asked = { ...given, ...('extensions' in given ? { extensions: readJson(given.extensions) } : {}) };
  const filled = fillIn(asked, operations);
  const isTwice = parameters.size !== Object.keys(given).length;
  const variables = readJson(filled.variables ?? '{}');
  const operation = isTwice || variables === undefined ? null : operationIn({ ...filled, variables });
  if (filled === asked) return { search, body: undefined, operation };
  parameters.delete('documentId');
  parameters.delete('extensions');
  if (filled.extensions) parameters.set('extensions', JSON.stringify(filled.extensions));
  parameters.set('query', filled.query as string);
  return { search: `?${parameters}`, body: undefined, operation };
}

function receive({ method, url, body }: FastifyRequest, operations: TrustedDocuments): Received {
  if (body instanceof ParsedRequest) return body.received;
  const at = url.indexOf('?');
  const search = at < 0 ? '' : url.slice(at);
  if (method !== 'POST' && search !== '') return receiveSearch(search, operations);
  if (!isRecord(body)) return { search, body, operation: null };
  const filled = fillIn(body, operations);
  return { search, body: filled, operation: operationIn(filled) };
}

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';
const TYPES = new Map([
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/json, */*', JSON_TYPE],
  ['application/json, text/plain, */*', JSON_TYPE],
  ['application/graphql-response+json', RESPONSE_TYPE],
  ['application/graphql-response+json,application/json;q=0.9', RESPONSE_TYPE],
  ['application/graphql-response+json, application/json;q=0.9', RESPONSE_TYPE],
]);

/**
 * The type of an answer for what clients usually accept, as Apollo chooses it; undefined for all else, where it has to.
 */
function typeOfAnswer({ method, headers }: FastifyRequest): string | undefined {
  const isUsual =
    method === 'POST'
      ? /^application\/json\b/.test(headers['content-type'] ?? '')
      : headers['content-type'] === undefined;
  return isUsual ? TYPES.get(headers.accept ?? '*/*') : undefined;
}

/** Sends an answer that may be stored with its entity tag, or says that the caller has it already. */
function sendTagged(request: FastifyRequest, reply: FastifyReply, text: string | Buffer) {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  reply.header('etag', etag);
  // Only this one: fetch adds "cache-control: no-cache" to it, which would forbid every 304.
  if (!fresh({ 'if-none-match': request.headers['if-none-match'] }, { etag })) return reply.send(text);
  reply.removeHeader('content-type');
  return reply.code(304).send();
}

/** Refuses subscriptions, whose answer is a stream that plain HTTP does not carry. */
export const refuseSubscriptions: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation === 'subscription')
          throw new GraphQLError(
            '订阅请用 WebSocket（/graphql）或 server-sent events（/graphql/stream）。 Subscriptions go over WebSocket at /graphql or server-sent events at /graphql/stream.',
            { extensions: { code: 'SUBSCRIPTION_NOT_SUPPORTED', http: { status: 400 } } },
          );
      },
    };
  },
};

/**
 * Answers GraphQL over HTTP, by the fast path or through Apollo. Documents may be named by their identifier, and answers
 * to GET that may be cached have an entity tag: who has them already is told 304.
 */
export function answerGraphQL({
  apollo,
  contextOf,
  operations,
  tryFastPath,
  repeated,
  statuses,
  admitText,
  logError,
}: {
  apollo: ApolloServer<Context>;
  contextOf: (request: FastifyRequest) => Promise<Context>;
  operations: TrustedDocuments;
  tryFastPath: FastPath;
  repeated: ParsedRequestCache;
  statuses: ReturnType<typeof createStatuses>;
  /** Waits until a document may be read. */
  admitText(context: Context, text: string): Promise<void>;
  logError: (requestId: string, error: unknown) => void;
}) {
  const sendFast = (request: FastifyRequest, reply: FastifyReply, type: string, answer: CompleteResponse) => {
    reply.type(type);
    if (request.method === 'POST') return reply.send(answer.bytes);
    reply.header('cache-control', answer.cacheControl ?? NO_STORE);
    if (!answer.cacheControl) return reply.send(answer.bytes);
    reply.header('vary', VARY);
    return sendTagged(request, reply, answer.bytes);
  };
  // Apollo knows no status for what goes wrong before anything runs.
  const readContext = (request: FastifyRequest) =>
    contextOf(request).catch((error) => {
      throw troubleOf(error) ? withStatus(formatError({ message: '' }, error, logError)) : error;
    });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const received = receive(request, operations);
    const { search, body: asked, operation } = received;
    const type = operation ? typeOfAnswer(request) : undefined;
    // Once for each request; what is wrong with it, Apollo tells.
    const context = type ? readContext(request) : null;
    if (operation && type && context) {
      const answer = await context
        .then((asker) => tryFastPath(operation, asker))
        .catch((error) => {
          if (!(error instanceof GraphQLError)) logError(request.id, error);
          return null;
        });
      if (answer?.isKept) repeated.remember(request.body, received);
      if (answer) return sendFast(request, reply, type, answer);
    }
    const headersGiven = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (value) headersGiven.set(name, Array.isArray(value) ? value.join(', ') : value);
    const httpGraphQLRequest = {
      // Asked for the head alone, the answer is that to GET without its body.
      method: request.method === 'HEAD' ? 'GET' : request.method,
      headers: headersGiven,
      search,
      body: asked,
    };
    let asker: Context | null = null;
    const { headers, status, body } = await apollo
      .executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        async context() {
          asker = await (context ?? readContext(request));
          await admitText(
            asker,
            operation?.query ?? textIn(asked ?? Object.fromEntries(new URLSearchParams(search))),
          );
          return asker;
        },
      })
      .finally(() => asker && releaseDocument(asker));
    const contentType = headers.get('content-type');
    for (const [name, value] of headers) reply.header(name, value);
    reply.code(statuses.statusFor(httpGraphQLRequest, status, contentType));
    if (contentType?.startsWith('text/html')) reply.header('content-security-policy', SANDBOX_POLICY);
    if (body.kind === 'chunked') return reply.send(Readable.from(body.asyncIterator));
    if (headers.get('cache-control')?.includes('must-revalidate'))
      return sendTagged(request, reply, body.string);
    return reply.send(body.string);
  };
}
