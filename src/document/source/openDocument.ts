import type { Block, DocumentFormat } from './blocks';
import { decodeText } from './decodeText';
import { finishBlocks } from './finishBlocks';
import { LARGEST_DOCUMENT } from './limits';
import { isMhtml } from './mhtml/isMhtml';
import { openMhtml } from './mhtml/openMhtml';
import { isCompoundFile } from './old/compoundFile';
import { openOldOffice } from './old/openOldOffice';
import { openMarkup } from './openMarkup';
import { openOffice } from './openOffice';
import { openPdf } from './pdf/openPdf';
import { refuseForeign } from './refuseForeign';
import { openRtf } from './rtf/openRtf';
import { kindOfPicture, openPicture } from './scan/openPicture';
import type { BeginScan } from './scan/openScan';
import { isSpreadsheetXml, openSpreadsheetXml } from './sheets/openSpreadsheetXml';
import { openText } from './text/openText';
import { TOO_LARGE, UnreadableDocument } from './unreadableDocument';

const startsWith = (bytes: Buffer, ...signature: number[]) =>
  signature.every((byte, at) => bytes[at] === byte);

/** A PDF may have other bytes before its own. */
const isPdf = (bytes: Buffer) => bytes.subarray(0, 1024).includes('%PDF-');

interface OpenedDocument {
  readonly format: DocumentFormat;
  readonly blocks: Block[];
}

/** Opens a document by what it is, not by its name. Throws UnreadableDocument with what to do. */
export async function openDocument(bytes: Buffer, beginScan: BeginScan = () => {}): Promise<OpenedDocument> {
  const { format, blocks } = await openBytes(bytes, beginScan);
  return { format, blocks: finishBlocks(blocks) };
}

async function openBytes(bytes: Buffer, beginScan: BeginScan = () => {}): Promise<OpenedDocument> {
  if (bytes.length > LARGEST_DOCUMENT)
    throw new UnreadableDocument(TOO_LARGE.code, TOO_LARGE.messageZh, TOO_LARGE.messageEn);
  if (isPdf(bytes)) return { format: 'PDF', blocks: await openPdf(bytes, beginScan) };
  const openChunk = async (chunk: Buffer) => (await openBytes(chunk, beginScan)).blocks;
  if (startsWith(bytes, 0x50, 0x4b)) return openOffice(bytes, openChunk);
  if (isCompoundFile(bytes)) return openOldOffice(bytes, (converted) => openBytes(converted, beginScan));
  if (bytes.subarray(0, 5).toString('latin1') === '{\\rtf') return { format: 'RTF', blocks: openRtf(bytes) };
  if (isMhtml(bytes)) return { format: 'MHTML', blocks: await openMhtml(bytes) };
  const picture = kindOfPicture(bytes);
  if (picture) return { format: 'IMAGE', blocks: await openPicture(bytes, picture, beginScan) };
  refuseForeign(bytes);
  const text = decodeText(bytes);
  if (text.trim() === '')
    throw new UnreadableDocument(
      'document.empty',
      '文件是空的，没有文字；请检查是否选错或没有存好，重新保存后再提交。',
      'The file is empty, without any text; look whether it is the right one, save it again and send it.',
    );
  if (isSpreadsheetXml(text)) return { format: 'XLS', blocks: openSpreadsheetXml(text) };
  return (await openMarkup(text, openChunk)) ?? { format: 'TEXT', blocks: openText(text) };
}
