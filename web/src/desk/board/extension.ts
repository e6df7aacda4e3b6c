import type { BoardRow } from './boardRows';

/** What a later day does for the agencies it is for. */
export interface ExtensionEffect {
  /** Those who get more time. */
  readonly gaining: number;
  /** Those whose day is not before it already: nothing changes for them. */
  readonly unchanged: number;
  /** Those who are late now, published or not, and no longer would be. */
  readonly noLongerLate: number;
}

/** Returns what an extension to a day does. */
export function effectOfExtension(rows: readonly BoardRow[], dueOn: string): ExtensionEffect {
  const gaining = rows.filter(({ deadline }) => deadline.dueOn < dueOn);
  return {
    gaining: gaining.length,
    unchanged: rows.length - gaining.length,
    noLongerLate: gaining.filter(
      ({ deadline, daysLate }) => daysLate > 0 && dayAfter(deadline.dueOn, daysLate) <= dueOn,
    ).length,
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns the day so many days after another. */
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
