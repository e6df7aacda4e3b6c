import PostalMime from 'postal-mime';
import type { Block } from '../blocks';
import { decodeText } from '../decodeText';
import { openHtml } from '../openHtml';
import { damaged } from '../unreadableDocument';

const PAGE = 'application/x-page';
/**
 * Text and tables of a page saved as one file, by its own style sheets. The parts that are pages are renamed before the
 * library sees them: it would join them all as one, and take those of GBK that do not say so for UTF-8.
 */
export async function openMhtml(bytes: Buffer): Promise<Block[]> {
  const source = bytes
    .toString('latin1')
    .replace(/^content-type:\s*text\/html\b/gim, `Content-Type: ${PAGE}`);
  const mail = await PostalMime.parse(Buffer.from(source, 'latin1')).catch(() => {
    throw damaged('MHTML');
  });
  const contentOf = ({ content }: (typeof mail.attachments)[number]) =>
    typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
  const sheets = mail.attachments
    .filter(({ mimeType }) => mimeType === 'text/css')
    .map((sheet) => decodeText(contentOf(sheet)));
  const texts = mail.attachments
    .filter(({ mimeType }) => mimeType === PAGE)
    .map((page) => decodeText(contentOf(page)));
  if (texts.length === 0) throw damaged('MHTML');
  // A page of frames, as Excel saves a workbook, shows the others; elsewhere they are headers and advertisements.
  const pages = /<frameset\b/i.test(texts[0]) ? texts.slice(1) : texts.slice(0, 1);
  return pages.flatMap((page) => openHtml(page, sheets));
}
