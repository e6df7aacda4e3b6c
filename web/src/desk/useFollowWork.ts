import { useEffect, useRef } from 'react';
import { WebReportChanged, WebWork } from '../api/generated/documents';
import { queryClient } from '../api/useAnswer';
import { GATHER_MS, REFRESH_MS, SELDOM_MS, useLiveRead } from '../api/useLiveRead';
import type { WorkKey } from './useWork';

/** Reads the report that is worked on anew when a step of it is made, in another tab or by somebody else; and all that the page shows of it when there is one. */
export function useFollowWork({
  agency,
  year,
  last,
}: WorkKey & {
  /** The last step that the page has; null where there is none. */
  readonly last: string | null;
}): void {
  useLiveRead(
    WebReportChanged,
    { place: { agency }, year },
    {
      bearsOn: () => true,
      read: () => void queryClient.invalidateQueries({ queryKey: [WebWork.id] }),
      gatherMs: GATHER_MS,
      everyMs: (liveness) => (liveness === 'LIVE' ? SELDOM_MS : REFRESH_MS),
    },
  );
  const before = useRef(last);
  useEffect(() => {
    if (before.current === last) return;
    before.current = last;
    // Who made the step here reads everything anew.
    if (queryClient.isMutating() === 0) void queryClient.invalidateQueries();
  }, [last]);
}
