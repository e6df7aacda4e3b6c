import type { Element } from 'domhandler';
import { CUT_OFF, ONE_OVER_ANOTHER, REORDERED } from '../seen/doubts';
import { lettersOf, type Seen } from '../seen/seen';
import { pixelsOf } from './lengths';
import type { Look } from './look';
import type { Declarations } from './styleRules';

const ASKEW = '文字被旋转、翻转或模糊 the text is turned, mirrored or blurred';
const MOVED = '文字被移动，可能在页面之外 the text is moved and may be outside of the page';

/** Half a figure is cut off where a third of its width is missing: letters of figures are half as wide as they are high. */
const WIDTH_OF_DIGIT = 0.5;
const LEAST_SHOWN = 2 / 3;

/** Whether a transform leaves letters as they are, or turns all of them upright on a side. */
const isHarmless = (transform: string) =>
  !/scale[^)]*-|skew|matrix|rotate[xy]|perspective/.test(transform) &&
  [...transform.matchAll(/rotate(?:z)?\(\s*(-?[\d.]+)(deg|turn|rad)?/g)].every(
    ([, angle, unit = 'deg']) => unit === 'deg' && [0, 90, 270, 360].includes(Math.abs(Number(angle))),
  );

const isReversed = ({ name, attribs }: Element, declarations: Declarations) => {
  const isOverridden = name === 'bdo' || /override/.test(declarations.get('unicode-bidi') ?? '');
  return isOverridden && (declarations.get('direction') ?? attribs.dir?.toLowerCase()) === 'rtl';
};

/** Whether the longest figure of a text is wider than what is shown of it. */
function isCut(element: Element, declarations: Declarations, { fontSize }: Look, letters: string): boolean {
  // A cell of a table is as wide as what it holds.
  if (element.name === 'td' || element.name === 'th') return false;
  const read = (name: string) => declarations.get(name) ?? '';
  if (!/hidden|clip/.test(`${read('overflow')} ${read('overflow-x')}`)) return false;
  const widths = [read('width'), read('max-width')].flatMap((width) =>
    width.endsWith('%') ? [] : (pixelsOf(width, fontSize) ?? []),
  );
  const figures = letters.match(/\d[\d.,]*/gu) ?? [];
  const needed = Math.max(0, ...figures.map(({ length }) => length * fontSize * WIDTH_OF_DIGIT));
  return Math.min(...widths) < needed * LEAST_SHOWN;
}

/** Returns why the digits of an element may not be seen as they are in the page, by its own style. */
export function askew(
  element: Element,
  declarations: Declarations,
  look: Look,
  seen: readonly Seen[],
): Seen[] {
  if (declarations.size === 0 && element.name !== 'bdo') return [];
  const letters = lettersOf(seen);
  if (!/\d/u.test(letters)) return [];
  const read = (name: string) => declarations.get(name) ?? '';
  const moves = ['left', 'top', 'translate']
    .map(read)
    .concat(/translate\w*\(([^)]*)\)/.exec(read('transform'))?.[1] ?? '');
  const isMoved =
    read('position') !== '' && moves.some((move) => /-(?:[5-9]\d|\d{3,})(?:\.\d+)?%/.test(move));
  const rotate = read('rotate');
  const clip = read('clip-path');
  const doubts = [
    ...(isHarmless(read('transform')) && isHarmless(`rotate(${rotate || '0'}`) && !/blur/.test(read('filter'))
      ? []
      : [ASKEW]),
    ...(isMoved ? [MOVED] : []),
    ...(isCut(element, declarations, look, letters) || (clip !== '' && clip !== 'none') ? [CUT_OFF] : []),
    ...((pixelsOf(read('letter-spacing'), look.fontSize) ?? 0) < -look.fontSize / 4
      ? [ONE_OVER_ANOTHER]
      : []),
    ...(isReversed(element, declarations) && /\d[\d.,]*\d/u.test(letters) ? [REORDERED] : []),
  ];
  return doubts.map((doubt): Seen => ({ kind: 'DOUBT', doubt }));
}
