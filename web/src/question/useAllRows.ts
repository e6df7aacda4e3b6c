import { useEffect } from 'react';
import type { List } from '../api/useList';
import type { ResultRow } from './Result';

/** Of an answer of more rows the rest is read only when somebody asks for it. */
const MOST_ROWS = 10_000;

/** Reads the rows of an answer to its end, a page after the other, and returns whether some are still to come. */
export function useAllRows({
  rows,
  total,
  hasMore,
  isReading,
  isBefore,
  error,
  more,
}: List<ResultRow>): boolean {
  const isComing = hasMore && total <= MOST_ROWS && !isBefore && !error;
  const count = rows?.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that came asks for the next; how it is asked for does not matter.
  useEffect(() => {
    if (isComing && !isReading) more();
  }, [isComing, isReading, count]);
  return isComing;
}
