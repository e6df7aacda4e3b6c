import type { Replicas } from '../../database/replicas';
import type { Context } from '../../shared/request/context';
import { sharesPublicCache } from '../graphql/cacheability';
import type { Limits } from '../graphql/limits';
import type { PreparedOperation, PreparedOperations } from '../graphql/preparedOperations';
import type { Executor } from './executor';
import { cacheControlOf, type createResponseCache, keyOf, writeResponse } from './responseCache';

/** A request for one operation by its text. */
export interface OperationRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | null;
}

/** A whole answer. */
export interface CompleteResponse {
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
export type FastPath = (asked: OperationRequest, context: Context) => Promise<CompleteResponse | null>;

/** An operation asked with variables within its limits: under what name the answers are kept, and what it costs. */
interface Known {
  /** It is given up with others (preparedOperations), and is then not kept from here. */
  readonly operation: WeakRef<PreparedOperation>;
  readonly key: string;
  readonly cost: number;
}

/**
 * Returns the fast path: of queries that Apollo has already parsed and validated. They are measured and run, or what was answered
 * before is given, without Apollo's pipeline. It has no words of its own: whatever comes out other than whole goes to Apollo
 * with the same context, so that refusals, masking and status codes are its own.
 */
export function createFastPath({
  operations,
  execute,
  limits,
  cache,
  replicas,
}: {
  operations: PreparedOperations;
  execute: Executor;
  limits: Pick<Limits, 'measure'>;
  cache: Pick<ReturnType<typeof createResponseCache>, 'find' | 'keep'>;
  replicas: Pick<Replicas, 'route'>;
}): FastPath {
  const known = new WeakMap<OperationRequest, Known>();
  const findKey = (
    asked: OperationRequest,
    operation: PreparedOperation,
    context: Context,
  ): string | null => {
    const found = known.get(asked);
    if (found?.operation.deref() === operation) {
      context.cost = found.cost;
      return found.key;
    }
    const measured = limits.measure(operation, asked.variables, context);
    if (!measured) return null;
    const key = keyOf(operation, measured.variables);
    known.set(asked, { operation: new WeakRef(operation), key, cost: measured.cost });
    return key;
  };
  return async (asked, context) => {
    const operation = operations.find(asked.query, asked.operationName);
    if (operation?.operation.operation !== 'query') return null;
    const key = findKey(asked, operation, context);
    if (key === null) return null;
    context.database = replicas.route(context.actor);
    const isPublic = operation.isPublic && sharesPublicCache(context.actor);
    const cacheControl = isPublic ? cacheControlOf(context) : null;
    const found = isPublic ? await cache.find(key, context.database) : null;
    if (found?.bytes) return { bytes: found.bytes, cacheControl, isKept: true };
    const { data, errors } = await execute({
      document: operation.document,
      operationName: operation.operation.name?.value,
      variableValues: asked.variables,
      contextValue: context,
    });
    if (!data || errors) return null;
    const bytes = writeResponse(data);
    if (found?.question) cache.keep(found.question, bytes);
    return { bytes, cacheControl, isKept: false };
  };
}
