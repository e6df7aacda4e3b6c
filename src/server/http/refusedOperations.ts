import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { noteRefusedAttempt } from '../../identity/refusedAttempts';
import { RefusedAttemptKind } from '../../identity/refusedAttemptTypes';
import type { Context } from '../../shared/request/context';

const isForbidden = (error: unknown): boolean =>
  (Object(error) as { extensions?: { code?: unknown } }).extensions?.code === 'FORBIDDEN';

/** Returns the API key that an actor is, with its agency; null for an account. */
function keyOf({ kind, id, grants }: Context['actor']) {
  const agencyId = grants[0]?.agencyKey ?? null;
  return kind === 'KEY' && agencyId !== null ? { id: Number(id.replace('key:', '')), agencyId } : null;
}

/** Counts the requests of accounts and keys for what their roles do not allow: those of GraphQL by the plugin, those of all other routes by the hook. */
export function countRefusedOperations(
  database: DataSource,
  contextOf: (request: FastifyRequest) => Context | undefined,
) {
  const note = ({ actor, address, requestId }: Context, errors: readonly unknown[]): void => {
    if (actor.kind === 'ANONYMOUS' || !errors.some(isForbidden)) return;
    const username = actor.kind === 'ACCOUNT' ? actor.name : null;
    const kind = RefusedAttemptKind.FORBIDDEN;
    noteRefusedAttempt(database, { kind, username, apiKey: keyOf(actor), actor, address, requestId });
  };
  const plugin: ApolloServerPlugin<Context> = {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body }, contextValue }) {
          if (body.kind === 'single') note(contextValue, body.singleResult.errors ?? []);
        },
      };
    },
  };
  return {
    plugin,
    watch: (fastify: FastifyInstance): void => {
      fastify.addHook('onError', (request, _reply, error, done) => {
        const context = contextOf(request);
        if (context) note(context, [error]);
        done();
      });
    },
  };
}
