import type { Matrix } from '../pages/matrix';

/** A picture in shades of grey: 0 is black, 255 white; row after row from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** A part of a picture in its pixels; `right` and `bottom` are the first ones outside. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const WHITE = 255;

/** Returns white paper. */
export const whitePicture = (width: number, height: number): Picture => ({
  width,
  height,
  grey: new Uint8Array(width * height).fill(WHITE),
});

/** Returns a part of a picture. */
export function cropPicture({ width, grey }: Picture, { left, top, right, bottom }: PixelBox): Picture {
  const part = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y += 1)
    part.set(grey.subarray(y * width + left, y * width + right), (y - top) * (right - left));
  return { width: right - left, height: bottom - top, grey: part };
}

/** Lays a picture on another one, with its corner at a pixel. */
export function layOn(paper: Picture, { width, height, grey }: Picture, left: number, top: number): void {
  for (let y = 0; y < height; y += 1)
    paper.grey.set(grey.subarray(y * width, (y + 1) * width), (y + top) * paper.width + left);
}

/**
 * Draws a picture on paper. `matrix` leads from a pixel of the paper to its place in the picture; what lies outside stays, and where only
 * ink is drawn what is darker stays too.
 */
export function drawOn(
  paper: Picture,
  { width, height, grey }: Picture,
  matrix: Matrix,
  isInkOnly = false,
): void {
  const [a, b, c, d, e, f] = matrix;
  const target = paper.grey;
  for (let row = 0; row < paper.height; row += 1)
    for (let column = 0; column < paper.width; column += 1) {
      const x = a * column + c * row + e;
      const y = b * column + d * row + f;
      if (x < -0.5 || y < -0.5 || x >= width - 0.5 || y >= height - 0.5) continue;
      const left = x < 0 ? 0 : x | 0;
      const top = y < 0 ? 0 : y | 0;
      const right = left + 1 < width ? left + 1 : left;
      const dx = x < 0 ? 0 : x - left;
      const dy = y < 0 ? 0 : y - top;
      const above = top * width;
      const below = top + 1 < height ? above + width : above;
      const shade =
        (grey[above + left] * (1 - dx) + grey[above + right] * dx) * (1 - dy) +
        (grey[below + left] * (1 - dx) + grey[below + right] * dx) * dy;
      const at = row * paper.width + column;
      if (!isInkOnly || shade < target[at]) target[at] = shade;
    }
}

/** Returns a picture in another size. */
export function resize(picture: Picture, width: number, height: number): Picture {
  if (width === picture.width && height === picture.height) return picture;
  const [across, down] = [picture.width / width, picture.height / height];
  const resized = whitePicture(width, height);
  drawOn(resized, picture, [across, 0, 0, down, across / 2 - 0.5, down / 2 - 0.5]);
  return resized;
}
