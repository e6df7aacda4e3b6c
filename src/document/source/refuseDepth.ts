import { UnreadableDocument } from './unreadableDocument';

const DEEPEST_IN_DOCUMENT = 300;
const DEEPEST_IN_PAGE = 400;

/** Refuses a document whose elements are nested deeper than those of any document that people write. */
export function refuseDepth(depth: number): void {
  if (depth > DEEPEST_IN_DOCUMENT)
    throw new UnreadableDocument(
      'document.tooDeep',
      `文档元素嵌套超过 ${DEEPEST_IN_DOCUMENT} 层，请另存后再试。`,
      `The elements of the document are nested deeper than ${DEEPEST_IN_DOCUMENT}; save it anew and try again.`,
    );
}

/** Refuses a page whose elements are nested deeper than those of any page. */
export function refusePageDepth(depth: number): void {
  if (depth > DEEPEST_IN_PAGE)
    throw new UnreadableDocument(
      'document.tooDeep',
      `网页元素嵌套超过 ${DEEPEST_IN_PAGE} 层，请用浏览器重新保存。`,
      `The elements of the page are nested deeper than ${DEEPEST_IN_PAGE}; save it again from a browser.`,
    );
}
