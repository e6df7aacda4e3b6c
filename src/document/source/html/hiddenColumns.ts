import type { AnyNode, Element } from 'domhandler';
import { isGone } from './isGone';
import type { Declarations } from './styleRules';

const isElement = (node: AnyNode): node is Element => node.type === 'tag';

/** Returns how many rows or columns an attribute says that a cell or column spans. */
export const spanOf = (text: string | undefined): number =>
  Math.max(1, Math.min(1000, Number.parseInt(text ?? '1', 10) || 1));

/** Returns the columns of a table, from 0, that its style hides. */
export function hiddenColumns(
  table: Element,
  styleOf: (element: Element) => Declarations,
): ReadonlySet<number> {
  const hidden = new Set<number>();
  let at = 0;
  const isHidden = (element: Element) => {
    const declarations = styleOf(element);
    return isGone(element, declarations) || declarations.get('visibility') === 'collapse';
  };
  const add = (element: Element, isOut: boolean) => {
    for (let count = spanOf(element.attribs.span); count > 0; count -= 1) {
      if (isOut || isHidden(element)) hidden.add(at);
      at += 1;
    }
  };
  for (const part of table.children.filter(isElement)) {
    if (part.name === 'col') add(part, false);
    if (part.name !== 'colgroup') continue;
    const columns = part.children.filter(
      (child): child is Element => isElement(child) && child.name === 'col',
    );
    if (columns.length === 0) add(part, false);
    else for (const column of columns) add(column, isHidden(part));
  }
  return hidden;
}
