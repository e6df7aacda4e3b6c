import type { Box, Ruling } from './page';

/** Where writing runs to: degrees clockwise from left to right, letters under one another, or askew as watermarks are. */
export type Direction = 0 | 90 | 180 | 270 | 'VERTICAL' | 'OBLIQUE';

/** A letter as the page draws it, seen or not. */
export interface DrawnLetter extends Box {
  readonly text: string;
  readonly base: number;
  readonly size: number;
  readonly direction: Direction;
  /** Number of the drawing operation. */
  readonly order: number;
  /** Render mode 3 or 7: neither filled nor stroked. */
  readonly isInvisible: boolean;
  /** Colour as #rrggbb; null where it is a pattern. */
  readonly colour: string | null;
  /** The part of the page on which it can be seen. */
  readonly clip: Box;
  /** Whether its font says what letter it is. */
  readonly isNamed: boolean;
}

/** An area filled with a colour, or covered by a picture. */
export interface DrawnArea {
  readonly box: Box;
  readonly order: number;
  /** Null where it is a pattern or a picture. */
  readonly colour: string | null;
  readonly isPicture: boolean;
}

/** All that a page draws. */
export interface Drawing {
  readonly letters: DrawnLetter[];
  readonly areas: DrawnArea[];
  readonly rulings: Ruling[];
}
