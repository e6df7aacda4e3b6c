import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  BREAK,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  visit,
} from 'graphql';
import type { Context } from '../shared/context';
import { createBorder } from './border';
import { withRawTables } from './rawTables';

/** Runs an operation that was parsed and validated, once for each context: then its result is there already. */
export type Executor = (
  args: Pick<ExecutionArgs, 'document' | 'variableValues' | 'operationName'> & {
    readonly contextValue: Context;
  },
) => Promise<ExecutionResult>;

const INTROSPECTION = ['__schema', '__type'];

function hasIntrospection(document: DocumentNode): boolean {
  let isThere = false;
  visit(document, {
    Field({ name }) {
      if (!INTROSPECTION.includes(name.value)) return undefined;
      isThere = true;
      return BREAK;
    },
  });
  return isThere;
}

/** Returns what runs operations that may come in (border.ts), by graphql-js: with tables written as a whole, unless the operation asks for the schema. */
export function createExecutor(schema: GraphQLSchema): Executor {
  const border = createBorder(schema);
  const rawSchema = withRawTables(schema);
  const schemas = new WeakMap<DocumentNode, GraphQLSchema>();
  const schemaOf = (document: DocumentNode) => {
    const chosen = schemas.get(document) ?? (hasIntrospection(document) ? schema : rawSchema);
    schemas.set(document, chosen);
    return chosen;
  };
  const results = new WeakMap<Context, ReturnType<typeof execute>>();
  return async (args) => {
    const admitted = border.admit(args.document, args.variableValues);
    if (admitted.errors) return admitted;
    const result =
      results.get(args.contextValue) ??
      execute({ schema: schemaOf(admitted.document), ...args, ...admitted });
    results.set(args.contextValue, result);
    return result;
  };
}

/**
 * Hands an executor to Apollo in the place it has for one, so that only running itself is replaced: masking of errors,
 * plugins and variables that do not fit stay Apollo's. (A `responseForOperation` hook would go around `formatError`.)
 */
export function executeWith(
  schema: GraphQLSchema,
  executor: Executor,
): ApolloServerOptionsWithGateway<Context>['gateway'] {
  let onLoad: ((loaded: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) | null = null;
  return {
    onSchemaLoadOrUpdate(callback) {
      onLoad = callback;
      return () => {
        onLoad = null;
      };
    },
    async load() {
      onLoad?.({ apiSchema: schema, coreSupergraphSdl: '' });
      return {
        executor: ({ document, context, request }) =>
          executor({
            document,
            contextValue: context as unknown as Context,
            variableValues: request.variables,
            operationName: request.operationName,
          }),
      };
    },
    async stop() {},
  };
}
