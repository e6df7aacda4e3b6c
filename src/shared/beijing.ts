const AHEAD_MS = 8 * 3_600_000;

/** The day in Beijing (UTC+8, no summer time) at an instant, as YYYY-MM-DD. */
export const beijingDay = (at: Date): string => new Date(at.getTime() + AHEAD_MS).toISOString().slice(0, 10);

/** The day in Beijing, as YYYY-MM-DD: reporting years, deadlines and the tree are counted in it. */
export const beijingToday = (): string => beijingDay(new Date());
