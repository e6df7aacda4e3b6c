const DAY = 24 * 60 * 60 * 1000;

/** Returns whether an instant is after the day on which something was due, which ends at midnight in Beijing. */
export const isLate = (instant: string, dueOn: string): boolean =>
  Date.parse(instant) >= Date.parse(`${dueOn}T00:00:00+08:00`) + DAY;
