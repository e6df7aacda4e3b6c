import type { Picture } from './picture';

/** The pixels of a picture that are written or drawn on: 1 where there is ink. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** How much darker than what is around it a pixel of ink is, as a share. */
const DARKER = 0.82;
/** The part of the picture's width that counts as around a pixel. */
const AROUND = 1 / 24;

/** Returns the sums of all pixels above and left of each place. */
function sumsOf({ width, height, grey }: Picture): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += grey[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  return sums;
}

/** Returns the ink of a picture: what is darker than the paper around it, so that shadows and shaded cells are paper. */
export function inkOf(picture: Picture): Ink {
  const { width, height, grey } = picture;
  const sums = sumsOf(picture);
  const pixels = new Uint8Array(width * height);
  const reach = Math.max(8, Math.round(width * AROUND));
  for (let y = 0; y < height; y += 1) {
    const first = y > reach ? y - reach : 0;
    const last = Math.min(y + reach + 1, height);
    const top = first * (width + 1);
    const bottom = last * (width + 1);
    for (let x = 0; x < width; x += 1) {
      const left = x > reach ? x - reach : 0;
      const right = Math.min(x + reach + 1, width);
      const sum = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
      if (grey[y * width + x] * (last - first) * (right - left) < sum * DARKER) pixels[y * width + x] = 1;
    }
  }
  return { width, height, pixels };
}
