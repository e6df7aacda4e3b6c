import { apply, type Matrix } from './matrix';
import type { Box, Ruling } from './page';

/** Numbers by which pdf.js writes the parts of a path. */
export const MOVE = 0;
export const LINE = 1;
export const CURVE = 2;
export const QUADRATIC = 3;
export const CLOSE = 4;

/** A part of a path: its corners on the page. */
interface Subpath {
  readonly points: (readonly [number, number])[];
  isClosed: boolean;
  isCurved: boolean;
}

/** What a path draws. */
export interface PathShapes {
  /** Straight lines along x or y, if it is stroked. */
  readonly edges: readonly Ruling[];
  /** Upright rectangles, if it is filled. */
  readonly rectangles: readonly Box[];
}

/** A line or rectangle thinner than this is a ruling and not an area, in points. */
export const THINNEST_AREA = 3;
const STRAIGHT = 0.5;

function subpathsOf(data: ArrayLike<number>, matrix: Matrix): Subpath[] {
  const subpaths: Subpath[] = [];
  const add = (x: number, y: number) => subpaths.at(-1)?.points.push(apply(matrix, x, y));
  for (let at = 0; at < data.length; ) {
    const kind = data[at];
    if (kind === MOVE) {
      subpaths.push({ points: [], isClosed: false, isCurved: false });
      add(data[at + 1], data[at + 2]);
      at += 3;
    } else if (kind === LINE) {
      add(data[at + 1], data[at + 2]);
      at += 3;
    } else if (kind === CURVE || kind === QUADRATIC) {
      const length = kind === CURVE ? 7 : 5;
      const subpath = subpaths.at(-1);
      if (subpath) subpath.isCurved = true;
      add(data[at + length - 2], data[at + length - 1]);
      at += length;
    } else {
      const subpath = subpaths.at(-1);
      if (subpath) subpath.isClosed = true;
      at += 1;
    }
  }
  return subpaths;
}

/** Returns the ruling between two points, or null where the line is oblique or a point. */
function rulingBetween(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
): Ruling | null {
  const [width, height] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  if (width > STRAIGHT && height <= STRAIGHT)
    return { isHorizontal: true, at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) };
  if (height > STRAIGHT && width <= STRAIGHT)
    return { isHorizontal: false, at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) };
  return null;
}

function boxAround(points: readonly (readonly [number, number])[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/**
 * Whether every corner of a part lies on the edges of its box: then it fills an upright rectangle. What is thin is one
 * all the same: borders meet in oblique corners.
 */
function isRectangle({ points, isCurved }: Subpath, box: Box): boolean {
  const isThin = Math.min(box.right - box.left, box.bottom - box.top) <= THINNEST_AREA;
  if (isThin && !isCurved) return points.length >= 2;
  const near = (one: number, other: number) => Math.abs(one - other) <= STRAIGHT;
  return (
    !isCurved &&
    points.length >= 2 &&
    points.length <= 6 &&
    points.every(
      ([x, y]) => (near(x, box.left) || near(x, box.right)) && (near(y, box.top) || near(y, box.bottom)),
    )
  );
}

/** Returns the lines and rectangles of a path on the page. */
export function shapesOf(data: ArrayLike<number>, matrix: Matrix): PathShapes {
  const edges: Ruling[] = [];
  const rectangles: Box[] = [];
  for (const subpath of subpathsOf(data, matrix)) {
    const { points, isClosed } = subpath;
    const ends = isClosed ? [...points.slice(1), points[0]] : points.slice(1);
    for (const [at, end] of ends.entries()) {
      const ruling = rulingBetween(points[at], end);
      if (ruling) edges.push(ruling);
    }
    const box = boxAround(points);
    if (isRectangle(subpath, box)) rectangles.push(box);
  }
  return { edges, rectangles };
}

/** Returns a thin rectangle as the ruling it draws; null for an area. A dot is a piece of both kinds of lines. */
export function asRulings(box: Box): Ruling[] {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const across = { isHorizontal: true, at: (box.top + box.bottom) / 2, from: box.left, to: box.right };
  const down = { isHorizontal: false, at: (box.left + box.right) / 2, from: box.top, to: box.bottom };
  if (width <= THINNEST_AREA && height <= THINNEST_AREA) return [across, down];
  if (height <= THINNEST_AREA) return [across];
  return width <= THINNEST_AREA ? [down] : [];
}
