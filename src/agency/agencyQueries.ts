import { type Queryable, queryRows } from '../shared/database';
import { type Seek, seekOf } from '../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../shared/graphql/paging';
import { type Context, loaderOf } from '../shared/request/context';
import { escapeLike } from '../shared/text';
import { Agency, type AgencyKind, type Jurisdiction, type JurisdictionLevel } from './agencyTypes';
import { subtreeOf } from './jurisdictions';
import { asOfParameters, loaderName, type TreeSql, treeSql } from './treeSql';

/** The columns of an agency (a) and of the version of it that is in force (v). */
const agencyColumns = ({ versions }: TreeSql) => ({
  key: 'a.id',
  code: 'a.code',
  demonstration: 'a.demonstration',
  foundingUnknown: 'a.founding_unknown',
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

/** An agency as a statement returns it. */
type AgencyRow = Omit<Agency, 'id' | 'nodeType' | 'asOf'>;

/** Returns a row of the columns of an agency, with what else is in it, as the agency as of an instant or now. */
export const asAgency = <R extends AgencyRow>(row: R, asOf: Date | null = null) =>
  Object.assign(new Agency(), row, { asOf });

/** Returns the columns that these fields of an agency need: a field without a column of its name may need any of them. */
export function columnsFor(fields: ReadonlySet<string>): readonly AgencyColumn[] {
  const names = [...fields].filter((name) => name !== '__typename');
  return names.every((name) => (ALL_COLUMNS as string[]).includes(name))
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

/** An agency with the path and level of the jurisdiction it is in. */
export type LocatedAgency = Agency & Pick<Jurisdiction, 'path' | 'level'>;

/** The agencies of codes ($1), as they are now. */
const AGENCIES_BY_CODE = `
  select ${columnsSql(ALL_COLUMNS, treeSql(null))}, j.path, j.level
    from ${fromTree(treeSql(null))} join jurisdiction j on j.id = v.jurisdiction_id where a.code = any($1)`;

/** Returns the agencies of codes, those there are, by code. */
export async function findAgencies(
  database: Queryable,
  codes: readonly string[],
): Promise<Map<string, LocatedAgency>> {
  const rows = await queryRows<LocatedAgency>(database, AGENCIES_BY_CODE, [codes]);
  return new Map(rows.map((row) => [row.code, asAgency(row)]));
}

/** Returns the agency of a code, or null. */
export async function findAgency(database: Queryable, code: string): Promise<LocatedAgency | null> {
  return (await findAgencies(database, [code])).get(code) ?? null;
}

/** The agencies of keys ($1), in this state of the tree. */
const agenciesByKeySql = (tree: TreeSql) =>
  `select ${columnsSql(ALL_COLUMNS, tree)} from ${fromTree(tree)} where a.id = any($1)`;

/** Loads agencies by key, as they are now or as of an instant. */
export const agencyLoader = (context: Context, asOf: Date | null = null) =>
  loaderOf<number, Agency>(
    context,
    loaderName('agency', asOf),
    async (keys) => {
      const { tree, parameters } = asOfParameters(keys, asOf);
      const rows = await queryRows<AgencyRow>(context.database, agenciesByKeySql(tree), parameters);
      return rows.map((row) => asAgency(row, asOf));
    },
    (row) => row.key,
  );

/** Which agencies to list. */
export interface AgencyFilter {
  /** Those in force on 31 December of a year, in the place and of the kind they were of then; null means today. */
  readonly year: number | null;
  /** Those in force on a day, where no year is said. */
  readonly on: string | null;
  /** Path of a jurisdiction: all of its subtree. */
  readonly path: string | null;
  readonly kinds: readonly AgencyKind[] | null;
  readonly levels: readonly JurisdictionLevel[] | null;
  /** Part of a name borne in the year, or of the present one. */
  readonly name: string | null;
  /** Part of such a name, or the beginning of the code. */
  readonly nameOrCode: string | null;
  /** The key of the agency that supervises them. */
  readonly supervisorKey: number | null;
  readonly realOnly: boolean;
}

/** SQL: whether an agency has a name like a pattern, borne now or in what is asked for; true without a pattern. */
const isNamed = (pattern: string) =>
  `(${pattern} is null or v.name like ${pattern} or $9 is not null and y.name like ${pattern} or $1 is not null and exists (select 1 from agency_version n
      where n.agency_id = y.agency_id and n.name like ${pattern} and n.valid_from < make_date($1 + 1, 1, 1) and coalesce(n.valid_to > make_date($1, 1, 1), true)))`;

/**
 * The agencies of a year ($1), a range of paths ($2, $3), kinds ($4), a pattern of names ($5), levels ($6) and a supervisor ($7); null
 * for any. Demonstration agencies only when $8 is false. Without a year those of a day ($9), of today without one. $10 is a part of names or the
 * beginning of codes.
 */
const LISTED = `from agency_version y join agency a on a.id = y.agency_id cross join lateral agency_now(a.id) v
    join jurisdiction j on j.id = y.jurisdiction_id
    where ($1::int is not null and y.first_year <= $1 and $1 < y.end_year
        or $1 is null and y.valid_from <= coalesce($9::date, beijing_today()) and coalesce(y.valid_to > coalesce($9, beijing_today()), true))
      and ($2::text is null or j.path >= $2 and j.path < $3)
      and ($4::text[] is null or y.kind = any($4)) and ($6::text[] is null or j.level = any($6))
      and ($7::int is null or y.supervising_agency_id = $7) and not ($8 and a.demonstration)
      and ${isNamed('$5::text')} and (a.code like $10::text || '%' or ${isNamed("('%' || $10 || '%')")})`;
const LISTED_COUNT = `select count(*)::int as total ${LISTED}`;
/** The SQL of those beyond a code ($11), at most $12. */
const listedPageSql = ({ beyond, order }: Seek) => `select ${columnsSql(ALL_COLUMNS, treeSql(null))} ${LISTED}
  and ($11::text is null or a.code ${beyond} $11) order by a.code ${order} limit $12`;

/** Returns a page of agencies by code. Two statements. */
export async function listAgencies(
  database: Queryable,
  { year, on, path, kinds, levels, name, nameOrCode, supervisorKey, realOnly }: AgencyFilter,
  page: Page,
): Promise<Connection<Agency>> {
  const [position] = decodeCursor(page, 'text') ?? [null];
  const parameters = [
    year,
    ...(path === null ? [null, null] : subtreeOf(path)),
    kinds,
    name && `%${escapeLike(name)}%`,
    levels,
    supervisorKey,
    realOnly,
    on,
    nameOrCode && escapeLike(nameOrCode),
  ];
  const [{ total }] = await queryRows<{ total: number }>(database, LISTED_COUNT, parameters);
  const rows = await queryRows<AgencyRow>(database, listedPageSql(seekOf(page)), [
    ...parameters,
    position,
    page.size + 1,
  ]);
  return pageOf(
    rows.map((row) => asAgency(row)),
    page,
    total,
    (row) => [row.code],
  );
}
