import type { DataSource } from 'typeorm';
import { coalesce } from './coalesce';

type Queryable = Pick<DataSource, 'query'>;

const DERIVED = Symbol('derived values');
/** A list that several requests share, with the values derived from it; other lists have none. */
type SharedList = readonly unknown[] & { [DERIVED]?: Map<string, unknown> };

function share(list: SharedList): void {
  Object.defineProperty(list, DERIVED, { value: new Map() });
}

/**
 * Returns what \`derive\` computes from a list, which nobody may change. When requests share the list, such as rows of one statement, it
 * is computed once under this name and shared as well. Otherwise nothing is stored: it would only live longer.
 */
export function memoizeOn<T>(list: SharedList, name: string, derive: () => T): T {
  const derived = list[DERIVED];
  if (!derived) return derive();
  if (!derived.has(name)) {
    const value = derive();
    if (Array.isArray(value) && !(DERIVED in value)) share(value);
    derived.set(name, value);
  }
  return derived.get(name) as T;
}

type Read = () => Promise<readonly unknown[]>;

/** Reads under way by statement, then by parameters: texts of statements are long and mostly one object, whose hash is computed once. */
const readsUnderWay = new WeakMap<Queryable, Map<string, Map<string, Read>>>();

/**
 * Runs a statement that only reads, once for all callers that have the same statement and parameters at the same time. A caller that
 * comes while it is running shares the run after it: what was committed before the call must be in its rows. Rows are shared and must
 * not be changed.
 */
export function queryShared<T>(
  database: Queryable,
  sql: string,
  parameters: readonly unknown[],
): Promise<T[]> {
  const statements = readsUnderWay.get(database) ?? new Map<string, Map<string, Read>>();
  readsUnderWay.set(database, statements);
  const reads = statements.get(sql) ?? new Map<string, Read>();
  statements.set(sql, reads);
  const key = JSON.stringify(parameters);
  let read = reads.get(key);
  if (!read) {
    read = coalesce(
      async (callers) => {
        const rows: unknown[] = await database.query(sql, [...parameters]);
        if (callers > 1) share(rows);
        return rows;
      },
      () => {
        reads.delete(key);
        if (reads.size === 0) statements.delete(sql);
      },
    );
    reads.set(key, read);
  }
  return read() as Promise<T[]>;
}
