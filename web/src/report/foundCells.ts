/** How a cell is marked that a finding is about: as what does not add up, or as a part of it. */
export type FoundMark = 'found-figure' | 'found-part';

/** What marks cells: the cell that a finding is at, and all that it is about. */
interface FoundAt {
  readonly path: string;
  readonly cells?: readonly string[];
}

/**
 * Returns the marks of cells by their codes. An equation marks its total as wrong and the other cells only as parts of it: otherwise a whole row or column would
 * stand out. A finding whose path is none of its cells marks all of them as wrong.
 */
export function marksOf(findings: readonly FoundAt[]): ReadonlyMap<string, FoundMark> {
  const marks = new Map<string, FoundMark>();
  for (const { path, cells = [] } of findings) {
    const isAtCell = cells.includes(path);
    for (const code of cells)
      if (!isAtCell || code === path) marks.set(code, 'found-figure');
      else if (!marks.has(code)) marks.set(code, 'found-part');
  }
  return marks;
}
