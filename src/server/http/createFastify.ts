import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { MAX_BODY } from '../graphql/limits';
import { readJsonBodies, refuseBadQueries } from './bodies';
import { compressAnswers } from './compression';
import { PROTECTIONS, protectAnswers } from './headers';
import { observeRequests, type RequestEvent } from './observation';
import { sendError } from './sendError';
import { dropIdleReaders, limitBodies, refuseUnreadable, TIME_LIMITS } from './timeLimits';

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers a browser that there is no such page, and returns whether it did; null as long as no pages are served. */
    pageOfNothing: ((request: FastifyRequest, reply: FastifyReply) => boolean) | null;
  }
}

/** What the bare server needs. */
export interface FastifyOptions {
  readonly trustedProxies: string | null;
  readonly logError: (requestId: string, error: unknown) => void;
  /** Hears of every request that was answered, for logs and metrics. */
  readonly observe?: (event: RequestEvent) => void;
}

/** Returns a server of HTTP that answers nothing but errors. */
export function createFastify({
  trustedProxies,
  logError,
  observe = () => {},
}: FastifyOptions): FastifyInstance {
  const fastify = Fastify({
    genReqId: () => randomUUID(),
    bodyLimit: MAX_BODY,
    trustProxy: trustedProxies ?? false,
    forceCloseConnections: 'idle',
    ...TIME_LIMITS,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => {
      reply.headers(PROTECTIONS);
      if (!fastify.pageOfNothing?.(request, reply)) void sendError(request, reply, error, logError);
    },
  });
  fastify.decorate('pageOfNothing', null);
  observeRequests(fastify, observe);
  protectAnswers(fastify);
  compressAnswers(fastify);
  limitBodies(fastify, logError);
  dropIdleReaders(fastify);
  refuseBadQueries(fastify);
  readJsonBodies(fastify);
  fastify.setErrorHandler((error, request, reply) => sendError(request, reply, error, logError));
  return fastify;
}
