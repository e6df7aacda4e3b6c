import { readStoredJson, writeStored } from '../../look/stored';

/** Which revision of a report somebody looks at, and which they looked at before. */
export interface Looked {
  readonly latest: number;
  /** Null where they look for the first time. */
  readonly before: number | null;
}

/** Returns what is known of the looks at a report when somebody looks at its latest revision; looking again at the same one changes nothing. */
export function lookAt(last: Looked | null, latest: number): Looked {
  if (last?.latest === latest) return last;
  return { latest, before: last?.latest ?? null };
}

/** Notes in this browser that somebody looks at a revision, and returns the one they looked at before; null where there was none. */
export function noteLook(name: string, latest: number): number | null {
  const looked = lookAt(readLooked(name), latest);
  writeStored(name, JSON.stringify(looked));
  return looked.before;
}

/** Returns the revision that somebody saw before the latest: the one they looked at in this browser, or one that they took a later step on elsewhere; null where they saw none. */
export function lastSeen(
  looked: number | null,
  steps: readonly { readonly actorName: string; readonly revision: number }[],
  { username, latest }: { readonly username: string; readonly latest: number },
): number | null {
  const own = steps.flatMap(({ actorName, revision }) =>
    actorName === username && revision < latest ? revision : [],
  );
  const seen = Math.max(looked ?? 0, ...own);
  return seen > 0 ? seen : null;
}

function readLooked(name: string): Looked | null {
  const stored = readStoredJson(name) as Partial<Looked> | null;
  return typeof stored?.latest === 'number' ? { latest: stored.latest, before: stored.before ?? null } : null;
}
