const DAY = 24 * 60 * 60 * 1000;

/** Returns whether an instant is after the day on which something was due, which ends at midnight in Beijing. */
export const isLate = (instant: string, dueOn: string): boolean =>
  Date.parse(instant) >= Date.parse(`${dueOn}T00:00:00+08:00`) + DAY;

/** Returns whether a report was published late. Its first publication counts: a correction makes no report late. */
export const wasLate = ({
  firstPublishedAt,
  deadline,
}: {
  readonly firstPublishedAt: string | null;
  readonly deadline: { readonly dueOn: string };
}): boolean => firstPublishedAt !== null && isLate(firstPublishedAt, deadline.dueOn);
