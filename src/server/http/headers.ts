import type { FastifyInstance } from 'fastify';

/** Nothing but what is answered is loaded, and no other page may show it in a frame. */
const CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** What a page of the hub may do: load scripts of the hub alone, and styles that these make. */
const pageDirectives = (nonce: string): readonly string[] => [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'nonce-${nonce}'`,
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** For the pages. Their libraries write HTML of their own, so that it is not refused as the explorer does. */
export const PAGE_POLICY = (nonce: string): string => pageDirectives(nonce).join('; ');

/** For the explorer, whose scripts write no HTML at all. */
export const EXPLORER_POLICY = (nonce: string): string =>
  [...pageDirectives(nonce), "require-trusted-types-for 'script'"].join('; ');

const SANDBOX_HOSTS =
  'https://embeddable-sandbox.cdn.apollographql.com https://sandbox.embed.apollographql.com';

/** For Apollo Sandbox, whose script and frame come from the Internet. */
export const SANDBOX_POLICY = [
  "default-src 'none'",
  `script-src 'self' ${SANDBOX_HOSTS}`,
  `style-src 'self' 'unsafe-inline' ${SANDBOX_HOSTS}`,
  "img-src 'self' data:",
  `connect-src 'self' ${SANDBOX_HOSTS}`,
  `frame-src ${SANDBOX_HOSTS}`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Headers of every answer; a route may set a policy of its own over this one. */
export const PROTECTIONS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': CLOSED,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

/** Gives every answer the headers that protect its reader. */
export function protectAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (_, reply) => {
    reply.headers(PROTECTIONS);
  });
}
