/** Words in both languages. */
type Words = readonly [zh: string, en: string];

/** Returns the days that the hub takes for a report of a year, as it checks them: within two years after the end of that year. */
export const dueDaysOf = (year: number) => ({ first: `${year + 1}-01-01`, last: `${year + 2}-12-31` });

/** Whether the deadlines of a year can still be extended on a day in Beijing. */
export const canExtend = (year: number, today: string): boolean => today <= dueDaysOf(year).last;

/** Returns why the hub would refuse a day for a report of a year, in its words; null where it would not, or none is typed. `today` is null where the day may have passed. */
export function whyNotDue(year: number, dueOn: string, today: string | null): Words | null {
  if (dueOn === '') return null;
  const { first, last } = dueDaysOf(year);
  // A year of five digits is later than any of four.
  if (dueOn.length > last.length || dueOn < first || dueOn > last)
    return [
      `期限应在报告年度终了之后两年内（${year + 1} 至 ${year + 2} 年）。`,
      `The day lies after the end of the reporting year, within two years (${year + 1} to ${year + 2}).`,
    ];
  return today !== null && dueOn < today
    ? [
        `该日已过（北京时间今天是 ${today}），请填今天或以后的日期。`,
        `The day has passed (in Beijing it is ${today}); give today or a later day.`,
      ]
    : null;
}
