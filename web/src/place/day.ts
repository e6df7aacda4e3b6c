import { beijingToday } from '../../../src/form/beijing';
import type { Translate } from '../language/language';
import { isDay } from '../look/days';

/** The first day that pages take: no organ of today is older. */
export const FIRST_DAY = '1949-10-01';

/** Returns the day before today that an address names; null without one, or where it is none: then it is now that is shown. */
export function readDay(text: string | null): string | null {
  return text && isDay(text) && text < beijingToday() ? text : null;
}

/** Returns the last instant of a day in Beijing. */
export const endOfDay = (day: string): string => `${day}T23:59:59.999+08:00`;

/** Returns in words whose state a page shows, for its headline. */
export const dayInWords = (day: string, t: Translate): string => t(`${day} 的状态`, `as it was on ${day}`);
