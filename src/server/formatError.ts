import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isLost, isReadOnly } from './replica';

/** What PostgreSQL says of a statement it ended: here, because its time was over. */
const QUERY_CANCELED = '57014';
/** What the pool says when every connection was taken for too long. */
const NO_CONNECTION = 'timeout exceeded when trying to connect';

const isTimeout = (error: unknown) => {
  const { driverError, message } = Object(error) as { driverError?: { code?: string }; message?: string };
  return driverError?.code === QUERY_CANCELED || message === NO_CONNECTION;
};

/** What cannot be helped by whoever asks, in words: by its code. */
const TROUBLES: readonly { code: string; is: (error: unknown) => boolean; message: string }[] = [
  {
    code: 'TIMEOUT',
    is: isTimeout,
    message:
      '查询用时过长或服务器正忙，请缩小范围或稍后再试。 It took too long, or the server is busy: ask for less, or again later.',
  },
  {
    code: 'DATABASE_UNAVAILABLE',
    is: (error) => isLost(error) || isReadOnly(error),
    message:
      '数据库暂时无法使用，请稍后再试；正在提交的内容是否已保存不能确定，请用同一 idempotencyKey 重试。 The database cannot be reached at the moment: try again later. Whether a change under way was stored is not known: send it again with the same idempotencyKey.',
  },
];

/** The one way an error reaches a client, on every path: expected errors pass, all others are masked and logged. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  logError: (requestId: string, error: unknown) => void,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const { stacktrace: _, http: __, ...extensions } = formatted.extensions ?? {};
  if (original instanceof GraphQLError && extensions.code !== 'INTERNAL_SERVER_ERROR')
    return { ...formatted, extensions };
  // What went wrong before anything was resolved, such as reading who asks, stands inside Apollo's own error.
  const cause = (original instanceof GraphQLError && original.originalError) || original;
  const requestId = randomUUID();
  logError(requestId, cause);
  const { path, locations } = formatted;
  const trouble = TROUBLES.find(({ is }) => is(cause));
  return {
    message:
      trouble?.message ??
      `系统内部错误，请向管理员提供编号。 Internal error; tell the administrator the number. ${requestId}`,
    path,
    locations,
    extensions: { code: trouble?.code ?? 'INTERNAL_SERVER_ERROR', requestId },
  };
}
