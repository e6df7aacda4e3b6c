/**
 * What PostgreSQL says to every statement behind the one that failed, until the transaction is rolled back: that it is aborted, or, where
 * the same statement was to be prepared just before, that it is not.
 */
const BEHIND = ['25P02', '26000'];

const codeOf = (reason: unknown) => String((reason as { code?: unknown } | null)?.code ?? '');

/**
 * Waits for statements that were asked at once of one transaction, to which they are sent in this order without waiting for each
 * other: of what consists of several statements, the first. When one fails, waits until those behind it have failed as well, and throws what was the matter with the first.
 */
export async function awaitPipelined<T extends readonly unknown[]>(
  asked: readonly [...T],
): Promise<{ [place in keyof T]: Awaited<T[place]> }> {
  const outcomes = await Promise.allSettled(asked);
  const failed = outcomes.filter(
    (outcome): outcome is PromiseRejectedResult => outcome.status === 'rejected',
  );
  const first = failed.find(({ reason }) => !BEHIND.includes(codeOf(reason))) ?? failed[0];
  if (first) throw first.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as {
    [place in keyof T]: Awaited<T[place]>;
  };
}
