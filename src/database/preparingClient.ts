import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Client, type QueryConfig } from 'pg';

/**
 * The most statements kept prepared by each connection: the hub's own are some hundred, but the text of some depends on
 * what a client asks for, and of those there is no end.
 */
const MOST_PREPARED = 500;

const names = new LRUCache<string, string>({ max: 4 * MOST_PREPARED });

/** The name under which a statement is prepared. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

/**
 * A connection that prepares every statement with parameters and asks it by name from then on: PostgreSQL parses it
 * once and plans it a few times. Of too many it gives up the one that was not asked for the longest.
 */
export class PreparingClient extends Client {
  readonly #prepared = new LRUCache<string, true>({
    max: MOST_PREPARED,
    dispose: (_, name, reason) => {
      if (reason === 'evict') this.#excess.push(name);
    },
  });
  readonly #excess: string[] = [];

  /** Gives up what is too much. A transaction that failed does not take it; in others no name without a statement may be given up. */
  async #giveUp(): Promise<void> {
    const { parsedStatements } = (
      this as unknown as { connection: { parsedStatements: Record<string, string> } }
    ).connection;
    for (let name = this.#excess.pop(); name; name = this.#excess.pop()) {
      if (!parsedStatements[name]) continue;
      const isGone = await super.query(`deallocate "${name}"`).then(
        () => true,
        () => false,
      );
      if (isGone) delete parsedStatements[name];
    }
  }

  override query(...[config, values, ...rest]: unknown[]): never {
    const isPreparable = typeof config === 'string' && Array.isArray(values);
    const query = super.query as (...args: unknown[]) => never;
    if (!isPreparable) return query.call(this, config, values, ...rest);
    const name = nameOf(config);
    this.#prepared.set(name, true);
    const ask = () => query.call(this, { name, text: config, values } satisfies QueryConfig, ...rest);
    return this.#excess.length === 0 ? ask() : (this.#giveUp().then(ask) as never);
  }
}
