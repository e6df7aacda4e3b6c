import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { languagesOf } from '../../shared/text';
import { troubleOf } from './errorMapping';
import { messageIn } from './languages';
import { rewordLibrary } from './libraryMessages';

/** What stands in Chinese before what graphql-js and Apollo say in English, by code. */
const SAID_BY_LIBRARIES: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: '查询的语法有误',
  GRAPHQL_VALIDATION_FAILED: '查询与接口不符',
  BAD_USER_INPUT: '变量或参数不合要求',
  OPERATION_RESOLUTION_FAILURE: '没有确定要执行的操作',
  BAD_REQUEST: '请求有误',
  PERSISTED_QUERY_NOT_FOUND: '服务器没有保存这一查询，请连同查询文本一起发送',
  PERSISTED_QUERY_NOT_SUPPORTED: '服务器不支持保存查询',
};

const HAN = /\p{Script=Han}/u;

/** Returns both languages of a message: those that the error has, or its own "文。 Text.", or English with a word of Chinese before it. */
function messagesOf({ message, extensions }: GraphQLFormattedError): {
  messageZh: string;
  messageEn: string;
} {
  const { messageZh, messageEn, code } = extensions ?? {};
  if (typeof messageZh === 'string' && typeof messageEn === 'string') return { messageZh, messageEn };
  if (HAN.test(message)) {
    const { zh, en } = languagesOf(message);
    return { messageZh: zh, messageEn: en };
  }
  return {
    messageZh: `${SAID_BY_LIBRARIES[String(code)] ?? '请求无法执行'}：${message}`,
    messageEn: message,
  };
}

/** Returns an error with both languages in its extensions, and the message in Chinese. */
function inBothLanguages(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const error = { ...formatted, extensions: { ...formatted.extensions, ...messagesOf(formatted) } };
  return { ...error, message: messageIn(error, 'zh') };
}

/**
 * The one way an error reaches a client, on every path: expected errors pass, all others are masked and logged. The message is in Chinese;
 * where the client prefers English it is replaced when the answer is sent.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  logError: (requestId: string, error: unknown) => void,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const { stacktrace: _, http: __, ...extensions } = formatted.extensions ?? {};
  const reworded = extensions.code === 'BAD_REQUEST' ? rewordLibrary(formatted.message) : null;
  if (reworded) return inBothLanguages({ ...formatted, extensions: { ...extensions, ...reworded } });
  if (original instanceof GraphQLError && extensions.code !== 'INTERNAL_SERVER_ERROR')
    return inBothLanguages({ ...formatted, extensions });
  // What went wrong before anything was resolved, such as reading who asks, stands inside Apollo's own error.
  const cause = (original instanceof GraphQLError && original.originalError) || original;
  const requestId = randomUUID();
  logError(requestId, cause);
  const { path, locations } = formatted;
  const trouble = troubleOf(cause);
  return inBothLanguages({
    message:
      trouble?.message ??
      `系统内部错误，请向管理员提供编号 ${requestId}。 Internal error; tell the administrator the number ${requestId}.`,
    path,
    locations,
    extensions: { code: trouble?.code ?? 'INTERNAL_SERVER_ERROR', requestId },
  });
}
