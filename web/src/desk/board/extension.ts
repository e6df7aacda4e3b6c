import type { BoardRow } from './boardRows';

/** What a later day does for the agencies it is for. */
export interface ExtensionEffect {
  /** Those who get more time. */
  readonly gaining: number;
  /** Those whose day is not before it already: nothing changes for them. */
  readonly unchanged: number;
  /** Those who are late now and no longer are. */
  readonly noLongerLate: number;
}

/** Returns what an extension to a day does; `today` is the day in Beijing. */
export function effectOfExtension(rows: readonly BoardRow[], dueOn: string, today: string): ExtensionEffect {
  const gaining = rows.filter(({ deadline }) => deadline.dueOn < dueOn);
  return {
    gaining: gaining.length,
    unchanged: rows.length - gaining.length,
    noLongerLate:
      dueOn < today
        ? 0
        : gaining.filter(({ daysLate, state }) => daysLate > 0 && state !== 'PUBLISHED').length,
  };
}

/** Returns the day in Beijing at an instant, such as 2026-01-31. */
export const beijingDay = (at: Date): string =>
  new Date(at.getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
