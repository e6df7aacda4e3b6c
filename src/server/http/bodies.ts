import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '../errors/refusals';

const BYTE_ORDER_MARK = '\ufeff';

/** The character set that a content type names, in lower case; null when it names none. */
function charsetOf(contentType: string | undefined): string | null {
  const [, quoted, plain] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(contentType ?? '') ?? [];
  return (quoted ?? plain ?? '').trim().toLowerCase() || null;
}

const notInCharset = (charset: string, isNamed: boolean) =>
  new Refused({
    code: 'BAD_REQUEST',
    messageZh: isNamed
      ? `请求正文不是有效的 ${charset} 文本，请核对 Content-Type 中的 charset。`
      : '请求正文不是 UTF-8，请用 UTF-8 发送，或在 Content-Type 中写明 charset。',
    messageEn: isNamed
      ? `The body is not ${charset}; check the charset in Content-Type.`
      : 'The body is not UTF-8: send it as UTF-8, or name its charset in Content-Type.',
  });

/** The text of a body by the character set its content type names, UTF-8 where it names none. Throws Refused: no byte is ever replaced. */
export function decodeBody(bytes: Buffer, contentType: string | undefined): string {
  const charset = charsetOf(contentType);
  if (charset === null || /^utf-?8$/.test(charset)) {
    if (!isUtf8(bytes)) throw notInCharset('UTF-8', charset !== null);
    const text = bytes.toString('utf8');
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { fatal: true });
  } catch {
    throw new Refused({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      messageZh: `不支持字符集 ${charset}，请用 UTF-8 发送。`,
      messageEn: `The charset ${charset} is not supported; send UTF-8.`,
    });
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw notInCharset(charset, true);
  }
}

const compressedBody = (encoding: string) =>
  new Refused({
    code: 'UNSUPPORTED_MEDIA_TYPE',
    messageZh: `不接受压缩的请求正文（Content-Encoding: ${encoding}），请不压缩发送。`,
    messageEn: `A compressed body is not read (Content-Encoding: ${encoding}): send it without compression.`,
  });

/** Refuses bodies that are compressed, by their header: they would be read as text of a wrong charset, or stored as they come. */
export function refuseCompressedBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ headers }, reply) => {
    const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
    if (encoding === 'identity') return;
    reply.header('accept-encoding', 'identity');
    throw compressedBody(encoding);
  });
}

const badQuery = () =>
  new Refused({
    code: 'BAD_REQUEST',
    messageZh: '查询参数不是 UTF-8 的百分号编码。',
    messageEn: 'The query string is not percent-encoded UTF-8; encode it as UTF-8.',
  });

/** Refuses query strings that are not UTF-8, which would be read with U+FFFD in them. */
export function refuseBadQueries(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ url }) => {
    const at = url.indexOf('?');
    if (at < 0 || !url.includes('%', at)) return;
    try {
      decodeURIComponent(url.slice(at));
    } catch {
      throw badQuery();
    }
  });
}

/** Reads JSON bodies in a scope of the server. `find` may have what was made of the same text before; `remember` gets a new one. */
export function readJsonBodies(
  scope: FastifyInstance,
  find: (text: string) => unknown = () => undefined,
  remember: (body: unknown, text: string) => void = () => {},
): void {
  const read = scope.getDefaultJsonParser('error', 'error');
  scope.removeContentTypeParser(['application/json', 'text/plain']);
  scope.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, bytes, done) => {
      let text: string;
      try {
        text = decodeBody(bytes, request.headers['content-type']);
      } catch (error) {
        return done(error as Error);
      }
      const found = find(text);
      if (found !== undefined) return done(null, found);
      read(request, text, (error, body) => {
        if (!error) remember(body, text);
        done(error, body);
      });
    },
  );
}
