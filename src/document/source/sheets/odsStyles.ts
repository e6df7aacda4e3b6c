import { allElements, elementIn, elementsIn, type XmlElement } from '../parseXml';
import { colourOf, isPale, looksAlike } from '../seen/colours';
import type { Manner } from '../seen/seen';
import { conditionHolds, type OdsCondition } from './odsConditions';

/** How letters, cells, rows, columns or sheets of a style are printed; what a style does not say is undefined. */
export interface OdsLook {
  readonly isStruck?: boolean;
  readonly isRaised?: boolean;
  readonly isHidden?: boolean;
  readonly colour?: string;
  readonly ground?: string;
  /** Width of a column or height of a row, as written. */
  readonly size?: string;
  /** By what values cells are printed in another style, or their letters in another colour. */
  readonly conditions?: readonly OdsCondition[];
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

const NUMBER_STYLES = ['number-style', 'percentage-style', 'currency-style', 'text-style'];

/** Returns the conditions of a style and of its format of numbers; of the format only those by which it prints numbers in a colour. */
function conditionsOf(
  style: XmlElement,
  formats: ReadonlyMap<string, XmlElement>,
): Pick<OdsLook, 'conditions'> {
  const named = elementsIn(style, 'map').map(({ attributes }) => ({
    holds: conditionHolds(attributes.condition ?? ''),
    style: attributes['apply-style-name'],
  }));
  const format = formats.get(style.attributes['data-style-name'] ?? '');
  const coloured = [
    ...(format ? [{ format, condition: '' }] : []),
    ...(format ? elementsIn(format, 'map') : []).flatMap(({ attributes: { condition = '', ...map } }) => {
      const other = formats.get(map['apply-style-name'] ?? '');
      return other ? [{ format: other, condition }] : [];
    }),
  ].flatMap(({ format: one, condition }) => {
    const { color } = elementIn(one, 'text-properties')?.attributes ?? {};
    const holds =
      condition === '' && elementsIn(one, 'map').length === 0 ? () => true : conditionHolds(condition);
    return color === undefined ? [] : [{ holds, colour: color.toLowerCase() }];
  });
  const conditions = [...named, ...coloured];
  return conditions.length > 0 ? { conditions } : {};
}

const DEEPEST = 20;

/** Returns the looks of the styles of a document by their names, with what they inherit. */
export function odsLooks(parts: readonly XmlElement[]): (name: string | undefined) => OdsLook {
  const formats = new Map(
    parts.flatMap((part) =>
      NUMBER_STYLES.flatMap((kind) => allElements(part, kind)).map((format) => [
        format.attributes.name ?? '',
        format,
      ]),
    ),
  );
  const styles = new Map(
    parts.flatMap((part) =>
      allElements(part, 'style').map((style) => [
        style.attributes.name ?? '',
        {
          look: { ...ownLook(style), ...conditionsOf(style, formats) },
          parent: style.attributes['parent-style-name'],
        },
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

/** Returns whether conditions print a cell so that another text may be seen in it, or none. */
export const printsOtherwise = (
  conditions: readonly OdsCondition[],
  look: OdsLook,
  lookOf: (name: string | undefined) => OdsLook,
  value: number | null,
): boolean =>
  conditions.some(({ holds, style, colour, isPicture }) => {
    if (holds(value) === false) return false;
    const other = { ...look, ...lookOf(style), ...(colour === undefined ? {} : { colour }) };
    const isSeenOtherwise = isUnseen(other) !== isUnseen(look) || (isFaint(other) && !isUnseen(other));
    return isPicture === true || isSeenOtherwise || mannerOf(other) !== mannerOf(look);
  });
