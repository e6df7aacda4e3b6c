import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** What PostgreSQL says of a statement it ended: here, because its time was over. */
const QUERY_CANCELED = '57014';
/** What the pool says when every connection was taken for too long. */
const NO_CONNECTION = 'timeout exceeded when trying to connect';

const isTimeout = (error: unknown) => {
  const { driverError, message } = Object(error) as { driverError?: { code?: string }; message?: string };
  return driverError?.code === QUERY_CANCELED || message === NO_CONNECTION;
};

/** The one way an error reaches a client, on every path: expected errors pass, all others are masked and logged. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  logError: (requestId: string, error: unknown) => void,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  if (original instanceof GraphQLError && extensions.code !== 'INTERNAL_SERVER_ERROR')
    return { ...formatted, extensions };
  const requestId = randomUUID();
  logError(requestId, original);
  const { path, locations } = formatted;
  if (isTimeout(original))
    return {
      message:
        '查询用时过长或服务器正忙，请缩小范围或稍后再试。 It took too long, or the server is busy: ask for less, or again later.',
      path,
      locations,
      extensions: { code: 'TIMEOUT', requestId },
    };
  return {
    message: `系统内部错误，请向管理员提供编号。 Internal error; tell the administrator the number. ${requestId}`,
    path,
    locations,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  };
}
