import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fresh from 'fresh';
import { GraphQLError } from 'graphql';
import type { Context } from '../shared/context';
import { notRegistered, type RegisteredOperations, sha256 } from './registeredOperations';

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
function fillIn(asked: Asked, operations: RegisteredOperations): Asked {
  const identifier = identifierIn(asked);
  const text = identifier === null ? null : operations.find(identifier);
  if (text !== null) {
    const { documentId: _, extensions: __, ...rest } = asked;
    return { ...rest, query: text };
  }
  if (asked.documentId !== undefined) throw unknownDocument();
  if (identifier !== null && operations.isOnly) throw notRegistered();
  if (typeof asked.query === 'string') {
    operations.authorise(asked.query);
    const hash = hashIn(asked);
    if (hash !== null && hash !== sha256(asked.query)) throw wrongHash();
  }
  return asked;
}

function askedIn(search: URLSearchParams): Asked {
  const asked: Asked = Object.fromEntries(search);
  try {
    if (typeof asked.extensions === 'string') asked.extensions = JSON.parse(asked.extensions);
  } catch {
    // Apollo tells what is wrong with it.
  }
  return asked;
}

function fillSearch(search: string, operations: RegisteredOperations): string {
  const parameters = new URLSearchParams(search);
  const asked = askedIn(parameters);
  const filled = fillIn(asked, operations);
  if (filled === asked) return search;
  parameters.delete('documentId');
  parameters.delete('extensions');
  parameters.set('query', filled.query as string);
  return `?${parameters}`;
}

function asHttpRequest(request: FastifyRequest, operations: RegisteredOperations): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const at = request.url.indexOf('?');
  const search = at < 0 ? '' : request.url.slice(at);
  const { method, body } = request;
  return {
    method,
    headers,
    search: method === 'GET' && search !== '' ? fillSearch(search, operations) : search,
    body: isRecord(body) ? fillIn(body, operations) : body,
  };
}

/**
 * Answers GraphQL over HTTP through Apollo. Documents may be named by their identifier, and answers to GET that may be
 * cached have an entity tag: who has them already is told 304.
 */
export function answerGraphQL(
  apollo: ApolloServer<Context>,
  contextOf: (request: FastifyRequest) => Promise<Context>,
  operations: RegisteredOperations,
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    let asked: HTTPGraphQLRequest;
    try {
      asked = asHttpRequest(request, operations);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { http, ...extensions } = error.extensions as { http: { status: number } };
      return reply.code(http.status).send({ errors: [{ message: error.message, extensions }] });
    }
    const { headers, status, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: asked,
      context: () => contextOf(request),
    });
    for (const [name, value] of headers) reply.header(name, value);
    reply.code(status ?? 200);
    if (body.kind === 'chunked') return reply.send(Readable.from(body.asyncIterator));
    if (headers.get('cache-control')?.includes('must-revalidate')) {
      const etag = `"${createHash('sha256').update(body.string).digest('base64url')}"`;
      reply.header('etag', etag);
      // Only this one: fetch adds "cache-control: no-cache" to it, which would forbid every 304.
      if (fresh({ 'if-none-match': request.headers['if-none-match'] }, { etag })) {
        reply.removeHeader('content-type');
        return reply.code(304).send();
      }
    }
    return reply.send(body.string);
  };
}
