import { UnreadableDocument } from './unreadableDocument';

interface Foreign {
  readonly signature: RegExp;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Files that are no documents, by how their bytes begin, in hexadecimal. */
const FOREIGN: readonly Foreign[] = [
  {
    signature:
      /^(?:47494638|424d.{8}0{8}|49492a00|4d4d002a|52494646.{8}57454250|.{8}66747970(?:68656963|68656978|6d696631|61766966))/,
    code: 'document.image',
    zh: '这是图片，没有文字；请提交 Word、网页或由 Word 导出的 PDF；扫描件和照片请存为 PDF、PNG 或 JPEG。',
    en: 'This is a picture without text; send the Word file, the page, or a PDF exported from Word; save scans and photographs as PDF, PNG or JPEG.',
  },
  {
    signature: /^(?:526172211a07|377abcaf271c|1f8b|425a68|fd377a585a00)/,
    code: 'document.unknownArchive',
    zh: '这是压缩文件（RAR、7z、gz 等），请解压后逐个提交其中的文档。',
    en: 'This is an archive (RAR, 7z, gz or the like); unpack it and send the documents one by one.',
  },
  {
    signature: /^(?:4d5a|7f454c46)/,
    code: 'document.unknownFormat',
    zh: '这是程序，不是文档；请提交 Word、网页或 PDF。',
    en: 'This is a program, not a document; send the Word file, the page or a PDF.',
  },
];

/** Throws when bytes are a picture, an archive or a program; says what they are and what to send. */
export function refuseForeign(bytes: Buffer): void {
  const start = bytes.subarray(0, 32).toString('hex');
  const foreign = FOREIGN.find(({ signature }) => signature.test(start));
  if (foreign) throw new UnreadableDocument(foreign.code, foreign.zh, foreign.en);
}

const ARCHIVES: readonly { readonly entry: RegExp; readonly zh: string; readonly en: string }[] = [
  {
    entry: /^ppt\/presentation\.xml$/,
    zh: '这是演示文稿（.pptx），不是年度报告；请提交 Word、网页或 PDF。',
    en: 'This is a presentation (.pptx), no annual report; send the Word file, the page or a PDF.',
  },
  {
    entry: /^xl\/workbook\.bin$/,
    zh: '这是二进制工作簿（.xlsb），请另存为 .xlsx。',
    en: 'This is a binary workbook (.xlsb); save it as .xlsx.',
  },
  {
    entry: /^Index\/Document\.iwa$/,
    zh: '这是苹果 Pages 或 Numbers 文件，请导出为 .docx 或 .xlsx。',
    en: 'This is a file of Apple Pages or Numbers; export it as .docx or .xlsx.',
  },
  {
    entry: /^META-INF\/container\.xml$/,
    zh: '这是电子书（.epub），请提交 Word、网页或 PDF。',
    en: 'This is an electronic book (.epub); send the Word file, the page or a PDF.',
  },
  {
    entry: /^visio\/document\.xml$/,
    zh: '这是 Visio 绘图，不是年度报告；请提交 Word、网页或 PDF。',
    en: 'This is a Visio drawing, no annual report; send the Word file, the page or a PDF.',
  },
];

/** Returns the refusal of a ZIP container that is no document read here; it names what the container is. */
export function refusalOfArchive(names: readonly string[]): UnreadableDocument {
  const archive = ARCHIVES.find(({ entry }) => names.some((name) => entry.test(name)));
  return new UnreadableDocument(
    'document.unknownArchive',
    archive?.zh ?? '压缩文件不是 Word（.docx）、Excel（.xlsx）或 OFD 文档，请解压后逐个提交。',
    archive?.en ??
      'The archive is no Word (.docx), Excel (.xlsx) or OFD document; unpack it and send the files one by one.',
  );
}
