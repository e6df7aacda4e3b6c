import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/** Within how long of a call the same call is a double click, in milliseconds. */
const DOUBLE_CLICK = 1000;

/** Returns what tells a call from another. A file is what it is called, how long it is and when it was changed. */
const keyOf = (variables: unknown): string =>
  JSON.stringify(variables, (_, value) =>
    value instanceof File ? [value.name, value.size, value.lastModified] : value,
  ) ?? '';

/**
 * Returns a mutation that is not sent twice: calling it again with the same variables while it is under way, or right afterwards, does nothing. After a failure it is
 * sent again. The pages send everything by it, so two calls that differ must differ in their variables.
 */
export function useSingle<Answer, Variables>(
  options: UseMutationOptions<Answer, Error, Variables>,
): UseMutationResult<Answer, Error, Variables> {
  const sent = useRef<{ readonly key: string; readonly at: number; isUnderWay: boolean } | null>(null);
  const result = useMutation({
    ...options,
    onSettled: (...outcome) => {
      if (sent.current) sent.current = outcome[1] ? null : { ...sent.current, isUnderWay: false };
      return options.onSettled?.(...outcome);
    },
  });
  const { mutate: send } = result;
  const mutate: typeof send = useCallback(
    (...call) => {
      const key = keyOf(call[0]);
      const now = performance.now();
      const before = sent.current;
      if (before?.key === key && (before.isUnderWay || now - before.at < DOUBLE_CLICK)) return;
      sent.current = { key, at: now, isUnderWay: true };
      send(...call);
    },
    [send],
  );
  const { reset: forget } = result;
  const reset = useCallback(() => {
    sent.current = null;
    forget();
  }, [forget]);
  return { ...result, mutate, reset };
}
