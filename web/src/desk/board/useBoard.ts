import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { WebBoard, WebReportChanged, type WebReportChangedSubscription } from '../../api/generated/documents';
import { useLive } from '../../api/live';
import { request } from '../../api/request';
import { useSoon } from '../../api/useSoon';

/** How often a board is read anew where changes do not arrive: one of a page often, one of many pages seldom. */
const REFRESH_MS = 15_000;
const REFRESH_LONG_MS = 60_000;
/** How often it is read anew where they do: of a draft that is begun, a reminder and an extension nothing is told. */
const SELDOM_MS = 600_000;
/** How long changes are gathered before a board of a page, or of many pages, is read anew for all of them. */
const GATHER_MS = 500;
const GATHER_LONG_MS = 10_000;

/** Whether a change bears on the board of a year: it is of a report of the year, or of last year's published ones, with which the checks compare. */
function bearsOn({ reportChanged: change }: WebReportChangedSubscription, year: number): boolean {
  // A report that the viewer may not see any more says no year.
  if (!change?.report || change.report.year === year) return true;
  return change.report.year === year - 1 && (change.state === 'PUBLISHED' || change.state === 'WITHDRAWN');
}

/** Reads the board of a year, page after page, and anew when a report of it takes a step; where that does not arrive, again and again while it is looked at. */
export function useBoard(place: string, year: number) {
  const liveness = useLive(WebReportChanged, { place, year: null }, (change) => {
    if (bearsOn(change, year)) readSoon(isLong ? GATHER_LONG_MS : GATHER_MS);
  });
  const query = useInfiniteQuery({
    queryKey: [WebBoard.id, place, year],
    queryFn: ({ pageParam, signal }) => request(WebBoard, { place, year, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ board }) => (board?.pageInfo.hasNextPage ? board.pageInfo.endCursor : null),
    refetchInterval: ({ state }) => {
      if (liveness === 'LIVE') return SELDOM_MS;
      return (state.data?.pages.length ?? 1) > 1 ? REFRESH_LONG_MS : REFRESH_MS;
    },
    networkMode: 'always',
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const isLong = (data?.pages.length ?? 1) > 1;
  const readSoon = useSoon(() => void refetch());
  // What changed while nothing arrived is read when it does again.
  const wasAway = useRef(false);
  useEffect(() => {
    if (liveness === 'LIVE' && wasAway.current) void refetch();
    wasAway.current = liveness === 'OFFLINE';
  }, [liveness, refetch]);
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
