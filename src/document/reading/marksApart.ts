import { normalize } from '../../form/labels';
import type { TextMarks } from '../source/blocks';
import { RAISED_ONLY } from '../source/seen/doubts';
import type { Value } from '../source/value';

const MARK_APART =
  '上标自成一格，其后各格可能错位 a raised mark stands in a cell of its own; the cells behind it may be of other columns';
const LONGEST_MARK = 3;

/** A cell with what it holds. */
interface Held extends TextMarks {
  readonly text: string;
  readonly value: Value | null;
}

/** Returns the cells of a row with doubt on those behind a raised mark that has a cell of its own: it may be a note of the figure before it. */
export function doubtBehindMark<T extends Held>(cells: readonly T[]): readonly T[] {
  const mark = cells.findIndex(
    ({ doubt, text }) => doubt?.includes(RAISED_ONLY) && normalize(text).length <= LONGEST_MARK,
  );
  if (mark < 0) return cells;
  return cells.map((cell, at) =>
    at > mark && cell.value !== null ? { ...cell, doubt: cell.doubt ?? MARK_APART } : cell,
  );
}
