/** Beijing is eight hours ahead of UTC all year. */
const AHEAD_MS = 8 * 3_600_000;

/** The day in Beijing at an instant, as YYYY-MM-DD. */
export const beijingDay = (at: Date): string => new Date(at.getTime() + AHEAD_MS).toISOString().slice(0, 10);

/** The day in Beijing, as YYYY-MM-DD: reporting years, deadlines and the tree are counted in it. */
export const beijingToday = (): string => beijingDay(new Date());

/** The day before a day: the last one of what ends with another's beginning. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 3_600_000).toISOString().slice(0, 10);

/** An instant as clocks in Beijing show it, such as 2026-03-01 08:00:00; with milliseconds where it has any. */
export const beijingTime = (at: Date): string =>
  new Date(at.getTime() + AHEAD_MS)
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.000)?Z$/, '');
