import type { Element } from 'domhandler';
import { memoizeObject } from '../../../form/memoizeObject';
import { colourOf, looksAlike } from '../seen/colours';
import type { Shift } from '../seen/seen';
import { LENGTH, pixelsOf, UNIT } from './lengths';
import { NOT_REDRAWN, type Redrawing, redrawingOf } from './redrawn';
import type { Declarations } from './styleRules';

/** How the text of an element looks; its elements begin with the same. */
export interface Look extends Redrawing {
  /** True where the place is kept and nothing is seen in it. */
  readonly isInvisible: boolean;
  /** In pixels. */
  readonly fontSize: number;
  readonly colour: string;
  readonly background: string;
  /** True where a picture or a sheet that is not in the page may give another background. */
  readonly mayHaveBackground: boolean;
  readonly isWithdrawn: boolean;
  readonly shift: Shift;
  /** Whether the page takes style sheets from elsewhere, which are not read. */
  readonly hasForeignSheets: boolean;
  /** True where such a sheet hides what is here, by the name of its class. */
  readonly mayBeHidden: boolean;
  /** Whether dots are shown for letters. */
  readonly isMasked: boolean;
}

/** The look of a page before any element says otherwise. */
export const PLAIN_LOOK: Look = {
  isInvisible: false,
  fontSize: 16,
  colour: '#000000',
  background: '#ffffff',
  mayHaveBackground: false,
  isWithdrawn: false,
  shift: 'PLAIN',
  hasForeignSheets: false,
  mayBeHidden: false,
  isMasked: false,
  ...NOT_REDRAWN,
};

const CLASS_OF_HIDDEN =
  /(?:^|\s)(?:hide|hidden|is-hidden|d-none|none|dn|invisible|displaynone|display-none|sr-only|visually-hidden|ng-hide|layui-hide)(?:\s|$)/i;
/** Text of one point and less cannot be read. */
const SMALLEST = 1.4;
const WITHDRAWN = new Set(['s', 'strike', 'del']);
const SMALL_OR_SHIFTED = new Set(['sup', 'sub', 'small']);

/** The size that a shorthand gives, as in bold 12px/1.5 serif or 0/0 a. */
const SIZE_IN_FONT = new RegExp(`(?:^|\\s)(${LENGTH}(?:${UNIT})|0)(?:/|\\s|$)`);
const SIZES: Readonly<Record<string, number>> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
};
const SMALLER = 5 / 6;

function fontSizeOf({ name }: Element, declarations: Declarations, before: number): number {
  const font = SIZE_IN_FONT.exec(declarations.get('font') ?? '')?.[1];
  const value = declarations.get('font-size') ?? font;
  if (value === undefined) return name === 'small' ? before * SMALLER : before;
  if (value === 'smaller') return before * SMALLER;
  return pixelsOf(value, before) ?? SIZES[value] ?? 16;
}

