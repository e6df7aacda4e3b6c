import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { troubleOf } from './errorMapping';

/** What Apollo says of mutations and subscriptions over GET. */
const READ_ONLY_METHOD = /^GET requests only support query operations/;
const ONLY_QUERIES_ZH =
  'GET 只用于查询；修改请用 POST，订阅请用 WebSocket（/graphql）或 server-sent events（/graphql/stream）。';
const ONLY_QUERIES_EN =
  'GET is for queries only: send mutations by POST, and subscriptions over WebSocket at /graphql or server-sent events at /graphql/stream.';

/** The one way an error reaches a client, on every path: expected errors pass, all others are masked and logged. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  logError: (requestId: string, error: unknown) => void,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const { stacktrace: _, http: __, ...extensions } = formatted.extensions ?? {};
  if (READ_ONLY_METHOD.test(formatted.message))
    return { ...formatted, message: `${ONLY_QUERIES_ZH} ${ONLY_QUERIES_EN}`, extensions };
  if (original instanceof GraphQLError && extensions.code !== 'INTERNAL_SERVER_ERROR')
    return { ...formatted, extensions };
  // What went wrong before anything was resolved, such as reading who asks, stands inside Apollo's own error.
  const cause = (original instanceof GraphQLError && original.originalError) || original;
  const requestId = randomUUID();
  logError(requestId, cause);
  const { path, locations } = formatted;
  const trouble = troubleOf(cause);
  return {
    message:
      trouble?.message ??
      `系统内部错误，请向管理员提供编号。 Internal error; tell the administrator the number. ${requestId}`,
    path,
    locations,
    extensions: { code: trouble?.code ?? 'INTERNAL_SERVER_ERROR', requestId },
  };
}
