import { useEffect, useState } from 'react';
import { readStored, writeStored } from '../../look/stored';
import type { WorkKey } from '../useWork';
import type { Entries, Texts } from './entries';

/** What is typed and not yet stored by the hub. */
export interface Draft {
  readonly entries: Entries;
  readonly texts: Texts;
}

/** A draft that this browser holds, with the revision that it was begun over. */
interface HeldDraft extends Draft {
  readonly revision: number;
}

function readHeld(name: string): HeldDraft | null {
  try {
    return JSON.parse(readStored(name) ?? 'null');
  } catch {
    return null;
  }
}

/**
 * Holds what is typed in this browser from the first letter on, so that a crash, a session that ends or a lost network loses nothing. What was typed over an
 * older revision than the hub has is given back too, and said.
 */
export function useDraft({ agency, year }: WorkKey, revision: number, stored: Draft) {
  const name = `draft.${agency}.${year}`;
  const [held] = useState(() => readHeld(name));
  const [draft, setDraft] = useState<Draft>(held ?? stored);
  const [isChanged, setChanged] = useState(held !== null);
  useEffect(() => {
    if (isChanged) writeStored(name, JSON.stringify({ ...draft, revision }));
  }, [draft, isChanged, name, revision]);
  return {
    draft,
    /** Whether something was typed that the hub has not stored. */
    isChanged,
    /** Whether what was typed before was given back. */
    isRestored: held !== null,
    /** Whether somebody stored another revision since it was typed. */
    isOutdated: held !== null && held.revision !== revision,
    change: (next: Draft) => {
      setDraft(next);
      setChanged(true);
    },
    /** Forgets what this browser holds, and shows a draft. */
    settle: (next: Draft) => {
      writeStored(name, 'null');
      setDraft(next);
      setChanged(false);
    },
  };
}
