import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import {
  type BrotliOptions,
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  gzip,
  type ZlibOptions,
} from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { addVary } from './caching';

/** Shorter answers fit into one packet as they are. */
const LEAST_BYTES = 1400;
/** Text in all its forms, but for streams of events, which must not wait for more. */
const COMPRESSIBLE = /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?(?:json|xml|x-ndjson|ndjson)\b)/;
/** Levels that cost little: brotli at 4 is smaller than gzip at 6 and takes less time. */
const BROTLI: BrotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const GZIP: ZlibOptions = { level: 5 };

type Encoding = 'br' | 'gzip';
const compressBytes = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, BROTLI),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, GZIP),
};
const createCompressor = { br: () => createBrotliCompress(BROTLI), gzip: () => createGzip(GZIP) };

/** Returns how an answer may be compressed for an Accept-Encoding, brotli before gzip; null for not at all. */
export function chooseEncoding(accepted: string): Encoding | null {
  const liked = new Set(
    accepted
      .toLowerCase()
      .split(',')
      .map((part) => part.trim().split(/\s*;\s*q=/))
      .filter(([, weight = '1']) => Number(weight) > 0)
      .map(([name]) => name),
  );
  if (liked.has('br')) return 'br';
  return liked.has('gzip') || liked.has('*') ? 'gzip' : null;
}

/**
 * Whether an answer may be compressed beside text of its reader. Where a secret and text that somebody else chose are compressed
 * together, its length tells about the secret. Tokens come in answers to mutations and in what nobody may store.
 */
const mayHoldSecret = (request: FastifyRequest, reply: FastifyReply) =>
  reply.getHeader('cache-control') === 'no-store' ||
  (request.observedOperations?.some(({ type }) => type === 'mutation') ?? false);

/**
 * Compresses answers for those who accept it. The bytes of an answer that is sent again, as from the cache, are compressed once
 * and live as long as the answer does.
 */
export function compressAnswers(fastify: FastifyInstance): void {
  const encodings = new LRUCache<string, { encoding: Encoding | null }>({ max: 200 });
  const compressed = {
    br: new WeakMap<Buffer, Promise<Buffer>>(),
    gzip: new WeakMap<Buffer, Promise<Buffer>>(),
  };
  const findEncoding = (accepted: string) => {
    const found = encodings.get(accepted);
    if (found) return found.encoding;
    const encoding = chooseEncoding(accepted);
    encodings.set(accepted, { encoding });
    return encoding;
  };
  const compressOnce = (bytes: Buffer, encoding: Encoding) => {
    const found = compressed[encoding].get(bytes);
    if (found) return found;
    const result = compressBytes[encoding](bytes);
    compressed[encoding].set(bytes, result);
    return result;
  };
  fastify.addHook('onSend', (request, reply, payload: unknown, done) => {
    const isStream = payload instanceof Readable;
    const length = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
    const type = reply.getHeader('content-type');
    const isCandidate =
      (isStream || length >= LEAST_BYTES) &&
      typeof type === 'string' &&
      COMPRESSIBLE.test(type) &&
      !reply.hasHeader('content-encoding') &&
      !mayHoldSecret(request, reply);
    if (!isCandidate) return done(null, payload);
    if (request.method !== 'POST') addVary(reply, 'Accept-Encoding');
    const accepted = request.headers['accept-encoding'];
    const encoding = accepted === undefined ? null : findEncoding(String(accepted));
    if (!encoding) return done(null, payload);
    reply.header('content-encoding', encoding).removeHeader('content-length');
    // A strong tag says that the bytes are the same; these are not.
    const etag = reply.getHeader('etag');
    if (typeof etag === 'string' && !etag.startsWith('W/')) reply.header('etag', `W/${etag}`);
    if (isStream)
      return done(
        null,
        pipeline(payload, createCompressor[encoding](), () => {}),
      );
    compressOnce(Buffer.isBuffer(payload) ? payload : Buffer.from(payload as string), encoding).then(
      (bytes) => done(null, bytes),
      done,
    );
  });
}
