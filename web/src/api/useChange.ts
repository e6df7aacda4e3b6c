import type { UseMutationResult } from '@tanstack/react-query';
import { type HubDocument, request } from './request';
import { queryClient } from './useAnswer';
import { useSingle } from './useSingle';

/** Returns what sends a registered mutation; what the pages have read is asked for anew when it is done. */
export const useChange = <Answer, Variables>(
  document: HubDocument<Answer, Variables>,
  onSuccess?: (answer: Answer) => void,
): UseMutationResult<Answer, Error, Variables> =>
  useSingle({
    mutationFn: (variables: Variables) => request(document, variables),
    onSuccess: (answer) => {
      onSuccess?.(answer);
      void queryClient.invalidateQueries();
    },
  });
