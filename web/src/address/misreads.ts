import { useEffect, useId, useSyncExternalStore } from 'react';

const said = new Map<string, string>();
let all: readonly string[] = [];
const listeners = new Set<() => void>();

function say(id: string, sentence: string | null): void {
  if (sentence === null) said.delete(id);
  else said.set(id, sentence);
  all = [...said.values()];
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Has the notice above the page say what of the address is not there, where only what the page reads shows that; nothing while it is null. */
export function useMisread(sentence: string | null): void {
  const id = useId();
  useEffect(() => {
    if (sentence === null) return;
    say(id, sentence);
    return () => say(id, null);
  }, [id, sentence]);
}

/** Returns what the parts of a page say of its address. */
export const useMisreads = (): readonly string[] => useSyncExternalStore(subscribe, () => all);
