import type { Element } from 'domhandler';
import { memoizeObject } from '../../../form/memoizeObject';
import type { Declarations } from './styleRules';

/** How the text of an element looks; its elements begin with the same. */
export interface Look {
  /** True where the place is kept and nothing is seen in it. */
  readonly isInvisible: boolean;
  /** In pixels. */
  readonly fontSize: number;
  readonly colour: string;
  readonly background: string;
  /** True where a picture or a sheet that is not in the page may give another background. */
  readonly mayHaveBackground: boolean;
  readonly isWithdrawn: boolean;
  readonly isRaised: boolean;
  /** Whether the page takes style sheets from elsewhere, which are not read. */
  readonly hasForeignSheets: boolean;
  /** True where such a sheet hides what is here, by the name of its class. */
  readonly mayBeHidden: boolean;
}

/** The look of a page before any element says otherwise. */
export const PLAIN_LOOK: Look = {
  isInvisible: false,
  fontSize: 16,
  colour: '#000000',
  background: '#ffffff',
  mayHaveBackground: false,
  isWithdrawn: false,
  isRaised: false,
  hasForeignSheets: false,
  mayBeHidden: false,
};

const CLASS_OF_HIDDEN =
  /(?:^|\s)(?:hide|hidden|is-hidden|d-none|none|dn|invisible|displaynone|display-none|sr-only|visually-hidden|ng-hide|layui-hide)(?:\s|$)/i;
/** Text of one point and less cannot be read. */
const SMALLEST = 1.4;
const WITHDRAWN = new Set(['s', 'strike', 'del']);
const NAMES: Readonly<Record<string, string>> = {
  white: '#ffffff',
  window: '#ffffff',
  black: '#000000',
  windowtext: '#000000',
  red: '#ff0000',
  blue: '#0000ff',
  yellow: '#ffff00',
  lime: '#00ff00',
  green: '#008000',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  navy: '#000080',
  snow: '#fffafa',
  ivory: '#fffff0',
  whitesmoke: '#f5f5f5',
};
const UNITS: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 3.78,
  cm: 37.8,
  in: 96,
  rem: 16,
};

/** Returns a colour as #rrggbb, 'transparent', or the word as written. */
export function colourOf(value: string): string {
  const text = value.trim().toLowerCase();
  const hex = /^#?([\da-f]{3,8})$/.exec(text)?.[1];
  if (hex && (hex.length === 3 || hex.length === 4)) {
    if (hex[3] === '0') return 'transparent';
    return `#${[...hex.slice(0, 3)].map((digit) => digit + digit).join('')}`;
  }
  if (hex && (hex.length === 6 || hex.length === 8))
    return hex.slice(6) === '00' ? 'transparent' : `#${hex.slice(0, 6)}`;
  const channels = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    .split(/[\s,/]+/)
    .filter(Boolean);
  if (channels && channels.length >= 3) {
    if (channels[3] !== undefined && Number.parseFloat(channels[3]) === 0) return 'transparent';
    return `#${channels
      .slice(0, 3)
      .map((channel) => {
        const number = channel.endsWith('%') ? Number.parseFloat(channel) * 2.55 : Number.parseFloat(channel);
        return Math.min(255, Math.max(0, Math.round(number || 0)))
          .toString(16)
          .padStart(2, '0');
      })
      .join('')}`;
  }
  return NAMES[text] ?? text;
}

/** Returns whether two colours cannot be told apart. */
export function looksAlike(one: string, other: string): boolean {
  if (one === other) return true;
  if (!/^#[\da-f]{6}$/.test(one) || !/^#[\da-f]{6}$/.test(other)) return false;
  return [1, 3, 5].every(
    (at) =>
      Math.abs(Number.parseInt(one.slice(at, at + 2), 16) - Number.parseInt(other.slice(at, at + 2), 16)) <=
      8,
  );
}

/** Returns a length in pixels; null when it is none. */
export function pixelsOf(value: string | undefined, fontSize: number): number | null {
  const found = /^(-?[\d.]+)(px|pt|pc|mm|cm|in|rem|em|ex|%)?$/.exec(value ?? '');
  if (!found) return null;
  const number = Number.parseFloat(found[1]);
  const unit = found[2] ?? 'px';
  if (unit === '%') return (number / 100) * fontSize;
  return number * (unit === 'em' ? fontSize : unit === 'ex' ? fontSize / 2 : UNITS[unit]);
}

function fontSizeOf(declarations: Declarations, before: number): number {
  const font = /(?:^|\s)(-?[\d.]+(?:px|pt|pc|mm|cm|in|rem|em|ex|%))(?:\/|\s|$)/.exec(
    declarations.get('font') ?? '',
  )?.[1];
  const value = declarations.get('font-size') ?? font;
  return pixelsOf(value, before) ?? (value === undefined ? before : 16);
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

function isRaised(element: Element, declarations: Declarations, before: Look, fontSize: number): boolean {
  const align = declarations.get('vertical-align');
  if (align !== undefined) {
    const lift = pixelsOf(align, fontSize);
    if (align === 'super' || (lift !== null && lift >= fontSize / 5)) return true;
    if (align === 'baseline' || align === 'sub') return false;
  } else if (element.name === 'sup') return true;
  const top = pixelsOf(declarations.get('top'), fontSize);
  if (declarations.get('position') === 'relative' && top !== null && top < 0 && fontSize < before.fontSize)
    return true;
  return before.isRaised;
}

/** Returns how the text of an element looks, by its own style and what it is in. */
export function lookOf(element: Element, declarations: Declarations, before: Look): Look {
  const { attribs, name } = element;
  const mayBeHidden =
    before.mayBeHidden || (before.hasForeignSheets && CLASS_OF_HIDDEN.test(attribs.class ?? ''));
  if (mayBeHidden !== before.mayBeHidden) return lookOf(element, declarations, { ...before, mayBeHidden });
  const hasOwnLook =
    WITHDRAWN.has(name) || name === 'sup' || attribs.bgcolor || attribs.color || attribs.background;
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
  const fontSize = fontSizeOf(declarations, before.fontSize);
  const visibility = declarations.get('visibility');
  const fill =
    declarations.get('-webkit-text-fill-color') ??
    declarations.get('color') ??
    (name === 'font' ? attribs.color : undefined);
  const background = backgroundOf(element, declarations);
  const line = declarations.get('text-decoration-line') ?? declarations.get('text-decoration');
  return {
    ...before,
    isInvisible: visibility === undefined ? before.isInvisible : /^(?:hidden|collapse)$/.test(visibility),
    fontSize,
    colour:
      fill === undefined || /^(?:inherit|currentcolor|unset)$/.test(fill) ? before.colour : colourOf(fill),
    background: background ?? before.background,
    mayHaveBackground: hasPicture(element, declarations) || (background === null && before.mayHaveBackground),
    isWithdrawn: before.isWithdrawn || (line === undefined ? WITHDRAWN.has(name) : /line-through/.test(line)),
    isRaised: isRaised(element, declarations, before, fontSize),
  };
}

/** Returns whether text of this look cannot be seen: too small, transparent, or of the colour of its background. */
export const isUnseen = memoizeObject(
  (look: Look): boolean =>
    look.isInvisible ||
    look.fontSize <= SMALLEST ||
    look.colour === 'transparent' ||
    (!look.mayHaveBackground && looksAlike(look.colour, look.background)),
);
