import { UnreadableDocument } from '../unreadableDocument';
import type { Page } from './page';

const FEWEST_LETTERS = 40;

/** Throws when pages have hardly any text: they are pictures. */
export function refuseScan(pages: readonly Page[], kind: 'PDF' | 'OFD'): void {
  const letters = pages.reduce(
    (sum, page) => sum + page.letters.filter(({ text }) => text.trim() !== '').length,
    0,
  );
  if (letters < FEWEST_LETTERS)
    throw new UnreadableDocument(
      'document.scan',
      `${kind} 没有文字层（可能是扫描件），无法读取。请提交 Word、网页或由 Word 导出的 ${kind}。`,
      `The ${kind} has no text layer (it may be a scan) and cannot be read; send the Word file, the page, or a ${kind} exported from Word.`,
    );
}
