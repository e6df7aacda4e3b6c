import JSZip from 'jszip';
import { REQUEST_COLUMNS } from '../../../src/form/lines';

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';
const HEADER = ['', ...REQUEST_COLUMNS.map(({ zh }) => zh)];
const LABEL = '一、本年新收政府信息公开申请数量';
const FIGURES = ['21', '4', '0', '3', '1', '5', '34'];

/** A run with properties. */
export const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
/** A paragraph of runs, or of a text. */
export const paragraph = (content: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${content.startsWith('<') ? content : run(content)}</w:p>`;
/** A cell of a table. */
export const cell = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${/^<w:(?:p|tbl|sdt|altChunk)[ >]/.test(content) ? content : paragraph(content)}</w:tc>`;
/** A row of cells. */
export const row = (cells: readonly string[], properties = ''): string =>
  `<w:tr><w:trPr>${properties}</w:trPr>${cells.map((one) => (one.startsWith('<w:tc>') ? one : cell(one))).join('')}</w:tr>`;

/** How a Word document is written, where it differs from the plainest. */
export interface WordVariant {
  /** The content of the cell of received.businessEnterprise, or the cell with its tags. */
  readonly cell?: string;
  readonly rows?: string;
  /** Text of section one. */
  readonly text?: string;
  /** Properties of the table. */
  readonly table?: string;
  /** The paragraph with the title of section three. */
  readonly title?: string;
  readonly styles?: string;
  readonly parts?: Readonly<Record<string, string | Buffer>>;
  /** Changes the text of the main part at the end. */
  readonly change?: (xml: string) => string;
}

/** The main part of a document with a row of received requests, 21/4/0/3/1/5/34, one of whose cells is written in its own way. */
export function bodyOf({
  cell: own = '4',
  rows = '',
  text = '无。',
  table = '',
  title = '三、收到和处理政府信息公开申请情况',
}: WordVariant): string {
  const figures = FIGURES.map((figure, at) => (at === 1 ? own : figure));
  return `${paragraph('演示县林业局2024年政府信息公开工作年度报告')}${paragraph('一、总体情况')}${paragraph(text)}${
    title.startsWith('<') ? title : paragraph(title)
  }<w:tbl><w:tblPr>${table}</w:tblPr><w:tblGrid/>${row(HEADER)}${rows}${row([LABEL, ...figures])}</w:tbl>${paragraph('六、其他需要报告的事项')}${paragraph('未收取信息处理费。')}<w:sectPr/>`;
}

/** The main part as XML. */
export const mainPartOf = (variant: WordVariant): string => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${bodyOf(variant)}</w:body></w:document>`;
  return variant.change ? variant.change(xml) : xml;
};

/** The document as a DOCX. */
export async function wordWith(variant: WordVariant): Promise<Buffer> {
  const zip = new JSZip();
  zip.file('word/document.xml', mainPartOf(variant));
  if (variant.styles) zip.file('word/styles.xml', `<w:styles ${NAMESPACES}>${variant.styles}</w:styles>`);
  for (const [name, content] of Object.entries(variant.parts ?? {})) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer' });
}

/** The vocabulary of the parts. */
export const WORD_NAMESPACES = NAMESPACES;
