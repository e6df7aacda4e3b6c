import type { Element } from 'domhandler';
import { memoizeObject } from '../../../form/memoizeObject';
import { pixelsOf } from './look';
import type { Declarations } from './styleRules';

const FAR = 900;

const isNothing = (value: string | undefined) => {
  const pixels = pixelsOf(value, 16);
  return pixels !== null && pixels >= 0 && pixels <= 1;
};

/** Returns whether an element and all in it are away from the page: not displayed, clipped to nothing, or moved out of it. */
export function isGone({ name, attribs }: Element, declarations: Declarations): boolean {
  if ('hidden' in attribs && !declarations.has('display')) return true;
  if (name === 'dialog' && !('open' in attribs)) return true;
  return declarations.size > 0 && isGoneByStyle(declarations);
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
  if (/translate[^)]*-\d{4,}px/.test(read('transform'))) return true;
  const moved = ['text-indent', 'margin-left'].some((name) => {
    const pixels = pixelsOf(declarations.get(name), 16);
    return pixels !== null && Math.abs(pixels) >= FAR;
  });
  if (moved) return true;
  if (/^(?:absolute|fixed)$/.test(read('position'))) {
    if (
      ['left', 'top', 'right', 'bottom'].some((name) => (pixelsOf(declarations.get(name), 16) ?? 0) <= -FAR)
    )
      return true;
    if (/^rect\(\s*(?:[01](?:px)?[\s,]*){4}\)$/.test(read('clip'))) return true;
  }
  if (/^(?:inset\(\s*(?:50|100)%|circle\(\s*0)/.test(read('clip-path'))) return true;
  const isClipped = /hidden|clip/.test(`${read('overflow')} ${read('overflow-x')} ${read('overflow-y')}`);
  return (
    isClipped &&
    ['width', 'height', 'max-height', 'max-width'].some((name) => isNothing(declarations.get(name)))
  );
});
