import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { type HubDocument, request } from './request';
import { queryClient } from './useAnswer';

/** Returns what sends a registered mutation; what the pages have read is asked for anew when it is done. */
export const useChange = <Answer, Variables>(
  document: HubDocument<Answer, Variables>,
  onSuccess?: (answer: Answer) => void,
): UseMutationResult<Answer, Error, Variables> =>
  useMutation({
    mutationFn: (variables: Variables) => request(document, variables),
    onSuccess: (answer) => {
      onSuccess?.(answer);
      void queryClient.invalidateQueries();
    },
  });
