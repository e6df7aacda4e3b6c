import { createHash } from 'node:crypto';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { groupBy } from '../groupBy';
import type { Actor } from './permissions';

/** What PostgreSQL tells every server process about a report. */
export interface ReportChangeSignal {
  readonly reportKey: number;
  readonly agencyKey: number;
  /** Path of the agency's jurisdiction. */
  readonly path: string;
  readonly year: number;
  readonly action: string;
  readonly state: string;
  /** Whether the public may know: publication and withdrawal. */
  readonly isPublic: boolean;
}

/** That other reports are expected, or by other days: agencies, places or deadlines have changed. */
export interface TreeChangeSignal {
  /** The path of the place where; "" is anywhere. */
  readonly treePath: string;
}
/** That a batch of imports was started or undone, or a report was stored in it. */
export interface BatchChangeSignal {
  /** Who started it; null where so many have changed that it may be any. */
  readonly startedBy: string | null;
  /** The agency of the report, and the path of its place; null where the batch is empty. */
  readonly agencyKey: number | null;
  readonly path: string | null;
}
/** What server processes tell each other. */
export type ChangeSignal = ReportChangeSignal | TreeChangeSignal | BatchChangeSignal;

/** How a replica is: whether reads come from it, and how far it is behind. */
export interface ReplicaStatus {
  readonly state: 'IN_USE' | 'BEHIND' | 'UNREACHABLE' | 'NOT_A_REPLICA';
  /** How long ago the primary was where the replica is now; null before the first measurement. */
  readonly lagSeconds: number | null;
  readonly lagBytes: number | null;
}

/** What a server process says of itself. */
export interface ServerStatus {
  readonly version: string;
  readonly startedAt: Date;
  /** Whether the database acknowledges changes. */
  canWrite(): Promise<boolean>;
  /** In the order of the settings. */
  replicas(): readonly ReplicaStatus[];
}

/** What one request may use. */
export interface Context {
  /** Read-only, unless the operation is a mutation; for readers who change nothing a replica may stand behind it. */
  database: DataSource;
  readonly requestId: string;
  /** Who asks; decided by the server once per request, in a subscription anew for every event. */
  actor: Actor;
  /** Reads the caller's credential again; null when it has ended. */
  reauthenticate(): Promise<Actor | null>;
  /**
   * What happens to reports from now on, in any server process: each time all that came since the last. Nothing at all
   * tells that changes may have been missed.
   */
  reportEvents(): AsyncIterableIterator<ChangeSignal[]>;
  /** The address the request came from. */
  readonly address: string;
  /** What the operation of this request costs, once it was measured: before anything of it runs (server/graphql/limits.ts). */
  cost?: number;
  /** Counts what the answer takes while it is made (server/graphql/answerSize.ts). */
  answer?: { add(bytes: number): void };
  /** Whether webhooks may reach private networks; not, where nothing is said. */
  readonly allowsPrivateWebhooks?: boolean;
  /** Whether letters leave the hub; not, where nothing is said. */
  readonly sendsMail?: boolean;
  /** How the server is; there is none where operations run without one. */
  readonly server?: ServerStatus;
  /** Values shared by the resolvers of one request: loaders and memoised queries, by name. */
  readonly memo: Map<string, unknown>;
}

/** The value kept under a name for this request, made on first use. */
export function memoize<T>(context: Context, name: string, make: () => T): T {
  if (!context.memo.has(name)) context.memo.set(name, make());
  return context.memo.get(name) as T;
}

/** Returns the name of a loader that reads as of an instant, or now. */
export const loaderName = (subject: string, asOf: Date | null) =>
  asOf ? `${subject} as of ${asOf.toISOString()}` : subject;

/** A DataLoader of this request: `load` gets all keys of one tick and returns rows with their key. */
export function loaderOf<K extends string | number, V>(
  context: Context,
  name: string,
  load: (keys: readonly K[]) => Promise<readonly V[]>,
  keyOf: (row: V) => K,
): DataLoader<K, V | null> {
  return memoize(
    context,
    `loader ${name}`,
    () =>
      new DataLoader<K, V | null>(async (keys) => {
        const rows = new Map((await load(keys)).map((row) => [keyOf(row), row]));
        return keys.map((key) => rows.get(key) ?? null);
      }),
  );
}

/** Like loaderOf, for keys that have many rows each. */
export function listLoaderOf<K extends string | number, V>(
  context: Context,
  name: string,
  load: (keys: readonly K[]) => Promise<readonly V[]>,
  keyOf: (row: V) => K,
): DataLoader<K, V[]> {
  return memoize(
    context,
    `loader ${name}`,
    () =>
      new DataLoader<K, V[]>(async (keys) => {
        const rows = await load(keys);
        const groups = groupBy(rows, keyOf);
        return keys.map((key) => [...(groups.get(key) ?? [])]);
      }),
  );
}

/**
 * The rows of all these keys, in their order. Throws when one of them could not be read or is not there, so that no check of
 * the rows can be passed by a row that is missing.
 */
export async function loadEvery<K, V extends object>(
  loader: DataLoader<K, V | null>,
  keys: readonly K[],
): Promise<V[]> {
  const rows = await Promise.all(keys.map((key) => loader.load(key)));
  return rows.map((row, at) => {
    if (!row) throw new Error(`there is no row of ${keys[at]}`);
    return row;
  });
}

/** A short stable digest of a value that JSON can hold. */
export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
