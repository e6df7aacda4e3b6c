import { LRUCache } from 'lru-cache';

/** How much of a text's end is looked at first. */
const END = 100;
/** How many texts that are alike in length and end are remembered. */
const MOST_ALIKE = 8;

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
 * Remembers values of texts, those used last, up to `most` by the size of each. Long texts are told apart by length and end and
 * then compared: hashing three thousand letters takes longer than whatever is remembered of them.
 */
export function createTextCache<V>(most: number, sizeOf: (text: string) => number): TextCache<V> {
  const buckets = new LRUCache<string, readonly Entry<V>[]>({
    maxSize: most,
    sizeCalculation: (entries) => entries.reduce((size, { text }) => size + sizeOf(text), 0),
  });
  const nameOf = (text: string) => `${text.length} ${text.slice(-END)}`;
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
