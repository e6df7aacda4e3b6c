import { LRUCache } from 'lru-cache';

/** How many parts of a text are looked at first, from its start to its end, and how many letters of each. */
const PARTS = 5;
const LETTERS = 50;
/** How many texts that are alike in length and these parts are remembered. */
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
 * Remembers values of texts, those used last, up to `most` by the size of each. Long texts are told apart by length and some parts and
 * then compared: hashing three thousand letters takes longer than whatever is remembered of them.
 */
export function createTextCache<V>(most: number, sizeOf: (text: string, value: V) => number): TextCache<V> {
  const buckets = new LRUCache<string, readonly Entry<V>[]>({
    maxSize: most,
    sizeCalculation: (entries) => entries.reduce((size, { text, value }) => size + sizeOf(text, value), 0),
  });
  const nameOf = (text: string) => {
    const step = Math.max(0, text.length - LETTERS) / (PARTS - 1);
    let name = `${text.length}`;
    for (let part = 0; part < PARTS; part += 1) {
      const from = Math.floor(part * step);
      name += ` ${text.slice(from, from + LETTERS)}`;
    }
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
