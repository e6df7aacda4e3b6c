import DataLoader from 'dataloader';
import { COUNT_CELLS } from '../../form/cells';
import { emptyFigures, formatAmount, parseAmount } from '../../form/figures';
import { queryRows } from '../../shared/database';
import { groupBy } from '../../shared/groupBy';
import { type Context, memoize } from '../../shared/request/context';
import { GroupDimension, joinCodes } from '../request/dimensions';
import { COVERAGE_ONLY, type SumProjection, union } from '../request/projection';
import type { Selection } from '../request/selection';
import { COUNTED_SQL, type Counted, type GroupSum, NOTHING_COUNTED, type Sum } from '../request/sum';
import {
  codesOfRow,
  type MaterializedDimension,
  type MaterializedSql,
  materializedRowsOf,
  materializedSql,
  ownCode,
  townshipRow,
  withKinds,
} from './materialized';

/** The SQL of what is counted beside the figures. */
const COUNTED: Readonly<Record<keyof Counted, string>> = {
  expected: `coalesce(k.unexpected, 0) + coalesce((select sum(t.change)::int from rollup_expected t
     where t.jurisdiction_id = j.id and t.kind = w.kind and t.year <= y.year), 0)`,
  included: 'k.included',
  withErrors: 'k.with_errors',
  blankCells: 'k.blank_cells',
  notApplicableCells: 'k.not_applicable_cells',
  edition2019: 'k.edition_2019',
};
const SUM_ROWS = materializedRowsOf('rollup_sum');
const COUNTED_NAMES = Object.keys(COUNTED) as (keyof Counted)[];

/** A materialized row: the sum of one place and year, of all kinds of agency or of one. Empty where there is no report. */
interface MaterializedRow extends Partial<Record<keyof Counted, number | null>> {
  /** Whether it is the sum of the agencies that are left out. */
  readonly isExcepted: boolean;
  readonly place: string;
  /** Null in a row that only says that there are townships below. */
  readonly year: number | null;
  /** Only where sums are grouped by it. */
  readonly kind?: string;
  readonly fees?: string | null;
  readonly feesReported?: number | null;
  readonly counts: readonly number[] | null;
  /** In how many reports each count is. */
  readonly reported: readonly number[] | null;
}

/** Up to how many counts are read one by one; for more of them that costs more than to read all. */
const MOST_PICKED = 64;

const ALL_POSITIONS = COUNT_CELLS.map(({ position }) => position);

/** Returns the positions that are read: those of the projection, or null for all where they are too many to be read one by one. */
const positionsRead = ({ positions }: SumProjection) =>
  positions !== null && positions.length <= MOST_PICKED ? positions : null;

/** Returns the SQL of some numbers of an array as JSON, which is read ten times as fast as an array. */
function numbersSql(positions: SumProjection['positions'], array: string): string {
  if (positions?.length === 0) return 'null::json';
  const numbers =
    positions === null ? array : `array[${positions.map((position) => `${array}[${position}]`).join(', ')}]`;
  return `array_to_json(${numbers})`;
}

/** Returns the SQL of readRows. Only parts of the projection are columns: every column costs time in every answer. */
function rowsSql(
  { excepted, places, cases }: MaterializedSql,
  projection: SumProjection,
  withChildren: boolean,
  withKind: boolean,
): string {
  const columns = [
    'false as "isExcepted"',
    ...(withKind ? ['w.kind'] : []),
    ...(projection.coverage ? COUNTED_NAMES.map((name) => `${COUNTED[name]} as "${name}"`) : []),
    ...(projection.fees ? ['k.fees::text as fees', 'k.fees_reported as "feesReported"'] : []),
    `${numbersSql(positionsRead(projection), 'k.counts')} as counts`,
    `${numbersSql(positionsRead(projection), 'k.reported')} as reported`,
  ];
  const sums = `select j.code as place, y.year, ${columns.join(', ')} from ${cases} left join ${SUM_ROWS} on true`;
  const none = columns.map(() => 'null').join(', ');
  if (withChildren) return `${sums} union all ${townshipRow(places, `null, ${none}`)}`;
  return excepted ? `${excepted} ${sums} union all ${exceptedSumsSql(projection)}` : sums;
}

