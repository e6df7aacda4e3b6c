/** Words in both languages. */
export type Words = readonly [zh: string, en: string];

/** The days that a field takes, from one to another. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** Whether a text is a day of the calendar, as a day is written. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && (new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false);

/** Whether a text is a day that a field takes. A year of five digits is later than any of four. */
export const isDayOf = ({ first, last }: Days, text: string): boolean =>
  isDay(text) && text >= first && text <= last;

/** Returns why a text is no day that a field takes; null where it is one, or none is typed. */
export const whyNoDay = (days: Days, text: string): Words | null =>
  text === '' || isDayOf(days, text)
    ? null
    : [
        `请填 ${days.first} 至 ${days.last} 的日期；所填的 ${text} 没有采用。`,
        `Give a day from ${days.first} to ${days.last}; ${text} is not used.`,
      ];

/** Returns which bound of the days that a field takes a text is beyond, in short; null where it is a day that is taken, or none is typed. */
export function boundInWords(days: Days, text: string): Words | null {
  if (text === '' || isDayOf(days, text)) return null;
  if (!isDay(text) && text.length <= days.last.length) return ['没有这一天', 'no such day'];
  return isDay(text) && text < days.first
    ? [`不能早于 ${days.first}`, `not before ${days.first}`]
    : [`不能晚于 ${days.last}`, `not after ${days.last}`];
}
