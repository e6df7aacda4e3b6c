import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Context } from '../../shared/request/context';
import type { createGraphQLStatuses } from '../errors/graphqlStatuses';
import { answerIn, languageOf } from '../errors/languages';
import { releaseDocument } from '../execution/admittedExecutor';
import type { FastPath } from '../execution/fastPath';
import type { ResponseCache } from '../execution/responseCache';
import type { TrustedDocuments } from '../graphql/trustedDocuments';
import { readBatch } from './batch';
import { entityTagOf, isStored, setCaching, setVary } from './caching';
import type { Contexts } from './contexts';
import { readBody, readGraphQLRequest, textIn } from './graphqlRequest';
import { SANDBOX_POLICY } from './headers';
import { noteOperation, outcomeOf } from './observation';
import type { GraphQLRequest, ParsedRequestCache } from './parsedRequestCache';
import { errorInBatch } from './sendError';

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

/** Returns the type of an answer for what clients usually accept, as Apollo chooses it; undefined for all else, where Apollo has to. */
function typeOfAnswer({ method, headers }: FastifyRequest): string | undefined {
  const isUsual =
    method === 'POST'
      ? /^application\/json\b/.test(headers['content-type'] ?? '')
      : headers['content-type'] === undefined;
  return isUsual ? TYPES.get(headers.accept ?? '*/*') : undefined;
}

/** Returns a request as Apollo reads it. */
function forApollo({ method, headers }: FastifyRequest, { search, body }: GraphQLRequest) {
  const headerMap = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value) headerMap.set(name, Array.isArray(value) ? value.join(', ') : value);
  // The answer to HEAD is that to GET without its body.
  return { method: method === 'HEAD' ? 'GET' : method, headers: headerMap, search, body };
}

/** Sends an answer to a query by GET with what says who may store it, or 304; by POST nobody may. */
function send(
  request: FastifyRequest,
  reply: FastifyReply,
  content: string | Buffer,
  { actor }: Context,
  isPublished: boolean,
): FastifyReply {
  if (request.method === 'POST') return reply.send(content);
  setCaching(reply, isPublished ? { publishedFor: actor } : 'PRIVATE');
  if (isPublished) setVary(reply);
  if (!isPublished || !isStored(request, reply, entityTagOf(content))) return reply.send(content);
  reply.removeHeader('content-type');
  return reply.code(304).send();
}

/** What the route needs. */
export interface GraphQLRouteOptions {
  readonly apollo: ApolloServer<Context>;
  readonly contexts: Pick<Contexts, 'create'>;
  readonly documents: TrustedDocuments;
  readonly tryFastPath: FastPath;
  readonly cache: Pick<ResponseCache, 'isPublished'>;
  readonly parsedRequests: ParsedRequestCache;
  readonly statuses: ReturnType<typeof createGraphQLStatuses>;
  /** The most operations of one request. */
  readonly batchLimit: number;
  /** Waits until a document may be read. */
  admitText(context: Context, text: string): Promise<void>;
  readonly logError: (requestId: string, error: unknown) => void;
}

/**
 * Answers GraphQL over HTTP, by the fast path or through Apollo. Documents may be named by their identifier, and answers
 * to GET that may be stored have an entity tag: a client that has them is answered 304. The operations of a batch are answered as if each
 * had come alone, and each costs what it costs alone.
 */
export function answerGraphQL(options: GraphQLRouteOptions) {
  const { apollo, contexts, documents, tryFastPath, cache, parsedRequests, statuses, logError } = options;
  const answerFast = async (request: FastifyRequest, read: GraphQLRequest, context: Context) => {
    const type = read.operation ? typeOfAnswer(request) : undefined;
    if (!read.operation || !type) return null;
    try {
      const answer = await tryFastPath(read.operation, context);
      if (answer)
        noteOperation(request, {
          name: documents.nameOf(read.operation.query),
          type: 'query',
          isCached: answer.isCached,
          hasErrors: false,
          errorIds: [],
        });
      return answer && { type, ...answer };
    } catch (error) {
      // A refusal: Apollo says it again, in its own form.
      if (!(error instanceof GraphQLError)) logError(request.id, error);
      return null;
    }
  };
  const askApollo = async (request: FastifyRequest, read: GraphQLRequest, context: Context) => {
    const text = textIn(read);
    // Without a document nothing is parsed: Apollo sends its landing page, or says what is missing.
    if (text !== '') await options.admitText(context, text);
    const httpGraphQLRequest = forApollo(request, read);
    const answer = await apollo
      .executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context })
      .finally(() => releaseDocument(context));
    if (text !== '')
      noteOperation(request, { name: documents.nameOf(text), isCached: false, ...outcomeOf(context) });
    const type = answer.headers.get('content-type');
    return { ...answer, type, status: statuses.statusFor(httpGraphQLRequest, answer.status, type) };
  };
  const sendByApollo = async (
    request: FastifyRequest,
    reply: FastifyReply,
    read: GraphQLRequest,
    context: Context,
  ): Promise<FastifyReply> => {
    const { headers, status, type, body } = await askApollo(request, read, context);
    for (const [name, value] of headers) reply.header(name, value);
    reply.code(status);
    if (body.kind === 'chunked') return reply.send(Readable.from(body.asyncIterator));
    if (type?.startsWith('text/html'))
      return reply.header('content-security-policy', SANDBOX_POLICY).send(body.string);
    // Answers with errors are never stored: only these depend on the language.
    const text = answerIn(body.string, languageOf(request));
    return send(request, reply, text, context, cache.isPublished(context));
  };
  const answerInBatch = async (request: FastifyRequest, operation: unknown): Promise<string> => {
    try {
      const read = readBody(operation, documents);
      const context = await contexts.create(request, 'READ');
      const answer = await answerFast(request, read, context);
      if (answer) return answer.bytes.toString();
      const { body } = await askApollo(request, read, context);
      return body.kind === 'complete' ? answerIn(body.string, languageOf(request)) : 'null';
    } catch (error) {
      return answerIn(JSON.stringify(errorInBatch(request.id, error, logError)), languageOf(request));
    }
  };
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const batch = readBatch(request, options.batchLimit);
    if (batch) {
      const answers = await Promise.all(batch.map((operation) => answerInBatch(request, operation)));
      return reply.type(JSON_TYPE).send(`[${answers.join(',')}]`);
    }
    const read = readGraphQLRequest(request, documents);
    const context = await contexts.create(request, 'READ');
    const answer = await answerFast(request, read, context);
    if (!answer) return sendByApollo(request, reply, read, context);
    if (answer.isCached) parsedRequests.remember(request.body, read);
    return send(request, reply.type(answer.type), answer.bytes, context, answer.isPublished);
  };
}
