import { findCell } from '../../../../src/form/cells';
import type { Fields, Held, Revision } from '../held/held';
import { figureOf } from './entries';
import { indicatorOf, isSameIndicator } from './indicatorEntries';

/** A field that was typed into here and that somebody else stored otherwise. */
export interface Conflict {
  readonly field: string;
  /** As it was when it was typed over. */
  readonly before: string;
  readonly mine: string;
  /** As the hub has it now. */
  readonly theirs: string;
}

type Sent = ReturnType<typeof figureOf>;

const isSameFigure = (one: Sent, other: Sent): boolean =>
  one === other || (one !== null && other !== null && Number(one) === Number(other));

/** Whether two texts of a field say the same. */
export function isSame(field: string, one: string, other: string): boolean {
  if (findCell(field)) return isSameFigure(figureOf(field, one), figureOf(field, other));
  if (indicatorOf(field) !== null) return isSameIndicator(one, other);
  return one.normalize('NFC').trim() === other.normalize('NFC').trim();
}

/** Returns the typed fields that a revision has otherwise. */
export const changedFields = ({ typed }: Held, { fields }: Revision): string[] =>
  Object.keys(typed).filter((field) => !isSame(field, typed[field], fields[field] ?? ''));

/** Returns the typed fields that the hub does not have as they are typed. */
export const unsavedFields = (held: Held): string[] => (held.over ? changedFields(held, held.over) : []);

/** What comes of something typed over one revision where the hub has another. */
export interface Merged {
  readonly conflicts: readonly Conflict[];
  /** Typed fields that the hub has as they are typed. */
  readonly settled: Fields;
  /** How many fields somebody else changed that were not typed into here. */
  readonly adopted: number;
}

/** Brings together what is typed here and what the hub has now, field by field: only where both changed the same one, somebody must choose. */
export function mergeTyped({ typed, over }: Held, now: Revision): Merged {
  const conflicts: Conflict[] = [];
  const settled: Record<string, string> = {};
  for (const [field, mine] of Object.entries(typed)) {
    const theirs = now.fields[field] ?? '';
    const before = over?.fields[field] ?? '';
    if (isSame(field, mine, theirs)) settled[field] = mine;
    else if (over && !isSame(field, before, theirs)) conflicts.push({ field, before, mine, theirs });
  }
  const fields = new Set([...Object.keys(over?.fields ?? {}), ...Object.keys(now.fields)]);
  const adopted = over
    ? [...fields].filter(
        (field) => !(field in typed) && !isSame(field, over.fields[field] ?? '', now.fields[field] ?? ''),
      ).length
    : 0;
  return { conflicts, settled, adopted };
}
