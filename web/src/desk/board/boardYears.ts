import { whyNotEnded } from '../../../../src/form/reportingYears';
import type { Words } from '../../look/days';
import type { PlaceAndYear } from '../../place/usePlaceAndYear';

/** Returns the years of the board, oldest first: those that can be reported, and the one that is running, whose deadlines are announced before it ends. */
export const yearsOfBoard = (years: readonly number[]): number[] => [
  ...years,
  ...years.slice(-1).map((last) => last + 1),
];

/** Returns the year of the board that an address names; the last that can be reported where it names none of them. */
export function yearOfBoard(
  text: string | null,
  { years, year }: Pick<PlaceAndYear, 'years' | 'year'>,
): number {
  return yearsOfBoard(years).find((one) => String(one) === text) ?? year;
}

/** Returns what is to be known of the board of a year that has not ended; null of others. */
export function boardBeforeEnd(year: number): Words | null {
  const why = whyNotEnded(year);
  return (
    why && [
      `${why[0]}：现在可以规定和延长期限，还没有报告可办。`,
      `Note that ${why[1]}: its deadlines can be set and extended now, and there are no reports to work on yet.`,
    ]
  );
}
