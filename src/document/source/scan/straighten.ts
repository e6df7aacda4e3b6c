import type { Ink } from './ink';
import { drawOn, type Picture, resize, whitePicture } from './picture';

/** The largest skew that is looked for, in degrees. */
const MOST_SKEW = 4;
/** Skews smaller than this are left, in degrees: they are less than a pixel over the width of a cell. */
const LEAST_SKEW = 0.03;
/** So many pixels of ink are enough to find the skew. */
const SAMPLE = 60_000;

const slopeOf = (degrees: number) => Math.tan((degrees * Math.PI) / 180);

/** How sharply ink falls into rows when they run down by a slope: text and rulings do so along their own direction only. */
function sharpness(xs: Int32Array, ys: Int32Array, slope: number, rows: number): number {
  const counts = new Uint32Array(rows * 3);
  for (let at = 0; at < xs.length; at += 1) {
    // Rows count from `rows` above the page, so that none is negative.
    const row = (ys[at] - xs[at] * slope + rows + 0.5) | 0;
    if (row < counts.length) counts[row] += 1;
  }
  let sum = 0;
  for (const count of counts) sum += count * count;
  return sum;
}

/** Returns by how many degrees the writing and the rulings of a page run down to the right. */
export function skewOf({ width, height, pixels }: Ink): number {
  let count = 0;
  for (const pixel of pixels) count += pixel;
  if (count === 0) return 0;
  const step = Math.max(1, Math.floor(count / SAMPLE));
  const columns = new Int32Array(Math.floor(count / step));
  const rows = new Int32Array(columns.length);
  let seen = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (pixels[y * width + x] === 0) continue;
      seen += 1;
      if (seen % step !== 0) continue;
      columns[seen / step - 1] = x;
      rows[seen / step - 1] = y;
    }
  let best = 0;
  for (const [reach, by] of [
    [MOST_SKEW, 0.2],
    [0.2, 0.02],
  ]) {
    const middle = best;
    let most = -1;
    for (let degrees = middle - reach; degrees <= middle + reach + 1e-9; degrees += by) {
      const sharp = sharpness(columns, rows, slopeOf(degrees), height);
      if (sharp > most) [most, best] = [sharp, degrees];
    }
  }
  return best;
}

/** Returns a picture rotated so that what runs down by so many degrees runs level, and enlarged. */
export function straighten(picture: Picture, degrees: number, enlarged = 1): Picture {
  if (Math.abs(degrees) < LEAST_SKEW)
    return resize(picture, Math.round(picture.width * enlarged), Math.round(picture.height * enlarged));
  const paper = whitePicture(Math.round(picture.width * enlarged), Math.round(picture.height * enlarged));
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [middleX, middleY] = [(picture.width - 1) / 2, (picture.height - 1) / 2];
  const [paperX, paperY] = [(paper.width - 1) / 2, (paper.height - 1) / 2];
  const [across, down] = [cos / enlarged, sin / enlarged];
  drawOn(paper, picture, [
    across,
    down,
    -down,
    across,
    middleX - across * paperX + down * paperY,
    middleY - down * paperX - across * paperY,
  ]);
  return paper;
}
