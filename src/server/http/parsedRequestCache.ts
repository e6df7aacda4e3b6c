import type { FastifyInstance } from 'fastify';
import { createTextCache } from '../../shared/textCache';
import type { OperationRequest } from '../execution/fastPath';
import { readJsonBodies } from './bodies';

/** How much text of requests is remembered, in characters. */
const MOST_TEXT = 4_000_000;
/** What a request takes beside its text, in characters. */
const OVERHEAD = 1000;
/** The longest request remembered. */
const LONGEST_TEXT = 50_000;

/** A request as Apollo takes it, and the operation in it when it is of the usual form. */
export interface Received {
  readonly search: string;
  readonly body: unknown;
  readonly operation: OperationRequest | null;
}

/** What was made of the same request when it came before, in place of its body. */
export class ParsedRequest {
  constructor(readonly received: Received) {}
}

/** Requests by the text of their bodies. */
export interface ParsedRequestCache {
  /** Reads bodies of JSON in a scope of the server: what is remembered is not read again. */
  serve(scope: FastifyInstance): void;
  /** Remembers what was made of a body. */
  remember(body: unknown, received: Received): void;
}

/**
 * Remembers what was made of requests to which answers are kept: dashboards send the same text again and again, and reading
 * it and finding its operation takes longer than giving the answer. Nothing of who asks is part of it.
 */
export function createParsedRequestCache(): ParsedRequestCache {
  const known = createTextCache<ParsedRequest>(MOST_TEXT, ({ length }) => length + OVERHEAD);
  const texts = new WeakMap<object, string>();
  return {
    serve(scope) {
      readJsonBodies(
        scope,
        (text) => known.get(text),
        (body, text) => {
          if (typeof body === 'object' && body !== null) texts.set(body, text);
        },
      );
    },
    remember(body, received) {
      const text = texts.get(Object(body));
      if (text !== undefined && text.length <= LONGEST_TEXT) known.set(text, new ParsedRequest(received));
    },
  };
}
