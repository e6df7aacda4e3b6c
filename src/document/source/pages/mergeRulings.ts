import type { Ruling } from './page';

/** Lines nearer to one another than this are one line, in points. */
const SAME_LINE = 2;
/** Pieces of a line parted by no more than this are one line: dashes, dots, and borders drawn cell by cell. */
const LARGEST_GAP = 4;
/** What is shorter than this rules no table, in points; and what is shorter than this strikes out no digit. */
const SHORTEST_RULING = 8;
const SHORTEST_STRIKE = 2.5;

function mergePieces(pieces: readonly Ruling[], at: number): Ruling[] {
  const merged: { isHorizontal: boolean; at: number; from: number; to: number }[] = [];
  for (const { isHorizontal, from, to } of [...pieces].sort((one, other) => one.from - other.from)) {
    const before = merged.at(-1);
    if (before && from - before.to <= LARGEST_GAP) before.to = Math.max(before.to, to);
    else merged.push({ isHorizontal, at, from, to });
  }
  return merged.filter(({ from, to }) => to - from >= SHORTEST_STRIKE);
}

/** Returns whether a line is long enough to be a border of a table. */
export const isBorder = ({ from, to }: Ruling): boolean => to - from >= SHORTEST_RULING;

/** Returns the lines that a person sees: pieces in one line joined, doubled lines once. */
export function mergeRulings(rulings: readonly Ruling[]): Ruling[] {
  return [true, false].flatMap((isHorizontal) => {
    const sorted = rulings
      .filter((ruling) => ruling.isHorizontal === isHorizontal && ruling.to >= ruling.from)
      .sort((one, other) => one.at - other.at);
    const lines: Ruling[][] = [];
    for (const ruling of sorted) {
      const line = lines.at(-1);
      if (line && ruling.at - line[0].at <= SAME_LINE) line.push(ruling);
      else lines.push([ruling]);
    }
    return lines.flatMap((line) =>
      mergePieces(line, line.reduce((sum, { at }) => sum + at, 0) / line.length),
    );
  });
}
