import { type ExecutionResult, getOperationAST } from 'graphql';
import { type Context, once } from '../shared/context';
import type { Executor } from './executor';
import type { Admission, Release } from './http/admission';
import { clientOf } from './http/clients';

/** Runs operations when their client may. What is answered from the cache never comes here, and is nearly free. */
export function admitOperations(execute: Executor, admission: Admission): Executor {
  const run = async (args: Parameters<Executor>[0]): Promise<ExecutionResult> => {
    const { contextValue, document, operationName } = args;
    const isRead = getOperationAST(document, operationName)?.operation === 'query';
    // Apollo runs again what did not come out well on the fast path: it has waited and paid already.
    let isFirst = false;
    const release: Release = await once(contextValue, 'admission', () => {
      isFirst = true;
      const cost = (contextValue.cost ?? 0) + 1;
      return admission[isRead ? 'admitRead' : 'admitWrite'](clientOf(contextValue), cost);
    });
    try {
      return await execute(args);
    } finally {
      if (isFirst) release();
    }
  };
  return run;
}
