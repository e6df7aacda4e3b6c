import type { ExecutionResult } from 'graphql';
import { type Context, memoize } from '../../shared/request/context';
import type { Admission, Release } from '../admission/admission';
import { clientOf } from '../admission/clients';
import type { Executor } from './executor';

const READING = 'admitted document';
/** Letters of a document that cost as much as an object to parse and validate. */
const LETTERS_PER_COST = 20;

/**
 * Waits until a new document may be parsed and validated, which for a long one takes as long as running it. A client that
 * has signed in pays for it and does not wait: it may be a change.
 */
export async function admitDocument(context: Context, text: string, admission: Admission): Promise<void> {
  const client = clientOf(context);
  const cost = text.length / LETTERS_PER_COST;
  if (client.isSignedIn) admission.charge(client, cost);
  else context.memo.set(READING, await admission.admitRead(client, cost));
}

/** Ends the reading of a document, if that was not done yet. */
export function releaseDocument(context: Context): void {
  (context.memo.get(READING) as Release | undefined)?.();
  context.memo.delete(READING);
}

/** Runs operations when their client may. What is answered from the cache never comes here, and is nearly free. */
export function admitOperations(execute: Executor, admission: Admission): Executor {
  return async (operation, variables, context): Promise<ExecutionResult> => {
    releaseDocument(context);
    const isRead = operation.operation.operation === 'query';
    // Apollo runs again what has failed on the fast path: it has waited and paid already.
    let isFirst = false;
    const release = await memoize(context, 'admitted operation', () => {
      isFirst = true;
      const cost = (context.cost ?? 0) + 1;
      return admission[isRead ? 'admitRead' : 'admitWrite'](clientOf(context), cost);
    });
    try {
      return await execute(operation, variables, context);
    } finally {
      // The answer is written as text before the next turn of the event loop: that takes its time too.
      if (isFirst) setImmediate(release);
    }
  };
}
