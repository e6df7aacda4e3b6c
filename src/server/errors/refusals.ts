import type { FastifyError } from 'fastify';
import { GraphQLError } from 'graphql';
import { languagesOf } from '../../shared/text';
import { type HttpStatus, statusOfCode, statusOfError, troubleOf } from './errorMapping';
import type { Language } from './languages';

/** A refusal outside GraphQL, in both languages. */
export interface Refusal {
  readonly code: string;
  readonly messageZh: string;
  readonly messageEn: string;
}

/** The refusal of an address at which there is nothing. */
export const NO_ADDRESS: Refusal = {
  code: 'NOT_FOUND',
  messageZh: '没有这个地址，请查看 README 所列的地址。',
  messageEn: 'There is nothing at this address; see the addresses in the README.',
};

/** What fastify refuses before any handler runs, by its code. */
const BY_FASTIFY: Readonly<Record<string, Refusal>> = {
  FST_ERR_BAD_URL: {
    code: 'BAD_REQUEST',
    messageZh: '地址不是有效的 UTF-8 百分号编码。',
    messageEn: 'The address is not percent-encoded UTF-8; encode it as UTF-8.',
  },
  FST_ERR_MAX_PARAM_LENGTH: {
    code: 'NOT_FOUND',
    messageZh: '地址的一段过长，没有这样的资源。',
    messageEn: 'A part of the address is too long; there is no such thing.',
  },
  FST_ERR_NOT_FOUND: NO_ADDRESS,
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'BODY_TOO_LARGE',
    messageZh: '请求正文过大，请缩小或分次提交。',
    messageEn: 'The body of the request is too large; send less at once.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    messageZh: '不支持这种 Content-Type，请用 application/json 发送。',
    messageEn: 'This content type is not supported; send application/json.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    code: 'BAD_REQUEST',
    messageZh: '请求正文为空，应为 JSON 对象。',
    messageEn: 'The body is empty; send a JSON object.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'BAD_REQUEST',
    messageZh: '请求正文与 Content-Length 不符。',
    messageEn: 'The body is not as long as Content-Length says.',
  },
};

const BAD_JSON: Refusal = {
  code: 'BAD_REQUEST',
  messageZh: '请求正文不是有效的 JSON，请检查后重发。',
  messageEn: 'The body is not valid JSON; correct it and send it again.',
};
const BAD_REQUEST: Refusal = {
  code: 'BAD_REQUEST',
  messageZh: '请求无法读取，请检查后重发。',
  messageEn: 'The request cannot be read; correct it and send it again.',
};
const internal = (requestId: string): Refusal => ({
  code: 'INTERNAL_SERVER_ERROR',
  messageZh: `系统内部错误，请向管理员提供编号 ${requestId}。`,
  messageEn: `Internal error; tell the administrator the number ${requestId}.`,
});

/** A request refused outside GraphQL. Its code says the status, unless another is named. `details` are sent beside the messages. */
export class Refused extends Error {
  readonly status: number;
  readonly details: object;

  constructor(
    readonly refusal: Refusal,
    { status, details = {} }: { readonly status?: number; readonly details?: object } = {},
  ) {
    super(`${refusal.messageZh} ${refusal.messageEn}`);
    this.status = status ?? statusOfCode(refusal.code)?.status ?? 400;
    this.details = details;
  }
}

/** Returns a refusal as all routes but those of GraphQL send it, in the form docs/errors.md names. */
export const asObject = (refusal: Refusal, language: Language, details: object = {}): object => {
  const { code, messageZh, messageEn } = refusal;
  return { code, message: language === 'en' ? messageEn : messageZh, messageZh, messageEn, ...details };
};

/** Returns the refusal with a message of the form "文。 Text.". */
function inBothLanguages(code: string, message: string): Refusal {
  const { zh, en } = languagesOf(message);
  return { code, messageZh: zh, messageEn: en };
}

/** What an error is answered with. */
export interface ErrorAnswer extends HttpStatus {
  readonly refusal: Refusal;
  /** What is sent beside the messages. */
  readonly details: object;
  /** Whether it is unexpected, so that it is logged. */
  readonly isFault: boolean;
}

/** Returns what an error is answered with outside GraphQL: on every route but /graphql, and there before an operation is read. */
export function answerTo(error: unknown, requestId: string): ErrorAnswer {
  const refused = { retryAfter: null, isFault: false, details: {} };
  if (error instanceof Refused)
    return { ...refused, status: error.status, refusal: error.refusal, details: error.details };
  const trouble = troubleOf(error);
  const fault = { isFault: true, details: { requestId } };
  if (trouble) return { ...fault, ...trouble, refusal: inBothLanguages(trouble.code, trouble.message) };
  if (error instanceof GraphQLError && statusOfCode(error.extensions.code))
    return {
      ...refused,
      ...statusOfError(error),
      refusal: inBothLanguages(String(error.extensions.code), error.message),
    };
  const { code = '', statusCode } = Object(error) as Partial<FastifyError>;
  if (BY_FASTIFY[code]) return { ...refused, status: statusCode ?? 400, refusal: BY_FASTIFY[code] };
  if (error instanceof SyntaxError || code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return { ...refused, status: 400, refusal: BAD_JSON };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return { ...refused, status: statusCode, refusal: BAD_REQUEST };
  return { ...fault, status: 500, retryAfter: null, refusal: internal(requestId) };
}
