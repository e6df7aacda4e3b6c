import { LRUCache } from 'lru-cache';
import { Any, IsNull } from 'typeorm';
import type { Database, Queryable } from '../shared/database';
import { seekOf } from '../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../shared/graphql/paging';
import { type Context, loaderName, loaderOf } from '../shared/request/context';
import { escapeLike } from '../shared/text';
import { AgencyVersion } from './agencyEntities';
import { Jurisdiction, type JurisdictionLevel } from './agencyTypes';
import { FormerPlaceName } from './placeEntities';

/** Gives places the names that the hub had for them as the present ones at an instant. */
async function nameAsOf(
  database: Database,
  places: Jurisdiction[],
  asOf: Date | null,
): Promise<Jurisdiction[]> {
  if (asOf === null) return places;
  const rows = await database
    .getRepository(FormerPlaceName)
    .createQueryBuilder('n')
    .distinctOn(['n.jurisdictionId'])
    .where('n.jurisdictionId = any(:keys) and n.recordedAt > :asOf', {
      keys: places.map(({ key }) => key),
      asOf,
    })
    .orderBy({ 'n.jurisdictionId': 'ASC', 'n.recordedAt': 'ASC' })
    .getMany();
  const names = new Map(rows.map(({ jurisdictionId, name, nameEn }) => [jurisdictionId, { name, nameEn }]));
  return places.map((place) => Object.assign(place, names.get(place.key), { asOf }));
}

/** Returns the jurisdiction of a code, one that has ended too, as it is named now or was as of an instant; or null. */
export async function findJurisdiction(
  database: Database,
  code: string,
  asOf: Date | null = null,
): Promise<Jurisdiction | null> {
  const found = await database.getRepository(Jurisdiction).findOneBy({ code, removedAt: IsNull() });
  return found && (await nameAsOf(database, [found], asOf))[0];
}

/** Loads jurisdictions by key, as they are named now or were as of an instant. */
export const jurisdictionLoader = (context: Context, asOf: Date | null = null) =>
  loaderOf<number, Jurisdiction>(
    context,
    loaderName('jurisdiction', asOf),
    async (keys) =>
      nameAsOf(
        context.database,
        await context.database.getRepository(Jurisdiction).findBy({ key: Any(keys) }),
        asOf,
      ),
    (row) => row.key,
  );

/** Loads jurisdictions by code, as they are named now or were as of an instant. */
export const jurisdictionCodeLoader = (context: Context, asOf: Date | null = null) =>
  loaderOf<string, Jurisdiction>(
    context,
    loaderName('jurisdiction by code', asOf),
    async (codes) =>
      nameAsOf(
        context.database,
        await context.database.getRepository(Jurisdiction).findBy({ code: Any(codes) }),
        asOf,
      ),
    (row) => row.code,
  );

/** Which jurisdictions to list; null for any. */
export interface JurisdictionFilter {
  /** The key of the place right above. */
  readonly parentKey: number | null;
  /** Path of a place: it and its subtree. */
  readonly path: string | null;
  /** Part of the name or of a former one, in either language. */
  readonly name: string | null;
  /** Part of such a name, or the beginning of the code. */
  readonly nameOrCode: string | null;
  readonly levels: readonly JurisdictionLevel[] | null;
  readonly realOnly: boolean;
}

/** A filter that lets all pass. */
export const ANY_JURISDICTION: JurisdictionFilter = {
  parentKey: null,
  path: null,
  name: null,
  nameOrCode: null,
  levels: null,
  realOnly: false,
};

/** SQL: whether a place bears a name like a parameter, or bore one, in either language. A name that it never bore, which was corrected, is none. */
const isNamed = (pattern: string) => `(j.name like :${pattern} or j.nameEn ilike :${pattern} or exists (
  select 1 from jurisdiction_former_name n where n.jurisdiction_id = j.key and n.valid_to is not null
     and (n.name like :${pattern} or n.name_en ilike :${pattern})))`;

