/** A box on a page, in points from its top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How many pixels of the screen a point has at least, so that small print can be read. */
const LEAST_SCALE = 1.1;
/** How much of the page is shown above and below a figure, and beside it, in points. */
const ABOVE = 70;
const BESIDE = 30;
/** What is shown of a page is at most so high, in points. */
const HIGHEST = 260;

/** Where a figure is in what is shown of its row: its label is to the left of it. */
const FIGURE_AT = 0.6;

/** Returns a stretch of a length inside of a page, with a middle at a share of it where the page goes on so far. */
function around(middle: number, length: number, page: number, share: number): [from: number, to: number] {
  if (length >= page) return [0, page];
  const from = Math.min(Math.max(0, middle - length * share), page - length);
  return [from, from + length];
}

/** Returns what is shown of a page around a box, where there are so many pixels of the screen for it: all of its width where that can be read. */
export function regionAround(
  box: Box,
  page: { readonly width: number; readonly height: number },
  pixels: number,
): Box {
  const width = Math.max(pixels / LEAST_SCALE, box.right - box.left + 2 * BESIDE);
  const height = Math.min(box.bottom - box.top + 2 * ABOVE, HIGHEST);
  const [left, right] = around((box.left + box.right) / 2, width, page.width, FIGURE_AT);
  const [top, bottom] = around((box.top + box.bottom) / 2, height, page.height, 0.5);
  return { left, right, top, bottom };
}
