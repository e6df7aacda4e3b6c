import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LARGEST_DOCUMENT } from '../../document/source/limits';
import { TOO_LARGE } from '../../document/source/unreadableDocument';
import { loadBytes, storeDocument } from '../../document/store/documentStore';
import { findDocument } from '../../document/store/readableDocuments';
import type { Context } from '../../shared/request/context';
import { forbidden, mayDoSomewhere } from '../../shared/request/permissions';
import { Refused } from '../errors/refusals';
import { setCaching } from './caching';
import { UPLOAD_MS } from './timeLimits';

/** How much of a body that is too large is still taken in, so that the client hears the refusal instead of a reset. */
const MOST_DISCARDED = 3 * LARGEST_DOCUMENT;

/** Who uploads documents: those who file or record reports, and those who load the tree from a spreadsheet. */
const UPLOADERS = ['SUBMIT', 'RECORD', 'MANAGE_AGENCIES'] as const;

const empty = () =>
  new Refused({
    code: 'document.empty',
    messageZh: '文件是空的，请选择有内容的文件。',
    messageEn: 'The file is empty: choose one with something in it.',
  });
const unknownDocument = () =>
  new Refused({
    code: 'document.unknown',
    messageZh:
      '读不到这个文档：平台没有它，或您的角色不包括它所属报告的机关；请核对地址，或联系管理员授予该机关的角色。',
    messageEn:
      'This document cannot be read: the hub has none of this hash, or none of your roles covers the agency whose report it is of. Check the address, or ask an administrator for a role there.',
  });

const envelope = () =>
  new Refused({
    code: 'document.multipart',
    messageZh: '请把文档的字节本身作为请求正文发送，不要用表单（multipart）。',
    messageEn: 'Send the bytes of the document itself as the body, not a form (multipart).',
  });

/** The whole body, or null when it is too large. */
async function readBody(request: FastifyRequest): Promise<Buffer | null> {
  const declared = Number(request.headers['content-length'] ?? 0);
  const chunks: Buffer[] = [];
  let size = 0;
  if (declared > MOST_DISCARDED) return null;
  for await (const chunk of request.raw as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_DISCARDED) return null;
    if (size > LARGEST_DOCUMENT) chunks.length = 0;
    else chunks.push(chunk);
  }
  return size > LARGEST_DOCUMENT ? null : Buffer.concat(chunks);
}

/** The name for a download, safe in a header whatever it holds (RFC 6266). */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/**
 * Serves POST /documents?name=, which keeps the bytes of its body, and GET /documents/<sha256>, which gives them back.
 * Only the Authorization header says who asks, so that no other site can send a browser here in somebody's name.
 */
export async function serveDocuments(
  fastify: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<Context>,
): Promise<void> {
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body stays a stream; whatever type it claims, its bytes are what counts.
    scope.addContentTypeParser('*', (_, __, done) => done(null));
    scope.post('/documents', { config: { bodyMs: UPLOAD_MS } }, async (request, reply) => {
      if (/^multipart\//i.test(request.headers['content-type'] ?? '')) throw envelope();
      const context = await contextOf(request);
      if (!UPLOADERS.some((operation) => mayDoSomewhere(context.actor, operation)))
        throw forbidden(context.actor);
      const bytes = await readBody(request);
      if (bytes === null) {
        reply.header('connection', 'close');
        throw new Refused(TOO_LARGE);
      }
      if (bytes.length === 0) throw empty();
      const { name } = request.query as { name?: string };
      const { sha256, isNew } = await storeDocument(
        context,
        bytes,
        typeof name === 'string' ? name : undefined,
      );
      return reply
        .code(isNew ? 201 : 200)
        .header('location', `/documents/${sha256}`)
        .send({ document: sha256, size: bytes.length });
    });
    scope.get('/documents/:sha256', async (request, reply) => {
      const context = await contextOf(request);
      const { sha256 } = request.params as { sha256: string };
      const document = await findDocument(context.database, sha256, context.actor);
      if (!document) throw unknownDocument();
      setCaching(reply, 'PRIVATE');
      return reply
        .header('content-disposition', attachment(document.name))
        .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
        .header('cross-origin-resource-policy', 'same-origin')
        .type(document.mediaType)
        .send(await loadBytes(context, sha256));
    });
  });
}
