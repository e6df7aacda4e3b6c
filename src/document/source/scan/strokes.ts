import { type Ink } from './ink';
import type { PixelBox } from './picture';

/** Ink that hangs together: a digit, a letter, or a part of one. */
export interface Stroke extends PixelBox {
  /** How many pixels of ink it has. */
  readonly size: number;
}

/** Returns what hangs together in a part of the ink. */
export function strokesIn({ width, pixels }: Ink, box: PixelBox): Stroke[] {
  const wide = box.right - box.left;
  const isSeen = new Uint8Array(Math.max(0, wide * (box.bottom - box.top)));
  const strokes: Stroke[] = [];
  const open: number[] = [];
  const see = (x: number, y: number) => {
    const at = (y - box.top) * wide + x - box.left;
    if (isSeen[at] === 1 || pixels[y * width + x] === 0) return;
    isSeen[at] = 1;
    open.push(at);
  };
  for (let startY = box.top; startY < box.bottom; startY += 1)
    for (let startX = box.left; startX < box.right; startX += 1) {
      see(startX, startY);
      if (open.length === 0) continue;
      let left = startX;
      let right = startX;
      let bottom = startY;
      let size = 0;
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        const x = box.left + (at % wide);
        const y = box.top + ((at / wide) | 0);
        size += 1;
        if (x < left) left = x;
        if (x > right) right = x;
        if (y > bottom) bottom = y;
        for (let nextY = y > box.top ? y - 1 : y; nextY <= y + 1 && nextY < box.bottom; nextY += 1)
          for (let nextX = x > box.left ? x - 1 : x; nextX <= x + 1 && nextX < box.right; nextX += 1)
            see(nextX, nextY);
      }
      strokes.push({ left, top: startY, right: right + 1, bottom: bottom + 1, size });
    }
  return strokes;
}

/** Returns the box around strokes; null when there are none. */
export const around = (strokes: readonly PixelBox[]): PixelBox | null =>
  strokes.length === 0
    ? null
    : {
        left: Math.min(...strokes.map(({ left }) => left)),
        top: Math.min(...strokes.map(({ top }) => top)),
        right: Math.max(...strokes.map(({ right }) => right)),
        bottom: Math.max(...strokes.map(({ bottom }) => bottom)),
      };
