/** How a cell is marked that a finding is about: as what does not add up, or as a part of it. */
export type FoundMark = 'found-figure' | 'found-part';

/** What marks cells: the cell that a finding is at, and all that it is about. */
interface FoundAt {
  readonly path: string;
  readonly cells?: readonly string[];
}

/**
 * Returns how cells are marked by what was found, by their codes. Of an equation only the cell that it is of is wrong, as far as anybody knows: its parts are
 * marked as such, or a whole row or column would stand out. A finding that is at none of its cells is about all of them alike.
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
