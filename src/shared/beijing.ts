const AHEAD_MS = 8 * 3_600_000;

/** The day in Beijing (UTC+8, no summer time), as YYYY-MM-DD: reporting years, deadlines and the tree are counted in it. */
export const beijingToday = (): string => new Date(Date.now() + AHEAD_MS).toISOString().slice(0, 10);
