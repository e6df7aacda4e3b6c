import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from '../look/stored';

/** The token stays in the storage of the tabs: it ends with them, and nothing of it is on the disk for others to find. */
const TOKEN = 'ogi-hub.token';
const USER = 'ogi-hub.user';
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

function adoptToken(next: string | null): void {
  token = next;
  isOver = false;
  writeTab(TOKEN, next);
  notify();
}

/** Begins a session with a token, or ends it, in every tab of this browser. */
export function setToken(next: string | null): void {
  adoptToken(next);
  channel?.postMessage({ kind: 'NOW', token, user: lastUser.read() } satisfies SessionMessage);
}

/** Ends a session that the hub no longer has. On a page that stays nothing is asked in nobody's name until somebody signs in. */
export function endSession(): void {
  if (token === null) return;
  adoptToken(null);
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

/** The name that somebody signed in with last in this browser, as this tab has it. */
export const lastUser = {
  read: (): string | null => readTab(USER),
  write: (value: string): void => writeTab(USER, value),
};

/** What the tabs tell each other: a new one asks who is signed in, the others answer, and each says what somebody did in it. */
type SessionMessage =
  | { readonly kind: 'ASK' }
  | { readonly kind: 'ANSWER' | 'NOW'; readonly token: string | null; readonly user: string | null };

/** How long a new tab waits for the others before it asks to sign in, in milliseconds. */
const ANSWER_TIME = 150;
let channel: BroadcastChannel | null = null;
let isAwaiting = false;

/** Shares the session with the other tabs of this browser: one without a token asks for theirs, and what somebody does in one holds in all. `onChange` runs where another tab changed it, with whether the same person goes on. */
export function shareSession(onChange: (isSame: boolean) => void): void {
  const own = new BroadcastChannel('ogi-hub.session');
  const stopAwaiting = () => {
    isAwaiting = false;
    notify();
  };
  channel = own;
  own.onmessage = ({ data }: MessageEvent<SessionMessage>) => {
    if (data.kind === 'ASK') {
      if (token !== null)
        own.postMessage({ kind: 'ANSWER', token, user: lastUser.read() } satisfies SessionMessage);
      return;
    }
    if (data.token === token || (data.kind === 'ANSWER' && token !== null)) return;
    const isNew = token === null && !isOver;
    const isSame = data.token !== null && (isNew || (data.user !== '' && data.user === lastUser.read()));
    lastUser.write(data.user ?? '');
    isAwaiting = false;
    adoptToken(data.token);
    onChange(isSame);
  };
  if (token !== null) return;
  isAwaiting = true;
  own.postMessage({ kind: 'ASK' } satisfies SessionMessage);
  setTimeout(stopAwaiting, ANSWER_TIME);
}

const awaitsTabs = (): boolean => isAwaiting;

/** Returns whether another tab may still say who is signed in, and follows it. */
export const useAwaitsTabs = (): boolean => useSyncExternalStore(follow, awaitsTabs);
