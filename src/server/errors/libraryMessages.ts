import type { Fault } from '../../shared/text';

const NOT_AN_OBJECT: Fault = {
  zh: '请求正文应为 JSON 对象，查询文本在 query 中；Content-Type 为 application/json。',
  en: 'The body is a JSON object with the text of the operation in `query`, and its Content-Type is application/json.',
};
/** That a request has no operation. */
export const NO_TEXT: Fault = {
  zh: '请求中没有查询：query 应为查询文本。',
  en: 'The request has no operation: `query` is its text.',
};
const fieldIsObject = (name: string): Fault => ({
  zh: `${name} 应为 JSON 对象，而不是文本或列表。`,
  en: `\`${name}\` is a JSON object, and no text or list.`,
});

/** What Apollo says of requests that it cannot read, in English and in its own terms, and what the hub says instead, with the code of their status. */
const REWORDED: readonly (readonly [RegExp, (...parts: string[]) => Fault, code?: string])[] = [
  [/^POST body missing/, () => NOT_AN_OBJECT],
  [/^GraphQL queries must be strings/, () => NO_TEXT],
  [/^GraphQL operations must contain a non-empty `query`/, () => NO_TEXT],
  [/^`(variables|extensions)` in a POST body/, fieldIsObject],
  [
    /^`operationName` in a POST body/,
    () => ({ zh: 'operationName 应为文本。', en: '`operationName` is a text.' }),
  ],
  [
    /^The '(\w+)' search parameter may only/,
    (name) => ({
      zh: `地址中的参数 ${name} 只能有一个。`,
      en: `\`${name}\` may be there once only in the address.`,
    }),
  ],
  [
    /^The (\w+) search parameter contains invalid JSON/,
    (name) => ({
      zh: `地址中的参数 ${name} 不是有效的 JSON。`,
      en: `\`${name}\` in the address is not valid JSON.`,
    }),
  ],
  [/^The (\w+) search parameter should contain a JSON-encoded object/, fieldIsObject],
  [
    /^GET requests may not have a content-type header/,
    () => ({
      zh: 'GET 请求的 Content-Type 只能是 application/json，或不写。',
      en: 'A GET request has no Content-Type, or application/json.',
    }),
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    /^An 'accept' header was provided/,
    () => ({
      zh: 'Accept 中没有本接口的格式，可用 application/graphql-response+json 或 application/json；订阅请用 server-sent events（/graphql/stream）或 WebSocket（/graphql）。',
      en: 'Accept names no format of this address: it has application/graphql-response+json and application/json. Subscriptions are at /graphql/stream as server-sent events, and over WebSocket at /graphql.',
    }),
    'NOT_ACCEPTABLE',
  ],
  [
    /^GET requests only support query operations/,
    () => ({
      zh: 'GET 只用于查询；修改请用 POST，订阅请用 WebSocket（/graphql）或 server-sent events（/graphql/stream）。',
      en: 'GET is for queries only: send mutations by POST, and subscriptions over WebSocket at /graphql or server-sent events at /graphql/stream.',
    }),
    'METHOD_NOT_ALLOWED',
  ],
];

/** Returns what the hub says instead of a message of Apollo, in both languages, with its code; null where that stays. */
export function rewordLibrary(
  message: string,
): { readonly code: string; readonly messageZh: string; readonly messageEn: string } | null {
  for (const [pattern, say, code = 'BAD_REQUEST'] of REWORDED) {
    const match = pattern.exec(message);
    if (!match) continue;
    const { zh, en } = say(...match.slice(1));
    return { code, messageZh: zh, messageEn: en };
  }
  return null;
}
