import JSZip from 'jszip';
import type { Table } from '../../statutoryTables';
import { type Random, randomFrom } from '../../tableHabits';
import type { SaidDocument } from '../documentHabits';
import { escaped, isHiddenRow, type Look, runsOf } from '../looks';
import { laidOut } from './html';

const LOOKS: Readonly<Record<Look, readonly string[]>> = {
  HIDDEN: ['<w:vanish/>', '<w:vanish w:val="on"/>', '<w:sz w:val="2"/>'],
  WHITE: ['<w:color w:val="FFFFFF"/>', '<w:color w:val="FDFDFD"/>'],
  STRUCK: ['<w:strike/>', '<w:dstrike/>', '<w:strike w:val="on"/>'],
  RAISED: [
    '<w:vertAlign w:val="superscript"/>',
    '<w:vertAlign w:val="subscript"/>',
    '<w:sz w:val="21"/><w:vertAlign w:val="superscript"/>',
  ],
};

function runs(text: string, random: Random): string {
  return runsOf(text)
    .map(({ text: words, look }) => {
      const properties = look === null ? '' : random.pick(LOOKS[look]);
      const lines = words
        .split('\n')
        .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
        .join('<w:br/>');
      return `<w:r><w:rPr>${properties}</w:rPr>${lines}</w:r>`;
    })
    .join('');
}

const paragraph = (text: string, random: Random) => `<w:p>${runs(text, random)}</w:p>`;

/** A table of Word: what a cell covers below is a cell that goes on with it. */
function tableOf(table: Table, random: Random, mergeTag: string): string {
  const open: { left: number; right: number }[] = [];
  const rows = table.map((row) => {
    const isHidden = isHiddenRow(row);
    let column = 0;
    let cells = '';
    const addCovered = () => {
      while (open[column]?.left > 0) {
        const { right } = open[column];
        cells += `<w:tc><w:tcPr><w:gridSpan w:val="${right}"/><w:${mergeTag}/></w:tcPr><w:p/></w:tc>`;
        open[column].left -= 1;
        column += right;
      }
    };
    for (const { text, down = 1, right = 1 } of row) {
      addCovered();
      const merge = down > 1 ? `<w:${mergeTag} w:val="restart"/>` : '';
      cells += `<w:tc><w:tcPr>${right > 1 ? `<w:gridSpan w:val="${right}"/>` : ''}${merge}</w:tcPr>${paragraph(text, random)}</w:tc>`;
      if (down > 1) open[column] = { left: down - 1, right };
      column += right;
    }
    addCovered();
    return `<w:tr>${isHidden ? '<w:trPr><w:hidden/></w:trPr>' : ''}${cells}</w:tr>`;
  });
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  const borders = edges.map((edge) => `<w:${edge} w:val="single" w:sz="4"/>`).join('');
  const properties = random.isOneIn(5) ? '' : `<w:tblBorders>${borders}</w:tblBorders>`;
  return `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid/>${rows.join('')}</w:tbl>`;
}

const bodyOf = ({ parts, habits }: SaidDocument, mergeTag = 'vMerge') => {
  const random = randomFrom(habits.variant);
  return parts
    .map((part) =>
      'line' in part
        ? paragraph(part.line, random)
        : `${tableOf(laidOut(part.table, habits.tables.format), random, mergeTag)}<w:p/>`,
    )
    .join('');
};

const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const documentXml = (said: SaidDocument) =>
  `<w:document xmlns:w="${MAIN}"><w:body>${bodyOf(said)}<w:sectPr/></w:body></w:document>`;
const RELATIONSHIPS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

/** Returns a document of Word. */
export function writeDocx(said: SaidDocument): Promise<Buffer> {
  const zip = new JSZip();
  zip.file(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  );
  zip.file('_rels/.rels', RELATIONSHIPS);
  zip.file('word/document.xml', `<?xml version="1.0" encoding="UTF-8"?>${documentXml(said)}`);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** Returns a document of Word in one file of XML. */
export function writeFlatOpc(said: SaidDocument): Buffer {
  const part = (name: string, xml: string) =>
    `<pkg:part pkg:name="${name}"><pkg:xmlData>${xml}</pkg:xmlData></pkg:part>`;
  return Buffer.from(
    `<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${part('/_rels/.rels', RELATIONSHIPS)}${part('/word/document.xml', documentXml(said))}</pkg:package>`,
  );
}

/** Returns a document in the XML of Word 2003. */
export function writeWord2003(said: SaidDocument): Buffer {
  return Buffer.from(
    `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"><w:body><wx:sect>${bodyOf(said, 'vmerge')}</wx:sect></w:body></w:wordDocument>`,
  );
}
