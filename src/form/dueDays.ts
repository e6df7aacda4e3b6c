import { FIRST_YEAR } from './reportingYears';

/** The last reporting year that a deadline can be set for. */
const LAST_YEAR = 2100;

/** What is wrong with a due day, in both languages. */
type Words = readonly [zh: string, en: string];

/** Returns the first and the last day that may be the deadline of a year: within two years after it. */
export const dueDaysOf = (year: number) => ({ first: `${year + 1}-01-01`, last: `${year + 2}-12-31` });

/** Whether the deadlines of a year can still be extended on a day in Beijing. */
export const canExtend = (year: number, today: string): boolean => today <= dueDaysOf(year).last;

/** Returns why a day cannot be the deadline of a year; null where it can. */
export function whyOutside(year: number, dueOn: string): Words | null {
  const { first, last } = dueDaysOf(year);
  // A year of five digits is later than any of four.
  const isWithin = dueOn.length === last.length && dueOn >= first && dueOn <= last;
  if (year >= FIRST_YEAR && year <= LAST_YEAR && isWithin) return null;
  return [
    `期限应在报告年度终了之后两年内（${year + 1} 至 ${year + 2} 年）。`,
    `The day lies after the end of the reporting year, within two years (${year + 1} to ${year + 2}).`,
  ];
}

/** Returns why an extension cannot be to a day that has passed in Beijing; null where the day is today or later. */
export function whyPast(dueOn: string, today: string): Words | null {
  if (dueOn >= today) return null;
  return [
    `该日已过（北京时间今天是 ${today}），请填今天或以后的日期。`,
    `The day has passed (in Beijing it is ${today}); give today or a later day.`,
  ];
}

/** Returns why a day is refused as a deadline; null where it is not, and where none is typed. `today` is null where the day may have passed. */
export function whyNotDue(year: number, dueOn: string, today: string | null): Words | null {
  if (dueOn === '') return null;
  return whyOutside(year, dueOn) ?? (today === null ? null : whyPast(dueOn, today));
}
