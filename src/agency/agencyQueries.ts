import { LRUCache } from 'lru-cache';
import type { EntityManager } from 'typeorm';
import { type Connection, decodeCursor, pageOf } from '../shared/graphql/paging';
import { type Context, listLoaderOf, loaderOf } from '../shared/request/context';
import {
  Agency,
  type AgencyKind,
  type ComingName,
  type FormerName,
  Jurisdiction,
  type Succession,
} from './agencyTypes';
import { type TreeSql, treeSql } from './treeSql';

type Queryable = Pick<EntityManager, 'query'>;

const JURISDICTION = `j.id as key, j.code, j.name, j.name_en as "nameEn", j.level, j.parent_id as "parentKey", j.path, j.demonstration`;
/** The columns of an agency (a) and of the version of it that is in force (v). */
const agencyColumns = ({ versions }: TreeSql) => ({
  key: 'a.id',
  code: 'a.code',
  demonstration: 'a.demonstration',
  name: 'v.name',
  nameEn: 'v.name_en',
  kind: 'v.kind',
  jurisdictionKey: 'v.jurisdiction_id',
  supervisorKey: 'v.supervising_agency_id',
  validTo: `(select l.valid_to::text from ${versions} l where l.agency_id = a.id order by l.valid_from desc limit 1)`,
  validFrom: `(select min(f.valid_from)::text from ${versions} f where f.agency_id = a.id)`,
});
/** The name of a column of an agency. */
export type AgencyColumn = keyof ReturnType<typeof agencyColumns>;
const ALL_COLUMNS = Object.keys(agencyColumns(treeSql(null))) as AgencyColumn[];
const columnsSql = (names: readonly AgencyColumn[], tree: TreeSql) =>
  names.map((name) => `${agencyColumns(tree)[name]} as "${name}"`).join(', ');
/** An agency (a) with its version (v), and all columns. */
const fromTree = (tree: TreeSql) => `agency a cross join lateral ${tree.version('a.id')} v`;
const AGENCY = columnsSql(ALL_COLUMNS, treeSql(null));
const FROM_AGENCY = fromTree(treeSql(null));

type Row<T> = Omit<T, 'id' | 'nodeType'>;
const asJurisdiction = <R extends Row<Jurisdiction>>(row: R) => Object.assign(new Jurisdiction(), row);
/** A row of the columns of an agency, with what else is in it, as of an instant or now. */
export const asAgency = <R extends Omit<Row<Agency>, 'asOf'>>(row: R, asOf: Date | null = null) =>
  Object.assign(new Agency(), row, { asOf });
/** The columns of an agency that these fields of it are made of: a field without a column of its name may need any of them. */
export function columnsFor(fields: ReadonlySet<string>): readonly AgencyColumn[] {
  const asked = [...fields].filter((name) => name !== '__typename');
  return asked.every((name) => (ALL_COLUMNS as string[]).includes(name))
    ? ALL_COLUMNS.filter((name) => name === 'key' || fields.has(name))
    : ALL_COLUMNS;
}

/** SQL: these columns of the agency with this key as JSON, for asAgency. Names alone take a third of the time of all. */
export function agencyJson(key: string, columns: readonly AgencyColumn[], tree: TreeSql): string {
  const others = columns.filter((name) => name !== 'key');
  const isOfVersion = others.every((name) => agencyColumns(tree)[name].startsWith('v.'));
  const from = isOfVersion ? `${tree.version(key)} v` : `${fromTree(tree)} where a.id = ${key}`;
  return `(select row_to_json(g) from (select ${[`${key} as key`, ...others.map((name) => columnsSql([name], tree))].join(', ')} from ${from}) g)`;
}

/** The jurisdiction of a code, or null. */
export async function findJurisdiction(database: Queryable, code: string): Promise<Jurisdiction | null> {
  const [row] = await database.query(`select ${JURISDICTION} from jurisdiction j where j.code = $1`, [code]);
  return row ? asJurisdiction(row) : null;
}

/** An agency with the path and level of the place it is in. */
export type LocatedAgency = Agency & Pick<Jurisdiction, 'path' | 'level'>;

/** The agency of a code, or null. */
export async function findAgency(database: Queryable, code: string): Promise<LocatedAgency | null> {
  return (await findAgencies(database, [code])).get(code) ?? null;
}

/** The agencies of codes, those there are, by code. */
export async function findAgencies(
  database: Queryable,
  codes: readonly string[],
): Promise<Map<string, LocatedAgency>> {
  const rows: LocatedAgency[] = await database.query(
    `select ${AGENCY}, j.path, j.level from ${FROM_AGENCY} join jurisdiction j on j.id = v.jurisdiction_id where a.code = any($1)`,
    [codes],
  );
  return new Map(rows.map((row) => [row.code, asAgency(row)]));
}

