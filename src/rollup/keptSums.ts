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

interface KeptRow extends Omit<Counted, 'expected'> {
  readonly key: string;
  readonly kind: string;
  readonly counts: (number | string)[] | null;
  readonly reported: (number | string)[] | null;
  readonly fees: string | null;
}

const figuresOf = ({ counts, reported, fees }: KeptRow): Figures => ({
  counts: (counts ?? []).map((count, at) => (Number(reported?.[at]) > 0 ? Number(count) : null)),
  amounts: [fees === null ? null : formatAmount(parseAmount(fees)), null],
});

const ROW = `k.kind, k.included, k.with_errors as "withErrors", k.blank_cells as "blankCells", k.not_applicable_cells as "notApplicableCells",
  k.edition_2019 as "edition2019", case when k.fees_reported > 0 then k.fees::text end as fees, k.counts::float8[] as counts, k.reported::float8[] as reported`;

/**
 * Kept sums by place and kind, each with the key of its group: the reports held, and how many are expected. Two
 * statements, however many reports there are. $1 years, $2 places, $3 kinds or null.
 */
async function readSums(
  context: Context,
  { years, kinds }: Selection,
  places: readonly number[],
  keySql: string,
): Promise<Sum[]> {
  const parameters = [years, places, kinds];
  const where = 'k.jurisdiction_id = any($2) and ($3::text[] is null or k.kind = any($3))';
  const [held, expected]: [KeptRow[], { key: string; expected: number }[]] = await Promise.all([
    context.database.query(
      `select ${keySql} as key, ${ROW} from kept_sum k join jurisdiction j on j.id = k.jurisdiction_id
        where ${where} and k.year = any($1)`,
      parameters,
    ),
    context.database.query(
      `select ${keySql.replace('k.year', 'y.year')} as key, sum(k.change)::int as expected from unnest($1::int[]) as y(year)
         join kept_tenure k on k.year <= y.year join jurisdiction j on j.id = k.jurisdiction_id where ${where} group by 1`,
      parameters,
    ),
  ]);
  const sums: Sum[] = held.map((row) => ({
    ...row,
    // A government is expected only when it has a report of its own.
    expected: row.kind === 'GOVERNMENT' ? row.included : 0,
    isSuppressed: false,
    figures: figuresOf(row),
  }));
  const none = { included: 0, withErrors: 0, blankCells: 0, notApplicableCells: 0, edition2019: 0 };
  return [
    ...sums,
    ...expected.map((row) => ({
      ...none,
      ...row,
      isSuppressed: false,
      figures: { counts: [], amounts: [] },
    })),
  ];
}

/** A place on the level below, or a root of the tree. */
export interface Child {
  readonly id: number;
  readonly code: string;
}

const placesAt = (context: Context, path: string | null): Promise<Child[]> =>
  once(context, `places ${path}`, () =>
    path === null
      ? context.database.query('select id, code from jurisdiction where parent_id is null', [])
      : context.database.query('select id, code from jurisdiction where path = $1', [path]),
  );

/** The children of a place by code, or null when some of them are townships, whose sums are not kept. */
export function keptChildren(context: Context, path: string | null): Promise<Child[] | null> {
  return once(context, `children ${path}`, async () => {
    const children: Child[] =
      path === null
        ? await placesAt(context, null)
        : await context.database.query(
            'select c.id, c.code from jurisdiction c join jurisdiction p on p.id = c.parent_id where p.path = $1 order by c.code',
            [path],
          );
    return children.every(({ code }) => code.length === 6) ? children : null;
  });
}

/** The kept sums of a selection by year. */
export async function keptYears(context: Context, selection: Selection): Promise<Sum[]> {
  const places = (await placesAt(context, selection.path)).map(({ id }) => id);
  return readSums(context, selection, places, 'k.year::text');
}

/** The kept sums of children, by code; the parts of each are still to be added. */
export function keptByChild(
  context: Context,
  selection: Selection,
  children: readonly Child[],
): Promise<Sum[]> {
  return readSums(
    context,
    selection,
    children.map(({ id }) => id),
    'j.code',
  );
}
