import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from '../look/stored';

/** The token stays in the storage of this tab: it ends with the tab, and no other page has it. */
const TOKEN = 'ogi-hub.token';
const listeners = new Set<() => void>();

const readTab = (name: string): string | null => {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
};
const writeTab = (name: string, value: string | null): void => {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    // Then it ends with the page.
  }
};
let token = readTab(TOKEN);
/** Whether the last session ended without being asked to, on a page that stays. */
let isOver = false;
/** How many pages stay when the session ends. */
let staying = 0;

/** Returns the token of who is signed in; null for nobody. */
export const currentToken = (): string | null => token;

const notify = () => {
  for (const listener of listeners) listener();
};

/** Begins a session with a token, or ends it. */
export function setToken(next: string | null): void {
  token = next;
  isOver = false;
  writeTab(TOKEN, next);
  notify();
}

/** Ends a session that the hub no longer has. On a page that stays nothing is asked in nobody's name until somebody signs in. */
export function endSession(): void {
  if (token === null) return;
  setToken(null);
  isOver = staying > 0;
  notify();
}

/** Whether the session ended without being asked to on a page that stays, and nobody signed in since. */
export const isSessionOver = (): boolean => isOver;

/** Goes on without a session. */
export function forgetSession(): void {
  isOver = false;
  notify();
}

/** Lets the page stay when the session ends, until what it returns is called. */
export function stayWithoutSession(): () => void {
  staying += 1;
  return () => {
    staying -= 1;
    if (isOver) forgetSession();
  };
}

const follow = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Returns the token of who is signed in, and follows it. */
export const useToken = (): string | null => useSyncExternalStore(follow, currentToken);

/** Returns whether the session ended without being asked to, and follows it. */
export const useSessionOver = (): boolean => useSyncExternalStore(follow, isSessionOver);

/** The token of this device, by which the hub counts attempts to sign in here by themselves. */
export const deviceToken = {
  read: (): string | null => readStored('device'),
  write: (value: string): void => writeStored('device', value),
};

const USER = 'ogi-hub.user';

/** The name that somebody signed in with last in this tab. */
export const lastUser = {
  read: (): string | null => readTab(USER),
  write: (value: string): void => writeTab(USER, value),
};
