import { useEffect, useEffectEvent, useRef } from 'react';

/** Returns how something is done once for all that happens until then. */
export function useSoon(act: () => void): (milliseconds: number) => void {
  const due = useRef<ReturnType<typeof setTimeout>>(undefined);
  const run = useEffectEvent(act);
  const runSoon = useRef((milliseconds: number) => {
    due.current ??= setTimeout(() => {
      due.current = undefined;
      run();
    }, milliseconds);
  });
  useEffect(() => () => clearTimeout(due.current), []);
  return runSoon.current;
}
