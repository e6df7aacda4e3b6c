import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** The most operations kept compiled; one of the whole form takes about 300 kB. */
const MOST_COMPILED = 200;
/** How often an operation is run by graphql-js before it is compiled, which takes as long as some ten runs. */
const RUNS_BEFORE_COMPILING = 2;

const INTROSPECTION = /\b__(schema|type)\b/;

/** Runs an operation that was parsed and validated. */
export type Executor = (
  args: Pick<ExecutionArgs, 'document' | 'contextValue' | 'variableValues' | 'operationName'> & {
    /** The text of the document; documents of the same text are the same. */
    readonly source: string;
  },
) => Promise<ExecutionResult>;

/** An error of compiled code as one of graphql-js: its own have no `extensions` when what was thrown had none. */
function asGraphQLError(error: GraphQLError): GraphQLError {
  const { message, path, originalError, extensions, locations } = error;
  const made = new GraphQLError(message, { path, originalError, extensions });
  return Object.assign(made, { locations });
}

/**
 * Runs operations compiled to JavaScript (graphql-jit), each from its third run on: one that
 * never comes again is not worth compiling. What cannot be compiled, introspection, and variables that do not fit go to graphql-js, whose words for
 * them clients know.
 */
export function createExecutor(schema: GraphQLSchema, runsBeforeCompiling = RUNS_BEFORE_COMPILING): Executor {
  const known = new LRUCache<string, { runs: number; compiled: CompiledQuery | null }>({
    max: MOST_COMPILED,
  });
  const compile = (document: DocumentNode, operationName: string | undefined) => {
    const made = compileQuery(schema, document, operationName);
    return isCompiledQuery(made) ? made : null;
  };
  const find = (source: string, document: DocumentNode, operationName: string | undefined) => {
    if (INTROSPECTION.test(source)) return null;
    const key = `${operationName ?? ''}\n${source}`;
    const entry = known.get(key) ?? { runs: 0, compiled: null };
    if (entry.runs === 0) known.set(key, entry);
    entry.runs += 1;
    if (entry.runs === runsBeforeCompiling + 1) entry.compiled = compile(document, operationName);
    return entry.compiled;
  };
  return async ({ source, ...args }) => {
    const { document, contextValue, variableValues } = args;
    const compiled = find(source, document, args.operationName ?? undefined);
    if (!compiled) return execute({ schema, ...args });
    const result = await compiled.query(undefined, contextValue, variableValues ?? {});
    if (!result.errors) return result;
    // Without data nothing has run: the variables were refused.
    if (result.data === undefined) return execute({ schema, ...args });
    return { ...result, errors: result.errors.map(asGraphQLError) };
  };
}

/**
 * Hands an executor to Apollo in the place it has for one, so that only running itself is replaced: masking of errors,
 * plugins and variables that do not fit stay Apollo's. (A `responseForOperation` hook would go around `formatError`.)
 */
export function executeWith(
  schema: GraphQLSchema,
  run: Executor,
): ApolloServerOptionsWithGateway<never>['gateway'] {
  let told: ((loaded: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) | null = null;
  return {
    onSchemaLoadOrUpdate(callback) {
      told = callback;
      return () => {
        told = null;
      };
    },
    async load() {
      told?.({ apiSchema: schema, coreSupergraphSdl: '' });
      return {
        executor: ({ document, context, request, source }) =>
          run({
            source,
            document,
            contextValue: context,
            variableValues: request.variables,
            operationName: request.operationName,
          }),
      };
    },
    async stop() {},
  };
}
