import { LRUCache } from 'lru-cache';
import { Any } from 'typeorm';
import { type Database, type Queryable, queryRows } from '../shared/database';
import { type Connection, decodeCursor, pageOf } from '../shared/graphql/paging';
import { type Context, loaderOf } from '../shared/request/context';
import { escapeLike } from '../shared/text';
import { Jurisdiction, type JurisdictionLevel } from './agencyTypes';

/** Returns the jurisdiction of a code, or null. */
export function findJurisdiction(database: Database, code: string): Promise<Jurisdiction | null> {
  return database.getRepository(Jurisdiction).findOneBy({ code });
}

/** Loads jurisdictions by key. */
export const jurisdictionLoader = (context: Context) =>
  loaderOf<number, Jurisdiction>(
    context,
    'jurisdiction',
    (keys) => context.database.getRepository(Jurisdiction).findBy({ key: Any(keys) }),
    (row) => row.key,
  );

/** Loads jurisdictions by code. */
export const jurisdictionCodeLoader = (context: Context) =>
  loaderOf<string, Jurisdiction>(
    context,
    'jurisdiction by code',
    (codes) => context.database.getRepository(Jurisdiction).findBy({ code: Any(codes) }),
    (row) => row.code,
  );

/** Which jurisdictions to list; null for any. */
export interface JurisdictionFilter {
  /** The key of the place right above. */
  readonly parentKey: number | null;
  /** Path of a place: it and its subtree. */
  readonly path: string | null;
  /** Part of the name in either language. */
  readonly name: string | null;
  readonly levels: readonly JurisdictionLevel[] | null;
  readonly realOnly: boolean;
}

/** A filter that lets all pass. */
export const ANY_JURISDICTION: JurisdictionFilter = {
  parentKey: null,
  path: null,
  name: null,
  levels: null,
  realOnly: false,
};

/** Returns a page of jurisdictions in the order of the tree. Two statements. */
export async function listJurisdictions(
  database: Database,
  { parentKey, path, name, levels, realOnly }: JurisdictionFilter,
  first: number,
  after: string | null | undefined,
): Promise<Connection<Jurisdiction>> {
  const [last] = (decodeCursor(after, 'text') ?? [null]) as [string | null];
  const rows = database.getRepository(Jurisdiction).createQueryBuilder('j').where('true');
  if (parentKey !== null) rows.andWhere('j.parentKey = :parentKey', { parentKey });
  if (path !== null) {
    const [from, to] = subtreeOf(path);
    rows.andWhere('j.path >= :from and j.path < :to', { from, to });
  }
  if (name !== null)
    rows.andWhere('(j.name like :name or j.nameEn ilike :name)', { name: `%${escapeLike(name)}%` });
  if (levels !== null) rows.andWhere('j.level = any(:levels)', { levels });
  if (realOnly) rows.andWhere('not j.demonstration');
  const total = await rows.getCount();
  if (last !== null) rows.andWhere('j.path > :last', { last });
  const page = await rows
    .orderBy('j.path', 'ASC')
    .limit(first + 1)
    .getMany();
  return pageOf(page, first, after, total, ({ path: own }) => [own]);
}

/** Where a jurisdiction is in the tree. */
export interface JurisdictionRef {
  readonly key: number;
  readonly path: string;
}

/** Under what caches are stored: readers of a replica are created for each request, over the options of the primary. */
const cacheKeyOf = (database: Queryable): object =>
  'options' in database ? (database.options as object) : database;

const refCaches = new WeakMap<object, Map<string, JurisdictionRef>>();

/** Returns where the jurisdiction of a code is, or null. Jurisdictions never move, so what was found once is read no more. */
export async function findJurisdictionRef(database: Database, code: string): Promise<JurisdictionRef | null> {
  const cache = refCaches.get(cacheKeyOf(database)) ?? new Map<string, JurisdictionRef>();
  refCaches.set(cacheKeyOf(database), cache);
  const cached = cache.get(code);
  if (cached) return cached;
  const found = await database
    .getRepository(Jurisdiction)
    .findOne({ select: { key: true, path: true }, where: { code } });
  if (!found) return null;
  const ref = { key: found.key, path: found.path };
  cache.set(code, ref);
  return ref;
}

/** Returns the range of paths that is the subtree of a path: a path ends with "/", and "0" is the character after it. */
export const subtreeOf = (path: string): [string, string] => [path, `${path.slice(0, -1)}0`];

const HOUR_MS = 3_600_000;
const shareCaches = new WeakMap<object, LRUCache<string, number>>();

/** The part of all agencies that is in a range of paths ($1, $2), 0 to 1. */
const SHARE_OF_AGENCIES = `
  select coalesce(avg((j.path >= $1 and j.path < $2)::int), 0)::float8 as share
    from agency_version v join jurisdiction j on j.id = v.jurisdiction_id where v.valid_to is null`;

/**
 * Returns what part of all agencies is in a subtree, 0 to 1, as it was within the last hour: only how a list is gone through
 * may be chosen by it, never what is in the list.
 */
export async function estimateShare(database: Queryable, path: string): Promise<number> {
  const cache =
    shareCaches.get(cacheKeyOf(database)) ?? new LRUCache<string, number>({ max: 10_000, ttl: HOUR_MS });
  shareCaches.set(cacheKeyOf(database), cache);
  const cached = cache.get(path);
  if (cached !== undefined) return cached;
  const [{ share }] = await queryRows<{ share: number }>(database, SHARE_OF_AGENCIES, subtreeOf(path));
  cache.set(path, share);
  return share;
}
