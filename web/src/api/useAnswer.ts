import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type HubDocument, RequestFailed, request } from './request';

/** What the pages have read. An answer is shown at once when it is needed again, and asked for anew when it is older than half a minute. */
export const queryClient = new QueryClient({
  defaultOptions: {
    // Offline the hub is asked too, so that the page says what is wrong.
    mutations: { networkMode: 'always' },
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      retry: (failures, error) =>
        error instanceof RequestFailed && error.errors[0].code === 'UNREACHABLE' && failures < 2,
    },
  },
});

/** Returns the answer of the hub to a registered document, with the one before while a new one is on its way. Nothing is asked while `variables` is null. */
export function useAnswer<Answer, Variables>(
  document: HubDocument<Answer, Variables>,
  variables: Variables | null,
): UseQueryResult<Answer> {
  return useQuery({
    queryKey: [document.id, variables],
    queryFn: ({ signal }) => request(document, variables as Variables, signal),
    enabled: variables !== null,
    placeholderData: keepPreviousData,
  });
}
