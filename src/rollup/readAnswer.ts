import { firstPage } from '../shared/graphql/pageArguments';
import type { Context } from '../shared/request/context';
import type { GroupArguments } from './grouping/readQuestion';
import type { Value } from './grouping/value';
import { readValues } from './grouping/values';
import { NONE, rowsOf } from './groupResolver';
import { shapeTotal, totalOf } from './groups';
import type { GroupValue, RollUpRow } from './model/groupTypes';
import { type PageSelection, readGroups } from './readGroups';
import { GroupDimension, isTableDimension } from './request/dimensions';
import { COVERAGE_ONLY, EVERYTHING } from './request/projection';
import type { Selection } from './request/selection';
import type { Counted } from './request/sum';

/** The answer to a question for rows, as a file has it. */
export interface Answer {
  readonly values: readonly Value[];
  readonly rows: readonly RollUpRow[];
  /** How many rows there are in all. */
  readonly total: number;
  readonly coverage: Counted;
  /** The values of the whole that the rows are parts of; null where they are only some of it, or parts of the table. */
  readonly totals: readonly GroupValue[] | null;
}

/** The fields of values that a file has. */
const SELECTED: ReadonlySet<string> = new Set([
  'code',
  'value',
  'state',
  'reasonZh',
  'reasonEn',
  'qualifier',
  'share',
  'base',
  'difference',
  'growth',
  'changeQualifier',
]);

/** Reads the values of the whole of a selection; those of one year are beside the year before. */
async function readTotals(
  context: Context,
  selection: Selection,
  { by, having }: GroupArguments,
  codes: readonly string[],
  selected: PageSelection,
): Promise<readonly GroupValue[] | null> {
  if (by.some(isTableDimension) || (having ?? []).length > 0) return null;
  if (selection.years.length > 1) {
    const total = shapeTotal(context, await totalOf(context, selection, EVERYTHING), selection, EVERYTHING);
    return total.readValues(codes, SELECTED);
  }
  const args = { by: [GroupDimension.YEAR], filter: null, having: null, orderBy: null };
  const read = await readGroups(context, selection, args, firstPage(1), {
    ...selected,
    withNames: false,
    withPlaces: false,
  });
  const [row] = await rowsOf(read, read.groups, codes, SELECTED);
  return row?.values ?? null;
}

/** Reads the first rows of the answer to a question, with their names. They are those of `rows` in GraphQL. */
export async function readAnswer(
  context: Context,
  selection: Selection,
  args: GroupArguments,
  codes: readonly string[],
  most: number,
): Promise<Answer> {
  const values = await readValues(context, args.by, codes, 'values');
  const page = firstPage(most);
  const selected = {
    codes,
    argument: 'values',
    withBase: true,
    projection: COVERAGE_ONLY,
    agencyFields: NONE,
    withNames: true,
    withPlaces: true,
  };
  const [read, coverage, totals] = await Promise.all([
    readGroups(context, selection, args, page, selected),
    totalOf(context, selection, COVERAGE_ONLY),
    readTotals(context, selection, args, codes, selected),
  ]);
  return {
    values,
    rows: await rowsOf(read, read.groups.slice(0, most), codes, SELECTED),
    total: read.total,
    coverage,
    totals,
  };
}
