import { elementIn, elementsIn, isTrue, type XmlElement } from '../parseXml';
import { isPale, looksAlike } from '../seen/colours';
import type { Manner } from '../seen/seen';
import { BUILT_IN_FORMATS } from './shownNumber';
import { type Palette, sheetColour } from './xlsxColours';

/** How a cell or a run of letters is printed. */
export interface FontLook {
  readonly manner: Manner;
  /** Null for the automatic colour, or one that is not known. */
  readonly colour: string | null;
  /** In points; undefined where it is not said. */
  readonly size?: number;
}

/** How the cells of a style are printed. */
export interface CellLook extends FontLook {
  readonly pattern: string;
  /** Colour of its ground; null where it is none of a sheet or a plain fill. */
  readonly ground: string | null;
}

export const WHITE = '#ffffff';
const SMALLEST = 1;

const PLAIN: CellLook = { manner: 'PLAIN', colour: null, pattern: 'General', ground: WHITE };

/** Returns whether letters of a look are not seen on a ground: too small, or of its colour. */
export const isUnseen = ({ colour, size }: FontLook, ground: string | null): boolean =>
  (size !== undefined && size <= SMALLEST) ||
  (colour !== null && ground !== null && looksAlike(colour, ground));

/** Returns whether letters of a look are seen on a ground only by who looks closely. */
export const isFaint = ({ colour }: FontLook, ground: string | null): boolean =>
  colour !== null && ground !== null && isPale(colour, ground);

/** Returns how a font prints its letters. */
export function fontLook(font: XmlElement | undefined, palette: Palette): FontLook {
  const strike = elementIn(font, 'strike');
  const raised = elementIn(font, 'vertAlign')?.attributes.val;
  const size = Number(elementIn(font, 'sz')?.attributes.val);
  const manner =
    strike && isTrue(strike.attributes.val ?? '1')
      ? 'WITHDRAWN'
      : raised === 'superscript' || raised === 'subscript'
        ? 'RAISED'
        : 'PLAIN';
  return { manner, colour: sheetColour(elementIn(font, 'color'), palette), ...(size > 0 ? { size } : {}) };
}

/** Returns the colour of a plain fill; the white of the sheet for none, null for a pattern. */
export function groundOf(fill: XmlElement | undefined, palette: Palette): string | null {
  const pattern = elementIn(fill, 'patternFill');
  if (!pattern || pattern.attributes.patternType === 'none') return WHITE;
  if (pattern.attributes.patternType !== 'solid') return null;
  return sheetColour(elementIn(pattern, 'fgColor'), palette);
}

/** Returns the looks of a workbook's cell styles, by their number. */
export function cellLooks(styles: XmlElement, palette: Palette): (style: string | undefined) => CellLook {
  const fonts = elementsIn(elementIn(styles, 'fonts') ?? styles, 'font').map((font) =>
    fontLook(font, palette),
  );
  const grounds = elementsIn(elementIn(styles, 'fills') ?? styles, 'fill').map((fill) =>
    groundOf(fill, palette),
  );
  const patterns = new Map(
    elementsIn(elementIn(styles, 'numFmts') ?? styles, 'numFmt').map(({ attributes }) => [
      Number(attributes.numFmtId),
      attributes.formatCode,
    ]),
  );
  const looks = elementsIn(elementIn(styles, 'cellXfs') ?? styles, 'xf').map(({ attributes }): CellLook => {
    const font = fonts[Number(attributes.fontId)] ?? PLAIN;
    const ground = grounds[Number(attributes.fillId)];
    const number = Number(attributes.numFmtId ?? 0);
    return {
      ...font,
      // A whole cell in small raised letters holds its figure all the same.
      manner: font.manner === 'RAISED' ? 'PLAIN' : font.manner,
      pattern: patterns.get(number) ?? BUILT_IN_FORMATS[number] ?? 'General',
      ground: ground === undefined ? WHITE : ground,
    };
  });
  return (style) => looks[Number(style ?? 0)] ?? PLAIN;
}
