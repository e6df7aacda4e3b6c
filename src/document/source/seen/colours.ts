/** Names of colours that pages use for text and grounds, those that are nearly white among them. */
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
  ghostwhite: '#f8f8ff',
  floralwhite: '#fffaf0',
  azure: '#f0ffff',
  mintcream: '#f5fffa',
  honeydew: '#f0fff0',
  aliceblue: '#f0f8ff',
  seashell: '#fff5ee',
  lavenderblush: '#fff0f5',
  oldlace: '#fdf5e6',
  linen: '#faf0e6',
  lightyellow: '#ffffe0',
  lightcyan: '#e0ffff',
  cornsilk: '#fff8dc',
  beige: '#f5f5dc',
  gainsboro: '#dcdcdc',
  lightgray: '#d3d3d3',
  lightgrey: '#d3d3d3',
};

const WHITE = 255;
/** What is less opaque than this is not seen. */
const LEAST_OPAQUE = 0.1;

const twoDigits = (part: number) =>
  Math.min(WHITE, Math.max(0, Math.round(part || 0)))
    .toString(16)
    .padStart(2, '0');

/** A colour of red, green and blue, laid over white paper as far as it is not opaque. */
function overWhite(parts: readonly number[], opacity: number): string {
  if (opacity < LEAST_OPAQUE) return 'transparent';
  return `#${parts.map((part) => twoDigits(part * opacity + WHITE * (1 - opacity))).join('')}`;
}

const opacityOf = (text: string | undefined) =>
  text === undefined ? 1 : Number.parseFloat(text) / (text.endsWith('%') ? 100 : 1);

/** Red, green and blue of a hue in degrees, and of a saturation and a lightness from 0 to 1. */
function fromHue(hue: number, saturation: number, lightness: number): number[] {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((shift) => {
    const at = (shift + hue / 30 + 120) % 12;
    return WHITE * (lightness - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1)));
  });
}

const fromHex = (hex: string): string => {
  const digits = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const parts = [0, 2, 4, 6].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
  return overWhite(parts.slice(0, 3), digits.length < 8 ? 1 : parts[3] / WHITE);
};

/** Returns a colour as #rrggbb, as it is seen on white paper, 'transparent', or the word as written. */
export function colourOf(value: string): string {
  const text = value.trim().toLowerCase();
  const hex = /^#?([\da-f]{3,8})$/.exec(text)?.[1];
  if (hex && hex.length !== 5 && hex.length !== 7) return fromHex(hex);
  const [, name, inner] = /^(rgb|hsl)a?\(([^)]*)\)$/.exec(text) ?? [];
  const [first, second, third, opacity] = inner?.split(/[\s,/]+/).filter(Boolean) ?? [];
  if (third === undefined) return NAMES[text] ?? text;
  const share = (part: string) => Number.parseFloat(part) / 100;
  const parts =
    name === 'hsl'
      ? fromHue(Number.parseFloat(first), share(second), share(third))
      : [first, second, third].map((part) => (part.endsWith('%') ? share(part) * WHITE : Number(part)));
  return overWhite(parts, opacityOf(opacity));
}

/** Colours whose parts are nearer than this cannot be told apart; nearer than the second, only by who looks closely. */
const ALIKE = 10;
const PALE = 40;

/** How far two colours are from one another, by the part that differs most; null where one of them is only a name. */
function distance(one: string, other: string): number | null {
  if (one === other) return 0;
  if (!/^#[\da-f]{6}$/.test(one) || !/^#[\da-f]{6}$/.test(other)) return null;
  return Math.max(
    ...[1, 3, 5].map((at) =>
      Math.abs(Number.parseInt(one.slice(at, at + 2), 16) - Number.parseInt(other.slice(at, at + 2), 16)),
    ),
  );
}

/** Returns whether two colours cannot be told apart. */
export function looksAlike(one: string, other: string): boolean {
  const apart = distance(one, other);
  return apart !== null && apart <= ALIKE;
}

/** Returns whether two colours are told apart only by who looks closely. */
export function isPale(one: string, other: string): boolean {
  const apart = distance(one, other);
  return apart !== null && apart <= PALE;
}
