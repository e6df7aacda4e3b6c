import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fingerprintOf } from '../../document/print/fingerprint';
import type { Format } from '../../document/print/formats';
import type { AnswerDocument } from '../../document/print/printAnswer';
import type { ReportDocument } from '../../document/print/reportDocument';
import type { RollUpDocument } from '../../document/print/rollUpDocument';
import { type Context, digest } from '../../shared/request/context';
import { Refused } from '../errors/refusals';
import { isStored, setCaching, setVary } from './caching';
import type { DownloadQuery } from './downloadQuery';

/** Part of every entity tag: raise it when a printer prints the same report otherwise. */
const PRINTING = 2;

/** The style of a printed page is in the page. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** A request for a file of an agency or a jurisdiction. */
export type DownloadRequest = FastifyRequest<{
  Params: { code: string; file: string };
  Querystring: DownloadQuery;
}>;

/** The refusal of a file that there is not. */
export const notFound = () =>
  new Refused({
    code: 'NOT_FOUND',
    messageZh: '没有这份已公布的报告或数据。',
    messageEn: 'There is no such published report or data.',
  });

/** Names the file of an answer; `fallback` is the name in ASCII. */
export const nameFile = (
  reply: FastifyReply,
  name: string,
  fallback: string,
  type: 'inline' | 'attachment',
) => reply.header('content-disposition', contentDisposition(name, { type, fallback }));

/** A document with how it is sent. */
export interface DocumentReply<T> {
  readonly document: T;
  readonly format: Format<T>;
  /** Name of the file in ASCII, without its ending. */
  readonly plainName: string;
  readonly lastModified: Date | null;
  readonly isPublished: boolean;
}

/** Sends a document, or 304 when the client has it. */
export async function sendDocument<T extends ReportDocument | RollUpDocument | AnswerDocument>(
  request: FastifyRequest,
  reply: FastifyReply,
  { actor }: Context,
  { document, format, plainName, lastModified, isPublished }: DocumentReply<T>,
): Promise<FastifyReply> {
  setVary(reply);
  setCaching(reply, isPublished ? { publishedFor: actor } : 'PRIVATE');
  if (isPublished) {
    const etag = `"${digest([PRINTING, format.extension, fingerprintOf(document)]).slice(0, 32)}"`;
    if (isStored(request, reply, etag, lastModified)) return reply.code(304).send();
  }
  const isPage = format.extension === 'html';
  if (isPage) reply.header('content-security-policy', PAGE_POLICY);
  nameFile(
    reply,
    `${document.title}.${format.extension}`,
    `${plainName}.${format.extension}`,
    isPage ? 'inline' : 'attachment',
  );
  const isText = !['docx', 'xlsx'].includes(format.extension);
  return reply
    .type(isText ? `${format.mediaType}; charset=utf-8` : format.mediaType)
    .send(await format.print(document));
}

/** Returns the format that the address names, or the one the client likes best. Throws NOT_ACCEPTABLE with what there is. */
export function chooseFormat<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  formats: readonly Format<T>[],
  extension: string | null,
): Format<T> {
  const named = formats.find((format) => format.extension === extension);
  if (named) return named;
  const liked = request.accepts().type(formats.map((format) => format.mediaType));
  const chosen = formats.find((format) => format.mediaType === liked) ?? null;
  const [path, query] = request.url.split('?');
  const pathOf = (format: Format<T>) => `${path}.${format.extension}${query ? `?${query}` : ''}`;
  if (!chosen)
    throw new Refused(
      {
        code: 'NOT_ACCEPTABLE',
        messageZh: '没有所请求的格式，可用格式见 available。',
        messageEn: 'Not available in that format; see `available`.',
      },
      {
        details: {
          available: formats.map((format) => ({ mediaType: format.mediaType, path: pathOf(format) })),
        },
      },
    );
  reply.header('content-location', pathOf(chosen));
  return chosen;
}
