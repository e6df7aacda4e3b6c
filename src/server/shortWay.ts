import type { Context } from '../shared/context';
import { cacheControlOf, type createAnswerCache, keyOf, writeAnswer } from './answerCache';
import type { Executor } from './executor';
import type { KnownOperation, KnownOperations } from './knownOperations';
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
  /** Whether it was given before. */
  readonly isKept: boolean;
}

/**
 * Answers an operation, or null: then Apollo has to, with the same context. What is found out about an operation it is asked
 * with is kept as long as that object is there.
 */
export type ShortWay = (asked: AskedOperation, context: Context) => Promise<WholeAnswer | null>;

/** An operation asked with variables within its limits, and under what name the answers are kept. */
interface Known {
  /** It is given up with others (knownOperations), and is then not kept from here. */
  readonly operation: WeakRef<KnownOperation>;
  readonly key: string;
}

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
  const known = new WeakMap<AskedOperation, Known>();
  const keyOfKnown = (asked: AskedOperation, operation: KnownOperation): string | null => {
    const met = known.get(asked);
    if (met?.operation.deref() === operation) return met.key;
    if (!limits.isWithin(operation.key, operation.operation, asked.variables)) return null;
    const key = keyOf(operation, asked.variables);
    known.set(asked, { operation: new WeakRef(operation), key });
    return key;
  };
  return async (asked, context) => {
    const operation = operations.find(asked.query, asked.operationName);
    if (operation?.operation.operation !== 'query') return null;
    const key = keyOfKnown(asked, operation);
    if (key === null) return null;
    context.database = replicas.route(context.actor);
    const isPublic = operation.isPublic && readsAsPublic(context.actor);
    const cacheControl = isPublic ? cacheControlOf(context) : null;
    const kept = isPublic ? await cache.find(key, context.database) : null;
    if (kept?.bytes) return { bytes: kept.bytes, cacheControl, isKept: true };
    if (!operation.compiled) return null;
    const { data, errors } = await executor.runCode(operation.compiled, context, asked.variables);
    if (!data || errors) return null;
    const bytes = writeAnswer(data);
    if (kept?.question) cache.keep(kept.question, bytes);
    return { bytes, cacheControl, isKept: false };
  };
}
