import { Basis, type Selection } from '../request/selection';

/** The code a path ends with; townships have nine digits, and their few reports are added up when asked for. */
const isKeptPlace = (path: string) => /(?:^|\/)\d{6}\/$/.test(path);

/** Whether the sums of a selection are kept: what is published now, of whole subtrees above the townships. */
export function isMaterialized(selection: Selection): boolean {
  const { path, placeKey, onlyPlace, agencyKeys, level, asOf, basis } = selection;
  return (
    basis === Basis.PUBLISHED &&
    asOf === null &&
    agencyKeys === null &&
    level === null &&
    !onlyPlace &&
    (path === null || (placeKey !== null && isKeptPlace(path)))
  );
}

/** The kind of the kept rows that hold all kinds of agency together. */
export const ALL_KINDS = 'ALL';

/** The SQL of places j: one by its key and, with children, those right below it; without a key the roots. */
function placesSql(key: string | null, withChildren: boolean): string {
  if (key === null) return '(select id, code from jurisdiction where parent_id is null) j';
  if (!withChildren) return `(select ${key} as id, null as code) j`;
  return `(select id, code from jurisdiction where id = ${key} union all select id, code from jurisdiction where parent_id = ${key}) j`;
}

/** Parts of the SQL over what is kept of a selection, with its parameters. */
export interface MaterializedSql {
  readonly parameters: unknown[];
  /** The places as a table j (id, code). */
  readonly places: string;
  /** The places with each year y.year and kind w.kind of the selection. */
  readonly cases: string;
}

/** SQL: what a kept table holds of a case of KeptSql, as k. The planner is left no other way than by its key, whatever it thinks of the number of cases. */
export const materializedRowsOf = (table: string) =>
  `lateral (select * from ${table} where jurisdiction_id = j.id and year = y.year and kind = w.kind offset 0) k`;

/**
 * The SQL over what is kept of a place or, with children, of those right below it too. What a subquery brings cannot be foreseen, so
 * that one plan is made for all; planning would cost more than reading.
 */
export function materializedSql(
  { placeKey, years, kinds }: Selection,
  withChildren: boolean,
): MaterializedSql {
  const parameters: unknown[] = [];
  const opaque = (value: unknown, type: string) => `(select $${parameters.push(value)}::${type})`;
  const places = placesSql(placeKey === null ? null : opaque(placeKey, 'int'), withChildren);
  const ofYears = `unnest(${opaque(years, 'int[]')}) as y(year)`;
  const ofKinds = kinds
    ? `unnest(${opaque(kinds, 'text[]')}) as w(kind)`
    : `(values ('${ALL_KINDS}')) as w(kind)`;
  return { parameters, places, cases: `${places} cross join ${ofYears} cross join ${ofKinds}` };
}

/** SQL: one row, with these columns after its code, when there are townships among places (j): their sums are not kept. */
export const townshipRow = (places: string, columns: string) =>
  `(select j.code, ${columns} from ${places} where length(j.code) <> 6 limit 1)`;

/** The code of the place itself among those of a selection with its children; undefined for the roots. */
export const ownCode = ({ path }: Selection): string | undefined => path?.split('/').at(-2);
