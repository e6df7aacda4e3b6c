/** Texts by the fields they are typed into: the codes of cells, the names of sections of prose, or what else a page types. */
export type Fields = Readonly<Record<string, string>>;

/** A revision of a report as it is typed. */
export interface Revision {
  /** 0 where there is none yet. */
  readonly revision: number;
  readonly fields: Fields;
}

/** What somebody typed on this device and the hub has not stored. */
export interface Held {
  readonly typed: Fields;
  /** The revision that it was typed over; null where it is over none. */
  readonly over: Revision | null;
}

/** A change of what is held, the same in every tab and on the disk. Applying one twice changes nothing more. */
export interface Change {
  /** Fields that were typed into. */
  readonly typed?: Fields;
  /** Fields that are held no longer, unless other letters were typed since. */
  readonly settled?: Fields;
  /** The revision that all of it is typed over from now on. */
  readonly over?: Revision;
}

export const NOTHING: Held = { typed: {}, over: null };

/** Returns what is held after a change. */
export function applyChange({ typed, over }: Held, change: Change): Held {
  const settled = change.settled ?? {};
  const next = Object.entries({ ...typed, ...change.typed }).filter(
    ([field, text]) => settled[field] !== text,
  );
  return { typed: Object.fromEntries(next), over: change.over ?? over };
}

export const isNothing = ({ typed }: Held): boolean => Object.keys(typed).length === 0;
