import { IDENTITY, type Matrix } from '../pages/matrix';
import type { Box } from '../pages/page';

/** A glyph as pdf.js decodes it. */
export interface Glyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric?: readonly number[] | null;
}

/** What the layout needs to know about a font of pdf.js. */
export interface Font {
  readonly fontMatrix?: Matrix;
  readonly vertical?: boolean;
  readonly defaultVMetrics?: readonly number[];
  readonly composite?: boolean;
  readonly toUnicode?: object;
}

/** The state of the canvas that save and restore keep. */
export interface GraphicsState {
  matrix: Matrix;
  clip: Box;
  fill: string | null;
  stroke: string | null;
  fillAlpha: number;
  isBlended: boolean;
  isMasked: boolean;
  font: Font | null;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  renderMode: number;
  textMatrix: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

/** Returns the state in which a page begins. */
export const initialState = (matrix: Matrix, clip: Box): GraphicsState => ({
  matrix,
  clip,
  fill: '#000000',
  stroke: '#000000',
  fillAlpha: 1,
  isBlended: false,
  isMasked: false,
  font: null,
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  renderMode: 0,
  textMatrix: IDENTITY,
  x: 0,
  y: 0,
  lineX: 0,
  lineY: 0,
});
