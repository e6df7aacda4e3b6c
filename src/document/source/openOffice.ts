import JSZip from 'jszip';
import type { Block, DocumentFormat } from './blocks';
import { openOfd } from './ofd/openOfd';
import { openOds } from './sheets/openOds';
import { openXlsx } from './sheets/openXlsx';
import { UnreadableDocument } from './unreadableDocument';
import { type OpenChunk, openWord } from './word/openWord';
import { partsOfZip } from './word/parts';
import { assertSafeZip } from './zipLimits';

/** What an OpenDocument says it is. */
const mimetypeOf = async (bytes: Buffer) =>
  (await (await JSZip.loadAsync(bytes)).file('mimetype')?.async('string')) ?? '';

/** Opens a DOCX, XLSX, ODS or OFD. Formulas are not evaluated: the result stored with them is read. */
export async function openOffice(
  bytes: Buffer,
  openChunk: OpenChunk,
): Promise<{ format: DocumentFormat; blocks: Block[] }> {
  const names = await assertSafeZip(bytes);
  if (names.some((name) => /^word\/document\d*\.xml$/.test(name)))
    return { format: 'DOCX', blocks: await openWord(await partsOfZip(bytes), openChunk) };
  if (names.includes('xl/workbook.xml')) return { format: 'XLSX', blocks: await openXlsx(bytes) };
  if (names.includes('content.xml') && (await mimetypeOf(bytes)).includes('spreadsheet'))
    return { format: 'ODS', blocks: await openOds(bytes) };
  if (names.includes('OFD.xml')) return { format: 'OFD', blocks: await openOfd(bytes) };
  throw new UnreadableDocument(
    'document.unknownArchive',
    '压缩文件不是 Word（.docx）、Excel（.xlsx）或 OFD 文档，请解压后逐个提交。',
    'The archive is no Word (.docx), Excel (.xlsx) or OFD document; unpack it and send the files one by one.',
  );
}
