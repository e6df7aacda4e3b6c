import type { PlaceOnPage } from '../sourceLocation';

/** A box on a page, in points from its top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Returns a box as evidence has it, in tenths of a point. */
export function placeOf({ left, top, right, bottom }: Box): PlaceOnPage {
  const round = (at: number) => Math.round(at * 10) / 10;
  return { left: round(left), top: round(top), right: round(right), bottom: round(bottom) };
}

/** A letter that a person sees on a page. */
export interface Letter extends Box {
  /** One character, or several that the font draws as one. */
  readonly text: string;
  /** The line it is written on, from the top of the page. */
  readonly base: number;
  /** Height of its font. */
  readonly size: number;
  /** True for writing that does not run from left to right as the page does. */
  readonly isTurned: boolean;
  /** Number of the operation that draws it, where the format has operations. */
  readonly order?: number;
  /** Why a person may see another letter, in both languages. */
  readonly doubt?: string;
}

/** A straight line drawn on a page: from `from` to `to` along x (or y), at a distance `at` from the top (or left). */
export interface Ruling {
  readonly isHorizontal: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What is seen on a page, whatever format it came in. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** By how many degrees clockwise it was turned for its writing to be upright; left out for none. */
  readonly turn?: number;
  /** In the order in which they were drawn. */
  readonly letters: readonly Letter[];
  readonly rulings: readonly Ruling[];
  /** Returns the picture of a part of the page, as PNG in base64; only for a page whose letters were recognised. */
  readonly pictureIn?: (box: Box) => string;
}

/** Returns the middle of a box along x. */
export const middleOf = ({ left, right }: Pick<Box, 'left' | 'right'>): number => (left + right) / 2;

/** Returns whether a box holds a point. */
export const holds = (box: Box, x: number, y: number): boolean =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
