import type { SelectQueryBuilder } from 'typeorm';
import type { Database } from '../shared/database';
import { seekOf } from '../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../shared/graphql/paging';
import { type Context, loaderName, loaderOf } from '../shared/request/context';
import { GLOBAL, type PermissionScope } from '../shared/request/permissions';
import { escapeLike } from '../shared/text';
import { AgencyEntity, AgencyVersion, AgencyVersionEver } from './agencyEntities';
import { Agency, type AgencyKind, type Jurisdiction, type JurisdictionLevel } from './agencyTypes';
import { subtreeOf } from './jurisdictions';
import { isVersionNow, type TreeSql, treeSql } from './treeSql';

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

/** Where what is done to an agency is done; to none, in the whole hub. */
export const scopeOfAgency = (agency: LocatedAgency | null): PermissionScope =>
  agency ? { agencyKey: agency.key, path: agency.path } : GLOBAL;

/** SQL: the columns of agencies, and whether a version (v) is the one in force. */
const selectionSql = (tree: TreeSql) => ({
  columns: columnsSql(ALL_COLUMNS, tree),
  isInForce: `v.id = (select n.id from ${tree.version('a.id')} n)`,
});
const SELECTED_NOW = selectionSql(treeSql(null));
const SELECTED_AS_OF = selectionSql(treeSql(':asOf'));

/** Returns a query of agencies (a) with the versions (v) that are in force today, or were on the day of an instant as the hub had them then. */
function selectAgencies(database: Database, asOf: Date | null): SelectQueryBuilder<AgencyEntity> {
  const agencies = database.getRepository(AgencyEntity).createQueryBuilder('a');
  if (asOf === null)
    return agencies.innerJoin(AgencyVersion, 'v', SELECTED_NOW.isInForce).select(SELECTED_NOW.columns);
  const { columns, isInForce } = SELECTED_AS_OF;
  return agencies
    .innerJoin(AgencyVersionEver, 'v', `${isInForce} and v.recordedAt <= :asOf and v.supersededAt > :asOf`, {
      asOf,
    })
    .select(columns);
}

/** Returns the agencies of codes, those there are, by code. */
export async function findAgencies(
  database: Database,
  codes: readonly string[],
): Promise<Map<string, LocatedAgency>> {
  const rows = await selectAgencies(database, null)
    .innerJoin('v.jurisdiction', 'j')
    .addSelect('j.path', 'path')
    .addSelect('j.level', 'level')
    .where('a.code = any(:codes)', { codes })
    .getRawMany<LocatedAgency>();
  return new Map(rows.map((row) => [row.code, asAgency(row)]));
}

/** Returns the agency of a code, or null. */
export async function findAgency(database: Database, code: string): Promise<LocatedAgency | null> {
  return (await findAgencies(database, [code])).get(code) ?? null;
}

/** Loads agencies by key, as they are now or as of an instant. */
export const agencyLoader = (context: Context, asOf: Date | null = null) =>
  loaderOf<number, Agency>(
    context,
    loaderName('agency', asOf),
    async (keys) => {
      const rows = await selectAgencies(context.database, asOf)
        .where('a.id = any(:keys)', { keys })
        .getRawMany<AgencyRow>();
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
  /** Whether those that have ended are listed too, where neither year nor day is said. */
  readonly includeEnded: boolean;
  /** Path of a jurisdiction: all of its subtree. */
  readonly path: string | null;
  readonly kinds: readonly AgencyKind[] | null;
  readonly levels: readonly JurisdictionLevel[] | null;
  /** Part of a name borne in the year or on the day, of the present one, or without year and day of any. */
  readonly name: string | null;
  /** Part of such a name, or the beginning of the code. */
  readonly nameOrCode: string | null;
  /** The key of the agency that supervises them. */
  readonly supervisorKey: number | null;
  readonly realOnly: boolean;
}

/** SQL: when a name (n) counts that a filter looks for: now, on its day or in its year; any time where it has neither. */
function whenNamed({ year, on }: AgencyFilter): string {
  if (year !== null)
    return `(n.valid_from < make_date(:year::int + 1, 1, 1) and coalesce(n.valid_to > make_date(:year::int, 1, 1), true) or ${isVersionNow('n')})`;
  if (on !== null)
    return `(n.valid_from <= :on::date and coalesce(n.valid_to > :on::date, true) or ${isVersionNow('n')})`;
  return 'true';
}

/** SQL: the agencies that bear a name like a parameter when a filter says. As an array, all names are looked through once, and the agencies found by their keys. */
const namedSql = (pattern: string, filter: AgencyFilter) =>
  `select n.agency_id from agency_version n where n.name like :${pattern} and ${whenNamed(filter)}`;

/** Returns a query of the versions (y) that a filter is for, with their agencies (a) and places (j). */
function queryListed(database: Database, filter: AgencyFilter): SelectQueryBuilder<AgencyVersion> {
  const { year, on, includeEnded, path, kinds, levels, name, nameOrCode, supervisorKey, realOnly } = filter;
  const rows = database
    .getRepository(AgencyVersion)
    .createQueryBuilder('y')
    .innerJoin('y.agency', 'a')
    .innerJoin('y.jurisdiction', 'j');
  if (year !== null) rows.where('y.firstYear <= :year::int and :year::int < y.endYear', { year });
  else if (includeEnded) rows.where(`y.validFrom <= beijing_today() and ${isVersionNow('y')}`);
  else
    rows.where(
      `y.validFrom <= coalesce(:on::date, beijing_today())
         and coalesce(y.validTo > coalesce(:on::date, beijing_today()), true)`,
      { on },
    );
  if (path !== null) {
    const [from, to] = subtreeOf(path);
    rows.andWhere('j.path >= :from and j.path < :to', { from, to });
  }
  if (kinds !== null) rows.andWhere('y.kind = any(:kinds)', { kinds });
  if (levels !== null) rows.andWhere('j.level = any(:levels)', { levels });
  if (supervisorKey !== null) rows.andWhere('y.supervisingAgencyId = :supervisorKey', { supervisorKey });
  if (realOnly) rows.andWhere('not a.demonstration');
  if (name !== null)
    rows.andWhere(`y.agencyId = any(array(${namedSql('name', filter)}))`, { name: `%${escapeLike(name)}%` });
  if (nameOrCode !== null)
    rows.andWhere(
      `y.agencyId = any(array(${namedSql('part', filter)} union all select c.id from agency c where c.code like :beginning))`,
      { part: `%${escapeLike(nameOrCode)}%`, beginning: `${escapeLike(nameOrCode)}%` },
    );
  return rows;
}

/** Returns a page of agencies by code. Three statements: only of those on the page it is read what they are today. */
export async function listAgencies(
  database: Database,
  filter: AgencyFilter,
  page: Page,
): Promise<Connection<Agency>> {
  const [position] = decodeCursor(page, 'text') ?? [null];
  const { beyond, order } = seekOf(page);
  const listed = queryListed(database, filter);
  const total = await listed.getCount();
  if (position !== null) listed.andWhere(`a.code ${beyond} :position`, { position });
  const onPage = await listed
    .select('a.id', 'key')
    .orderBy('a.code', order)
    .limit(page.size + 1)
    .getRawMany<{ key: number }>();
  const rows = await selectAgencies(database, null)
    .where('a.id = any(:keys)', { keys: onPage.map(({ key }) => key) })
    .orderBy('a.code', order)
    .getRawMany<AgencyRow>();
  return pageOf(
    rows.map((row) => asAgency(row)),
    page,
    total,
    (row) => [row.code],
  );
}
