import type { Block, DocumentFormat } from './blocks';
import { decodeText } from './decodeText';
import { finishBlocks } from './finishBlocks';
import { LARGEST_DOCUMENT } from './limits';
import { openHtml } from './openHtml';
import { openOffice } from './openOffice';
import { openPdf } from './pdf/openPdf';
import { isSpreadsheetXml, openSpreadsheetXml } from './sheets/openSpreadsheetXml';
import { openText } from './text/openText';
import { UnreadableDocument } from './unreadableDocument';

const startsWith = (bytes: Buffer, ...signature: number[]) =>
  signature.every((byte, at) => bytes[at] === byte);

const TAGS = /<(?:!doctype|html|body|div|table|tr|td|p|span|h[1-6])[\s>/]/gi;
const looksLikeHtml = (text: string) => (text.slice(0, 200_000).match(TAGS)?.length ?? 0) >= 3;

interface OpenedDocument {
  readonly format: DocumentFormat;
  readonly blocks: Block[];
}

/** Opens a document by what it is, not by its name. Throws UnreadableDocument with what to do. */
export async function openDocument(bytes: Buffer): Promise<OpenedDocument> {
  const { format, blocks } = await openBytes(bytes);
  return { format, blocks: finishBlocks(blocks) };
}

async function openBytes(bytes: Buffer): Promise<OpenedDocument> {
  if (bytes.length > LARGEST_DOCUMENT)
    throw new UnreadableDocument(
      'document.tooLarge',
      `文件超过 ${LARGEST_DOCUMENT / 1_000_000} MB。`,
      `The file is larger than ${LARGEST_DOCUMENT / 1_000_000} MB.`,
    );
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return { format: 'PDF', blocks: await openPdf(bytes) };
  if (startsWith(bytes, 0x50, 0x4b))
    return openOffice(bytes, async (chunk) => (await openBytes(chunk)).blocks);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new UnreadableDocument(
      'document.oldOffice',
      '这是旧版 Office 格式（.doc 或 .xls），请另存为 .docx 或 .xlsx。',
      'This is the old Office format (.doc or .xls); save it as .docx or .xlsx.',
    );
  const text = decodeText(bytes);
  if (text.trim() === '')
    throw new UnreadableDocument('document.empty', '文件没有内容。', 'The document is empty.');
  if (isSpreadsheetXml(text)) return { format: 'XLS', blocks: openSpreadsheetXml(text) };
  return looksLikeHtml(text)
    ? { format: 'HTML', blocks: openHtml(text) }
    : { format: 'TEXT', blocks: openText(text) };
}
