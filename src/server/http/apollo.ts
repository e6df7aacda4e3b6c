import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../../shared/request/context';
import { formatError } from '../errors/formatError';
import { type Executor, executeWith } from '../execution/executor';
import type { ResponseCache } from '../execution/responseCache';
import { type Limits, MOST_TOKENS } from '../graphql/limits';
import type { PreparedOperations } from '../graphql/preparedOperations';
import type { TrustedDocuments } from '../graphql/trustedDocuments';

/** Refuses subscriptions, whose answer is a stream that plain HTTP does not carry. */
const refuseSubscriptions: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation === 'subscription')
          throw new GraphQLError(
            '订阅请用 WebSocket（/graphql）或 server-sent events（/graphql/stream）。 Subscriptions go over WebSocket at /graphql or server-sent events at /graphql/stream.',
            { extensions: { code: 'SUBSCRIPTION_NOT_SUPPORTED' } },
          );
      },
    };
  },
};

/** Refuses what is not registered where nothing else is answered, in whatever form it came. */
function refuseUnregistered(documents: TrustedDocuments): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ source }) {
          documents.authorise(source);
        },
      };
    },
  };
}

/** What Apollo needs. */
export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  readonly operations: PreparedOperations;
  readonly documents: TrustedDocuments;
  readonly limits: Pick<Limits, 'plugin'>;
  readonly cache: Pick<ResponseCache, 'plugin' | 'stringifyResult'>;
  /** What else takes part in every request, after the limits. */
  readonly plugins: readonly ApolloServerPlugin<Context>[];
  readonly logError: (requestId: string, error: unknown) => void;
}

/** Returns the Apollo Server of the hub, not yet started. */
export function createApollo(options: ApolloOptions): ApolloServer<Context> {
  const { schema, execute, operations, documents, limits, cache, plugins, logError } = options;
  return new ApolloServer<Context>({
    gateway: executeWith(schema, operations, execute),
    documentStore: operations.documentStore,
    // The Authorization header alone names the client, and a body is JSON or refused: forms of other sites can send neither.
    csrfPrevention: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    introspection: true,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      // Without, a subgraph sends how long each field took.
      ApolloServerPluginInlineTraceDisabled(),
      refuseUnregistered(documents),
      refuseSubscriptions,
      limits.plugin,
      ...plugins,
    ],
    stringifyResult: cache.stringifyResult,
    formatError: (formatted, error) => formatError(formatted, error, logError),
  });
}
