import type { ApolloServerPlugin, HTTPGraphQLRequest } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { PASSWORD_TO_BE_CHANGED } from '../../shared/request/permissions';
import { type HttpStatus, statusOfCode, statusOfError, troubleByCode } from './errorMapping';

const REFUSALS: readonly unknown[] = ['UNAUTHENTICATED', 'FORBIDDEN', PASSWORD_TO_BE_CHANGED];

/** Codes that decide the status also where they come from a resolver, when nothing was answered. */
const decidesStatus = (code: unknown) => troubleByCode(code) !== null || REFUSALS.includes(code);

/** Mistakes in the document or the variables: for clients that accept plain JSON a request like any other. */
const MISTAKES = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/** Whether an answer holds no value at all. */
const isEmpty = (data: unknown) =>
  (data ?? null) === null || Object.values(data as object).every((value) => value === null);

/** Returns the worst of what went wrong when nothing was answered; null where something was, or no code decides the status. */
function worstStatus(data: unknown, errors: readonly GraphQLFormattedError[]): HttpStatus | null {
  if (!isEmpty(data)) return null;
  const statuses = errors
    .filter(({ extensions }) => decidesStatus(extensions?.code))
    .flatMap(({ extensions }) => statusOfCode(extensions?.code) ?? []);
  return statuses.toSorted((one, other) => other.status - one.status)[0] ?? null;
}

/** Returns the status of a refusal that Apollo sends as 500, because the error itself has none. */
function statusOfRefusal(error: unknown): HttpStatus | null {
  return error instanceof GraphQLError && statusOfCode(error.extensions.code) ? statusOfError(error) : null;
}

/**
 * Gives answers of GraphQL their status: of what went wrong when nothing could be answered, and 200 otherwise. Mistakes in
 * a document or its variables are 400 in application/graphql-response+json and 200 in application/json, as GraphQL over HTTP has it.
 */
export function createGraphQLStatuses() {
  const mistaken = new WeakSet<HTTPGraphQLRequest>();
  const plugin: ApolloServerPlugin = {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body, http }, request, errors: thrown }) {
          if (body.kind !== 'single' || !body.singleResult.errors) return;
          const { data, errors } = body.singleResult;
          const refused = http.status === 500 ? statusOfRefusal(thrown?.[0]) : null;
          const sent = refused ?? worstStatus(data, errors);
          if (sent) http.status = sent.status;
          if (sent?.retryAfter) http.headers.set('retry-after', String(sent.retryAfter));
          const isMistake = data === undefined && MISTAKES.includes(String(errors[0].extensions?.code));
          if (isMistake && request.http && (http.status ?? 400) === 400) mistaken.add(request.http);
        },
      };
    },
  };
  return {
    plugin,
    /** Returns the status to send, by the content type that was chosen. */
    statusFor: (request: HTTPGraphQLRequest, status: number | undefined, type: string | undefined) =>
      mistaken.has(request) && type?.startsWith('application/json') ? 200 : (status ?? 200),
  };
}
