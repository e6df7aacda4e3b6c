import { type Figures, formatAmount, parseAmount } from '../form/figures';
import { type Context, once } from '../shared/context';
import { Basis, type Selection } from './selection';
import type { Counted, Sum } from './sum';

/** The code a path ends with; townships have nine digits, and their few reports are added up when asked for. */
const isKeptPlace = (path: string) => /(?:^|\/)\d{6}\/$/.test(path);

/** Whether the sums of a selection are kept: what is published now, of whole subtrees above the townships. */
export function isKept(selection: Selection): boolean {
  const { path, onlyPlace, agencyKeys, level, asOf, basis } = selection;
  return (
    basis === Basis.PUBLISHED &&
    asOf === null &&
    agencyKeys === null &&
    level === null &&
    !onlyPlace &&
    (path === null || isKeptPlace(path))
  );
}

/** The SQL of a cell's sum and of the fees' over rows of kept_sum k, null when none is reported; for sorting. */
export const KEPT_COLUMNS = {
  cell: (place: number) => `sum(case when k.reported[${place}] > 0 then k.counts[${place}] end)`,
  fees: 'sum(case when k.fees_reported > 0 then k.fees end)',
};

interface KeptRow extends Counted {
  readonly key: string;
  readonly counts: readonly number[] | null;
  readonly reported: readonly number[] | null;
  readonly fees: string | null;
}

const figuresOf = ({ counts, reported, fees }: KeptRow): Figures => ({
  counts: (counts ?? []).map((count, at) => (reported?.[at] ? count : null)),
  amounts: [fees === null ? null : formatAmount(parseAmount(fees)), null],
});

/** Which places: given by their keys, or found by their path, or the roots. */
type Places = { readonly keys: readonly number[] } | { readonly path: string | null };

function placesSql(places: Places): { sql: string; parameter: unknown } {
  if ('keys' in places) return { sql: 'any($2::int[])', parameter: places.keys };
  return {
    sql: `any(array(select id from jurisdiction where ${places.path === null ? '$2::text is null and parent_id is null' : 'path = $2'}))`,
    parameter: places.path,
  };
}

/**
 * Kept sums of places by kind, each with the key of its group, and how many reports are expected. One statement, however
 * many reports there are; arrays come as JSON, which is read ten times as fast. A government is expected only when it
 * has a report of its own.
 */
async function readSums(
  context: Context,
  { years, kinds }: Selection,
  places: Places,
  keyOf: (year: string) => string,
  withFigures = true,
): Promise<Sum[]> {
  const { sql, parameter } = placesSql(places);
  const where = `k.jurisdiction_id = ${sql} and ($3::text[] is null or k.kind = any($3))`;
  const rows: KeptRow[] = await context.database.query(
    `select ${keyOf('k.year')} as key, case when k.kind = 'GOVERNMENT' then k.included else 0 end as expected, k.included,
            k.with_errors as "withErrors", k.blank_cells as "blankCells", k.not_applicable_cells as "notApplicableCells",
            k.edition_2019 as "edition2019", case when k.fees_reported > 0 then k.fees::text end as fees,
            ${withFigures ? 'array_to_json(k.counts) as counts, array_to_json(k.reported) as reported' : 'null::json as counts, null::json as reported'}
       from kept_sum k join jurisdiction j on j.id = k.jurisdiction_id where ${where} and k.year = any($1)
     union all
     select ${keyOf('y.year')}, sum(k.change)::int, 0, 0, 0, 0, 0, null, null, null from unnest($1::int[]) as y(year)
       join kept_tenure k on k.year <= y.year join jurisdiction j on j.id = k.jurisdiction_id where ${where} group by 1`,
    [years, parameter, kinds],
  );
  return rows.map(({ counts, reported, fees, ...row }) => ({
    ...row,
    isSuppressed: false,
    figures: figuresOf({ ...row, counts, reported, fees }),
  }));
}

/** A place on the level below, or a root of the tree. */
export interface Child {
  readonly id: number;
  readonly code: string;
}

/** The children of a place by code, or null when some of them are townships, whose sums are not kept. */
export function keptChildren(context: Context, path: string | null): Promise<Child[] | null> {
  return once(context, `children ${path}`, async () => {
    const children: Child[] =
      path === null
        ? await context.database.query(
            'select id, code from jurisdiction where parent_id is null order by code',
            [],
          )
        : await context.database.query(
            'select c.id, c.code from jurisdiction c join jurisdiction p on p.id = c.parent_id where p.path = $1 order by c.code',
            [path],
          );
    return children.every(({ code }) => code.length === 6) ? children : null;
  });
}

/** The kept sums of a selection by year. */
export function keptYears(context: Context, selection: Selection): Promise<Sum[]> {
  return readSums(context, selection, { path: selection.path }, (year) => `${year}::text`);
}

/** The kept sums of children, by code; the parts of each are still to be added. */
export function keptByChild(
  context: Context,
  selection: Selection,
  children: readonly Child[],
  withFigures: boolean,
): Promise<Sum[]> {
  return readSums(context, selection, { keys: children.map(({ id }) => id) }, () => 'j.code', withFigures);
}
