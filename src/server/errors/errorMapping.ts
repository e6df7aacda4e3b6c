import { GraphQLError } from 'graphql';
import { isLost, isReadOnly } from '../../database/replica';

/** How an error is sent over HTTP. */
export interface HttpStatus {
  readonly status: number;
  /** After how many seconds the same request may succeed; null where that is not said. */
  readonly retryAfter: number | null;
}

/** What went wrong through no fault of the client. */
export interface Trouble extends HttpStatus {
  readonly code: string;
  readonly message: string;
}

interface RecognisedTrouble extends Trouble {
  is(error: unknown): boolean;
}

const codeOf = (error: unknown): string => {
  const { code, driverError, cause } = Object(error) as {
    code?: unknown;
    driverError?: { code?: unknown };
    cause?: unknown;
  };
  return String(code ?? driverError?.code ?? (cause ? codeOf(cause) : ''));
};
const hasCode = (pattern: RegExp) => (error: unknown) => pattern.test(codeOf(error));

/** What TypeORM and the pool of pg say when they are closed or were closed under a transaction. */
const CLOSED =
  /QueryRunnerProviderAlreadyReleased|QueryRunnerAlreadyReleased|Query runner already released|Driver not Connected|pool after calling end/i;
/** What the pool says when every connection was busy for too long. */
const POOL_IS_BUSY = /timeout exceeded when trying to connect/;
const saysSo = (pattern: RegExp) => (error: unknown) => {
  const { name = '', message = '' } = Object(error) as { name?: string; message?: string };
  return pattern.test(`${name} ${message}`);
};

const RETRY_CHANGE_ZH = '正在提交的内容是否已保存不能确定，请用同一 idempotencyKey 重试。';
const RETRY_CHANGE_EN =
  'Whether a change under way was stored is not known: send it again with the same idempotencyKey.';

/** By SQLSTATE (PostgreSQL, appendix A), the codes of Node's sockets and files, and the words of TypeORM and pg. */
const TROUBLES: readonly RecognisedTrouble[] = [
  {
    code: 'TIMEOUT',
    status: 504,
    retryAfter: 5,
    is: hasCode(/^57014$/),
    message: '查询用时过长，请缩小范围或稍后再试。 It took too long: ask for less, or again later.',
  },
  {
    code: 'OVERLOADED',
    status: 503,
    retryAfter: 5,
    is: (error) => hasCode(/^(53300|55P03|57P05)$/)(error) || saysSo(POOL_IS_BUSY)(error),
    message:
      '服务器正忙，数据库连接已用完，请稍后再试。 The server is busy and has no database connection free: try again later.',
  },
  {
    code: 'CONFLICT',
    status: 503,
    retryAfter: 1,
    is: hasCode(/^(40001|40P01)$/),
    message:
      '与同时进行的其他操作冲突，未作任何改动，请重试。 Something else under way was in conflict with this, and nothing was changed: try again.',
  },
  {
    code: 'DISK_FULL',
    status: 503,
    retryAfter: 60,
    is: hasCode(/^(53100|58030|ENOSPC|EDQUOT|EROFS)$/),
    message:
      '服务器磁盘已满或不可写，未保存任何改动；请通知管理员，稍后再试。 The disk of the server is full or cannot be written, and nothing was changed: tell the administrator, and try again later.',
  },
  {
    code: 'OUT_OF_RESOURCES',
    status: 503,
    retryAfter: 30,
    is: hasCode(/^(53000|53200|53400|54000|EMFILE|ENFILE)$/),
    message:
      '服务器内存或其他资源不足，未保存任何改动，请稍后再试。 The server has run out of memory or another resource, and nothing was changed: try again later.',
  },
  {
    code: 'DATABASE_READ_ONLY',
    status: 503,
    retryAfter: 10,
    is: isReadOnly,
    message:
      '数据库目前只能读取，未保存任何改动，请稍后再试。 The database can only be read at the moment, and nothing was changed: try again later.',
  },
  {
    code: 'DATABASE_UNAVAILABLE',
    status: 503,
    retryAfter: 10,
    is: (error) => isLost(error) || hasCode(/^(25P03|57P04|3D000)$/)(error) || saysSo(CLOSED)(error),
    message: `数据库暂时无法使用，请稍后再试；${RETRY_CHANGE_ZH} The database cannot be reached at the moment: try again later. ${RETRY_CHANGE_EN}`,
  },
];

/** Returns what kind of trouble an error is; null for a refusal and for a fault of the hub itself. */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof GraphQLError) return error.originalError ? troubleOf(error.originalError) : null;
  return TROUBLES.find(({ is }) => is(error)) ?? null;
}

/** Returns the trouble with a code; null for other codes. */
export const troubleByCode = (code: unknown): Trouble | null =>
  TROUBLES.find((trouble) => trouble.code === code) ?? null;

/** Statuses of refusals by their code. */
const STATUSES: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  BATCH_NOT_ALLOWED: 400,
  TOO_DEEP: 400,
  TOO_COSTLY: 400,
  ANSWER_TOO_LARGE: 400,
  PERSISTED_QUERY_HASH: 400,
  SUBSCRIPTION_NOT_SUPPORTED: 400,
  'document.empty': 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  OPERATION_NOT_REGISTERED: 403,
  PASSWORD_TO_BE_CHANGED: 403,
  SIGN_IN_REFUSED: 403,
  NOT_FOUND: 404,
  'document.unknown': 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  BODY_TOO_LARGE: 413,
  ADDRESS_TOO_LONG: 414,
  'document.tooLarge': 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  'document.multipart': 415,
  RATE_LIMITED: 429,
  HEADER_TOO_LARGE: 431,
  PROVIDER_UNAVAILABLE: 503,
};

/** After how many seconds a client over its share may come again, where the error does not say it. */
const RATE_LIMITED_SECONDS = 5;

/** A refusal that ends by itself: the same request may succeed after some seconds. */
export class TryLater extends GraphQLError {
  constructor(
    code: string,
    readonly retryAfter: number,
    message: string,
  ) {
    super(message, { extensions: { code } });
  }
}

/** Returns how errors with a code are sent; null for a code that says nothing about HTTP. The one table of GraphQL and all other routes. */
export function statusOfCode(code: unknown): HttpStatus | null {
  const trouble = troubleByCode(code);
  if (trouble) return trouble;
  const status = STATUSES[String(code)];
  if (status === undefined) return null;
  return { status, retryAfter: code === 'RATE_LIMITED' ? RATE_LIMITED_SECONDS : null };
}

/** Returns how an error of GraphQL is sent. */
export function statusOfError(error: GraphQLError): HttpStatus {
  const { status, retryAfter } = statusOfCode(error.extensions.code) ?? { status: 500, retryAfter: null };
  return { status, retryAfter: error instanceof TryLater ? error.retryAfter : retryAfter };
}
