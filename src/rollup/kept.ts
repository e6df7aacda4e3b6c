import { Basis, type Selection } from './selection';

/** The code a path ends with; townships have nine digits, and their few reports are added up when asked for. */
const isKeptPlace = (path: string) => /(?:^|\/)\d{6}\/$/.test(path);

/** Whether the sums of a selection are kept: what is published now, of whole subtrees above the townships. */
export function isKept(selection: Selection): boolean {
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

/** Parts of the SQL over what is kept (k) of the places (j), years and kinds of a selection, with its parameters. */
export interface KeptSql {
  readonly parameters: unknown[];
  readonly places: string;
  /** Conditions on k. */
  readonly inYears: string;
  readonly ofKinds: string;
  /** The year itself, or the years as a table y. */
  readonly year: string | null;
  readonly years: string;
}

/**
 * The SQL over what is kept of a place or, with children, of those right below it too. What a subquery brings cannot be foreseen, so
 * that one plan is made for all; planning would cost more than reading.
 */
export function keptSql({ placeKey, years, kinds }: Selection, withChildren: boolean): KeptSql {
  const parameters: unknown[] = [];
  const given = (value: unknown) => `$${parameters.push(value)}`;
  const opaque = (value: number) => `(select ${given(value)}::int)`;
  const [from, to] = [years[0], years[years.length - 1]];
  const first = opaque(from);
  const last = from === to ? first : opaque(to);
  const list = years.length === to - from + 1 ? null : given(years);
  const within = from === to ? `k.year = ${first}` : `k.year between ${first} and ${last}`;
  return {
    parameters,
    places: placesSql(placeKey === null ? null : opaque(placeKey), withChildren),
    inYears: list ? `${within} and k.year = any(${list})` : within,
    ofKinds: kinds === null ? ` and k.kind = '${ALL_KINDS}'` : ` and k.kind = any(${given(kinds)})`,
    year: from === to ? first : null,
    years: `${list ? `unnest(${list}::int[])` : `generate_series(${first}, ${last})`} as y(year)`,
  };
}

/** SQL: one row, with these columns after its code, when there are townships among places (j): their sums are not kept. */
export const townshipRow = (places: string, columns: string) =>
  `(select j.code, ${columns} from ${places} where length(j.code) <> 6 limit 1)`;

/** The code of the place itself among those of a selection with its children; undefined for the roots. */
export const ownCode = ({ path }: Selection): string | undefined => path?.split('/').at(-2);
