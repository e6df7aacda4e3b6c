import type { DataSource } from 'typeorm';

type Queryable = Pick<DataSource, 'query'>;

interface Reading {
  readonly running: Promise<unknown>;
  next: Promise<unknown> | null;
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
    const running = database.query(sql, [...parameters]);
    const reading: Reading = { running, next: null };
    own.set(key, reading);
    const end = () => {
      if (!reading.next) own.delete(key);
      if (own.size === 0) ofDatabase.delete(sql);
    };
    running.then(end, end);
    return running;
  };
  const reading = own.get(key);
  if (!reading) return start();
  reading.next ??= reading.running.then(start, start);
  return reading.next as Promise<T[]>;
}
