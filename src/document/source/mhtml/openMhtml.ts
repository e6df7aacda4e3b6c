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
  const [page] = mail.attachments.filter(({ mimeType }) => mimeType === PAGE);
  if (!page) throw damaged('MHTML');
  const sheets = mail.attachments.filter(({ mimeType }) => mimeType === 'text/css');
  return openHtml(
    decodeText(contentOf(page)),
    sheets.map((sheet) => decodeText(contentOf(sheet))),
  );
}
