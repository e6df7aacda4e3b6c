import { type ExecutionArgs, type ExecutionResult, GraphQLError, subscribe } from 'graphql';
import type { Context } from '../../shared/request/context';
import { clientOf } from '../admission/clients';

/** The most subscriptions open at once over one socket. */
export const MOST_ON_SOCKET = 20;
/** The most subscriptions open at once of one client, whatever carries them. */
export const MOST_OF_CLIENT = 50;

type Result = ExecutionResult | AsyncGenerator<ExecutionResult>;

/** The refusal of a subscription too many. */
export const tooManySubscriptions = (most: number) =>
  new GraphQLError(
    `同时打开的订阅不得超过 ${most} 个，请先结束一些。 At most ${most} subscriptions may be open at once; end some first.`,
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
  );

const asGraphQLError = (error: unknown) =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError('internal', {
        originalError: error instanceof Error ? error : new Error(String(error)),
      });

/** A source with something done once when it ends, however it ends; `fail` says what a throw of it becomes. */
function guard(
  source: AsyncGenerator<ExecutionResult>,
  ended: () => void,
  fail: (error: unknown) => IteratorResult<ExecutionResult>,
): AsyncGenerator<ExecutionResult> {
  let isOpen = true;
  const end = () => {
    if (isOpen) ended();
    isOpen = false;
  };
  const iterator = {
    async next(): Promise<IteratorResult<ExecutionResult>> {
      if (!isOpen) return { value: undefined, done: true };
      try {
        const event = await source.next();
        if (event.done) end();
        return event;
      } catch (error) {
        end();
        return fail(error);
      }
    },
    return() {
      end();
      return source.return(undefined);
    },
    throw(error: unknown) {
      end();
      return source.throw(error);
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator as unknown as AsyncGenerator<ExecutionResult>;
}

const isStream = (result: Result): result is AsyncGenerator<ExecutionResult> =>
  Symbol.asyncIterator in result;
const rethrow = (error: unknown): never => {
  throw error;
};

/** A stream whose error is its last event: over server-sent events nothing else tells it, and nothing else ends the response. */
export function endInWords(result: Result): Result {
  if (!isStream(result)) return result;
  return guard(
    result,
    () => {},
    (error) => ({ value: { errors: [asGraphQLError(error)] }, done: false }),
  );
}

/** Subscribes within the limit of its client, of this server process. */
export function limitSubscriptions(): (args: ExecutionArgs) => Promise<Result> {
  const open = new Map<string, number>();
  return async (args) => {
    const { key } = clientOf(args.contextValue as Context);
    const count = open.get(key) ?? 0;
    if (count >= MOST_OF_CLIENT) return { errors: [tooManySubscriptions(MOST_OF_CLIENT)] };
    open.set(key, count + 1);
    const release = () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    };
    try {
      const result = (await subscribe(args)) as Result;
      if (isStream(result)) return guard(result, release, rethrow);
      release();
      return result;
    } catch (error) {
      release();
      throw error;
    }
  };
}
