import type { Element } from 'domhandler';
import { childrenOf, elementsIn } from '../xml/prefixedXml';

/** The one branch of alternative content that is shown: the first that holds text. */
export function branchOf(alternative: Element): Element {
  const branches = childrenOf(alternative);
  return branches.find((branch) => elementsIn(branch, 'w:t').length > 0) ?? branches[0] ?? alternative;
}

/** Whether a text box stands in the branch of alternative content that is shown, if it stands in any. */
export function isInBranch(box: Element, drawing: Element): boolean {
  for (let at: Element = box; at !== drawing; ) {
    const above = at.parent;
    if (above?.type !== 'tag') return true;
    if (above.name === 'mc:AlternateContent' && branchOf(above) !== at) return false;
    if (above.name === 'w:txbxContent' && at !== box) return false;
    at = above;
  }
  return true;
}

/** Returns the styles of the shapes of a drawing, without blanks. */
export const stylesOf = (drawing: Element) =>
  ['v:shape', 'v:rect', 'v:textbox', 'v:group']
    .flatMap((name) => elementsIn(drawing, name))
    .map(({ attribs }) => attribs.style ?? '')
    .join(';')
    .replace(/\s/g, '');

/** Whether a drawing is not shown. */
export const isHiddenDrawing = (drawing: Element) =>
  elementsIn(drawing, 'wp:docPr').some(({ attribs }) => /^(?:1|true)$/.test(attribs.hidden ?? '')) ||
  /visibility:hidden/.test(stylesOf(drawing));
