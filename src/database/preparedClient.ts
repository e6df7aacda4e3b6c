import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Client, type QueryConfig } from 'pg';

/**
 * The most statements that one connection prepares: the hub's own are some hundred, but the text of some depends on
 * what a client selects, and of those there is no end. What comes later is parsed and planned each time.
 */
const MOST_PREPARED = 500;

/** Names by text, of statements that came before. */
const names = new LRUCache<string, string>({ max: 4 * MOST_PREPARED });

/** Returns the name under which a statement is prepared; null the first time it comes: many texts never come again. */
function nameOf(text: string): string | null {
  const name = names.get(text);
  if (name !== undefined) return name;
  names.set(text, createHash('sha256').update(text).digest('base64url'));
  return null;
}

/** A connection that prepares statements with parameters: PostgreSQL parses each once and plans it a few times. */
export class PreparedClient extends Client {
  readonly #prepared = new Set<string>();

  #prepare(text: string): string | null {
    const name = nameOf(text);
    if (name === null || this.#prepared.has(name)) return name;
    if (this.#prepared.size >= MOST_PREPARED) return null;
    this.#prepared.add(name);
    return name;
  }

  override query(...[config, values, ...rest]: unknown[]): never {
    const query = super.query as (...args: unknown[]) => never;
    const name = typeof config === 'string' && Array.isArray(values) ? this.#prepare(config) : null;
    if (name === null) return query.call(this, config, values, ...rest);
    return query.call(this, { name, text: config, values } as QueryConfig, ...rest);
  }
}
