import { type ApolloServerPlugin, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { troubleByCode, troubleOf } from './errorMapping';

/** An HTTP status, and after how many seconds to come again. */
export interface Verdict {
  readonly status: number;
  readonly retryAfter: number | null;
}

/** Statuses of refusals. What is not here and no trouble is a fault of the hub. */
const STATUS: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  RATE_LIMITED: 429,
};

/** After how many seconds a client over its share may come again, where nothing tells it better. */
const RATE_LIMITED_SECONDS = 5;

/** The status of an error with this code. The one place that decides it, for GraphQL and all other routes. */
export function verdictOn(code: unknown): Verdict {
  const trouble = troubleByCode(code);
  if (trouble) return trouble;
  const retryAfter = code === 'RATE_LIMITED' ? RATE_LIMITED_SECONDS : null;
  return { status: STATUS[String(code)] ?? 500, retryAfter };
}

/** The code of whatever was thrown. */
export function codeOfError(error: unknown): string {
  if (error instanceof GraphQLError && error.extensions.code !== 'INTERNAL_SERVER_ERROR')
    return String(error.extensions.code ?? 'INTERNAL_SERVER_ERROR');
  return troubleOf(error)?.code ?? 'INTERNAL_SERVER_ERROR';
}

/** A formatted error as one to throw, with the status of its code. */
export function withStatus({ message, extensions }: GraphQLFormattedError): GraphQLError {
  const { status, retryAfter } = verdictOn(extensions?.code);
  const headers = new HeaderMap();
  if (retryAfter) headers.set('retry-after', String(retryAfter));
  return new GraphQLError(message, { extensions: { ...extensions, http: { status, headers } as object } });
}

/** Codes that are told by the status as well when they are why nothing was answered. */
const isToldByStatus = (code: unknown) =>
  troubleByCode(code) !== null || code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';

/** Mistakes in the document or the variables: for clients that accept plain JSON a request like any other. */
const MISTAKES = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/** Whether an answer holds no value at all. */
const isNothing = (data: unknown) =>
  (data ?? null) === null || Object.values(data as object).every((value) => value === null);

/** The worst of what went wrong when nothing was answered; null where something was, or no code has a status. */
function verdictOnResult(data: unknown, errors: readonly GraphQLFormattedError[]): Verdict | null {
  if (!isNothing(data)) return null;
  const verdicts = errors
    .filter(({ extensions }) => isToldByStatus(extensions?.code))
    .map(({ extensions }) => verdictOn(extensions?.code));
  return verdicts.toSorted((one, other) => other.status - one.status)[0] ?? null;
}

/**
 * Gives answers of GraphQL their status: of what went wrong when nothing could be answered, and 200 otherwise. Mistakes in
 * a document or its variables are 400 in application/graphql-response+json and 200 in application/json, as GraphQL over HTTP has it.
 */
export function createStatuses() {
  const mistaken = new WeakSet<HTTPGraphQLRequest>();
  const plugin: ApolloServerPlugin = {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body, http }, request }) {
          if (body.kind !== 'single' || !body.singleResult.errors) return;
          const { data, errors } = body.singleResult;
          const verdict = verdictOnResult(data, errors);
          if (verdict) http.status = verdict.status;
          if (verdict?.retryAfter) http.headers.set('retry-after', String(verdict.retryAfter));
          const isMistake = data === undefined && MISTAKES.includes(String(errors[0].extensions?.code));
          if (isMistake && request.http && (http.status ?? 400) === 400) mistaken.add(request.http);
        },
      };
    },
  };
  return {
    plugin,
    /** The status to send, by the content type that was chosen. */
    statusFor: (request: HTTPGraphQLRequest, status: number | undefined, type: string | undefined) =>
      mistaken.has(request) && type?.startsWith('application/json') ? 200 : (status ?? 200),
  };
}
