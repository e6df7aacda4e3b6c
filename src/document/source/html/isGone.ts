import type { Element } from 'domhandler';
import { memoizeObject } from '../../../form/memoizeObject';
import { pixelsOf } from './lengths';
import type { Declarations } from './styleRules';

const FAR = 900;

const isNothing = (value: string | undefined) => {
  const pixels = pixelsOf(value, 16);
  return pixels !== null && pixels >= 0 && pixels <= 1;
};

/** Returns whether an element and all in it are away from the page: not displayed, clipped to nothing, or moved out of it. */
export function isGone({ name, attribs }: Element, declarations: Declarations): boolean {
  if ('hidden' in attribs && !declarations.has('display')) return true;
  if ((name === 'dialog' && !('open' in attribs)) || 'popover' in attribs) return true;
  return declarations.size > 0 && isGoneByStyle(declarations);
}

/** The four sides of a shorthand such as margin or inset, as CSS fills them up. */
function sidesOf(
  value: string | undefined,
): Readonly<Record<'top' | 'right' | 'bottom' | 'left', string>> | null {
  const [top, right = top, bottom = top, left = right] = value?.split(/\s+/) ?? [];
  return top ? { top, right, bottom, left } : null;
}

/** Whether a length is far to the left or above. */
const isFarOut = (value: string | undefined) => (pixelsOf(value, 16) ?? 0) <= -FAR;
const isFar = (value: string | undefined) => Math.abs(pixelsOf(value, 16) ?? 0) >= FAR;

/** Whether an element is moved out of the page: by its place, its margin, a transform, or an indent. */
function isMovedOut(read: (name: string) => string): boolean {
  if (isFar(read('text-indent')) || isFar(read('margin-left')) || isFar(sidesOf(read('margin'))?.left))
    return true;
  if (isFarOut(read('margin-top')) || isFarOut(sidesOf(read('margin'))?.top)) return true;
  const moves = [read('translate'), /translate\w*\(([^)]*)\)/.exec(read('transform'))?.[1] ?? ''];
  if (moves.some((move) => move.split(/[\s,]+/).some(isFar))) return true;
  if (!/^(?:absolute|fixed|relative)$/.test(read('position'))) return false;
  const inset = sidesOf(read('inset'));
  return (
    isFarOut(read('left') || inset?.left) ||
    isFarOut(read('top') || inset?.top) ||
    isFar(read('right') || inset?.right) ||
    isFar(read('bottom') || inset?.bottom)
  );
}

/** Whether a clip leaves nothing: its two sides meet, or all its corners are in one place. */
function isClippedAway(clip: string): boolean {
  const sides = sidesOf(/^inset\(\s*([^)]*?)\s*(?:round[^)]*)?\)/.exec(clip)?.[1]);
  const share = (side: string) => (side.endsWith('%') ? Number.parseFloat(side) : 0);
  if (
    sides &&
    (share(sides.left) + share(sides.right) >= 100 || share(sides.top) + share(sides.bottom) >= 100)
  )
    return true;
  const corners = /^polygon\(([^)]*)\)/
    .exec(clip)?.[1]
    .split(',')
    .map((corner) => corner.trim());
  return (corners !== undefined && new Set(corners).size === 1) || /^(?:circle|ellipse)\(\s*0/.test(clip);
}

const isGoneByStyle = memoizeObject((declarations: Declarations): boolean => {
  if (declarations.get('display') === 'none') return true;
  const read = (name: string) => declarations.get(name) ?? '';
  if (read('mso-hide') === 'all' || read('content-visibility') === 'hidden') return true;
  // Remarks of reviewers and their marks, as Word writes them into a page.
  if (/^(?:comment|comment-list)$/.test(read('mso-element')) || read('mso-special-character') === 'comment')
    return true;
  const opacity = declarations.get('opacity');
  if (opacity !== undefined && Number.parseFloat(opacity) <= 0.02) return true;
  if (/opacity\s*[:=(]\s*0(?:\.0+)?%?\s*\)/.test(read('filter'))) return true;
  if (/scale(?:x|y|3d)?\(\s*0(?:\.0+)?\s*[,)]/.test(read('transform'))) return true;
  if (/^0(?:\.0+)?%?(?:\s|$)/.test(read('scale')) || isMovedOut(read)) return true;
  const isOut = /^(?:absolute|fixed)$/.test(read('position'));
  if (isOut && /^rect\(\s*(?:[01](?:px)?[\s,]*){4}\)$/.test(read('clip'))) return true;
  if (isClippedAway(read('clip-path'))) return true;
  const isClipped = /hidden|clip/.test(`${read('overflow')} ${read('overflow-x')} ${read('overflow-y')}`);
  return (
    isClipped &&
    ['width', 'height', 'max-height', 'max-width'].some((name) => isNothing(declarations.get(name)))
  );
});
