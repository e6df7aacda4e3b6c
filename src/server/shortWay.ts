import type { Context } from '../shared/context';
import { cacheControlOf, type createAnswerCache, writeAnswer } from './answerCache';
import type { Executor } from './executor';
import type { KnownOperations } from './knownOperations';
import type { Limits } from './limits';
import { readsAsPublic } from './publicOperations';
import type { Replicas } from './replicas';

/** A request for one operation by its text. */
export interface AskedOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | null;
}

/** A whole answer. */
export interface WholeAnswer {
  readonly bytes: Buffer;
  /** How long it may be stored, where the request is one whose answers may be. */
  readonly cacheControl: string | null;
}

/** Answers an operation, or null: then Apollo has to, with the same context. */
export type ShortWay = (asked: AskedOperation, context: Context) => Promise<WholeAnswer | null>;

/**
 * The way of queries that Apollo has already parsed, validated and measured: their code is run, or what it answered
 * before given, without Apollo's pipeline. It has no words of its own: whatever comes out other than whole goes to Apollo
 * with the same context, so that refusals, masking and status codes are its own.
 */
export function createShortWay({
  operations,
  executor,
  limits,
  cache,
  replicas,
}: {
  operations: KnownOperations;
  executor: Executor;
  limits: Limits;
  cache: Pick<ReturnType<typeof createAnswerCache>, 'find' | 'keep'>;
  replicas: Pick<Replicas, 'route'>;
}): ShortWay {
  return async ({ query, variables, operationName }, context) => {
    const known = operations.find(query, operationName);
    if (!known?.compiled || known.operation.operation !== 'query') return null;
    if (!limits.isWithin(known.key, known.operation, variables)) return null;
    context.database = replicas.route(context.actor);
    const isPublic = known.isPublic && readsAsPublic(context.actor);
    const cacheControl = isPublic ? cacheControlOf(context) : null;
    const found = isPublic ? await cache.find(known, variables, context.database) : null;
    if (found?.bytes) return { bytes: found.bytes, cacheControl };
    const { data, errors } = await executor.runCode(known.compiled, context, variables);
    if (!data || errors) return null;
    const bytes = writeAnswer(data);
    if (found?.question) cache.keep(found.question, bytes);
    return { bytes, cacheControl };
  };
}
