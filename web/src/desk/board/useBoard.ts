import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { WebBoard, WebReportChanged, type WebReportChangedSubscription } from '../../api/generated/documents';
import { request } from '../../api/request';
import { GATHER_MS, REFRESH_MS, SELDOM_MS, useLiveRead } from '../../api/useLiveRead';

/** How often a board of many pages is read anew where changes do not arrive, and how long changes are gathered for it. */
const REFRESH_LONG_MS = 60_000;
const GATHER_LONG_MS = 10_000;

/** Whether a change bears on the board of a year: it is of a report of the year, or of last year's published ones, with which the checks compare. */
function bearsOn({ reportChanged: change }: WebReportChangedSubscription, year: number): boolean {
  // A report that the viewer may not see any more says no year.
  if (!change?.report || change.report.year === year) return true;
  return change.report.year === year - 1 && (change.state === 'PUBLISHED' || change.state === 'WITHDRAWN');
}

/** Reads the board of a year, page after page, and anew when a report of it takes a step; where that does not arrive, again and again while it is looked at. */
export function useBoard(place: string, year: number) {
  const query = useInfiniteQuery({
    queryKey: [WebBoard.id, place, year],
    queryFn: ({ pageParam, signal }) => request(WebBoard, { place, year, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ board }) => (board?.pageInfo.hasNextPage ? board.pageInfo.endCursor : null),
    networkMode: 'always',
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const isLong = (data?.pages.length ?? 1) > 1;
  const liveness = useLiveRead(
    WebReportChanged,
    { place: { jurisdiction: place }, year: null },
    {
      bearsOn: (change) => bearsOn(change, year),
      read: () => void refetch(),
      gatherMs: isLong ? GATHER_LONG_MS : GATHER_MS,
      everyMs: (now) => (now === 'LIVE' ? SELDOM_MS : isLong ? REFRESH_LONG_MS : REFRESH_MS),
    },
  );
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap(({ board }) => board?.nodes ?? []) ?? [], [data]);
  return {
    rows,
    /** How many rows there are; null while that is not known. */
    total: data?.pages[0].board?.totalCount ?? null,
    isComplete: data !== undefined && !hasNextPage,
    error,
    refetch,
    liveness,
    every: isLong ? (['每分钟', 'every minute'] as const) : (['每 15 秒', 'every 15 seconds'] as const),
  };
}
