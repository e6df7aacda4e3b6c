import type { DataSource } from 'typeorm';

type Queryable = Pick<DataSource, 'query'>;

const MADE = Symbol('made');
/** A list that several requests share, with what was made of it; others have no such place. */
type Shared = readonly unknown[] & { [MADE]?: Map<string, unknown> };

function share(list: Shared): void {
  list[MADE] ??= new Map();
}

/**
 * What `make` makes of a list, which nobody may change. Where requests share the list, such as rows read together, it is made
 * once under this name and shared as well. Where they do not, nothing is kept: it would only live longer.
 */
export function madeOf<T>(list: Shared, name: string, make: () => T): T {
  const made = list[MADE];
  if (!made) return make();
  if (!made.has(name)) {
    const value = make();
    if (Array.isArray(value)) share(value);
    made.set(name, value);
  }
  return made.get(name) as T;
}

interface Reading {
  readonly running: Promise<readonly unknown[]>;
  /** Those who came while it was running wait for this one. */
  next: { readonly reading: Promise<readonly unknown[]>; waiting: number } | null;
}
/** By statement, then by parameters: texts of statements are long, and mostly the same one, whose hash is known. */
const readings = new WeakMap<Queryable, Map<string, Map<string, Reading>>>();

/**
 * Runs a statement that only reads, once for all who ask for the same at the same time. Who asks while it is running shares
 * the run after it: what was committed before they asked must be in what they get. Rows are shared and must not be changed.
 */
export function readTogether<T>(
  database: Queryable,
  sql: string,
  parameters: readonly unknown[],
): Promise<T[]> {
  const ofDatabase = readings.get(database) ?? new Map<string, Map<string, Reading>>();
  readings.set(database, ofDatabase);
  const own = ofDatabase.get(sql) ?? new Map<string, Reading>();
  ofDatabase.set(sql, own);
  const key = JSON.stringify(parameters);
  const start = (): Promise<T[]> => {
    const running: Promise<T[]> = database.query(sql, [...parameters]);
    const reading: Reading = { running, next: null };
    own.set(key, reading);
    const end = () => {
      if (!reading.next) own.delete(key);
      if (own.size === 0) ofDatabase.delete(sql);
    };
    running.then(end, end);
    return running;
  };
  const before = own.get(key);
  if (!before) return start();
  before.next ??= waitFor(before);
  before.next.waiting += 1;
  return before.next.reading as Promise<T[]>;

  function waitFor({ running }: Reading): NonNullable<Reading['next']> {
    const next = {
      waiting: 0,
      reading: running.then(start, start).then((rows) => {
        if (next.waiting > 1) share(rows);
        return rows;
      }),
    };
    return next;
  }
}
