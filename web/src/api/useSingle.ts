import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

/** Within how long of a call the same call is a double click, in milliseconds. */
const DOUBLE_CLICK = 1000;

/** Returns a mutation that is not sent twice: the same call while it is under way, or right after it, does nothing. After a failure it is sent again. */
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
  const mutate: typeof result.mutate = (...call) => {
    const key = JSON.stringify(call[0]) ?? '';
    const now = performance.now();
    const before = sent.current;
    if (before?.key === key && (before.isUnderWay || now - before.at < DOUBLE_CLICK)) return;
    sent.current = { key, at: now, isUnderWay: true };
    result.mutate(...call);
  };
  return { ...result, mutate };
}
