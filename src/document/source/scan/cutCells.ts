import type { RuledCell } from '../pages/ruledGrids';
import type { Ink } from './ink';
import type { PixelBox } from './picture';
import { around, type Stroke, strokesIn } from './strokes';

/** How far inside of its borders a cell begins, in points: a ruling is seldom thicker than twice that. */
const INSET = 1.2;
/** What is smaller than this is a speck: its area in square points. A full stop has more. */
const SPECK = 0.45;
/** A stroke at the border of a cell that is thinner than this belongs to the border, in points. */
const REST_OF_BORDER = 1.6;
/** Digits are at most so wide beside the height of their line, and at least so high. */
const WIDEST_DIGIT = 0.8;
const LOWEST_DIGIT = 0.75;
const MOST_DIGITS = 12;
/** A comma or full stop is at most so high beside the line. */
const HIGHEST_POINT = 0.4;

/** A cell with writing in it. */
export interface WrittenCell {
  /** Around the writing, in pixels. */
  readonly writing: PixelBox;
  /** Whether the writing has the shape of a figure: one line of narrow strokes of one height. */
  readonly isFigure: boolean;
}

const isRestOfBorder = (stroke: Stroke, cell: PixelBox, thin: number) =>
  ((stroke.left <= cell.left || stroke.right >= cell.right) && stroke.right - stroke.left <= thin) ||
  ((stroke.top <= cell.top || stroke.bottom >= cell.bottom) && stroke.bottom - stroke.top <= thin);

function looksLikeFigure(strokes: readonly Stroke[], { top, bottom }: PixelBox): boolean {
  const height = bottom - top;
  const high = strokes.filter((stroke) => stroke.bottom - stroke.top >= height * LOWEST_DIGIT);
  const low = strokes.filter((stroke) => stroke.bottom - stroke.top < height * LOWEST_DIGIT);
  return (
    high.length > 0 &&
    strokes.length <= MOST_DIGITS &&
    high.every((stroke) => stroke.right - stroke.left <= height * WIDEST_DIGIT) &&
    low.every(
      (stroke) => stroke.bottom - stroke.top <= height * HIGHEST_POINT && stroke.top > top + height / 2,
    )
  );
}

/** Returns the writing in a ruled cell; null when the cell is blank. `scale` is how many points a pixel has. */
export function writingIn(
  ink: Ink,
  cell: Pick<RuledCell, keyof PixelBox>,
  scale: number,
): WrittenCell | null {
  const inside = {
    left: Math.max(0, Math.ceil((cell.left + INSET) / scale)),
    top: Math.max(0, Math.ceil((cell.top + INSET) / scale)),
    right: Math.min(ink.width, Math.floor((cell.right - INSET) / scale)),
    bottom: Math.min(ink.height, Math.floor((cell.bottom - INSET) / scale)),
  };
  if (inside.right <= inside.left || inside.bottom <= inside.top) return null;
  const strokes = strokesIn(ink, inside).filter(
    (stroke) =>
      stroke.size * scale * scale >= SPECK && !isRestOfBorder(stroke, inside, REST_OF_BORDER / scale),
  );
  const writing = around(strokes);
  return writing && { writing, isFigure: looksLikeFigure(strokes, writing) };
}
