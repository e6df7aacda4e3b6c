import type { Context } from '../../shared/request/context';
import { sharesPublicCache } from '../graphql/cacheability';
import type { Limits } from '../graphql/limits';
import type { PreparedOperation, PreparedOperations } from '../graphql/preparedOperations';
import type { Executor } from './executor';
import { keyOf, type ResponseCache, writeResponse } from './responseCache';

/** A request for one operation by its text. */
export interface OperationRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | null;
}

/** An answer without errors. */
export interface CompleteResponse {
  readonly bytes: Buffer;
  /** Whether it holds only what is published, for a reader who reads of that what everybody does. */
  readonly isPublished: boolean;
  /** Whether it comes from the cache. */
  readonly isCached: boolean;
}

/**
 * Answers an operation, or null: then Apollo has to, with the same context. What is found out about a request is remembered as
 * long as that object is there.
 */
export type FastPath = (request: OperationRequest, context: Context) => Promise<CompleteResponse | null>;

/** A request within its limits: the key of its answer, and what it costs. */
interface MeasuredRequest {
  /** Weakly: an operation that is dropped from the prepared ones must not stay in memory from here. */
  readonly operation: WeakRef<PreparedOperation>;
  readonly key: string;
  readonly cost: number;
}

/**
 * Returns the fast path: for queries that Apollo has already parsed and validated. They are measured and run, or answered from the
 * cache, without Apollo's pipeline. It has no words of its own: when an answer has errors, Apollo answers
 * with the same context, so that refusals, masking and status codes are its own.
 */
export function createFastPath({
  operations,
  execute,
  limits,
  cache,
}: {
  operations: Pick<PreparedOperations, 'find'>;
  execute: Executor;
  limits: Pick<Limits, 'measure'>;
  cache: Pick<ResponseCache, 'find' | 'store'>;
}): FastPath {
  const measuredRequests = new WeakMap<OperationRequest, MeasuredRequest>();
  const findKey = (
    request: OperationRequest,
    operation: PreparedOperation,
    context: Context,
  ): string | null => {
    const found = measuredRequests.get(request);
    if (found?.operation.deref() === operation) {
      context.cost = found.cost;
      return found.key;
    }
    const measured = limits.measure(operation, request.variables, context);
    if (!measured) return null;
    const key = keyOf(operation, measured.variables);
    measuredRequests.set(request, { operation: new WeakRef(operation), key, cost: measured.cost });
    return key;
  };
  return async (request, context) => {
    const operation = operations.find(request.query, request.operationName);
    if (operation?.operation.operation !== 'query') return null;
    const key = findKey(request, operation, context);
    if (key === null) return null;
    const isPublished = operation.isPublic && sharesPublicCache(context.actor);
    const found = isPublished ? await cache.find(key, context.database) : null;
    if (found?.bytes) return { bytes: found.bytes, isPublished, isCached: true };
    const { data, errors } = await execute(operation, request.variables, context);
    if (!data || errors) return null;
    const bytes = writeResponse(data);
    if (found?.slot) cache.store(found.slot, bytes);
    return { bytes, isPublished, isCached: false };
  };
}
