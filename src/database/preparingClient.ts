import { createHash } from 'node:crypto';
import { Client, type QueryConfig } from 'pg';

/** The most statements kept prepared by each connection; the hub's own are some hundred. */
const MOST_PREPARED = 500;

const names = new Map<string, string | undefined>();

/** The name under which a statement is prepared; none for those that come when there are too many. */
function nameOf(text: string): string | undefined {
  if (!names.has(text)) {
    if (names.size >= MOST_PREPARED) return undefined;
    names.set(text, createHash('sha256').update(text).digest('base64url'));
  }
  return names.get(text);
}

/**
 * A connection that prepares every statement with parameters and asks it by name from then on: PostgreSQL parses it
 * once and plans it a few times. The statements of the hub are few and long.
 */
export class PreparingClient extends Client {
  override query(...[config, values, ...rest]: unknown[]): never {
    const isPreparable = typeof config === 'string' && Array.isArray(values);
    const asked: unknown = isPreparable
      ? ({ name: nameOf(config), text: config, values } satisfies QueryConfig)
      : config;
    const query = super.query as (...args: unknown[]) => never;
    return isPreparable ? query.call(this, asked, ...rest) : query.call(this, asked, values, ...rest);
  }
}