/** The tree as of an instant, which is the parameter $2 then, or now; with the parameters. */
const treeOf = (keys: readonly number[], asOf: Date | null) => ({
  tree: treeSql(asOf && '$2'),
  parameters: asOf ? [keys, asOf] : [keys],
});
const nameOf = (what: string, asOf: Date | null) => (asOf ? `${what} as of ${asOf.toISOString()}` : what);

/** Loads agencies by key, as they are now or as they were known at an instant. */
export const agencyLoader = (context: Context, asOf: Date | null = null) =>
  loaderOf<number, Agency>(
    context,
    nameOf('agency', asOf),
    async (keys) => {
      const { tree, parameters } = treeOf(keys, asOf);
      const rows: Row<Agency>[] = await context.database.query(
        `select ${columnsSql(ALL_COLUMNS, tree)} from ${fromTree(tree)} where a.id = any($1)`,
        parameters,
      );
      return rows.map((row) => asAgency(row, asOf));
    },
    (row) => row.key,
  );

/** Loads jurisdictions by key. */
export const jurisdictionLoader = (context: Context) =>
  loaderOf<number, Jurisdiction>(
    context,
    'jurisdiction',
    async (keys) =>
      (
        await context.database.query(`select ${JURISDICTION} from jurisdiction j where j.id = any($1)`, [
          keys,
        ])
      ).map(asJurisdiction),
    (row) => row.key,
  );

/** Loads jurisdictions by code. */
export const jurisdictionCodeLoader = (context: Context) =>
  loaderOf<string, Jurisdiction>(
    context,
    'jurisdiction by code',
    async (codes) =>
      (
        await context.database.query(`select ${JURISDICTION} from jurisdiction j where j.code = any($1)`, [
          codes,
        ])
      ).map(asJurisdiction),
    (row) => row.code,
  );

/** Loads the names of agencies before and after the present one, by day. */
const nameLoader = (context: Context, asOf: Date | null) =>
  listLoaderOf<number, FormerName & ComingName & { agencyKey: number; isAhead: boolean }>(
    context,
    nameOf('names', asOf),
    (keys) => {
      const { tree, parameters } = treeOf(keys, asOf);
      return context.database.query(
        `select s.agency_id as "agencyKey", s.name, s.name_en as "nameEn", s.valid_from::text as "validFrom",
                coalesce(s.next_from, s.valid_to)::text as "validTo", s.valid_from > p.valid_from as "isAhead" from (
           select v.*, lead(valid_from) over w as next_from from (
             select v.*, lag(name) over (partition by agency_id order by valid_from) as last_name from ${tree.versions} v where agency_id = any($1)) v
            where last_name is distinct from name window w as (partition by agency_id order by valid_from)) s
          cross join lateral ${tree.version('s.agency_id')} p
          where not (s.valid_from <= p.valid_from and coalesce(s.next_from > p.valid_from, true)) order by s.valid_from`,
        parameters,
      );
    },
    (row) => row.agencyKey,
  );

/** The names an agency bore before the present one, newest first. */
export const formerNamesOf = async (context: Context, { key, asOf }: Agency): Promise<FormerName[]> =>
  (await nameLoader(context, asOf).load(key)).filter(({ isAhead }) => !isAhead).reverse();

/** The names an agency is to bear, the next one first. */
export const comingNamesOf = async (context: Context, { key, asOf }: Agency): Promise<ComingName[]> =>
  (await nameLoader(context, asOf).load(key)).filter(({ isAhead }) => isAhead);

/** Loads succession links: of successors for predecessors, or the other way round; as known now or at an instant. */
export const successionLoader = (
  context: Context,
  side: 'predecessor' | 'successor',
  asOf: Date | null = null,
) => {
  const other = side === 'predecessor' ? 'successor' : 'predecessor';
  return listLoaderOf<number, Succession & { ownKey: number }>(
    context,
    nameOf(`succession of ${side}`, asOf),
    async (keys) => {
      const { tree, parameters } = treeOf(keys, asOf);
      const rows: (Succession & { ownKey: number })[] = await context.database.query(
        `select ${side}_id as "ownKey", ${other}_id as "otherKey", kind, effective_on::text as "effectiveOn"
           from ${tree.successions} s where ${side}_id = any($1) order by effective_on, ${other}_id`,
        parameters,
      );
      return rows.map((row) => ({ ...row, asOf }));
    },
    (row) => row.ownKey,
  );
};

/** Which agencies to list: those in force on 31 December of a year, in the place and of the kind they were of then. */
export interface AgencyFilter {
  readonly year: number;
  /** Path of a jurisdiction: its whole subtree. */
  readonly path: string | null;
  readonly kind: AgencyKind | null;
  /** Part of a name borne in the year, or of the present one. */
  readonly name: string | null;
}

