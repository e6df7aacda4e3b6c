import DataLoader from 'dataloader';
import { emptyFigures, formatAmount, parseAmount } from '../../form/figures';
import { memoizeOn, queryShared } from '../../shared/concurrency/sharedReads';
import { groupBy } from '../../shared/groupBy';
import { type Context, memoize } from '../../shared/request/context';
import { COVERAGE_ONLY, type SumProjection, union } from '../request/projection';
import type { Selection } from '../request/selection';
import { cachedStatement } from '../request/statementCache';
import type { Counted, Sum } from '../request/sum';
import {
  type MaterializedSql,
  materializedRowsOf,
  materializedSql,
  ownCode,
  townshipRow,
} from './materialized';

/** The SQL of what is counted beside the figures. */
const COUNTED: Readonly<Record<keyof Counted, string>> = {
  expected: `coalesce(k.unexpected, 0) + coalesce((select sum(t.change)::int from kept_tenure t
     where t.jurisdiction_id = j.id and t.kind = w.kind and t.year <= y.year), 0)`,
  included: 'k.included',
  withErrors: 'k.with_errors',
  blankCells: 'k.blank_cells',
  notApplicableCells: 'k.not_applicable_cells',
  edition2019: 'k.edition_2019',
};
const COUNTED_NAMES = Object.keys(COUNTED) as (keyof Counted)[];

/** A part of a sum as read: that of one place and year, of all kinds of agency or of one. Empty where there is no report. */
interface KeptRow extends Partial<Record<keyof Counted, number | null>> {
  readonly place: string;
  /** Null in a row that only says that there are townships below. */
  readonly year: number | null;
  readonly fees?: string | null;
  readonly feesReported?: number | null;
  readonly counts: readonly number[] | null;
  /** In how many reports each count is. */
  readonly reported: readonly number[] | null;
}

/** Up to how many counts are picked out one by one; setting that up for more costs more than reading all. */
const MOST_PICKED = 64;

/** The counts that are read: those asked for, or all where they are too many to be picked. */
const placesRead = ({ places }: SumProjection) =>
  places !== null && places.length <= MOST_PICKED ? places : null;

/** The SQL of these of the numbers in an array as JSON: it is read ten times as fast as an array. */
function numbersSql(places: SumProjection['places'], array: string): string {
  if (places?.length === 0) return 'null::json';
  return `array_to_json(${places === null ? array : `array[${places.map((place) => `${array}[${place}]`).join(', ')}]`})`;
}

/** The SQL of readParts. Only what is asked is a column: each is named and read in every answer. */
function partsSql({ places, cases }: MaterializedSql, needs: SumProjection, withChildren: boolean): string {
  const columns = [
    ...(needs.holds ? COUNTED_NAMES.map((name) => `${COUNTED[name]} as "${name}"`) : []),
    ...(needs.fees ? ['k.fees::text as fees', 'k.fees_reported as "feesReported"'] : []),
    `${numbersSql(placesRead(needs), 'k.counts')} as counts`,
    `${numbersSql(placesRead(needs), 'k.reported')} as reported`,
  ];
  const sums = `select j.code as place, y.year, ${columns.join(', ')} from ${cases} left join ${materializedRowsOf('kept_sum')} on true`;
  const none = columns.map(() => 'null').join(', ');
  return withChildren ? `${sums} union all ${townshipRow(places, `null, ${none}`)}` : sums;
}

/**
 * Kept sums of places by year, and how many reports are expected. One statement, however many reports there are. Who is
 * not expected by tenure, a government or an agency that has ended, counts as expected when it has a report. Counts stand in the order of `placesRead`.
 */
function readParts(
  context: Context,
  selection: Selection,
  needs: SumProjection,
  withChildren: boolean,
): Promise<KeptRow[]> {
  const sql = materializedSql(selection, withChildren);
  const { placeKey, kinds } = selection;
  const { holds, fees } = needs;
  const text = cachedStatement(
    ['kept sums', withChildren, placeKey === null, kinds === null, holds, fees, placesRead(needs)],
    () => partsSql(sql, needs, withChildren),
  );
  return queryShared(context.database, text, sql.parameters);
}

/** Adds parts, and takes others away. */
function addParts(
  key: string,
  needs: SumProjection,
  plus: readonly KeptRow[],
  minus: readonly KeptRow[] = [],
): Sum {
  const counted = {
    expected: 0,
    included: 0,
    withErrors: 0,
    blankCells: 0,
    notApplicableCells: 0,
    edition2019: 0,
  };
  const figures = emptyFigures();
  const picked = placesRead(needs);
  const stored = picked?.length ?? figures.counts.length;
  const [counts, reported] = [new Array<number>(stored).fill(0), new Array<number>(stored).fill(0)];
  let [fees, feesReported] = [0n, 0];
  for (const [rows, sign] of [
    [plus, 1],
    [minus, -1],
  ] as const)
    for (const row of rows) {
      for (const name of COUNTED_NAMES) counted[name] += sign * (row[name] ?? 0);
      if (row.fees) fees += BigInt(sign) * parseAmount(row.fees);
      feesReported += sign * (row.feesReported ?? 0);
      if (row.counts === null || row.reported === null) continue;
      for (let at = 0; at < stored; at += 1) {
        counts[at] += sign * row.counts[at];
        reported[at] += sign * row.reported[at];
      }
    }
  for (let at = 0; at < stored; at += 1)
    if (reported[at] > 0) figures.counts[(picked?.[at] ?? at + 1) - 1] = counts[at];
  if (needs.fees && feesReported > 0) figures.amounts[0] = formatAmount(fees);
  return { key, ...counted, isSuppressed: false, figures };
}

/** The kept sums of a selection by year. */
export async function materializedYears(
  context: Context,
  selection: Selection,
  needs: SumProjection,
): Promise<Sum[]> {
  const rows = await readParts(context, selection, needs, false);
  return memoizeOn(rows, 'years', () =>
    [...groupBy(rows, ({ year }) => String(year))].map(([key, parts]) => addParts(key, needs, parts)),
  );
}

/**
 * The kept sums of the places right below, by code, those where reports are expected; or null when some of these places are townships, whose sums are not kept.
 * The agencies of the place itself stand under its own code: they are what the place holds beyond its children. Several
 * questions of one moment are one statement.
 */
export function materializedChildren(
  context: Context,
  selection: Selection,
  needs: SumProjection,
): Promise<Sum[] | null> {
  const { path, years, kinds } = selection;
  const loader = memoize(
    context,
    `children ${JSON.stringify([path, years, kinds])}`,
    () =>
      new DataLoader<SumProjection, Sum[] | null>(
        async (all) => {
          const together = union([COVERAGE_ONLY, ...all]);
          const rows = await readParts(context, selection, together, true);
          const sums = memoizeOn(rows, 'children', () =>
            rows.some(({ year }) => year === null) ? null : addChildren(rows, ownCode(selection), together),
          );
          return all.map(() => sums);
        },
        { cache: false },
      ),
  );
  return loader.load(needs);
}

function addChildren(rows: readonly KeptRow[], own: string | undefined, needs: SumProjection): Sum[] {
  const groups = [...groupBy(rows, ({ place }) => place)];
  const below = groups.filter(([code]) => code !== own);
  const parts = below.flatMap(([, part]) => part);
  return groups
    .map(([code, part]) => addParts(code, needs, part, code === own ? parts : []))
    .filter(({ expected }) => expected > 0);
}
