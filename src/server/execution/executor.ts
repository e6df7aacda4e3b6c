import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
} from 'graphql';
import type { Context } from '../../shared/request/context';
import { AnswerSize, measureAnswers } from '../graphql/answerSize';
import { createBorder } from '../graphql/border';
import { asksForSchema } from '../graphql/cacheability';
import { withRawTables } from '../graphql/rawTables';

/** Runs an operation that was parsed and validated, once for each context: then its result is there already. */
export type Executor = (
  args: Pick<ExecutionArgs, 'document' | 'variableValues' | 'operationName'> & {
    readonly contextValue: Context;
  },
) => Promise<ExecutionResult>;

/**
 * Returns what runs operations that may come in (border.ts), by graphql-js: with tables written as a whole, unless the operation asks for the schema. An answer that is
 * too large is no answer: it is refused while it is made.
 */
export function createExecutor(schema: GraphQLSchema): Executor {
  const border = createBorder(schema);
  const [plain, raw] = [schema, withRawTables(schema)].map(measureAnswers);
  const schemas = new WeakMap<DocumentNode, GraphQLSchema>();
  const schemaOf = (document: DocumentNode) => {
    const chosen = schemas.get(document) ?? (asksForSchema(document) ? plain : raw);
    schemas.set(document, chosen);
    return chosen;
  };
  const run = async (args: Parameters<Executor>[0]): Promise<ExecutionResult> => {
    const admitted = border.admit(args.document, args.variableValues);
    if (admitted.errors) return admitted;
    const answer = new AnswerSize();
    args.contextValue.answer = answer;
    const result = await execute({ schema: schemaOf(admitted.document), ...args, ...admitted });
    return answer.refusal ? { errors: [answer.refusal] } : result;
  };
  const results = new WeakMap<Context, Promise<ExecutionResult>>();
  return (args) => {
    const result = results.get(args.contextValue) ?? run(args);
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
