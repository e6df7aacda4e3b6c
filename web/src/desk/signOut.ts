import { WebSignOut } from '../api/generated/documents';
import { request } from '../api/request';
import { setToken } from '../api/session';
import { queryClient } from '../api/useAnswer';

/** Ends the session here, and at the hub where it can be reached. */
export async function signOut(): Promise<void> {
  await request(WebSignOut, {}).catch(() => {});
  queryClient.clear();
  setToken(null);
}
