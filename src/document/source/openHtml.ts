import { type AnyNode, type Document, type Element, hasChildren, isTag } from 'domhandler';
import { DomUtils } from 'htmlparser2';
import { parse } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import type { Block } from './blocks';
import { PLAIN_LOOK } from './html/look';
import { PageView } from './html/seeHtml';
import { StyleSheets } from './html/styleSheets';
import { refusePageDepth } from './refuseDepth';
import { cutBlocks } from './seen/cutBlocks';

/** The number of no letter. The library ends with an error where it has hundreds of digits. */
const NO_LETTER = /&#(?:\d{8,}|x[\da-f]{7,});?/giu;

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|th|tr)$/i;

/** The elements of a page that say how it looks and what it is called. */
const HEAD = new Set(['style', 'link', 'title']);

/** Returns these elements of a page in their order. */
function headElements(root: Document): Element[] {
  const found: Element[] = [];
  const open: AnyNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (!hasChildren(node)) continue;
    if (isTag(node) && HEAD.has(node.name)) found.push(node);
    for (let at = node.children.length - 1; at >= 0; at -= 1) open.push(node.children[at]);
  }
  return found;
}

/** Refuses a page that is nested too deep before it is parsed, which would take for ever. */
function refuseDeepPage(html: string): void {
  let depth = 0;
  for (const [, end, name, closed] of html.matchAll(/<(\/?)([a-z][\w:-]{0,30})[^<>]{0,2000}?(\/?)>/gi)) {
    if (VOID.test(name) || closed) continue;
    depth = Math.max(0, depth + (end ? -1 : 1));
    refusePageDepth(depth);
  }
}

/**
 * Text and tables of a page in reading order, as a person sees them by the styles that came with the page. Nothing is
 * fetched. `sheets` are style sheets that were stored with it.
 */
export function openHtml(html: string, sheets: readonly string[] = []): Block[] {
  refuseDeepPage(html);
  const root = parse(html.replace(NO_LETTER, '\ufffd'), { treeAdapter: adapter });
  const head = headElements(root);
  const named = (name: string) => head.filter((element) => element.name === name);
  const styles = new StyleSheets();
  for (const sheet of sheets) styles.addSheet(sheet);
  for (const style of named('style'))
    if (!/print/i.test(style.attribs.media ?? '') || /screen|all/i.test(style.attribs.media))
      styles.addSheet(DomUtils.textContent(style));
  const hasForeignSheets =
    sheets.length === 0 && named('link').some(({ attribs }) => /stylesheet/i.test(attribs.rel ?? ''));
  return cutBlocks([
    {
      kind: 'PARAGRAPH',
      children: [{ kind: 'TEXT', text: DomUtils.textContent(named('title').slice(0, 1)), manner: 'PLAIN' }],
      isHeading: true,
    },
    ...new PageView(styles).see(root, {
      ...PLAIN_LOOK,
      mayHaveBackground: hasForeignSheets,
      hasForeignSheets,
    }),
  ]);
}
