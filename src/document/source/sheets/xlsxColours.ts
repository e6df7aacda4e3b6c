import { allElements, elementsIn, type XmlElement } from '../parseXml';

/** Colours of a workbook that its parts name by a number. */
export interface Palette {
  readonly theme: readonly string[];
}

/** The colours of Office where a workbook has no theme: grounds and letters first, then six for emphasis. */
const OFFICE = [
  'ffffff',
  '000000',
  'e7e6e6',
  '44546a',
  '4472c4',
  'ed7d31',
  'a5a5a5',
  'ffc000',
  '5b9bd5',
  '70ad47',
];
/** The first colours of old workbooks, twice: black, white, red, lime, blue, yellow, magenta, cyan. */
const INDEXED = ['000000', 'ffffff', 'ff0000', '00ff00', '0000ff', 'ffff00', 'ff00ff', '00ffff'];
const GREYS: Readonly<Record<number, string>> = { 22: 'c0c0c0', 23: '808080', 55: '969696', 63: '333333' };
const WHITE = 255;

/** Returns the colours of a theme by the numbers that styles call them; its part has black before white. */
export function paletteOf(theme: XmlElement): Palette {
  const [scheme] = allElements(theme, 'clrScheme');
  const named = (scheme ? elementsIn(scheme) : []).map((one) => {
    const { val = '', lastClr } = elementsIn(one)[0]?.attributes ?? {};
    return (lastClr ?? val).toLowerCase();
  });
  const [dark, light, dark2, light2, ...others] = named;
  const ordered = [light, dark, light2, dark2, ...others];
  return { theme: OFFICE.map((usual, at) => (/^[\da-f]{6}$/.test(ordered[at] ?? '') ? ordered[at] : usual)) };
}

/** A colour made darker, or lighter, by a share. */
const tinted = (colour: string, tint: number) =>
  [0, 2, 4]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    .map((part) => Math.round(tint < 0 ? part * (1 + tint) : part + (WHITE - part) * tint))
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('');

/** Returns a colour as #rrggbb; null for the automatic one, and for one that is not known. */
export function sheetColour(element: XmlElement | undefined, { theme: names }: Palette): string | null {
  if (!element) return null;
  const { rgb, theme, indexed, tint } = element.attributes;
  const plain = rgb
    ? rgb.slice(-6).toLowerCase()
    : theme
      ? names[Number(theme)]
      : indexed && Number(indexed) < 2 * INDEXED.length
        ? INDEXED[Number(indexed) % INDEXED.length]
        : GREYS[Number(indexed)];
  return /^[\da-f]{6}$/.test(plain ?? '') ? `#${tinted(plain, Number(tint ?? 0) || 0)}` : null;
}
