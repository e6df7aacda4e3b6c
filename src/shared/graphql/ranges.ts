import { badInput } from './paging';

/** The bounds of a range as a client sends them, with the paths of the arguments; null where one is open. */
export interface Range {
  readonly from: number | Date | null | undefined;
  readonly to: number | Date | null | undefined;
  readonly fromPath: string;
}

const isSaid = (bound: Range['from']): bound is number | Date => bound !== null && bound !== undefined;

/** Refuses a range without any bound: it would select as if it were not there. */
export function checkBounded(path: string, { from, to }: Pick<Range, 'from' | 'to'>): void {
  if (isSaid(from) || isSaid(to)) return;
  throw badInput(
    path,
    '请给出 min 或 max，或两者都给；不需要这个条件时请去掉。',
    'Give `min` or `max`, or both; leave the condition out where none is wanted.',
  );
}

/** Refuses a range in which nothing can lie, since it ends before it begins; with `isOpen` the end is not in it, and must be after its beginning. */
export function checkOrder({ from, to, fromPath }: Range, isOpen = false): void {
  if (!isSaid(from) || !isSaid(to)) return;
  if (isOpen ? from < to : from <= to) return;
  throw badInput(
    fromPath,
    isOpen ? '起应早于止。' : '下限不能大于上限。',
    isOpen ? 'The beginning must be before the end.' : 'The least may not be more than the most.',
  );
}
