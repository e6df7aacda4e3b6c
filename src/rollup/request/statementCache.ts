import { LRUCache } from 'lru-cache';

const texts = new LRUCache<string, string>({ max: 500 });

/**
 * The text of a statement, made once from what it is made of: a text that is the same one need not be made, nor hashed at every turn. What it is made
 * of must tell all its texts apart; as JSON, in which none and all are not the same.
 */
export function cachedStatement(madeOf: readonly unknown[], make: () => string): string {
  const name = JSON.stringify(madeOf);
  let text = texts.get(name);
  if (text === undefined) {
    text = make();
    texts.set(name, text);
  }
  return text;
}
