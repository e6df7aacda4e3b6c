import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { type Context, memoize } from '../../shared/request/context';
import { AnswerSize, measureAnswers } from '../graphql/answerSize';
import { checkInputs } from '../graphql/inputChecks';
import { withPlainLists } from '../graphql/plainLists';
import type { PreparedOperation, PreparedOperations } from '../graphql/preparedOperations';
import { withRawTables } from '../graphql/rawTables';

/** Runs a prepared operation with its variables. */
export type Executor = (
  operation: PreparedOperation,
  variables: Readonly<Record<string, unknown>> | null | undefined,
  context: Context,
) => Promise<ExecutionResult>;

/**
 * Returns what runs operations by graphql-js, once for each request: Apollo gets the result of a fast path that has failed. Tables are written as one
 * value, unless the operation selects the schema. An answer that is too large is no answer: it is refused while it is made.
 */
export function createExecutor(schema: GraphQLSchema): Executor {
  const [plain, raw] = [schema, withPlainLists(withRawTables(schema))].map(measureAnswers);
  const run: Executor = async ({ inputs, operation, asksForSchema }, variables, context) => {
    const checked = checkInputs(inputs, variables);
    if (checked.errors) return checked;
    const answer = new AnswerSize();
    context.answer = answer;
    const result = await execute({
      schema: asksForSchema ? plain : raw,
      contextValue: context,
      operationName: operation.name?.value,
      ...checked,
    });
    return answer.refusal ? { errors: [answer.refusal] } : result;
  };
  return (operation, variables, context) =>
    memoize(context, 'result', () => run(operation, variables, context));
}

/**
 * Hands an executor to Apollo in the place it has for one, so that only running itself is replaced: masking of errors,
 * plugins and variables that do not fit stay Apollo's. (A `responseForOperation` hook would go around `formatError`.)
 */
export function executeWith(
  schema: GraphQLSchema,
  operations: Pick<PreparedOperations, 'prepare'>,
  run: Executor,
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
        executor: async ({ document, source, context, request }) => {
          const { variables, operationName } = request;
          const operation = operations.prepare(source, document, operationName);
          // No operation of that name: graphql-js says so.
          if (!operation) return execute({ schema, document, operationName });
          return run(operation, variables, context as unknown as Context);
        },
      };
    },
    async stop() {},
  };
}
