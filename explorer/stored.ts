/** Returns the value that a storage of the browser holds under a name, or a fallback where it holds none. */
export function readStored<T>(storage: Storage, name: string, fallback: T): T {
  try {
    return JSON.parse(storage.getItem(`ogi-hub ${name}`) ?? 'null') ?? fallback;
  } catch {
    return fallback;
  }
}

/** Returns the text that a storage of the browser holds under its whole name; null where it holds none or may not be read. */
export function readText(storage: Storage, name: string): string | null {
  try {
    return storage.getItem(name);
  } catch {
    return null;
  }
}

/** Writes a value to a storage of the browser; one that is full or forbidden is no reason to stop. */
export function writeStored(storage: Storage, name: string, value: unknown): void {
  try {
    if (value === null) storage.removeItem(`ogi-hub ${name}`);
    else storage.setItem(`ogi-hub ${name}`, JSON.stringify(value));
  } catch {}
}
