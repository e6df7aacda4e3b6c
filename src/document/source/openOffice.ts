import type { Block, DocumentFormat } from './blocks';
import { openOdt } from './odt/openOdt';
import { openOfd } from './ofd/openOfd';
import { refusalOfArchive } from './refuseForeign';
import { openOds } from './sheets/openOds';
import { openXlsx } from './sheets/openXlsx';
import { type OpenChunk, openWord } from './word/openWord';
import { type Parts, partsOfZip } from './word/parts';
import { assertSafeZip } from './zipLimits';

/** Opens a DOCX, XLSX, ODT, ODS or OFD. Formulas are not evaluated: the result stored with them is read. */
export async function openOffice(
  bytes: Buffer,
  openChunk: OpenChunk,
): Promise<{ format: DocumentFormat; blocks: Block[] }> {
  const names = await assertSafeZip(bytes);
  const parts = await partsOfZip(bytes);
  if (names.some((name) => /^word\/document\d*\.xml$/.test(name)))
    return { format: 'DOCX', blocks: await openWord(parts, openChunk) };
  if (names.includes('xl/workbook.xml')) return { format: 'XLSX', blocks: await openXlsx(bytes) };
  if (names.includes('OFD.xml')) return { format: 'OFD', blocks: await openOfd(bytes) };
  if (names.includes('content.xml')) {
    const kind = await kindOfOpenDocument(parts);
    if (kind === 'spreadsheet') return { format: 'ODS', blocks: await openOds(bytes) };
    if (kind === 'text') return { format: 'ODT', blocks: await openOdt(parts) };
  }
  throw refusalOfArchive(names);
}

/** Returns what an OpenDocument says it is; without a word of its own it is what its content is. */
async function kindOfOpenDocument(parts: Parts): Promise<string | undefined> {
  const type = (await parts.read('mimetype'))?.toString('latin1') ?? '';
  if (type !== '') return /opendocument\.(text|spreadsheet)/.exec(type)?.[1];
  return /<office:(text|spreadsheet)\b/.exec((await parts.read('content.xml'))?.toString('utf8') ?? '')?.[1];
}
