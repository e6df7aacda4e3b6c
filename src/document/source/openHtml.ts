import { load } from 'cheerio';
import type { Block } from './blocks';
import { PLAIN_LOOK } from './html/look';
import { DEEPEST, PageView } from './html/seeHtml';
import { StyleSheets } from './html/styleSheets';
import { cutBlocks } from './seen/cutBlocks';
import { UnreadableDocument } from './unreadableDocument';

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|th|tr)$/i;

/** Refuses a page whose elements are nested deeper than any page is: parsing such a one takes for ever. */
function refuseDepth(html: string): void {
  let depth = 0;
  for (const [, end, name, closed] of html.matchAll(/<(\/?)([a-z][\w:-]{0,30})[^<>]{0,2000}?(\/?)>/gi)) {
    if (VOID.test(name) || closed) continue;
    depth = Math.max(0, depth + (end ? -1 : 1));
    if (depth > DEEPEST)
      throw new UnreadableDocument(
        'document.tooDeep',
        `网页元素嵌套超过 ${DEEPEST} 层。`,
        `The elements of the page are nested deeper than ${DEEPEST}; save it again from a browser.`,
      );
  }
}

/**
 * Text and tables of a page in reading order, as a person sees them by the styles that came with the page. Nothing is
 * fetched. `sheets` are style sheets that were stored with it.
 */
export function openHtml(html: string, sheets: readonly string[] = []): Block[] {
  refuseDepth(html);
  const page = load(html);
  const styles = new StyleSheets();
  for (const sheet of sheets) styles.addSheet(sheet);
  const [own, linked] = [page('style').toArray(), page('link').toArray()];
  for (const style of own)
    if (!/print/i.test(style.attribs.media ?? '') || /screen|all/i.test(style.attribs.media))
      styles.addSheet(page(style).text());
  const root = page.root()[0];
  const hasForeignSheets =
    sheets.length === 0 && linked.some(({ attribs }) => /stylesheet/i.test(attribs.rel ?? ''));
  return cutBlocks([
    {
      kind: 'PARAGRAPH',
      children: [{ kind: 'TEXT', text: page('title').first().text(), manner: 'PLAIN' }],
      isHeading: true,
    },
    ...new PageView(styles).see(root, {
      ...PLAIN_LOOK,
      mayHaveBackground: hasForeignSheets,
      hasForeignSheets,
    }),
  ]);
}
