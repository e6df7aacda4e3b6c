import type { DataSource } from 'typeorm';
import { coalesce } from './coalesce';

type Queryable = Pick<DataSource, 'query'>;

const MEMO = Symbol('made');
/** A list that several requests share, with what was made of it; others have no such place. */
type Shared = readonly unknown[] & { [MEMO]?: Map<string, unknown> };

function share(list: Shared): void {
  Object.defineProperty(list, MEMO, { value: new Map() });
}

/**
 * What `make` makes of a list, which nobody may change. Where requests share the list, such as rows read together, it is made
 * once under this name and shared as well. Where they do not, nothing is kept: it would only live longer.
 */
export function memoizeOn<T>(list: Shared, name: string, make: () => T): T {
  const made = list[MEMO];
  if (!made) return make();
  if (!made.has(name)) {
    const value = make();
    if (Array.isArray(value) && !(MEMO in value)) share(value);
    made.set(name, value);
  }
  return made.get(name) as T;
}

/** By statement, then by parameters: texts of statements are long, and mostly the same one, whose hash is known. */
const readings = new WeakMap<Queryable, Map<string, Map<string, () => Promise<readonly unknown[]>>>>();

/**
 * Runs a statement that only reads, once for all who ask for the same at the same time. Who asks while it is running shares
 * the run after it: what was committed before they asked must be in what they get. Rows are shared and must not be changed.
 */
export function queryShared<T>(
  database: Queryable,
  sql: string,
  parameters: readonly unknown[],
): Promise<T[]> {
  const ofDatabase =
    readings.get(database) ?? new Map<string, Map<string, () => Promise<readonly unknown[]>>>();
  readings.set(database, ofDatabase);
  const own = ofDatabase.get(sql) ?? new Map<string, () => Promise<readonly unknown[]>>();
  ofDatabase.set(sql, own);
  const key = JSON.stringify(parameters);
  let read = own.get(key);
  if (!read) {
    read = coalesce(
      async (askers) => {
        const rows: unknown[] = await database.query(sql, [...parameters]);
        if (askers > 1) share(rows);
        return rows;
      },
      () => {
        own.delete(key);
        if (own.size === 0) ofDatabase.delete(sql);
      },
    );
    own.set(key, read);
  }
  return read() as Promise<T[]>;
}