/** Returns the SQL of the sums by year of the agencies that are left out, in the columns of `rowsSql`. */
function exceptedSumsSql(projection: SumProjection): string {
  const positions = projection.positions?.length === 0 ? null : (positionsRead(projection) ?? ALL_POSITIONS);
  const numbers = (sqlOf: (count: string) => string) =>
    positions ? `to_json(array[${positions.map((at) => sqlOf(`counts[${at}]`)).join(', ')}])` : 'null::json';
  const columns = [
    'true',
    ...(projection.coverage ? COUNTED_NAMES.map((name) => COUNTED_SQL[name]) : []),
    ...(projection.fees ? ['sum(fees_amount)::text', 'count(fees_amount)::int'] : []),
    numbers((count) => `coalesce(sum(${count}), 0)::bigint`),
    numbers((count) => `count(${count})`),
  ];
  return `select null, year, ${columns.join(', ')} from members group by year`;
}

/**
 * Reads materialized sums of places by year, and how many reports are expected. One statement, however many reports there are. An agency that
 * is not expected, such as a government or one that has ended, counts as expected when it has a report. Counts are in the order of `positionsRead`.
 */
function readRows(
  context: Context,
  selection: Selection,
  projection: SumProjection,
  withChildren: boolean,
  withKind = false,
): Promise<MaterializedRow[]> {
  const sql = materializedSql(selection, withChildren);
  return queryRows(context.database, rowsSql(sql, projection, withChildren, withKind), sql.parameters);
}

/** Adds rows, and subtracts others. */
function addRows(
  key: string,
  projection: SumProjection,
  plus: readonly MaterializedRow[],
  minus: readonly MaterializedRow[] = [],
): Sum {
  const counted = { ...NOTHING_COUNTED };
  const figures = emptyFigures();
  const picked = positionsRead(projection);
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
  if (projection.fees && feesReported > 0) figures.amounts[0] = formatAmount(fees);
  return { key, ...counted, isSuppressed: false, figures };
}

/** Returns the materialized sums of a selection by year, without those of the agencies that it leaves out. */
export async function materializedYears(
  context: Context,
  selection: Selection,
  projection: SumProjection,
): Promise<Sum[]> {
  const rows = await readRows(context, selection, projection, false);
  return [...groupBy(rows, ({ year }) => String(year))].map(([key, parts]) =>
    addRows(
      key,
      projection,
      parts.filter(({ isExcepted }) => !isExcepted),
      parts.filter(({ isExcepted }) => isExcepted),
    ),
  );
}

/**
 * Returns the materialized sums of the groups of some dimensions where reports are expected; null when places right below are townships, whose
 * sums are not materialized. The agencies of the place itself are under its own code: they are what the place holds beyond its children.
 * Several reads of one moment are one statement.
 */
export function materializedGroups(
  context: Context,
  selection: Selection,
  dimensions: readonly MaterializedDimension[],
  projection: SumProjection,
): Promise<GroupSum[] | null> {
  const { path, realOnly, years, kinds } = selection;
  const loader = memoize(
    context,
    `materialized groups ${JSON.stringify([dimensions, path, realOnly, years, kinds])}`,
    () =>
      new DataLoader<SumProjection, GroupSum[] | null>(
        async (all) => {
          const together = union([COVERAGE_ONLY, ...all]);
          const [withChildren, withKind] = [GroupDimension.CHILD, GroupDimension.KIND].map((dimension) =>
            dimensions.includes(dimension as MaterializedDimension),
          );
          const read = withKinds(selection, dimensions);
          const rows = await readRows(context, read, together, withChildren, withKind);
          const sums = rows.some(({ year }) => year === null)
            ? null
            : addGroups(rows, dimensions, withChildren ? ownCode(selection) : undefined, together);
          return all.map(() => sums);
        },
        { cache: false },
      ),
  );
  return loader.load(projection);
}

function addGroups(
  rows: readonly MaterializedRow[],
  dimensions: readonly MaterializedDimension[],
  own: string | undefined,
  projection: SumProjection,
): GroupSum[] {
  const withoutPlace = dimensions.filter((dimension) => dimension !== GroupDimension.CHILD);
  const keyOf = (row: MaterializedRow, by: readonly MaterializedDimension[]) =>
    joinCodes(codesOfRow(by, row));
  const below =
    own === undefined
      ? null
      : groupBy(
          rows.filter(({ place }) => place !== own),
          (row) => keyOf(row, withoutPlace),
        );
  return [...groupBy(rows, (row) => keyOf(row, dimensions))]
    .map(([key, part]) => {
      const [row] = part;
      const minus = row.place === own ? (below?.get(keyOf(row, withoutPlace)) ?? []) : [];
      return { codes: codesOfRow(dimensions, row), sum: addRows(key, projection, part, minus) };
    })
    .filter(({ sum }) => sum.expected > 0);
}
