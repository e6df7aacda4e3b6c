import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { WebBoard } from '../../api/generated/documents';
import { request } from '../../api/request';

/** How often a board is read anew: one of a page often, one of many pages seldom. */
const REFRESH_MS = 15_000;
const REFRESH_LONG_MS = 60_000;

/** Reads the board of a year, page after page, and anew while it is looked at. */
export function useBoard(place: string, year: number) {
  const query = useInfiniteQuery({
    queryKey: [WebBoard.id, place, year],
    queryFn: ({ pageParam, signal }) => request(WebBoard, { place, year, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ board }) => (board?.pageInfo.hasNextPage ? board.pageInfo.endCursor : null),
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) > 1 ? REFRESH_LONG_MS : REFRESH_MS),
    networkMode: 'always',
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = query;
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
    refetch: () => query.refetch(),
  };
}
