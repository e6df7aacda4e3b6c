import { LRUCache } from 'lru-cache';

/** How many letters of a text are looked at first: all of both ends, where arguments and variables stand, and some between them. */
const END = 256;
const BETWEEN = 64;
/** How many texts that are alike in length and these letters are remembered. */
const MOST_ALIKE = 16;

/** Values by text. */
export interface TextCache<V> {
  get(text: string): V | undefined;
  set(text: string, value: V): void;
}

interface Entry<V> {
  readonly text: string;
  readonly value: V;
}

/**
 * Remembers values of texts, those used last, up to `most` by the size of each. Long texts are told apart by length and some hundred letters and
 * then compared: hashing three thousand letters takes longer than whatever is remembered of them.
 */
export function createTextCache<V>(most: number, sizeOf: (text: string, value: V) => number): TextCache<V> {
  const buckets = new LRUCache<number, readonly Entry<V>[]>({
    maxSize: most,
    sizeCalculation: (entries) => entries.reduce((size, { text, value }) => size + sizeOf(text, value), 0),
  });
  const nameOf = (text: string): number => {
    const { length } = text;
    const step = Math.max(1, Math.floor((length - 2 * END) / BETWEEN));
    let name = length;
    for (
      let at = 0;
      at < length;
      at += at < END || at >= length - END ? 1 : Math.min(step, length - END - at)
    )
      name = (Math.imul(name, 31) + text.charCodeAt(at)) | 0;
    return name;
  };
  return {
    get: (text) => buckets.get(nameOf(text))?.find((entry) => entry.text === text)?.value,
    set(text, value) {
      const name = nameOf(text);
      const others = (buckets.get(name) ?? []).filter((entry) => entry.text !== text);
      const entry = { text, value };
      // Too large for all together: by itself, then not at all.
      buckets.set(name, [entry, ...others.slice(0, MOST_ALIKE - 1)]);
      if (!buckets.has(name)) buckets.set(name, [entry]);
    },
  };
}
