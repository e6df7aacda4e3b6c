/**
 * The codes of every statement behind the one that failed, until the transaction is rolled back: the transaction is aborted, or
 * the statement is not prepared, where preparing it failed just before.
 */
const BEHIND = ['25P02', '26000'];

const codeOf = (reason: unknown) => String((reason as { code?: unknown } | null)?.code ?? '');

/**
 * Waits for statements that were sent to one transaction at once, in this order and without waiting for each other. When one
 * fails, waits until those behind it have failed as well, and throws the error of the first.
 */
export async function awaitPipelined<T extends readonly unknown[]>(
  statements: readonly [...T],
): Promise<{ [place in keyof T]: Awaited<T[place]> }> {
  const outcomes = await Promise.allSettled(statements);
  const failed = outcomes.filter(
    (outcome): outcome is PromiseRejectedResult => outcome.status === 'rejected',
  );
  const first = failed.find(({ reason }) => !BEHIND.includes(codeOf(reason))) ?? failed[0];
  if (first) throw first.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as {
    [place in keyof T]: Awaited<T[place]>;
  };
}
