import type { Context } from '../shared/request/context';
import type { GroupArguments } from './grouping/readQuestion';
import { readValues, type Value } from './grouping/values';
import { rowsOf } from './groupResolver';
import { totalOf } from './groups';
import type { RollUpRow } from './model/groupTypes';
import { readGroups } from './readGroups';
import { COVERAGE_ONLY } from './request/projection';
import type { Selection } from './request/selection';
import type { Counted } from './request/sum';

/** The answer to a question for rows, as a file has it. */
export interface Answer {
  readonly values: readonly Value[];
  readonly rows: readonly RollUpRow[];
  /** How many rows there are in all. */
  readonly total: number;
  readonly coverage: Counted;
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
  'growth',
]);

/** Reads the first rows of the answer to a question, with their names. They are those of `rows` in GraphQL. */
export async function readAnswer(
  context: Context,
  selection: Selection,
  args: GroupArguments,
  codes: readonly string[],
  most: number,
): Promise<Answer> {
  const values = await readValues(context, args.by, codes, 'values');
  const page = { size: most, isBackward: false, cursor: null };
  const selected = {
    codes,
    withBase: true,
    projection: COVERAGE_ONLY,
    agencyFields: new Set(['name', 'nameEn']),
    withPlaces: true,
  };
  const [read, coverage] = await Promise.all([
    readGroups(context, selection, args, page, selected),
    totalOf(context, selection, COVERAGE_ONLY),
  ]);
  return {
    values,
    rows: await rowsOf(read, read.groups.slice(0, most), codes, SELECTED),
    total: read.total,
    coverage,
  };
}
