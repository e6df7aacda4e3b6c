import { beijingDay } from './beijing';

/** The first reporting year of the form. */
export const FIRST_YEAR = 2019;

/** The calendar year of an instant in Beijing, where reporting years begin and end. */
export const yearInBeijing = (at: Date): number => Number(beijingDay(at).slice(0, 4));

/** The last reporting year that has ended: the latest one that can be reported. */
export const lastEndedYear = (now = new Date()): number => yearInBeijing(now) - 1;

/** Returns why there is no report of a year yet, in both languages, as parts of a sentence; null where the year has ended. */
export function whyNotEnded(year: number, now = new Date()): readonly [zh: string, en: string] | null {
  if (year <= lastEndedYear(now)) return null;
  return [
    `${year} 年度尚未终了，报告在年度终了后编制`,
    `the year ${year} has not ended, and its reports are made after that`,
  ];
}

/** Returns the year that a text writes in four digits; null where it writes none of those that can be reported. */
export function readReportingYear(text: string, now = new Date()): number | null {
  const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  return year >= FIRST_YEAR && year <= lastEndedYear(now) ? year : null;
}
