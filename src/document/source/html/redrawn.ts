import { colourOf, looksAlike } from '../seen/colours';
import { pixelsOf } from './lengths';
import type { Declarations } from './styleRules';

/** How letters are drawn beside their own colour: by shadows, outlines, or the ground that shows through them. */
export interface Redrawing {
  /** Whether they may be seen though their own colour is not. */
  readonly isRedrawn: boolean;
  /** Whether a shadow shows them a second time beside themselves. */
  readonly isDoubled: boolean;
}

/** Letters without shadows and outlines. */
export const NOT_REDRAWN: Redrawing = { isRedrawn: false, isDoubled: false };

/** Parts of a value at commas or spaces outside of brackets. */
const splitOutside = (value: string, separator: RegExp): string[] => {
  const parts = [''];
  let depth = 0;
  for (const letter of value) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth === 0 && separator.test(letter)) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.filter((part) => part.trim() !== '');
};

/** From these shares of the size of letters on a shadow stands beside them, or is too blurred to be read. */
const BESIDE = 0.25;
const BELOW = 0.6;
const BLURRED = 0.3;

function shadowsOf(value: string, fontSize: number, colour: string, background: string): Redrawing {
  const seen = splitOutside(value, /,/).flatMap((shadow) => {
    const parts = splitOutside(shadow, /\s/);
    const [right = 0, down = 0, blur = 0] = parts.flatMap((part) => pixelsOf(part, fontSize) ?? []);
    const own = parts.find((part) => pixelsOf(part, fontSize) === null && part !== 'currentcolor');
    const shade = own === undefined ? colour : colourOf(own);
    return shade === 'transparent' || looksAlike(shade, background) ? [] : [{ right, down, blur }];
  });
  return {
    isRedrawn: seen.length > 0,
    isDoubled: seen.some(
      ({ right, down, blur }) =>
        (Math.abs(right) >= fontSize * BESIDE || Math.abs(down) >= fontSize * BELOW) &&
        blur < fontSize * BLURRED,
    ),
  };
}

/** Returns how the letters of an element are drawn beside their colour, on a ground, where those around them are drawn as they are. */
export function redrawingOf(
  declarations: Declarations,
  before: Redrawing,
  { fontSize, colour, background }: { fontSize: number; colour: string; background: string },
): Redrawing {
  const shadow = declarations.get('text-shadow');
  const shadows =
    shadow === undefined || shadow === 'inherit' ? before : shadowsOf(shadow, fontSize, colour, background);
  const stroke = declarations.get('-webkit-text-stroke') ?? declarations.get('-webkit-text-stroke-width');
  const isOutlined = stroke !== undefined && !/^0(?:px)?(?:\s|$)/.test(stroke);
  const clip = declarations.get('background-clip') ?? declarations.get('-webkit-background-clip') ?? '';
  const isThrough = /text/.test(clip) || /\btext\b/.test(declarations.get('background') ?? '');
  return isOutlined || isThrough ? { ...shadows, isRedrawn: true } : shadows;
}
