import type { FastifyInstance } from 'fastify';

/** Nothing but what is answered is loaded, and no other page may show it in a frame. */
const CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** For pages made of inline scripts and styles that ask the hub alone. */
export const EXPLORER_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob: data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** For Apollo Sandbox, whose page names what it loads itself. */
export const SANDBOX_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

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
