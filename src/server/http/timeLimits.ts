import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyHttpOptions, FastifyInstance } from 'fastify';
import { statusOfCode } from '../errors/errorMapping';
import { asObject, type Refusal, Refused } from '../errors/refusals';
import { PROTECTIONS } from './headers';
import { sendError } from './sendError';

/** How long the body of a request may take to come, in milliseconds, where its route says nothing else. */
const BODY_MS = 30_000;
/** How long an uploaded document may take. */
export const UPLOAD_MS = 120_000;
/** How long a reader may take nothing of an answer that waits for it. */
const READER_MS = 30_000;
/** Less than this in that time counts as nothing: one byte now and then must not hold a download. */
const LEAST_READ = 4096;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long the body may take to come, in milliseconds. */
    bodyMs?: number;
  }
}

/** How long heads and whole requests may take, for the server. The last bound is above every route's own. */
export const TIME_LIMITS = {
  requestTimeout: UPLOAD_MS + 10_000,
  keepAliveTimeout: 72_000,
  http: { headersTimeout: 20_000, connectionsCheckingInterval: 5000 },
} satisfies FastifyHttpOptions<Server>;

const tooSlow = () =>
  new Refused({
    code: 'REQUEST_TIMEOUT',
    messageZh: '请求正文迟迟未到，连接已关闭，请重新发送。',
    messageEn: 'The body of the request did not come in time and the connection is closed; send it again.',
  });

/** Ends requests whose body does not come in time, with 408. */
export function limitBodies(
  fastify: FastifyInstance,
  logError: (requestId: string, error: unknown) => void,
  usualMs = BODY_MS,
): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const { raw, routeOptions } = request;
    if (raw.headers['transfer-encoding'] === undefined && !Number(raw.headers['content-length'] ?? 0)) return;
    const timer = setTimeout(() => {
      if (raw.complete || reply.sent) return;
      sendError(request, reply.header('connection', 'close'), tooSlow(), logError);
      reply.raw.once('finish', () => raw.destroy());
    }, routeOptions.config?.bodyMs ?? usualMs);
    const stop = () => clearTimeout(timer);
    raw.once('end', stop);
    raw.once('close', stop);
  });
}

interface Progress {
  readonly flushed: number;
  readonly since: number;
}

/**
 * Closes connections whose reader takes nothing for some time of what waits to be sent: answers, downloads, streams and
 * sockets of subscriptions alike. What waits on the hub does not count.
 */
export function dropIdleReaders(fastify: FastifyInstance, patienceMs = READER_MS): void {
  const sockets = new Map<Socket, Progress | null>();
  fastify.server.on('connection', (socket) => {
    sockets.set(socket, null);
    socket.once('close', () => sockets.delete(socket));
  });
  const look = () => {
    const now = performance.now();
    for (const [socket, last] of sockets) {
      if (socket.writableLength === 0) {
        if (last) sockets.set(socket, null);
        continue;
      }
      const flushed = socket.bytesWritten - socket.writableLength;
      if (!last || flushed - last.flushed >= LEAST_READ) sockets.set(socket, { flushed, since: now });
      else if (now - last.since >= patienceMs) socket.destroy();
    }
  };
  const timer = setInterval(look, Math.max(10, patienceMs / 6));
  timer.unref();
  fastify.addHook('onClose', async () => clearInterval(timer));
}

const UNREADABLE: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow().refusal,
  HPE_HEADER_OVERFLOW: {
    code: 'HEADER_TOO_LARGE',
    messageZh: '请求头过大；长的查询请用 POST 发送。',
    messageEn: 'The head of the request is too large; send long queries by POST.',
  },
};
const NO_HTTP: Refusal = {
  code: 'BAD_REQUEST',
  messageZh: '这不是有效的 HTTP 请求。',
  messageEn: 'This is not a valid HTTP request.',
};

/** Answers what cannot be read as HTTP, and closes the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = UNREADABLE[error.code ?? ''] ?? NO_HTTP;
  const status = statusOfCode(refusal.code)?.status ?? 400;
  // What language it prefers was not read.
  const body = JSON.stringify(asObject(refusal, 'zh'));
  const headers = {
    ...PROTECTIONS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
}
