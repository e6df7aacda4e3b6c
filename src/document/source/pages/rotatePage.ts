import type { Direction, Drawing } from './drawn';
import { boxOf, type Matrix } from './matrix';
import type { Box } from './page';

const QUARTERS: readonly Direction[] = [0, 90, 180, 270];

/** Returns the direction in which most letters of a page run. */
function mainDirection({ letters }: Drawing): Direction {
  const count = (direction: Direction) => letters.filter((letter) => letter.direction === direction).length;
  return QUARTERS.reduce((most, direction) => (count(direction) > count(most) ? direction : most));
}

/** The rotation that makes writing of a direction run from left to right, on a page of this size. */
const rotationFrom = (direction: Direction, width: number, height: number): Matrix =>
  direction === 90
    ? [0, -1, 1, 0, 0, width]
    : direction === 180
      ? [-1, 0, 0, -1, width, height]
      : [0, 1, -1, 0, height, 0];

/** A drawing with the size of its page. */
export interface SizedDrawing {
  readonly drawing: Drawing;
  readonly width: number;
  readonly height: number;
}

/** A drawing that is held upright. */
interface TurnedDrawing extends SizedDrawing {
  /** By how many degrees clockwise it was turned. */
  readonly turn: number;
}

/** Returns the page as a person would hold it: with its writing upright. */
export function rotatePage(page: SizedDrawing): TurnedDrawing {
  const { drawing, width, height } = page;
  const main = mainDirection(drawing);
  if (main === 0) return { ...page, turn: 0 };
  const matrix = rotationFrom(main, width, height);
  const rotate = ({ left, top, right, bottom }: Box): Box => boxOf(matrix, left, top, right, bottom);
  const isSideways = main !== 180;
  return {
    turn: 360 - (main as number),
    width: isSideways ? height : width,
    height: isSideways ? width : height,
    drawing: {
      letters: drawing.letters.map((letter) => {
        const box = rotate(letter);
        const { direction } = letter;
        const isNumber = typeof direction === 'number';
        return {
          ...letter,
          ...box,
          base: box.bottom - 0.15 * letter.size,
          direction: isNumber ? (((direction - (main as number) + 360) % 360) as Direction) : direction,
          clip: rotate(letter.clip),
        };
      }),
      areas: drawing.areas.map((area) => ({ ...area, box: rotate(area.box) })),
      rulings: drawing.rulings.map(({ isHorizontal, at, from, to }) => {
        const box = isHorizontal
          ? rotate({ left: from, right: to, top: at, bottom: at })
          : rotate({ left: at, right: at, top: from, bottom: to });
        const isAcross = isSideways !== isHorizontal;
        return isAcross
          ? { isHorizontal: true, at: box.top, from: box.left, to: box.right }
          : { isHorizontal: false, at: box.left, from: box.top, to: box.bottom };
      }),
    },
  };
}