/** Returns a page of the jurisdictions there are, in the order of the tree. Two statements. */
export async function listJurisdictions(
  database: Database,
  { parentKey, path, name, nameOrCode, levels, realOnly }: JurisdictionFilter,
  page: Page,
): Promise<Connection<Jurisdiction>> {
  const [position] = (decodeCursor(page, 'text') ?? [null]) as [string | null];
  const { beyond, order } = seekOf(page);
  const rows = database
    .getRepository(Jurisdiction)
    .createQueryBuilder('j')
    .where('j.validTo is null and j.removedAt is null');
  if (parentKey !== null) rows.andWhere('j.parentKey = :parentKey', { parentKey });
  if (path !== null) {
    const [from, to] = subtreeOf(path);
    rows.andWhere('j.path >= :from and j.path < :to', { from, to });
  }
  if (name !== null) rows.andWhere(isNamed('name'), { name: `%${escapeLike(name)}%` });
  if (nameOrCode !== null)
    rows.andWhere(`(${isNamed('part')} or j.code like :beginning)`, {
      part: `%${escapeLike(nameOrCode)}%`,
      beginning: `${escapeLike(nameOrCode)}%`,
    });
  if (levels !== null) rows.andWhere('j.level = any(:levels)', { levels });
  if (realOnly) rows.andWhere('not j.demonstration');
  const total = await rows.getCount();
  if (position !== null) rows.andWhere(`j.path ${beyond} :position`, { position });
  const found = await rows
    .orderBy('j.path', order)
    .limit(page.size + 1)
    .getMany();
  return pageOf(found, page, total, ({ path: own }) => [own]);
}

/** Where a jurisdiction is in the tree. */
export interface JurisdictionRef {
  readonly key: number;
  readonly path: string;
}

/** Under what caches are stored: readers of a replica are created for each request, over the options of the primary. */
const cacheKeyOf = (database: Queryable): object =>
  'options' in database ? (database.options as object) : database;

/** How long a place is where it was: only one whose adding was undone may be added again elsewhere. */
const REF_TTL_MS = 30_000;
const refCaches = new WeakMap<object, LRUCache<string, JurisdictionRef>>();

/** Returns where the jurisdiction of a code is, or null. Jurisdictions do not move, so what was found is not read again for a while. */
export async function findJurisdictionRef(database: Database, code: string): Promise<JurisdictionRef | null> {
  const cache =
    refCaches.get(cacheKeyOf(database)) ??
    new LRUCache<string, JurisdictionRef>({ max: 10_000, ttl: REF_TTL_MS });
  refCaches.set(cacheKeyOf(database), cache);
  const cached = cache.get(code);
  if (cached) return cached;
  const found = await database
    .getRepository(Jurisdiction)
    .findOne({ select: { key: true, path: true }, where: { code, removedAt: IsNull() } });
  if (!found) return null;
  const ref = { key: found.key, path: found.path };
  cache.set(code, ref);
  return ref;
}

/** Returns the range of paths that is the subtree of a path: a path ends with "/", and "0" is the character after it. */
export const subtreeOf = (path: string): [string, string] => [path, `${path.slice(0, -1)}0`];

const HOUR_MS = 3_600_000;
const shareCaches = new WeakMap<object, LRUCache<string, number>>();

/**
 * Returns what part of all agencies is in a subtree, 0 to 1, as it was within the last hour: only how a list is gone through
 * may be chosen by it, never what is in the list.
 */
export async function estimateShare(database: Database, path: string): Promise<number> {
  const cache =
    shareCaches.get(cacheKeyOf(database)) ?? new LRUCache<string, number>({ max: 10_000, ttl: HOUR_MS });
  shareCaches.set(cacheKeyOf(database), cache);
  const cached = cache.get(path);
  if (cached !== undefined) return cached;
  const [from, to] = subtreeOf(path);
  const row = await database
    .getRepository(AgencyVersion)
    .createQueryBuilder('v')
    .innerJoin('v.jurisdiction', 'j')
    .select('avg((j.path >= :from and j.path < :to)::int)::float8', 'share')
    .where('v.validTo is null', { from, to })
    .getRawOne<{ share: number | null }>();
  const share = row?.share ?? 0;
  cache.set(path, share);
  return share;
}
