import type { Direction, DrawnLetter } from '../pages/drawn';
import { apply, boxOf, type Matrix, multiply } from '../pages/matrix';
import type { Font, Glyph, GraphicsState } from './graphicsState';

const DEFAULT_MATRIX: Matrix = [0.001, 0, 0, 0.001, 0, 0];
const ASCENT = 0.85;
const DESCENT = -0.15;
/** Render modes that neither fill nor stroke: 3, and 7, which only clips. */
const INVISIBLE_MODES = new Set([3, 7]);

/** How far a direction may be from a quarter, in degrees, to be one. */
const LEANING = 8;

function directionOf([a, b]: Matrix): Direction {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  const quarter = Math.round(degrees / 90) * 90;
  return Math.abs(degrees - quarter) <= LEANING ? (((quarter + 360) % 360) as Direction) : 'OBLIQUE';
}

/** Whether a font says which letters its glyphs are. pdf.js numbers them where it does not. */
const namesLetters = ({ composite, toUnicode }: Font): boolean =>
  !composite || toUnicode === undefined || '_map' in toUnicode;

/** Moves the state over the glyphs of one operation and returns their letters. */
export function showGlyphs(
  state: GraphicsState,
  glyphs: readonly (Glyph | number)[],
  order: number,
): DrawnLetter[] {
  const { font } = state;
  if (!font || state.size === 0) return [];
  const size = Math.abs(state.size);
  const sign = state.size < 0 ? -1 : 1;
  const scale = state.scale * sign;
  const isVertical = font.vertical ?? false;
  const widthScale = size * (font.fontMatrix ?? DEFAULT_MATRIX)[0];
  const text = multiply(multiply(state.matrix, state.textMatrix), [
    scale,
    0,
    0,
    sign,
    state.x,
    state.y + state.rise,
  ]);
  const direction = isVertical ? 'VERTICAL' : directionOf(text);
  const height = Math.hypot(text[2], text[3]) * size;
  const letters: DrawnLetter[] = [];
  const isNamed = namesLetters(font);
  let at = 0;
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      at += ((isVertical ? 1 : -1) * glyph * size) / 1000;
      continue;
    }
    const spacing = ((glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing) * sign;
    const width = glyph.width * widthScale;
    const vertical = isVertical ? (glyph.vmetric ?? font.defaultVMetrics) : undefined;
    const advance = vertical ? -vertical[0] * widthScale : width;
    const [x, y] = vertical
      ? [-(glyph.vmetric ? vertical[1] : glyph.width * 0.5) * widthScale, -at - vertical[2] * widthScale]
      : [at, 0];
    letters.push({
      text: glyph.unicode,
      ...boxOf(text, x, y + DESCENT * size, x + width, y + ASCENT * size),
      base: apply(text, x, y)[1],
      size: height,
      direction,
      order,
      isInvisible: INVISIBLE_MODES.has(state.renderMode),
      colour: state.renderMode === 1 ? state.stroke : state.fill,
      clip: state.clip,
      isNamed,
    });
    at += advance + spacing;
  }
  if (isVertical) state.y -= at;
  else state.x += at * scale;
  return letters;
}
