import type { Block, DocumentFormat } from './blocks';
import { LARGEST_DOCUMENT } from './limits';
import { openHtml } from './openHtml';
import { openOffice } from './openOffice';
import { openPdf } from './openPdf';
import { openText } from './openText';
import { UnreadableDocument } from './unreadableDocument';

const startsWith = (bytes: Buffer, ...signature: number[]) =>
  signature.every((byte, at) => bytes[at] === byte);

/** Text of bytes in UTF-8, UTF-16 with a byte order mark, or GB18030. Throws when it is none of them. */
export function decodeText(bytes: Buffer): string {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\u0000')) return text;
    } catch {}
  throw new UnreadableDocument(
    'document.encoding',
    '无法识别文字编码，请用 UTF-8 或 GB18030 保存。',
    'The text is neither UTF-8 nor GB18030; save it as UTF-8.',
  );
}

const TAGS = /<(?:!doctype|html|body|div|table|tr|td|p|span|h[1-6])[\s>/]/gi;
const looksLikeHtml = (text: string) => (text.slice(0, 200_000).match(TAGS)?.length ?? 0) >= 3;

/** Opens a document by what it is, not by its name. Throws UnreadableDocument with what to do. */
export async function openDocument(bytes: Buffer): Promise<{ format: DocumentFormat; blocks: Block[] }> {
  if (bytes.length > LARGEST_DOCUMENT)
    throw new UnreadableDocument(
      'document.tooLarge',
      `文件超过 ${LARGEST_DOCUMENT / 1_000_000} MB。`,
      `The file is larger than ${LARGEST_DOCUMENT / 1_000_000} MB.`,
    );
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return { format: 'PDF', blocks: await openPdf(bytes) };
  if (startsWith(bytes, 0x50, 0x4b)) return openOffice(bytes);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new UnreadableDocument(
      'document.oldOffice',
      '这是旧版 Office 格式（.doc 或 .xls），请另存为 .docx 或 .xlsx。',
      'This is the old Office format (.doc or .xls); save it as .docx or .xlsx.',
    );
  const text = decodeText(bytes);
  if (text.trim() === '')
    throw new UnreadableDocument('document.empty', '文件没有内容。', 'The document is empty.');
  return looksLikeHtml(text)
    ? { format: 'HTML', blocks: openHtml(text) }
    : { format: 'TEXT', blocks: openText(text) };
}
