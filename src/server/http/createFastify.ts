import { randomUUID } from 'node:crypto';
import Fastify, { errorCodes, type FastifyInstance } from 'fastify';
import { MAX_BODY } from '../graphql/limits';
import { readJsonBodies, refuseBadQueries } from './bodies';
import { PROTECTIONS, protectAnswers } from './headers';
import { sendError } from './sendError';
import { dropIdleReaders, limitBodies, refuseUnreadable, TIME_LIMITS } from './timeLimits';

/** What the bare server needs. */
export interface FastifyOptions {
  readonly trustedProxies: string | null;
  readonly logError: (requestId: string, error: unknown) => void;
}

/** Returns a server of HTTP that answers nothing but errors. */
export function createFastify({ trustedProxies, logError }: FastifyOptions): FastifyInstance {
  const fastify = Fastify({
    genReqId: () => randomUUID(),
    bodyLimit: MAX_BODY,
    trustProxy: trustedProxies ?? false,
    forceCloseConnections: 'idle',
    ...TIME_LIMITS,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) =>
      void sendError(request, reply.headers(PROTECTIONS), error, logError),
  });
  protectAnswers(fastify);
  limitBodies(fastify, logError);
  dropIdleReaders(fastify);
  refuseBadQueries(fastify);
  readJsonBodies(fastify);
  fastify.setErrorHandler((error, request, reply) => sendError(request, reply, error, logError));
  fastify.setNotFoundHandler((request, reply) =>
    sendError(request, reply, new errorCodes.FST_ERR_NOT_FOUND(), logError),
  );
  return fastify;
}
