import type { Block, DocumentFormat } from '../blocks';
import { UnreadableDocument } from '../unreadableDocument';
import { encrypted } from '../zipLimits';
import { kindOfCompoundFile, type OldKind } from './compoundFile';
import { convertWithOffice, findOffice } from './convertWithOffice';

const REFUSALS: Readonly<Record<Exclude<OldKind, 'LOCKED'>, readonly [zh: string, en: string]>> = {
  WORD: [
    '这是旧版 Word 格式（.doc 或 WPS 文字 .wps），请在 Word 或 WPS 中另存为 .docx。',
    'This is the old Word format (.doc, or .wps of WPS Writer); save it as .docx in Word or WPS.',
  ],
  EXCEL: [
    '这是旧版 Excel 格式（.xls 或 WPS 表格 .et），请在 Excel 或 WPS 中另存为 .xlsx。',
    'This is the old Excel format (.xls, or .et of WPS Spreadsheets); save it as .xlsx in Excel or WPS.',
  ],
  POWERPOINT: [
    '这是演示文稿（.ppt 或 .dps），不是年度报告；请提交 Word、网页或 PDF。',
    'This is a presentation (.ppt or .dps), no annual report; send the Word file, the page or a PDF.',
  ],
  WORKS: [
    '这是旧版 Works 或 Publisher 文件，请另存为 .docx。',
    'This is an old Works or Publisher file; save it as .docx.',
  ],
  MAIL: ['这是邮件（.msg），请提交其中的附件。', 'This is a mail (.msg); send the document attached to it.'],
  UNKNOWN: [
    '这是旧版 Office 格式（.doc 或 .xls），请另存为 .docx 或 .xlsx。',
    'This is the old Office format (.doc or .xls); save it as .docx or .xlsx.',
  ],
};

const refusalOf = (kind: Exclude<OldKind, 'LOCKED'>) => {
  const [zh, en] = REFUSALS[kind];
  return new UnreadableDocument('document.oldOffice', zh, en);
};

/** Opens the blocks of a document in a newer format. */
type OpenConverted = (bytes: Buffer) => Promise<{ readonly blocks: Block[] }>;

/** Opens an old Word or Excel file through LibreOffice where it is on the machine. Throws with the file's right name otherwise. */
export async function openOldOffice(
  bytes: Buffer,
  openConverted: OpenConverted,
): Promise<{ format: DocumentFormat; blocks: Block[] }> {
  const kind = kindOfCompoundFile(bytes);
  if (kind === 'LOCKED') throw encrypted();
  const office = kind === 'WORD' || kind === 'EXCEL' ? await findOffice() : null;
  if (!office) throw refusalOf(kind);
  const isWord = kind === 'WORD';
  const converted = await convertWithOffice(office, bytes, isWord ? 'doc' : 'xls', isWord ? 'docx' : 'xlsx');
  if (!converted) throw refusalOf(kind);
  return { format: isWord ? 'DOC' : 'XLS', blocks: (await openConverted(converted)).blocks };
}
