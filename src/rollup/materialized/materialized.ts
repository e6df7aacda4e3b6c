import { AgencyKind } from '../../agency/agencyTypes';
import { GroupDimension } from '../request/dimensions';
import { Basis, expectedReportsCte, parametersOf, type Selection } from '../request/selection';

/** Returns whether a path ends with a code of six digits. Townships have nine, and so few reports that they are scanned. */
const isAboveTownship = (path: string) => /(?:^|\/)\d{6}\/$/.test(path);

/**
 * Returns whether the sums of a selection by year are materialized: of what is published now, in subtrees above the townships. Those of agencies
 * that it leaves out are subtracted.
 */
export function isMaterialized(selection: Selection): boolean {
  const { path, placeKey, onlyPlace, agencyKeys, levels, asOf, basis } = selection;
  return (
    basis === Basis.PUBLISHED &&
    asOf === null &&
    agencyKeys === null &&
    levels === null &&
    !onlyPlace &&
    (path === null || (placeKey !== null && isAboveTownship(path)))
  );
}

/** The kind of the materialized rows that add all kinds of agency. */
export const ALL_KINDS = 'ALL';

/** Returns the SQL of places j: one by its key and, with children, those right below it; without a key the roots. */
function placesSql(key: string | null, realOnly: boolean, withChildren: boolean): string {
  if (key === null)
    return `(select id, code from jurisdiction where parent_id is null${realOnly ? ' and not demonstration' : ''}) j`;
  if (!withChildren) return `(select ${key} as id, null as code) j`;
  return `(select id, code from jurisdiction where id = ${key} union all select id, code from jurisdiction where parent_id = ${key}) j`;
}

/** Parts of the SQL over the materialized rows of a selection, with its parameters. */
export interface MaterializedSql {
  readonly parameters: unknown[];
  /** Before the statement: the reports of the agencies that the selection leaves out, as a table `members`; empty where it leaves out none. */
  readonly excepted: string;
  /** The places as a table j (id, code). */
  readonly places: string;
  /** The places with each year y.year and kind w.kind of the selection. */
  readonly cases: string;
}

/** Returns the SQL of the rows k of a table for a case of MaterializedSql. `offset 0` makes the planner use its key, however many cases it expects. */
export const materializedRowsOf = (table: string) =>
  `lateral (select * from ${table} where jurisdiction_id = j.id and year = y.year and kind = w.kind offset 0) k`;

/**
 * Returns the SQL over the materialized rows of a place or, with children, also of those right below it. The planner cannot look into a
 * subquery, so one plan serves all places: planning would cost more than reading.
 */
export function materializedSql(selection: Selection, withChildren: boolean): MaterializedSql {
  const { placeKey, realOnly, years, kinds, exceptAgencyKeys } = selection;
  const left = exceptAgencyKeys && { ...selection, agencyKeys: exceptAgencyKeys, exceptAgencyKeys: null };
  const parameters = left ? parametersOf(left) : [];
  const opaque = (value: unknown, type: string) => `(select $${parameters.push(value)}::${type})`;
  const places = placesSql(placeKey === null ? null : opaque(placeKey, 'int'), realOnly, withChildren);
  const yearRows = `unnest(${opaque(years, 'int[]')}) as y(year)`;
  const kindRows = kinds
    ? `unnest(${opaque(kinds, 'text[]')}) as w(kind)`
    : `(values ('${ALL_KINDS}')) as w(kind)`;
  return {
    parameters,
    excepted: left ? `with ${expectedReportsCte(left)}` : '',
    places,
    cases: `${places} cross join ${yearRows} cross join ${kindRows}`,
  };
}

/** Returns the SQL of one row, with these columns after its code, when there are townships among places (j): their sums are not materialized. */
export const townshipRow = (places: string, columns: string) =>
  `(select j.code, ${columns} from ${places} where length(j.code) <> 6 limit 1)`;

/** The dimensions that materialized sums can be grouped by. */
export type MaterializedDimension = GroupDimension.CHILD | GroupDimension.YEAR | GroupDimension.KIND;

/** Returns the dimensions if the sums of a selection are materialized by all of them; null otherwise. Beside the year there are none of a selection that leaves out agencies. */
export function asMaterialized(
  selection: Selection,
  dimensions: readonly GroupDimension[],
): MaterializedDimension[] | null {
  if (!isMaterialized(selection)) return null;
  const some = dimensions.filter(
    (dimension): dimension is MaterializedDimension =>
      dimension === GroupDimension.CHILD ||
      dimension === GroupDimension.YEAR ||
      dimension === GroupDimension.KIND,
  );
  const allowed = selection.exceptAgencyKeys
    ? some.filter((dimension) => dimension === GroupDimension.YEAR)
    : some;
  return allowed.length === dimensions.length ? some : null;
}

/** Returns the selection whose materialized rows are read: by kind it names each of them. */
export const withKinds = (selection: Selection, dimensions: readonly MaterializedDimension[]): Selection =>
  dimensions.includes(GroupDimension.KIND)
    ? { ...selection, kinds: selection.kinds ?? Object.values(AgencyKind) }
    : selection;

/** Returns the codes of a row of a place, year and kind in the order of the dimensions. */
export const codesOfRow = (
  dimensions: readonly MaterializedDimension[],
  row: { readonly place: string; readonly year: number | null; readonly kind?: string },
): string[] => {
  const codes = { CHILD: row.place, YEAR: String(row.year), KIND: row.kind ?? ALL_KINDS };
  return dimensions.map((dimension) => codes[dimension]);
};

/** Returns the code of the place itself among those of a selection with its children; undefined for the roots. */
export const ownCode = ({ path }: Selection): string | undefined => path?.split('/').at(-2);
