import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Refusal } from '../errors/refusals';
import { MAX_BODY } from '../graphql/limits';
import { checkParameters } from './addressParameters';
import { LARGEST_HEAD, refuseLongAddresses } from './addressTexts';
import { readJsonBodies, refuseBadQueries, refuseCompressedBodies } from './bodies';
import { compressAnswers } from './compression';
import { PROTECTIONS, protectAnswers } from './headers';
import { observeRequests, type RequestEvent } from './observation';
import { sendError } from './sendError';
import { dropIdleReaders, limitBodies, refuseUnreadable, TIME_LIMITS } from './timeLimits';

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers a browser with a page that says why it gets nothing else, and returns whether it did; null as long as no pages are served. */
    pageOfRefusal: ((request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => boolean) | null;
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
    http: { ...TIME_LIMITS.http, maxHeaderSize: LARGEST_HEAD },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => {
      reply.headers(PROTECTIONS);
      void sendError(request, reply, error, logError);
    },
  });
  fastify.decorate('pageOfRefusal', null);
  observeRequests(fastify, observe);
  protectAnswers(fastify);
  compressAnswers(fastify);
  limitBodies(fastify, logError);
  refuseLongAddresses(fastify);
  dropIdleReaders(fastify);
  refuseBadQueries(fastify);
  refuseCompressedBodies(fastify);
  checkParameters(fastify);
  readJsonBodies(fastify);
  fastify.setErrorHandler((error, request, reply) => sendError(request, reply, error, logError));
  return fastify;
}
