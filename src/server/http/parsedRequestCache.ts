import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { OperationRequest } from '../execution/fastPath';
import { readJsonBodies } from './bodies';

/** How much text of requests is remembered, in characters. */
const MOST_TEXT = 4_000_000;
/** What a request takes beside its text, in characters. */
const OVERHEAD = 1000;
/** The longest request remembered. */
const LONGEST_TEXT = 50_000;

/** A request as Apollo reads it, and the operation in it when it is of the usual form. */
export interface GraphQLRequest {
  readonly search: string;
  readonly body: unknown;
  readonly operation: OperationRequest | null;
}

/** What was read of the same request when it came before, in place of its body. */
export class ParsedRequest {
  constructor(readonly request: GraphQLRequest) {}
}

/** Requests by the text of their bodies. */
export interface ParsedRequestCache {
  /** Reads bodies of JSON in a scope of the server: what is remembered is not read again. */
  serve(scope: FastifyInstance): void;
  /** Remembers what was read of a body. */
  remember(body: unknown, request: GraphQLRequest): void;
}

/**
 * Remembers what was read of requests whose answers are cached: dashboards send the same text again and again, and reading
 * it and finding its operation takes longer than sending the answer. Nothing about the client is part of it.
 */
export function createParsedRequestCache(): ParsedRequestCache {
  const requests = new LRUCache<string, ParsedRequest>({
    maxSize: MOST_TEXT,
    sizeCalculation: (_, { length }) => length + OVERHEAD,
  });
  const texts = new WeakMap<object, string>();
  return {
    serve(scope) {
      readJsonBodies(
        scope,
        (text) => requests.get(text),
        (body, text) => {
          if (typeof body === 'object' && body !== null) texts.set(body, text);
        },
      );
    },
    remember(body, request) {
      const text = texts.get(Object(body));
      if (text !== undefined && text.length <= LONGEST_TEXT) requests.set(text, new ParsedRequest(request));
    },
  };
}