const ESCAPED = /[\\%_]/g;

/** A page of agencies by code. Two statements. */
export async function listAgencies(
  database: Queryable,
  filter: AgencyFilter,
  first: number,
  after: string | null | undefined,
): Promise<Connection<Agency>> {
  const [last] = decodeCursor(after, 'text') ?? [null];
  const { year, path, kind, name } = filter;
  const parameters = [
    year,
    ...(path === null ? [null, null] : subtreeOf(path)),
    kind,
    name && `%${name.replace(ESCAPED, '\\$&')}%`,
  ];
  const from = `from agency_version y join agency a on a.id = y.agency_id cross join lateral agency_now(a.id) v
    where y.first_year <= $1 and $1 < y.end_year
      and ($2::text is null or y.jurisdiction_id in (select id from jurisdiction where path >= $2 and path < $3))
      and ($4::text is null or y.kind = $4)
      and ($5::text is null or v.name like $5 or exists (select 1 from agency_version n where n.agency_id = y.agency_id
             and n.name like $5 and n.valid_from < make_date($1 + 1, 1, 1) and coalesce(n.valid_to > make_date($1, 1, 1), true)))`;
  const [{ total }] = await database.query(`select count(*)::int as total ${from}`, parameters);
  const rows = await database.query(
    `select ${AGENCY} ${from} and ($6::text is null or a.code > $6) order by a.code limit $7`,
    [...parameters, last, first + 1],
  );
  return pageOf(
    rows.map((row: Row<Agency>) => asAgency(row)),
    first,
    after,
    total,
    (row: Agency) => [row.code],
  );
}

/** A page of jurisdictions in the order of the tree: all, or the children of one. Two statements. */
export async function listJurisdictions(
  database: Queryable,
  parentKey: number | null,
  first: number,
  after: string | null | undefined,
): Promise<Connection<Jurisdiction>> {
  const [last] = decodeCursor(after, 'text') ?? [null];
  const from = 'from jurisdiction j where ($1::int is null or j.parent_id = $1)';
  const [{ total }] = await database.query(`select count(*)::int as total ${from}`, [parentKey]);
  const rows = await database.query(
    `select ${JURISDICTION} ${from} and ($2::text is null or j.path > $2) order by j.path limit $3`,
    [parentKey, last, first + 1],
  );
  return pageOf(rows.map(asJurisdiction), first, after, total, (row: Jurisdiction) => [row.path]);
}

/** Where a jurisdiction stands in the tree. */
export interface JurisdictionRef {
  readonly key: number;
  readonly path: string;
}
const knownPlaces = new WeakMap<object, Map<string, JurisdictionRef>>();

/** By what is remembered what stands in a database: readers of a replica are made for each request, over the options of the primary. */
const sourceOf = (database: Queryable): object =>
  'options' in database ? (database.options as object) : database;

/** Where the jurisdiction of a code stands, or null. Places never move, so what was found once is known. */
export async function findJurisdictionRef(
  database: Queryable,
  code: string,
): Promise<JurisdictionRef | null> {
  const known = knownPlaces.get(sourceOf(database)) ?? new Map<string, JurisdictionRef>();
  knownPlaces.set(sourceOf(database), known);
  const before = known.get(code);
  if (before !== undefined) return before;
  const [row] = await database.query('select id as key, path from jurisdiction where code = $1', [code]);
  if (row) known.set(code, row);
  return row ?? null;
}

/** The range of paths that is the subtree of a path: a path ends with "/", and "0" is the character after it. */
export const subtreeOf = (path: string): [string, string] => [path, `${path.slice(0, -1)}0`];

const HOUR_MS = 3_600_000;
const knownShares = new WeakMap<object, LRUCache<string, number>>();

/**
 * What part of all agencies stands in a subtree, 0 to 1, as it was within the last hour: only how a list is gone through
 * may be chosen by it, never what is in the list.
 */
export async function estimateShare(database: Queryable, path: string): Promise<number> {
  const known =
    knownShares.get(sourceOf(database)) ?? new LRUCache<string, number>({ max: 10_000, ttl: HOUR_MS });
  knownShares.set(sourceOf(database), known);
  const before = known.get(path);
  if (before !== undefined) return before;
  const [{ share }] = await database.query(
    `select coalesce(avg((j.path >= $1 and j.path < $2)::int), 0)::float8 as share
       from agency_version v join jurisdiction j on j.id = v.jurisdiction_id where v.valid_to is null`,
    subtreeOf(path),
  );
  known.set(path, share);
  return share;
}
