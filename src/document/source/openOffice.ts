import type { Block, DocumentFormat } from './blocks';
import { openXlsx } from './sheets/openXlsx';
import { UnreadableDocument } from './unreadableDocument';
import { type OpenChunk, openWord } from './word/openWord';
import { partsOfZip } from './word/parts';
import { assertSafeZip } from './zipLimits';

/** Opens a DOCX or XLSX. Formulas are not evaluated: the result stored with them is read. */
export async function openOffice(
  bytes: Buffer,
  openChunk: OpenChunk,
): Promise<{ format: DocumentFormat; blocks: Block[] }> {
  const names = await assertSafeZip(bytes);
  if (names.some((name) => /^word\/document\d*\.xml$/.test(name)))
    return { format: 'DOCX', blocks: await openWord(await partsOfZip(bytes), openChunk) };
  if (names.includes('xl/workbook.xml')) return { format: 'XLSX', blocks: await openXlsx(bytes) };
  throw new UnreadableDocument(
    'document.unknownArchive',
    '压缩文件不是 Word（.docx）或 Excel（.xlsx）文档，请解压后逐个提交。',
    'The archive is neither a Word (.docx) nor an Excel (.xlsx) document; unpack it and send the files one by one.',
  );
}
