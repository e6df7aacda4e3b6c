import { LRUCache } from 'lru-cache';

const texts = new LRUCache<string, string>({ max: 500 });

/**
 * Returns the text of a statement, and builds it once for the same parts: a text that is the same object is not hashed again for every
 * query. The parts must tell all texts apart, as JSON, in which null and a list differ.
 */
export function cachedStatement(parts: readonly unknown[], build: () => string): string {
  const key = JSON.stringify(parts);
  let text = texts.get(key);
  if (text === undefined) {
    text = build();
    texts.set(key, text);
  }
  return text;
}
