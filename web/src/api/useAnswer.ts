import { QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type HubDocument, RequestFailed, request } from './request';

/** What the pages have read. An answer is shown at once when it is needed again, and asked for anew when it is older than half a minute. */
export const queryClient = new QueryClient({
  defaultOptions: {
    // Offline the hub is asked too, so that the page says what is wrong.
    mutations: { networkMode: 'always' },
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) =>
        error instanceof RequestFailed && error.errors[0].code === 'UNREACHABLE' && failures < 2,
    },
  },
});

/** The parts of a question that do not say what its answer is of: by what it is ordered, which page, which values, what rows are of, and what they meet. */
const NO_SUBJECT = new Set([
  ...['orderBy', 'first', 'last', 'after', 'before'],
  ...['by', 'value', 'values', 'bins', 'having', 'outcomes'],
  ...['name', 'nameOrCode', 'text', 'role', 'disabled', 'withTimes'],
]);

/** Returns a question without what does not say what its answer is of, however deep that is. */
const subjectOf = (question: unknown): string =>
  JSON.stringify(question, (name, part) =>
    NO_SUBJECT.has(name) || part === null || part === undefined ? undefined : part,
  ) ?? '';

/** Whether two questions are of the same subject, and differ only in what is known to be none: whatever else differs, at any depth, is another. */
const isSameSubject = (one: unknown, other: unknown): boolean => subjectOf(one) === subjectOf(other);

/** Returns what a query shows until its answer is there: the answer before, where that is of the same subject. Figures of another never stand below a new title. */
export const previousOf =
  (variables: unknown) =>
  <Answer>(
    before: Answer | undefined,
    query?: { readonly queryKey: readonly unknown[] },
  ): Answer | undefined =>
    query && isSameSubject(query.queryKey[1], variables) ? before : undefined;

/** Returns the answer of the hub to a registered document, with the one before of the same subject while a new one is on its way. Nothing is asked while `variables` is null. */
export function useAnswer<Answer, Variables>(
  document: HubDocument<Answer, Variables>,
  variables: Variables | null,
): UseQueryResult<Answer> {
  return useQuery({
    queryKey: [document.id, variables],
    queryFn: ({ signal }) => request(document, variables as Variables, signal),
    enabled: variables !== null,
    placeholderData: previousOf(variables),
  });
}
