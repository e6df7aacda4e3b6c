import type { Ruling } from '../pages/page';
import type { Ink } from './ink';

/** The shortest lines across and down that are rulings, in points: longer than a stroke of a letter. */
const SHORTEST_ACROSS = 28;
const SHORTEST_DOWN = 18;
/** The thickest ruling, in points: what is thicker is a bar. */
const THICKEST = 4;
/** The longest gap in a ruling that a scanner leaves, in points. */
const LARGEST_GAP = 0.8;

/** Pixels in one row without gaps. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** A line while its rows are gathered. */
interface Band {
  readonly top: number;
  bottom: number;
  from: number;
  to: number;
}

/** How to walk over the pixels of ink along rows, or along columns. */
interface Grid {
  readonly pixels: Uint8Array;
  readonly rows: number;
  readonly length: number;
  /** How far the next row is in the pixels, and the next place in a row. */
  readonly nextRow: number;
  readonly next: number;
}

const gridOf = ({ width, height, pixels }: Ink, isAcross: boolean): Grid =>
  isAcross
    ? { pixels, rows: height, length: width, nextRow: width, next: 1 }
    : { pixels, rows: width, length: height, nextRow: 1, next: width };

/** Returns the long runs of a row. A row takes in the one below it, because a line is seldom quite level. */
function longRuns(grid: Grid, row: number, shortest: number, gap: number): Run[] {
  const { pixels, length, next } = grid;
  const runs: Run[] = [];
  const below = row + 1 < grid.rows ? grid.nextRow : 0;
  const start = row * grid.nextRow;
  let from = -1;
  let last = -1;
  for (let at = 0; at <= length; at += 1) {
    const place = start + at * next;
    if (at < length && (pixels[place] === 1 || pixels[place + below] === 1)) {
      if (from < 0) from = at;
      last = at;
    } else if (from >= 0 && (at - last > gap || at === length)) {
      if (last - from + 1 >= shortest) runs.push({ from, to: last + 1 });
      from = -1;
    }
  }
  return runs;
}

function bandsOf(grid: Grid, shortest: number, gap: number): Band[] {
  const done: Band[] = [];
  let open: Band[] = [];
  for (let row = 0; row < grid.rows; row += 1) {
    const runs = longRuns(grid, row, shortest, gap);
    for (const { from, to } of runs) {
      const band = open.find((one) => from < one.to && to > one.from);
      if (band) {
        band.bottom = row + 1;
        band.from = Math.min(band.from, from);
        band.to = Math.max(band.to, to);
      } else open.push({ top: row, bottom: row + 1, from, to });
    }
    done.push(...open.filter(({ bottom }) => bottom < row));
    open = open.filter(({ bottom }) => bottom >= row);
  }
  return [...done, ...open];
}

/** Returns the straight lines that ink draws on a page, in points; `scale` is how many points a pixel has. */
export function drawnRulings(ink: Ink, scale: number): Ruling[] {
  return [true, false].flatMap((isHorizontal) =>
    bandsOf(
      gridOf(ink, isHorizontal),
      (isHorizontal ? SHORTEST_ACROSS : SHORTEST_DOWN) / scale,
      Math.max(1, LARGEST_GAP / scale),
    )
      .filter(({ top, bottom }) => (bottom - top) * scale <= THICKEST)
      .map(({ top, bottom, from, to }) => ({
        isHorizontal,
        at: ((top + bottom + 1) / 2) * scale,
        from: from * scale,
        to: to * scale,
      })),
  );
}
