const HOUR = 3_600_000;
/** Beijing is eight hours before UTC all year. */
const BEIJING_OFFSET = 8 * HOUR;

/** The calendar year of an instant in Beijing, where reporting years begin and end. */
export const yearInBeijing = (at: Date): number => new Date(at.getTime() + BEIJING_OFFSET).getUTCFullYear();

/** The last reporting year that has ended: the latest one that can be reported. */
export const lastEndedYear = (now = new Date()): number => yearInBeijing(now) - 1;
