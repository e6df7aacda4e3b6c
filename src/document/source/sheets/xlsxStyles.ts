import { elementIn, elementsIn, isTrue, type XmlElement } from '../parseXml';
import type { Manner } from '../seen/seen';
import { BUILT_IN_FORMATS } from './shownNumber';

/** How a cell or a run of letters is printed. */
export interface FontLook {
  readonly manner: Manner;
  /** Colour as its part writes it; null for the automatic one. */
  readonly colour: string | null;
}

/** How the cells of a style are printed. */
export interface CellLook extends FontLook {
  readonly pattern: string;
  /** Colour of its ground; null where it is none of a sheet or a plain fill. */
  readonly ground: string | null;
  /** Whether its letters have the colour of its ground. */
  readonly isUnseen: boolean;
}

const PLAIN: CellLook = {
  manner: 'PLAIN',
  colour: null,
  pattern: 'General',
  ground: 'white',
  isUnseen: false,
};
const WHITE = 'white';

/** A colour by the letters of its part; every way to write white is one. */
function colourOf(element: XmlElement | undefined): string | null {
  if (!element) return null;
  const { rgb, theme, indexed, tint } = element.attributes;
  if (rgb && /^(?:[\da-f]{2})?ffffff$/i.test(rgb)) return WHITE;
  if ((theme === '0' && !Number(tint ?? 0)) || indexed === '1' || indexed === '9') return WHITE;
  if (rgb) return rgb.slice(-6).toLowerCase();
  if (theme) return `theme ${theme} ${tint ?? ''}`;
  return indexed ? `indexed ${indexed}` : null;
}

/** Returns how a font prints its letters. */
export function fontLook(font: XmlElement | undefined): FontLook {
  const strike = elementIn(font, 'strike');
  const raised = elementIn(font, 'vertAlign')?.attributes.val;
  const manner =
    strike && isTrue(strike.attributes.val ?? '1')
      ? 'WITHDRAWN'
      : raised === 'superscript' || raised === 'subscript'
        ? 'RAISED'
        : 'PLAIN';
  return { manner, colour: colourOf(elementIn(font, 'color')) };
}

function groundOf(fill: XmlElement | undefined): string | null {
  const pattern = elementIn(fill, 'patternFill');
  if (!pattern || pattern.attributes.patternType === 'none') return WHITE;
  return pattern.attributes.patternType === 'solid' ? colourOf(elementIn(pattern, 'fgColor')) : null;
}

/** Returns the looks of a workbook's cell styles, by their number. */
export function cellLooks(styles: XmlElement): (style: string | undefined) => CellLook {
  const fonts = elementsIn(elementIn(styles, 'fonts') ?? styles, 'font').map(fontLook);
  const grounds = elementsIn(elementIn(styles, 'fills') ?? styles, 'fill').map(groundOf);
  const patterns = new Map(
    elementsIn(elementIn(styles, 'numFmts') ?? styles, 'numFmt').map(({ attributes }) => [
      Number(attributes.numFmtId),
      attributes.formatCode,
    ]),
  );
  const looks = elementsIn(elementIn(styles, 'cellXfs') ?? styles, 'xf').map(({ attributes }): CellLook => {
    const font = fonts[Number(attributes.fontId)] ?? PLAIN;
    const ground = grounds[Number(attributes.fillId)] ?? WHITE;
    const number = Number(attributes.numFmtId ?? 0);
    return {
      ...font,
      // A whole cell in small raised letters holds its figure all the same.
      manner: font.manner === 'RAISED' ? 'PLAIN' : font.manner,
      pattern: patterns.get(number) ?? BUILT_IN_FORMATS[number] ?? 'General',
      ground,
      isUnseen: font.colour !== null && font.colour === ground,
    };
  });
  return (style) => looks[Number(style ?? 0)] ?? PLAIN;
}
