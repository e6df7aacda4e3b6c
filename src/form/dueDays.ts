import { FIRST_YEAR } from './reportingYears';

/** What is wrong with a due day, in both languages. */
type Words = readonly [zh: string, en: string];

/** Returns the first and the last day that may be the deadline of a year: within two years after it. */
export const dueDaysOf = (year: number) => ({ first: `${year + 1}-01-01`, last: `${year + 2}-12-31` });

/** Whether the deadlines of a year can still be extended on a day in Beijing. */
export const canExtend = (year: number, today: string): boolean => today <= dueDaysOf(year).last;

/** Returns the last year whose deadlines can be set and extended on a day in Beijing: the one that is running, whose reports are announced before it ends. */
export const lastDueYear = (today: string): number => Number(today.slice(0, 4));

/** Returns why the deadlines of a year can be neither set nor extended on a day in Beijing; null where they can. */
export function whyNoDeadline(year: number, today: string): Words | null {
  const last = lastDueYear(today);
  if (year >= FIRST_YEAR && year <= last) return null;
  return [
    `期限可以规定和延长的年度是 ${FIRST_YEAR} 至 ${last}：以后的年度尚未开始，待其开始后再定。`,
    `Deadlines are set and extended for the years ${FIRST_YEAR} to ${last}: a later year has not begun, and its deadlines are set once it has.`,
  ];
}

/** Returns why a day cannot be the deadline of a year; null where it can. */
export function whyOutside(year: number, dueOn: string): Words | null {
  const { first, last } = dueDaysOf(year);
  // A year of five digits is later than any of four.
  if (dueOn.length === last.length && dueOn >= first && dueOn <= last) return null;
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
