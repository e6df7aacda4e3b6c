import type { FastifyInstance, HTTPMethods } from 'fastify';
import { Refused } from '../errors/refusals';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

/**
 * Answers OPTIONS at every address with the methods there are, and other methods with 405. Call it before the routes; it
 * adds its own once the server starts, as the last.
 */
export function answerOtherMethods(fastify: FastifyInstance): { addRoutes(): void } {
  const methodsAt = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ url, method }) => {
    const methods = methodsAt.get(url) ?? new Set(['OPTIONS']);
    for (const one of [method].flat()) methods.add(one);
    methodsAt.set(url, methods);
  });
  return {
    addRoutes() {
      for (const [url, methods] of [...methodsAt]) {
        const allow = METHODS.filter((method) => methods.has(method)).join(', ');
        fastify.options(url, (_, reply) => reply.code(204).header('allow', allow).send());
        fastify.route({
          method: METHODS.filter((method) => !methods.has(method)),
          url,
          // Refused before a body is read.
          onRequest: async (request, reply) => {
            reply.header('allow', allow);
            throw new Refused({
              code: 'METHOD_NOT_ALLOWED',
              messageZh: `此地址不接受 ${request.method}，可用 ${allow}。`,
              messageEn: `${request.method} is not accepted here; use ${allow}.`,
            });
          },
          handler: () => {},
        });
      }
    },
  };
}
