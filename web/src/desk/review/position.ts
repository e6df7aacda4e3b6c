import type { WorkKey } from '../useWork';

/** What waits in an inbox. */
interface Waiting {
  readonly agency: { readonly code: string };
  readonly year: number;
}

/** Where a report is in an inbox, and what is before and behind it. */
export interface Position {
  /** From 0; null where it does not wait there. */
  readonly at: number | null;
  readonly before: WorkKey | null;
  readonly next: WorkKey | null;
}

/** Returns where a report is in an inbox. One that is done is there no longer: what comes next has the place where it was last. */
export function positionIn(items: readonly Waiting[], { agency, year }: WorkKey, last: number): Position {
  const keyAt = (index: number): WorkKey | null => {
    const item = items[index];
    return item ? { agency: item.agency.code, year: item.year } : null;
  };
  const found = items.findIndex((item) => item.agency.code === agency && item.year === year);
  if (found >= 0) return { at: found, before: keyAt(found - 1), next: keyAt(found + 1) };
  return { at: null, before: keyAt(last - 1), next: keyAt(last) ?? keyAt(0) };
}