function backgroundOf(element: Element, declarations: Declarations): string | null {
  const shorthand = declarations.get('background');
  const value =
    declarations.get('background-color') ??
    (shorthand &&
      /#[\da-f]{3,8}|rgba?\([^)]*\)|\b[a-z]+\b/.exec(shorthand.replace(/url\([^)]*\)/g, ''))?.[0]) ??
    element.attribs.bgcolor;
  if (!value || /^(?:none|initial|inherit|unset|repeat|no)$/.test(value)) return null;
  const colour = colourOf(value);
  return colour === 'transparent' ? null : colour;
}

const hasPicture = (element: Element, declarations: Declarations) =>
  element.attribs.background !== undefined ||
  /url\(|gradient\(/.test(
    `${declarations.get('background') ?? ''} ${declarations.get('background-image') ?? ''}`,
  );

/** By how much an element is moved up by its position or a transform; null where nothing moves it. */
function liftOf(declarations: Declarations, fontSize: number): number | null {
  const moved = /translate(?:y\(|3?d?\([^,)]*,)\s*([^,)]+)/.exec(declarations.get('transform') ?? '')?.[1];
  const down = pixelsOf(moved?.trim(), fontSize);
  if (down !== null) return -down;
  if (declarations.get('position') !== 'relative') return null;
  const [top, bottom] = ['top', 'bottom'].map((name) => pixelsOf(declarations.get(name), fontSize));
  return top === null ? bottom : -top;
}

/** The part of its size by which a letter is moved that stands above or below its line. */
const SHIFTED = 0.2;

const shiftBy = (lift: number, fontSize: number): Shift =>
  lift >= fontSize * SHIFTED ? 'RAISED' : lift <= -fontSize * SHIFTED ? 'LOWERED' : 'PLAIN';

function shiftOf({ name }: Element, declarations: Declarations, before: Look, fontSize: number): Shift {
  const isSmaller = fontSize < before.fontSize;
  const align = declarations.get('vertical-align');
  if (align === 'super') return 'RAISED';
  if (align === 'sub') return 'LOWERED';
  if (align !== undefined && isSmaller) {
    if (/^(?:text-)?top$/.test(align)) return 'RAISED';
    if (/^(?:text-)?bottom$/.test(align)) return 'LOWERED';
  }
  const byLength = align === undefined ? null : pixelsOf(align, fontSize);
  if (byLength !== null) {
    const shift = shiftBy(byLength, fontSize);
    if (shift !== 'PLAIN') return shift;
  } else if (align === 'baseline') return 'PLAIN';
  else if (align === undefined && name === 'sup') return 'RAISED';
  else if (align === undefined && name === 'sub') return 'LOWERED';
  const lift = isSmaller ? liftOf(declarations, fontSize) : null;
  return (lift !== null && shiftBy(lift, fontSize)) || before.shift;
}

/** Returns how the text of an element looks, by its own style and what it is in. */
export function lookOf(element: Element, declarations: Declarations, before: Look): Look {
  const { attribs, name } = element;
  const mayBeHidden =
    before.mayBeHidden || (before.hasForeignSheets && CLASS_OF_HIDDEN.test(attribs.class ?? ''));
  if (mayBeHidden !== before.mayBeHidden) return lookOf(element, declarations, { ...before, mayBeHidden });
  const hasOwnLook =
    WITHDRAWN.has(name) ||
    SMALL_OR_SHIFTED.has(name) ||
    attribs.bgcolor ||
    attribs.color ||
    attribs.background;
  if (declarations.size === 0 && !hasOwnLook) return before;
  if (hasOwnLook || attribs.background !== undefined) return computeLook(element, declarations, before);
  const looks = looksByStyle(declarations);
  const look = looks.get(before) ?? computeLook(element, declarations, before);
  looks.set(before, look);
  return look;
}

/** The looks that declarations make of those around them, where nothing else of an element says how it looks. */
const looksByStyle = memoizeObject((_: Declarations) => new WeakMap<Look, Look>());

function computeLook(element: Element, declarations: Declarations, before: Look): Look {
  const { attribs, name } = element;
  const fontSize = fontSizeOf(element, declarations, before.fontSize);
  const visibility = declarations.get('visibility');
  const fill =
    declarations.get('-webkit-text-fill-color') ??
    declarations.get('color') ??
    (name === 'font' ? attribs.color : undefined);
  const background = backgroundOf(element, declarations);
  const line = declarations.get('text-decoration-line') ?? declarations.get('text-decoration');
  const colour =
    fill === undefined || /^(?:inherit|currentcolor|unset)$/.test(fill) ? before.colour : colourOf(fill);
  const security = declarations.get('-webkit-text-security');
  const ground = background ?? before.background;
  return {
    ...before,
    ...redrawingOf(declarations, before, { fontSize, colour, background: ground }),
    isMasked: security === undefined ? before.isMasked : security !== 'none',
    isInvisible: visibility === undefined ? before.isInvisible : /^(?:hidden|collapse)$/.test(visibility),
    fontSize,
    colour,
    background: ground,
    mayHaveBackground: hasPicture(element, declarations) || (background === null && before.mayHaveBackground),
    isWithdrawn: before.isWithdrawn || (line === undefined ? WITHDRAWN.has(name) : /line-through/.test(line)),
    shift: shiftOf(element, declarations, before, fontSize),
  };
}

/** Whether the colour of letters cannot be told from what is behind them. */
export const isColourless = (look: Look): boolean =>
  look.colour === 'transparent' || (!look.mayHaveBackground && looksAlike(look.colour, look.background));

/** Returns whether text of this look cannot be seen: too small, or transparent or of the colour of its background and not drawn in any other way. */
export const isUnseen = memoizeObject(
  (look: Look): boolean =>
    look.isInvisible || look.fontSize <= SMALLEST || (isColourless(look) && !look.isRedrawn),
);
