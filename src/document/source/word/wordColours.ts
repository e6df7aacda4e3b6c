import type { Element } from 'domhandler';
import { colourOf } from '../seen/colours';
import { childOf, elementsIn } from '../xml/prefixedXml';
import { wordValue } from './wordValue';

/** Colours of a theme whose names say what they are in every document that is printed on white. */
const THEME_COLOURS: Readonly<Record<string, string>> = {
  background1: '#ffffff',
  bg1: '#ffffff',
  light1: '#ffffff',
  lt1: '#ffffff',
  text1: '#000000',
  tx1: '#000000',
  dark1: '#000000',
  dk1: '#000000',
};

/** From how much transparency on nothing of a filling is seen, in thousandths of a percent. */
const SEE_THROUGH = 90_000;

/** Returns the colour of the letters of a run; undefined when it is not said, 'transparent' when they are not seen. */
export function colourOfRun(properties: Element): string | undefined {
  const fill = childOf(properties, 'w14:textFill');
  if (fill && childOf(fill, 'w14:noFill')) return 'transparent';
  const solid = fill && childOf(fill, 'w14:solidFill');
  if (solid) {
    const alpha = Number(elementsIn(solid, 'w14:alpha')[0]?.attribs['w14:val'] ?? 0);
    if (alpha >= SEE_THROUGH) return 'transparent';
    const plain = childOf(solid, 'w14:srgbClr')?.attribs['w14:val'];
    const named = THEME_COLOURS[childOf(solid, 'w14:schemeClr')?.attribs['w14:val'] ?? ''];
    if (plain || named) return plain ? colourOf(plain) : named;
  }
  const colour = childOf(properties, 'w:color');
  const { 'w:themeColor': theme = '', 'w:themeTint': tint, 'w:themeShade': shade } = colour?.attribs ?? {};
  if (theme in THEME_COLOURS && !tint && !shade) return THEME_COLOURS[theme];
  const value = wordValue(colour);
  return value ? (value === 'auto' ? value : colourOf(value)) : undefined;
}

const partsOf = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** Returns the colour that fills the ground of a run, paragraph or cell; undefined when it is not said. A pattern is a mixture of its two colours. */
export function groundOf(properties: Element | null): string | undefined {
  const shade = childOf(properties, 'w:shd');
  if (!shade) return undefined;
  const { 'w:fill': fill = shade.attribs['w:color'] ?? 'auto', 'w:color': colour = 'auto' } = shade.attribs;
  const pattern = wordValue(shade) ?? '';
  if (pattern === 'solid') return colourOf(colour === 'auto' ? '000000' : colour);
  const share = Number(/^pct(\d+)$/.exec(pattern)?.[1] ?? 0) / 100;
  if (share === 0) return fill === 'auto' ? undefined : colourOf(fill);
  const [paper, ink] = [fill === 'auto' ? 'ffffff' : fill, colour === 'auto' ? '000000' : colour].map(
    colourOf,
  );
  const inks = partsOf(ink);
  return colourOf(
    `rgb(${partsOf(paper)
      .map((part, at) => part * (1 - share) + inks[at] * share)
      .join(',')})`,
  );
}
