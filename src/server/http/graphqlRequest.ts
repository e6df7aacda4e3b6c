import type { FastifyRequest } from 'fastify';
import { Refused } from '../errors/refusals';
import type { OperationRequest } from '../execution/fastPath';
import { notTrusted, sha256, type TrustedDocuments } from '../graphql/trustedDocuments';
import { type GraphQLRequest, ParsedRequest } from './parsedRequestCache';

type Parameters = Record<string, unknown>;

const isRecord = (value: unknown): value is Parameters =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unknownDocument = () =>
  new Refused(
    {
      code: 'OPERATION_NOT_REGISTERED',
      messageZh: '没有这个编号的查询。',
      messageEn: 'No registered operation has this identifier.',
    },
    { status: 404 },
  );

const wrongHash = () =>
  new Refused({
    code: 'PERSISTED_QUERY_HASH',
    messageZh: '查询与其散列值不符。',
    messageEn: 'The hash is not that of the query.',
  });

const namedTwice = () =>
  new Refused({
    code: 'BAD_REQUEST',
    messageZh: '请求中既有 documentId 又有 query：请只给一个。',
    messageEn: 'The request has both `documentId` and `query`: send one of them.',
  });

/** Returns the hash of a persisted query in a request, in Apollo's form. */
function hashIn({ extensions }: Parameters): string | null {
  const { persistedQuery } = isRecord(extensions) ? extensions : {};
  const { sha256Hash } = isRecord(persistedQuery) ? persistedQuery : {};
  return typeof sha256Hash === 'string' ? sha256Hash : null;
}

/** The parameters that name a document: that of GraphQL over HTTP, and those of Relay's clients. */
const NAMES = ['documentId', 'doc_id', 'id'];

/** Returns the name of a document in a request; those of Relay count only where there is no text. */
function nameIn(parameters: Parameters): unknown {
  const names = parameters.query ? NAMES.slice(0, 1) : NAMES;
  return names.map((name) => parameters[name]).find((value) => (value ?? null) !== null);
}

/** Returns what a request names instead of a text: a document by its name, or the hash of a persisted query. */
function identifierIn(parameters: Parameters): string | null {
  const name = nameIn(parameters);
  if (typeof name === 'string') return name;
  return parameters.query === undefined ? hashIn(parameters) : null;
}

/**
 * Returns the request with the text of the registered document it names. Throws for what is not registered where nothing else
 * is answered; a plugin of Apollo checks the text again, for requests that are not of the usual form.
 */
function fillIn(parameters: Parameters, documents: TrustedDocuments): Parameters {
  if (parameters.query && nameIn(parameters) !== undefined) throw namedTwice();
  const identifier = identifierIn(parameters);
  const text = identifier === null ? null : documents.find(identifier);
  if (text !== null) {
    const { documentId: _, doc_id: __, id: ___, extensions, ...rest } = parameters;
    const { persistedQuery: ____, ...others } = isRecord(extensions) ? extensions : {};
    return { ...rest, query: text, ...(Object.keys(others).length > 0 ? { extensions: others } : {}) };
  }
  if (nameIn(parameters) !== undefined) throw unknownDocument();
  if (identifier !== null && documents.isOnly) throw notTrusted();
  if (typeof parameters.query === 'string') {
    documents.authorise(parameters.query);
    const hash = hashIn(parameters);
    if (hash !== null && hash !== sha256(parameters.query)) throw wrongHash();
  }
  return parameters;
}

/** Returns the operation of a request that has a text, variables and a name, and nothing else that matters. */
function operationIn({ query, variables, operationName, extensions }: Parameters): OperationRequest | null {
  if (typeof query !== 'string' || (extensions ?? null) !== null) return null;
  if (!isRecord(variables ?? {}) || typeof (operationName ?? '') !== 'string') return null;
  return {
    query,
    variables: (variables ?? {}) as Parameters,
    // An empty name is no name, on every path.
    operationName: (operationName || null) as string | null,
  };
}

/** Returns the value of JSON text; undefined for other text, about which Apollo says what is wrong. */
function readJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return undefined;
  }
}

function readSearch(search: string, documents: TrustedDocuments): GraphQLRequest {
  const searchParameters = new URLSearchParams(search);
  const sent: Parameters = Object.fromEntries(searchParameters);
  const parameters = {
    ...sent,
    ...('extensions' in sent ? { extensions: readJson(sent.extensions) } : {}),
  };
  const filled = fillIn(parameters, documents);
  const isRepeated = searchParameters.size !== Object.keys(sent).length;
  const variables = readJson(filled.variables ?? '{}');
  const operation = isRepeated || variables === undefined ? null : operationIn({ ...filled, variables });
  if (filled === parameters) return { search, body: undefined, operation };
  for (const name of NAMES) searchParameters.delete(name);
  searchParameters.delete('extensions');
  if (filled.extensions) searchParameters.set('extensions', JSON.stringify(filled.extensions));
  searchParameters.set('query', filled.query as string);
  return { search: `?${searchParameters}`, body: undefined, operation };
}

/** Reads a request to /graphql. Throws for a document that is not registered where it has to be. */
export function readGraphQLRequest(
  { method, url, body }: FastifyRequest,
  documents: TrustedDocuments,
): GraphQLRequest {
  if (body instanceof ParsedRequest) return body.request;
  const at = url.indexOf('?');
  const search = at < 0 ? '' : url.slice(at);
  if (method !== 'POST' && search !== '') return readSearch(search, documents);
  return { ...readBody(body, documents), search };
}

/** Reads the body of a request, or one operation of a batch. Throws for a document that is not registered where it has to be. */
export function readBody(body: unknown, documents: TrustedDocuments): GraphQLRequest {
  if (!isRecord(body)) return { search: '', body, operation: null };
  const filled = fillIn(body, documents);
  return { search: '', body: filled, operation: operationIn(filled) };
}

/** Returns the text of the document in a request of any form; empty when it has none. */
export function textIn({ search, body, operation }: GraphQLRequest): string {
  if (operation) return operation.query;
  const parameters = body ?? Object.fromEntries(new URLSearchParams(search));
  return isRecord(parameters) && typeof parameters.query === 'string' ? parameters.query : '';
}
