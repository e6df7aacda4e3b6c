import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Replicas } from '../../database/replicas';
import { readCredential } from '../../identity/readCredential';
import type { ChangeFeed } from '../../notification/changeFeed';
import type { Context } from '../../shared/request/context';
import type { Actor } from '../../shared/request/permissions';

/**
 * What a request does with the database. READ: it only reads, on a replica when its actor can change nothing. FOLLOW: it
 * only reads and must see every change it hears of, so on the primary. WRITE: it may change something.
 */
export type Purpose = 'READ' | 'FOLLOW' | 'WRITE';

/** What contexts are created from. */
export interface ContextSources {
  /** For what changes something, sign-in and credentials. */
  readonly database: DataSource;
  /** A pool of the primary that only reads. */
  readonly reads: DataSource;
  readonly replicas: Replicas;
  readonly feed: Pick<ChangeFeed, 'follow'>;
  readonly documents: Context['documents'];
  readonly allowsPrivateWebhooks?: boolean;
  readonly sendsMail?: boolean;
  readonly server: Context['server'];
}

/** Creates the contexts of requests. */
export interface Contexts {
  /** Returns the context of a request. Throws UNAUTHENTICATED for a credential that has ended. */
  create(request: FastifyRequest, purpose: Purpose, authorization?: string): Promise<Context>;
  /** Returns the context that was created for a request, the last of a batch. */
  find(request: FastifyRequest): Context | undefined;
  /** Gives an operation that turns out to be a mutation the database that may write, and says when it has committed. */
  readonly plugin: ApolloServerPlugin<Context>;
}

const badCredential = () =>
  new GraphQLError(
    '令牌无效、已过期或已吊销，请重新登录。 The token is unknown, expired or revoked; sign in again.',
    { extensions: { code: 'UNAUTHENTICATED' } },
  );

/** Returns what creates contexts. It is the one place that chooses the database of a request. */
export function createContexts(sources: ContextSources): Contexts {
  const { database, reads, replicas, feed, documents, allowsPrivateWebhooks, sendsMail, server } = sources;
  const databaseFor = (purpose: Purpose, actor: Actor): DataSource => {
    if (purpose === 'WRITE') return database;
    return purpose === 'FOLLOW' ? reads : replicas.route(actor);
  };
  const created = new WeakMap<FastifyRequest, Context>();
  return {
    find: (request) => created.get(request),
    async create(request, purpose, authorization = request.headers.authorization) {
      const { id: requestId, ip: address } = request;
      const reauthenticate = () => readCredential(database, authorization, { address, requestId });
      const actor = await reauthenticate();
      if (!actor) throw badCredential();
      const context: Context = {
        database: databaseFor(purpose, actor),
        documents,
        requestId,
        actor,
        address,
        reauthenticate,
        reportEvents: feed.follow,
        allowsPrivateWebhooks,
        sendsMail,
        server,
        memo: new Map(),
      };
      created.set(request, context);
      return context;
    },
    plugin: {
      async requestDidStart() {
        return {
          async didResolveOperation({ operation, contextValue }) {
            if (operation?.operation === 'mutation')
              contextValue.database = databaseFor('WRITE', contextValue.actor);
          },
          async willSendResponse({ operation }) {
            if (operation?.operation === 'mutation') replicas.noteCommit();
          },
        };
      },
    },
  };
}
