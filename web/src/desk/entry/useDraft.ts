import { useEffect, useMemo, useState } from 'react';
import type { Change, Fields, Revision } from '../held/held';
import { useHeld } from '../held/useHeld';
import type { WorkKey } from '../useWork';
import { type Conflict, changedFields, mergeTyped } from './mergeTyped';

/** Which report is typed, and who types it: what somebody else typed on this device is another draft. */
export interface DraftKey extends WorkKey {
  readonly username: string;
}

/** Returns the name under which this device holds what is typed of a report. */
export const draftName = ({ agency, year, username }: DraftKey): string =>
  `draft ${username} ${agency} ${year}`;

/** Returns the name under which this device holds explanations of the warnings of a draft. */
export const explanationsName = ({ agency, year, username }: DraftKey): string =>
  `explanations ${username} ${agency} ${year}`;

/** Returns the name under which this device holds the document that is being looked at, with its corrections. */
export const readingName = ({ agency, year, username }: DraftKey): string =>
  `reading ${username} ${agency} ${year}`;

/** What is typed of a report over what the hub has of it. Null until the disk of this device was read. */
export function useDraft(key: DraftKey, stored: Revision) {
  const { held, elsewhere, isShared, safety, change } = useHeld(draftName(key));
  /** A revision that this browser stored, in this tab or another, while the answer of the hub is older. */
  const [ahead, setAhead] = useState<Revision | null>(null);
  /** The fields that were typed before this page was opened and that the hub does not have; null until that is known. */
  const [restored, setRestored] = useState<readonly string[] | null>(null);
  /** Whether anything was typed since. */
  const [isTyped, setTyped] = useState(false);
  /** How many fields somebody else changed that were brought into the draft last. */
  const [adopted, setAdopted] = useState(0);
  /** What another tab changed last, as far as it was heeded: before anything is shown, or else what that tab stored seemed to be a colleague's. */
  const [heeded, setHeeded] = useState(elsewhere);
  if (elsewhere !== heeded) {
    setHeeded(elsewhere);
    if (elsewhere?.over) setAhead(elsewhere.over);
  }
  const now = ahead && ahead.revision > stored.revision ? ahead : stored;
  const apply = (next: Change) => {
    if (next.over) setAhead(next.over);
    change(next);
  };
  useEffect(() => {
    if (held) setRestored((before) => before ?? changedFields(held, now));
  }, [held, now]);
  const merged = useMemo(() => held && mergeTyped(held, now), [held, now]);
  const isBehind = held?.over != null && held.over.revision !== now.revision;
  const conflicts = isBehind ? (merged?.conflicts ?? []) : [];
  useEffect(() => {
    if (!isBehind || !merged || merged.conflicts.length > 0) return;
    if (merged.adopted > 0) setAdopted(merged.adopted);
    change({ settled: merged.settled, over: now });
  }, [isBehind, merged, now, change]);
  const fields = useMemo<Fields>(() => ({ ...now.fields, ...held?.typed }), [now, held]);
  if (!held) return null;
  const changed = changedFields(held, now);
  return {
    fields,
    /** What the hub has. */
    now,
    /** Fields that the hub has otherwise than they are typed. */
    changed,
    conflicts,
    adopted,
    safety,
    /** The fields that were typed before this page was opened and were not saved then. */
    restored: restored ?? [],
    /** Whether that is all that is typed and not saved: it can be dropped. */
    mayDrop: !isTyped && changed.length > 0,
    /** Whether another tab is at the same report. */
    isShared,
    type: (typed: Fields) => {
      setTyped(true);
      const settled = Object.fromEntries(
        // Letter by letter: a blank at the end is the first letter of what comes next.
        Object.entries(typed).filter(([field, text]) => text === (now.fields[field] ?? '')),
      );
      const isFirst = !held.over || Object.keys(held.typed).length === 0;
      apply(isFirst ? { typed, settled, over: now } : { typed, settled });
    },
    /** Chooses what stands in a field that both changed. */
    choose: (conflict: Conflict, whose: 'mine' | 'theirs') => change(chosen(held.over, [conflict], whose)),
    chooseAll: (whose: 'mine' | 'theirs') => change(chosen(held.over, conflicts, whose)),
    /** Forgets what is typed. */
    drop: () => {
      setRestored([]);
      apply({ settled: held.typed, over: now });
    },
    /** Notes that the hub stored fields as they were sent. What was typed since stays. */
    settle: (revision: number, sent: Fields) => apply({ settled: sent, over: { revision, fields: sent } }),
    /** Notes which revision the hub has: where a draft was given up, it is before the one that this browser stored last. */
    lookAgain: (latest: number) => setAhead((before) => (before && before.revision > latest ? null : before)),
  };
}

/** What this device holds of a report, and what can be done with it. */
export type Draft = NonNullable<ReturnType<typeof useDraft>>;

/** Returns the change by which somebody's texts stand: theirs are adopted, or mine are typed over theirs. */
function chosen(over: Revision | null, conflicts: readonly Conflict[], whose: 'mine' | 'theirs'): Change {
  const fieldsOf = (key: 'mine' | 'theirs') =>
    Object.fromEntries(conflicts.map((conflict) => [conflict.field, conflict[key]]));
  if (whose === 'theirs') return { settled: fieldsOf('mine') };
  return over ? { over: { ...over, fields: { ...over.fields, ...fieldsOf('theirs') } } } : {};
}
