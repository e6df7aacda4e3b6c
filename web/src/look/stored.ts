const PREFIX = 'ogi-hub.';

/** Returns the name under which the browser itself has what is stored under a name. */
export const nameStored = (name: string): string => PREFIX + name;

/** Returns what this browser stored under a name; null where it stored nothing or may store nothing. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Stores a text under a name, where the browser may. */
export function writeStored(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A browser that stores nothing asks again next time.
  }
}

/** Returns what `readStored` has under a name, read as JSON; null where that is none. What it is nobody knows: who reads it must check. */
export function readStoredJson(name: string): unknown {
  try {
    return JSON.parse(readStored(name) ?? 'null');
  } catch {
    return null;
  }
}
