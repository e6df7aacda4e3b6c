import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../errors/languages';
import { answerTo, asObject, type Refusal } from '../errors/refusals';
import { addVary, setCaching } from './caching';

/** Whether an address is answered in the form of GraphQL. */
const isGraphQL = (url: string) => /^\/graphql(?:[/?]|$)/.test(url);

/** Returns a refusal in the form of GraphQL. */
const inGraphQL = ({ code, messageZh, messageEn }: Refusal, message: string, details: object) => ({
  errors: [{ message, extensions: { code, messageZh, messageEn, ...details } }],
});

/** Returns an error as one answer of a batch. */
export function errorInBatch(
  requestId: string,
  error: unknown,
  logError: (requestId: string, error: unknown) => void,
): object {
  const { refusal, isFault, details } = answerTo(error, requestId);
  if (isFault) logError(requestId, error);
  return inGraphQL(refusal, refusal.messageZh, details);
}

/** Answers with an error in the form its route has: GraphQL's, or an object with a code and both languages; a browser that wants a page gets one. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  logError: (requestId: string, error: unknown) => void,
): FastifyReply {
  // A client that went away in the middle of the body hears nothing, and nothing is wrong.
  if (request.raw.destroyed && !request.raw.complete) return reply.hijack();
  const { status, retryAfter, refusal, isFault, details } = answerTo(error, request.id);
  if (isFault) logError(request.id, error);
  if (retryAfter) reply.header('retry-after', String(retryAfter));
  reply.code(status);
  // A person who opened an address reads a page.
  if (!isGraphQL(request.url) && reply.server.pageOfRefusal?.(request, reply, refusal)) return reply;
  reply.type('application/json; charset=utf-8');
  setCaching(reply, 'NEVER');
  addVary(reply, 'Accept-Language');
  const language = languageOf(request);
  if (!isGraphQL(request.url)) return reply.send(asObject(refusal, language, details));
  return reply.send(inGraphQL(refusal, language === 'en' ? refusal.messageEn : refusal.messageZh, details));
}
