import { allElements, elementIn, type XmlElement } from '../parseXml';
import { colourOf, isPale, looksAlike } from '../seen/colours';
import type { Manner } from '../seen/seen';

/** How letters, cells, rows, columns or sheets of a style are printed; what a style does not say is undefined. */
export interface OdsLook {
  readonly isStruck?: boolean;
  readonly isRaised?: boolean;
  readonly isHidden?: boolean;
  readonly colour?: string;
  readonly ground?: string;
  /** Width of a column or height of a row, as written. */
  readonly size?: string;
}

function ownLook(style: XmlElement): OdsLook {
  const text = elementIn(style, 'text-properties')?.attributes ?? {};
  const cell = elementIn(style, 'table-cell-properties')?.attributes ?? {};
  const row = elementIn(style, 'table-row-properties')?.attributes ?? {};
  const column = elementIn(style, 'table-column-properties')?.attributes ?? {};
  const table = elementIn(style, 'table-properties')?.attributes ?? {};
  const through = text['text-line-through-style'] ?? text['text-line-through-type'];
  const position = text['text-position'];
  const look: OdsLook = {
    isStruck: through === undefined ? undefined : through !== 'none',
    isRaised: position === undefined ? undefined : /^(?:super|sub|-?[1-9])/.test(position),
    isHidden: table.display === 'false' || text.display === 'none' || undefined,
    colour: text.color?.toLowerCase(),
    ground: cell['background-color']?.toLowerCase(),
    size: row['row-height'] ?? column['column-width'],
  };
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));
}

const DEEPEST = 20;

/** Returns the looks of the styles of a document by their names, with what they inherit. */
export function odsLooks(parts: readonly XmlElement[]): (name: string | undefined) => OdsLook {
  const styles = new Map(
    parts.flatMap((part) =>
      allElements(part, 'style').map((style) => [
        style.attributes.name ?? '',
        { look: ownLook(style), parent: style.attributes['parent-style-name'] },
      ]),
    ),
  );
  const lookOf = (name: string | undefined, depth = 0): OdsLook => {
    const style = name === undefined || depth > DEEPEST ? undefined : styles.get(name);
    return style ? { ...lookOf(style.parent, depth + 1), ...style.look } : {};
  };
  return (name) => lookOf(name);
}

/** Returns how letters of a look are printed. */
export const mannerOf = ({ isStruck, isRaised }: OdsLook): Manner =>
  isStruck ? 'WITHDRAWN' : isRaised ? 'RAISED' : 'PLAIN';

const WHITE = '#ffffff';
const groundOf = ({ ground = WHITE }: OdsLook) => (ground === 'transparent' ? WHITE : colourOf(ground));

/** Returns whether letters have the colour of their ground. */
export const isUnseen = (look: OdsLook): boolean =>
  look.isHidden === true || (look.colour !== undefined && looksAlike(colourOf(look.colour), groundOf(look)));

/** Returns whether letters are seen on their ground only by who looks closely. */
export const isFaint = (look: OdsLook): boolean =>
  look.colour !== undefined && isPale(colourOf(look.colour), groundOf(look));
