import type { Block, DocumentFormat } from './blocks';
import { openHtml } from './openHtml';
import { openXlsx } from './sheets/openXlsx';
import { damaged, UnreadableDocument } from './unreadableDocument';
import { assertSafeZip } from './zipLimits';

/** Opens a DOCX or XLSX. Formulas are not evaluated: the result stored with them is read. */
export async function openOffice(bytes: Buffer): Promise<{ format: DocumentFormat; blocks: Block[] }> {
  const names = await assertSafeZip(bytes);
  if (names.includes('word/document.xml')) return { format: 'DOCX', blocks: await openDocx(bytes) };
  if (names.includes('xl/workbook.xml')) return { format: 'XLSX', blocks: await openXlsx(bytes) };
  throw new UnreadableDocument(
    'document.unknownArchive',
    '压缩文件不是 Word（.docx）或 Excel（.xlsx）文档，请解压后逐个提交。',
    'The archive is neither a Word (.docx) nor an Excel (.xlsx) document; unpack it and send the files one by one.',
  );
}

async function openDocx(bytes: Buffer): Promise<Block[]> {
  const { default: mammoth } = await import('mammoth');
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth.convertToHtml({ buffer: bytes }, { convertImage }).catch(() => {
    throw damaged('DOCX');
  });
  return openHtml(value);
}
