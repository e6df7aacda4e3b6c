import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { QueryConfig } from 'pg';
import { PipelinedClient } from './pipelinedClient';

/**
 * The most statements kept prepared by each connection: the hub's own are some hundred, but the text of some depends on
 * what a client asks for, and of those there is no end.
 */
const MOST_PREPARED = 500;

/** The state of a transaction that failed, and what PostgreSQL says of a name under which nothing is prepared. */
const FAILED = 'E';
const UNKNOWN = '26000';

interface Internals {
  /** Texts by name, of statements that are prepared and of those on their way to it. */
  readonly connection: Record<'parsedStatements' | 'submittedNamedStatements', Record<string, string>>;
  getTransactionStatus(): string | null;
}

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
export class PreparingClient extends PipelinedClient {
  readonly #prepared = new LRUCache<string, true>({
    max: MOST_PREPARED,
    dispose: (_, name, reason) => {
      if (reason === 'evict') this.#excess.push(name);
    },
  });
  readonly #excess: string[] = [];

  /**
   * Gives up what is too much, but for what is on its way to being prepared. A transaction that failed does not take it, and it is done
   * later; in others no name without a statement may be given up.
   */
  #giveUp(): void {
    const { connection, getTransactionStatus } = this as unknown as Internals;
    if (this.#excess.length === 0 || getTransactionStatus.call(this) === FAILED) return;
    const { parsedStatements, submittedNamedStatements } = connection;
    for (const name of this.#excess.splice(0)) {
      const text = parsedStatements[name];
      if (submittedNamedStatements[name]) this.#excess.push(name);
      else if (text) {
        // Whoever asks for it from now on, even before it is gone, has it prepared anew.
        delete parsedStatements[name];
        (super.query(`deallocate "${name}"`) as Promise<unknown>).catch(({ code }) => {
          if (code === UNKNOWN) return;
          parsedStatements[name] = text;
          this.#excess.push(name);
        });
      }
    }
  }

  override query(...[config, values, ...rest]: unknown[]): never {
    const isPreparable = typeof config === 'string' && Array.isArray(values);
    const query = super.query as (...args: unknown[]) => never;
    if (!isPreparable) return query.call(this, config, values, ...rest);
    const name = nameOf(config);
    this.#prepared.set(name, true);
    this.#giveUp();
    return query.call(this, { name, text: config, values } satisfies QueryConfig, ...rest);
  }
}
