import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fresh from 'fresh';
import type { Actor } from '../../shared/request/permissions';

/** What an answer holds: what is published, which everybody may read; what only this reader may; nothing worth storing; or what never changes. */
export type Cacheability = { readonly publishedFor: Actor } | 'PRIVATE' | 'NEVER' | 'FOR_EVER';

/**
 * Sets the headers that say who may store an answer and for how long. The one place that does. What is published may be stored
 * and must be asked for again each time; shared caches store only what anonymous readers get.
 */
export function setCaching(reply: FastifyReply, cacheability: Cacheability): void {
  if (cacheability === 'NEVER') reply.header('cache-control', 'no-store');
  else if (cacheability === 'FOR_EVER') reply.header('cache-control', 'public, max-age=31536000, immutable');
  else if (cacheability === 'PRIVATE') reply.header('cache-control', 'private, no-store');
  else {
    const { kind } = cacheability.publishedFor;
    reply.header(
      'cache-control',
      `${kind === 'ANONYMOUS' ? 'public' : 'private'}, max-age=0, must-revalidate`,
    );
  }
}

/** Says by which headers of the request an answer differs, beside those that were said before, such as `Origin`. The one place that does. */
export function addVary(reply: FastifyReply, names: string): void {
  const others = reply.getHeader('vary');
  reply.header('vary', others ? `${others}, ${names}` : names);
}

/** Says that an answer differs by its format and its reader. */
export const setVary = (reply: FastifyReply): void => addVary(reply, 'Accept, Authorization');

/** Returns the entity tag of a text or of bytes. */
export const entityTagOf = (content: string | Buffer): string =>
  `"${createHash('sha256').update(content).digest('base64url')}"`;

/**
 * Says with which tag and from when an answer is, and returns whether the client has it already: then it is answered 304.
 */
export function isStored(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  etag: string,
  lastModified: Date | null = null,
): boolean {
  reply.header('etag', etag);
  const modified = lastModified?.toUTCString();
  if (modified) reply.header('last-modified', modified);
  // Only these two: fetch adds "cache-control: no-cache" to them, which would forbid every 304.
  const conditions = {
    'if-none-match': headers['if-none-match'],
    ...(modified ? { 'if-modified-since': headers['if-modified-since'] } : {}),
  };
  return fresh(conditions, { etag, 'last-modified': modified });
}
