import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from '../look/stored';

/** The token stays in the storage of this tab: it ends with the tab, and no other page has it. */
const TOKEN = 'ogi-hub.token';
const listeners = new Set<() => void>();

const readToken = (): string | null => {
  try {
    return sessionStorage.getItem(TOKEN);
  } catch {
    return null;
  }
};
let token = readToken();

/** Returns the token of who is signed in; null for nobody. */
export const currentToken = (): string | null => token;

/** Begins a session with a token, or ends it. */
export function setToken(next: string | null): void {
  token = next;
  try {
    if (next === null) sessionStorage.removeItem(TOKEN);
    else sessionStorage.setItem(TOKEN, next);
  } catch {
    // Then the session ends with the page.
  }
  for (const listener of listeners) listener();
}

/** Returns the token of who is signed in, and follows it. */
export const useToken = (): string | null =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentToken);

/** The token of this device, by which the hub counts attempts to sign in here by themselves. */
export const deviceToken = {
  read: (): string | null => readStored('device'),
  write: (value: string): void => writeStored('device', value),
};
