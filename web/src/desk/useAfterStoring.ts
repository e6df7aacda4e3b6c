import { useIsMutating } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { WorkKey } from './useWork';

/** The key of what stores a report that is worked on. */
export const storingKey = ({ agency, year }: WorkKey) => ['store', agency, year] as const;

/** Returns what starts a step of a report after all saving under way has ended and the report was read anew. Otherwise one's own saving would come first, and the step be refused. */
export function useAfterStoring(key: WorkKey, run: () => void) {
  const isStoring = useIsMutating({ mutationKey: storingKey(key) }) > 0;
  const [isWanted, setWanted] = useState(false);
  const runNow = useEffectEvent(run);
  useEffect(() => {
    if (!isWanted || isStoring) return;
    setWanted(false);
    runNow();
  }, [isWanted, isStoring]);
  return { isStoring, isWaiting: isWanted, start: () => setWanted(true) };
}
