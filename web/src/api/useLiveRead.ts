import { useEffect, useEffectEvent, useRef } from 'react';
import { type Liveness, useLive } from './live';
import type { HubSubscription } from './request';
import { useSoon } from './useSoon';

/** How often a page is read anew where changes do not arrive. */
export const REFRESH_MS = 15_000;
/** How often it is read anew where they do: of a draft that is begun, a reminder and an extension nothing is told. */
export const SELDOM_MS = 600_000;
/** How long changes are gathered before a page is read anew for all of them. */
export const GATHER_MS = 500;

/**
 * Reads something anew for the events of a subscription that bear on it, once for those within `gatherMs`, and as soon as events arrive again after the connection
 * was lost or the page was not looked at: what happened meanwhile was missed. Beside that it is read every `everyMs` while the page is looked at. Returns whether
 * events arrive.
 */
export function useLiveRead<Answer, Variables extends object>(
  subscription: HubSubscription<Answer, Variables>,
  variables: Variables,
  {
    bearsOn,
    read,
    gatherMs,
    everyMs,
  }: {
    readonly bearsOn: (event: Answer) => boolean;
    readonly read: () => void;
    readonly gatherMs: number;
    readonly everyMs: (liveness: Liveness) => number;
  },
): Liveness {
  const readNow = useEffectEvent(read);
  const readSoon = useSoon(read);
  const liveness = useLive(subscription, variables, (event) => {
    if (bearsOn(event)) readSoon(gatherMs);
  });
  /** Whether events may have been missed before they arrive next. */
  const mayMiss = useRef(false);
  useEffect(() => {
    if (liveness === 'LIVE' && mayMiss.current) readNow();
    // The first connection is opened with the page, which reads what there is.
    if (liveness !== 'CONNECTING') mayMiss.current = true;
  }, [liveness]);
  const every = everyMs(liveness);
  useEffect(() => {
    const timer = setInterval(() => {
      if (navigator.onLine && document.visibilityState === 'visible') readNow();
    }, every);
    return () => clearInterval(timer);
  }, [every]);
  return liveness;
}
