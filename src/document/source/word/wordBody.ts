import type { Element } from 'domhandler';
import { refuseDepth } from '../refuseDepth';
import { childrenOf } from '../xml/prefixedXml';

/** Content that is no text of the page, or that a tracked change has taken out of it. */
export const SKIPPED = new Set([
  'w:pPr',
  'w:rPr',
  'w:tblPr',
  'w:tblGrid',
  'w:sectPr',
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:instrText',
  'w:delInstrText',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:footnoteRef',
  'w:endnoteRef',
  'w:annotationRef',
  'w:rt',
  'w:rubyPr',
  'w:txbxContent',
  'wp:docPr',
]);

/** Whether a change that was tracked took an element out; 2003 says so in an annotation around it. */
export const isWithdrawn = (element: Element) =>
  element.name === 'aml:annotation' &&
  /\.(?:Deletion|MoveFrom|Comment)/.test(element.attribs['w:type'] ?? '');

/** Returns the elements of a name that stand on the page below another, but not within one another: the rows of a table, the cells of a row. */
export function partsIn(parent: Element, name: string, depth: number): Element[] {
  refuseDepth(depth);
  return childrenOf(parent).flatMap((child) => {
    if (child.name === name) return [child];
    const isPassedOver =
      SKIPPED.has(child.name) || /^w:(?:trPr|tblPrEx)$/.test(child.name) || isWithdrawn(child);
    return isPassedOver ? [] : partsIn(child, name, depth + 1);
  });
}
