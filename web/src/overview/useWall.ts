import { WebWall } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { endOfDay } from '../place/day';
import type { PlaceAndYear } from '../place/usePlaceAndYear';

/** What a part of the overview is of. */
export type Where = Pick<PlaceAndYear, 'place' | 'year' | 'asOf'>;

/** With more reports than these it is not counted how many were late or are missing: that looks at every one of them. */
const MOST_TIMED = 20_000;

/** Whether it is counted of so many reports how many were late or are missing. */
export const isTimed = (expected: number): boolean => expected <= MOST_TIMED;

/** Reads the completeness of a place and year. Nothing is asked until it is known how many reports are expected. */
export const useWall = ({ place, year, asOf }: Where, expected: number | null) =>
  useAnswer(
    WebWall,
    expected === null ? null : { place, year, asOf: asOf && endOfDay(asOf), withTimes: isTimed(expected) },
  );
