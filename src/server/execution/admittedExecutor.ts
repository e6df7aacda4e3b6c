import { type ExecutionResult, getOperationAST } from 'graphql';
import { type Context, memoize } from '../../shared/request/context';
import type { Admission, Release } from '../admission/admission';
import { clientOf } from '../admission/clients';
import type { Executor } from './executor';

const READING = 'turn to read the document';
/** Letters of a document that cost as much as an object to parse and validate. */
const LETTERS_PER_COST = 20;

/**
 * Waits until a document that is not known may be parsed and validated, which for a long one takes as long as running it. Whoever
 * has signed in pays for it and does not wait: nobody can tell yet whether it changes something.
 */
export async function admitDocument(context: Context, text: string, admission: Admission): Promise<void> {
  const client = clientOf(context);
  const cost = text.length / LETTERS_PER_COST;
  if (client.isSignedIn) admission.charge(client, cost);
  else context.memo.set(READING, await admission.admitRead(client, cost));
}

/** Ends the turn in which a document was read, if that was not done yet. */
export function releaseDocument(context: Context): void {
  (context.memo.get(READING) as Release | undefined)?.();
  context.memo.delete(READING);
}

/** Runs operations when their client may. What is answered from the cache never comes here, and is nearly free. */
export function admitOperations(execute: Executor, admission: Admission): Executor {
  return async (args): Promise<ExecutionResult> => {
    const { contextValue, document, operationName } = args;
    releaseDocument(contextValue);
    const isRead = getOperationAST(document, operationName)?.operation === 'query';
    // Apollo runs again what did not come out well on the fast path: it has waited and paid already.
    let isFirst = false;
    const release = await memoize(contextValue, 'turn to run', () => {
      isFirst = true;
      const cost = (contextValue.cost ?? 0) + 1;
      return admission[isRead ? 'admitRead' : 'admitWrite'](clientOf(contextValue), cost);
    });
    try {
      return await execute(args);
    } finally {
      // What was read is written as text by then: that takes its time too.
      if (isFirst) setImmediate(release);
    }
  };
}
