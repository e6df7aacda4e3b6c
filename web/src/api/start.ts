import { WebStart, type WebStartQuery } from './generated/documents';
import { requestPublic } from './request';

/** What every page needs of the hub, read once. */
export const START = {
  queryKey: [WebStart.id],
  queryFn: () => requestPublic<WebStartQuery>(WebStart),
  staleTime: 600_000,
};
