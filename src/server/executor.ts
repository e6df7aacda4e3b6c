import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type ExecutionArgs, type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../shared/context';
import type { Code } from './compile';
import type { KnownOperations } from './knownOperations';

/** Runs operations. */
export interface Executor {
  /** Runs one that was parsed and validated, unless its code has run for this context already. */
  execute(
    args: Pick<ExecutionArgs, 'document' | 'variableValues' | 'operationName'> & {
      readonly contextValue: Context;
      /** The text of the document; documents of the same text are the same. */
      readonly source: string;
    },
  ): Promise<ExecutionResult>;
  /** Runs the code of one, once for this context. Variables that do not fit leave a result without data. */
  runCode(code: Code, context: Context, variables: Record<string, unknown>): Promise<ExecutionResult>;
}

/** An error of compiled code as one of graphql-js: its own have no `extensions` when what was thrown had none. */
function asGraphQLError(error: GraphQLError): GraphQLError {
  const { message, path, originalError, extensions, locations } = error;
  const made = new GraphQLError(message, { path, originalError, extensions });
  return Object.assign(made, { locations });
}

/**
 * Runs operations by their code, once they have it. What cannot be compiled, introspection, and variables that do not fit go
 * to graphql-js, whose words for them clients know.
 */
export function createExecutor(schema: GraphQLSchema, operations: KnownOperations): Executor {
  const results = new WeakMap<Context, ExecutionResult>();
  const runCode: Executor['runCode'] = async (code, context, variables) => {
    const result = await code(context, variables);
    results.set(context, result);
    return result;
  };
  return {
    runCode,
    async execute({ source, ...args }) {
      const { document, contextValue, variableValues, operationName } = args;
      const known = operations.meet(source, document, operationName);
      if (known) operations.countRun(known);
      const result =
        results.get(contextValue) ??
        (known?.compiled ? await runCode(known.compiled, contextValue, variableValues ?? {}) : null);
      // Without data nothing has run: the variables were refused.
      if (!result || result.data === undefined) return execute({ schema, ...args });
      return result.errors ? { ...result, errors: result.errors.map(asGraphQLError) } : result;
    },
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
          executor.execute({
            source,
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
