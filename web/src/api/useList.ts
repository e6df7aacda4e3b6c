import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type HubDocument, request } from './request';
import { previousOf } from './useAnswer';

/** A page of a list, and where the next one begins; null at the end. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next: string | null;
}

/** A list that is read a page at a time. */
export interface List<Row, Answer = unknown> {
  /** The answer with the first page. */
  readonly first: Answer | undefined;
  /** What was read so far; undefined before the first page is there. */
  readonly rows: readonly Row[] | undefined;
  readonly total: number;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isReading: boolean;
  /** Whether this is the list before, while another is on its way. */
  readonly isBefore: boolean;
  more(): void;
  again(): void;
}

/** Reads a list a page at a time: `variablesOf` says what is asked for the page at a cursor, `pageOf` what of the answer the page is. Nothing is asked while `key` is null. */
export function useList<Answer, Variables, Row>(
  document: HubDocument<Answer, Variables>,
  key: unknown,
  variablesOf: (cursor: string | null) => Variables,
  pageOf: (answer: Answer) => ListPage<Row> | null,
): List<Row, Answer> {
  const result = useInfiniteQuery<
    Answer,
    Error,
    InfiniteData<Answer>,
    readonly [string, unknown],
    string | null
  >({
    queryKey: [document.id, key],
    queryFn: ({ pageParam, signal }) => request(document, variablesOf(pageParam), signal),
    initialPageParam: null,
    getNextPageParam: (answer) => pageOf(answer)?.next ?? null,
    enabled: key !== null,
    placeholderData: previousOf(key),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: which rows a page has depends on its answer alone.
  const pages = useMemo(() => result.data?.pages.map(pageOf), [result.data]);
  const rows = useMemo(() => pages?.flatMap((page) => page?.rows ?? []), [pages]);
  return {
    first: result.data?.pages[0],
    rows,
    total: pages?.[0]?.total ?? 0,
    error: result.error,
    hasMore: result.hasNextPage,
    isReading: result.isFetching,
    isBefore: result.isPlaceholderData,
    more: () => void result.fetchNextPage(),
    again: () => void result.refetch(),
  };
}

/** The part of a connection that a list needs. */
interface Connection<Row> {
  readonly totalCount: number;
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Returns the page that a connection is, which is read forwards. */
export const forwards = <Row>(connection: Connection<Row> | null | undefined): ListPage<Row> | null =>
  connection
    ? {
        rows: connection.nodes,
        total: connection.totalCount,
        next: connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null,
      }
    : null;
