import { lastUser, setToken } from './session';

/** What the address of a page ends with when the provider has signed somebody in and a session waits. */
const SIGNED_IN = '#signed-in';

/** Returns the address at which the provider signs somebody in and sends them back to this page; null where the hub has no provider. */
export function providerAddress(): string | null {
  const path = document.querySelector<HTMLMetaElement>('meta[name="sign-in-provider"]')?.content;
  // Where the pages are served from their sources, nobody has written it.
  if (!path?.startsWith('/')) return null;
  return `${path}?to=${encodeURIComponent(location.pathname + location.search)}`;
}

/** Begins the session that waits for this page, where there is one. */
export async function takeUpSession(): Promise<void> {
  if (location.hash !== SIGNED_IN) return;
  history.replaceState(null, '', location.pathname + location.search);
  const answer: { token?: string | null } = await fetch('/auth/oidc/session', { method: 'POST' })
    .then((response) => response.json())
    .catch(() => ({}));
  if (!answer.token) return;
  lastUser.write('');
  setToken(answer.token);
}
