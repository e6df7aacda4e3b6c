import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** What a page of another origin may read of the head of an answer, beside what every page may. */
const READABLE = ['etag', 'retry-after', 'content-disposition', 'x-request-id', 'location'];

const PREFLIGHT_SECONDS = 7200;

/**
 * Lets pages of these origins read answers (CORS): of GraphQL, downloads and uploads alike. Without origins no header is sent, and
 * browsers keep every answer from pages of other origins. OPTIONS is answered by its own routes (methods.ts).
 */
export async function allowOrigins(fastify: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await fastify.register(cors, {
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST'],
    // The hub reads no cookie here; some clients send them by habit, and browsers then keep answers back without this.
    credentials: true,
    exposedHeaders: READABLE,
    maxAge: PREFLIGHT_SECONDS,
    preflightContinue: true,
    strictPreflight: false,
  });
}
