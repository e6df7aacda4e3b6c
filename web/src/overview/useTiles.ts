import { useEffect } from 'react';
import { WebTiles, type WebTilesQuery } from '../api/generated/documents';
import { forwards, useList } from '../api/useList';
import { endOfDay } from '../place/day';
import { isTimed, type Where } from './useWall';

/** The most places or agencies that are shown as tiles. */
export const MOST_TILES = 5000;
const PAGE = 1000;

/** A place below or an agency, with its value and its completeness. */
export type TileRow = NonNullable<NonNullable<WebTilesQuery['rollup']>['rows']>['nodes'][number];

/** Reads one value of all places right below a place, or of its agencies, by code: a page after the other, until all are there. Nothing is asked until it is known how many reports are expected. */
export function useTiles(
  { place, year, asOf }: Where,
  dimension: 'AGENCY' | 'CHILD',
  value: string,
  expected: number | null,
) {
  const withTimes = expected !== null && isTimed(expected);
  const list = useList(
    WebTiles,
    expected === null ? null : { place, year, asOf, dimension, value, withTimes },
    (after) => ({
      year,
      place,
      asOf: asOf && endOfDay(asOf),
      by: [dimension],
      value,
      withTimes,
      first: PAGE,
      after,
    }),
    ({ rollup }) => forwards(rollup?.rows),
  );
  const { hasMore, isReading, more, error } = list;
  const count = list.rows?.length ?? 0;
  useEffect(() => {
    if (hasMore && !isReading && !error && count < MOST_TILES) more();
  }, [hasMore, isReading, error, count, more]);
  return list;
}
