import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../shared/request/context';

/** What is seen of an operation from outside. */
export interface ObservedOperation {
  /** The name of its registered document; null for all others, whose names are text of clients. */
  readonly name: string | null;
  /** Query or mutation; null for what is neither, because it could not be read. */
  readonly type: string | null;
  readonly isCached: boolean;
  readonly hasErrors: boolean;
  /** The numbers under which unexpected errors are logged. */
  readonly errorIds: readonly string[];
}

/** What is seen of a request. No text of the client is part of it, so it may be logged. */
export interface RequestEvent {
  readonly requestId: string;
  readonly method: string;
  /** The pattern of the address, such as `/reports/:code/:file`; null where there is nothing. */
  readonly route: string | null;
  readonly status: number;
  readonly milliseconds: number;
  /** The length of the answer as it is sent; null when it was not known at its beginning. */
  readonly bytes: number | null;
  readonly address: string;
  readonly operations: readonly ObservedOperation[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The operations of a request to GraphQL; null before there is one. */
    observedOperations: ObservedOperation[] | null;
  }
}

const OUTCOME = 'observed outcome';
type Outcome = Pick<ObservedOperation, 'type' | 'hasErrors' | 'errorIds'>;

/** Notes how an operation ended that Apollo has answered, for `outcomeOf`. */
export const noteOutcome: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ operation, response: { body }, contextValue }) {
        const errors = (body.kind === 'single' && body.singleResult.errors) || [];
        const errorIds = errors.flatMap(({ extensions }) => extensions?.requestId ?? []) as string[];
        const outcome: Outcome = {
          type: operation?.operation ?? null,
          hasErrors: errors.length > 0,
          errorIds,
        };
        contextValue.memo.set(OUTCOME, outcome);
      },
    };
  },
};

/** Returns how the operation of a context ended in Apollo. */
export const outcomeOf = ({ memo }: Context): Outcome =>
  (memo.get(OUTCOME) as Outcome | undefined) ?? { type: null, hasErrors: true, errorIds: [] };

/** Notes an operation of a request. */
export function noteOperation(request: FastifyRequest, operation: ObservedOperation): void {
  request.observedOperations ??= [];
  request.observedOperations.push(operation);
}

/** Calls an observer after every request, and sends the number of each request beside its answer. */
export function observeRequests(fastify: FastifyInstance, observe: (event: RequestEvent) => void): void {
  fastify.decorateRequest('observedOperations', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const length = reply.getHeader('content-length');
    observe({
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
      bytes: length === undefined ? null : Number(length),
      address: request.ip,
      operations: request.observedOperations ?? [],
    });
    done();
  });
}
