import JSZip from 'jszip';
import { flatten, type Table } from '../../statutoryTables';
import { randomFrom } from '../../tableHabits';
import type { SaidDocument } from '../documentHabits';
import { escaped, isHiddenRow, type Look, runsOf } from '../looks';
import { laidOut } from './html';

const NAMESPACES = ['office', 'style', 'text', 'table']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
  .join(' ');
const STYLE: Readonly<Record<Look, string>> = {
  HIDDEN: 'text:display="none"',
  WHITE: 'fo:color="#ffffff"',
  STRUCK: 'style:text-line-through-style="solid"',
  RAISED: 'style:text-position="super 58%"',
};
const STYLES = Object.entries(STYLE)
  .map(
    ([look, properties]) =>
      `<style:style style:name="${look}" style:family="text"><style:text-properties ${properties}/></style:style>`,
  )
  .join('');

const inline = (text: string) =>
  runsOf(text)
    .map(({ text: words, look }) => {
      const plain = escaped(words).replaceAll('\n', '<text:line-break/>');
      return look === null ? plain : `<text:span text:style-name="${look}">${plain}</text:span>`;
    })
    .join('');
const paragraph = (text: string) => `<text:p>${inline(text)}</text:p>`;

/** A table of OpenDocument: what a cell covers is written as covered. */
function tableOf(table: Table, isSheet: boolean): string {
  const isCovered = table.map(() => new Set<number>());
  const rows = table.map((row, at) => {
    let column = 0;
    let cells = '';
    const addCovered = () => {
      while (isCovered[at].has(column)) {
        cells += '<table:covered-table-cell/>';
        column += 1;
      }
    };
    for (const { text, down = 1, right = 1 } of row) {
      addCovered();
      for (let lower = 0; lower < down; lower += 1)
        for (let further = 0; further < right; further += 1) isCovered[at + lower]?.add(column + further);
      const spans = `${right > 1 ? ` table:number-columns-spanned="${right}"` : ''}${down > 1 ? ` table:number-rows-spanned="${down}"` : ''}`;
      const isNumber = isSheet && /^\d+$/u.test(text);
      const value = isNumber ? ` office:value-type="float" office:value="${Number(text)}"` : '';
      cells += `<table:table-cell${spans}${value}>${text === '' ? '' : paragraph(text)}</table:table-cell>`;
      column += 1;
      addCovered();
    }
    return `<table:table-row${isHiddenRow(row) ? ' table:visibility="collapse"' : ''}>${cells}</table:table-row>`;
  });
  const width = Math.max(...flatten(table).map((row) => row.length));
  return `${isSheet ? '' : `<table:table-column table:number-columns-repeated="${width}"/>`}${rows.join('')}`;
}

function packed(kind: 'text' | 'spreadsheet', body: string): Promise<Buffer> {
  const zip = new JSZip();
  const mime = `application/vnd.oasis.opendocument.${kind}`;
  zip.file('mimetype', mime, { compression: 'STORE' });
  zip.file(
    'META-INF/manifest.xml',
    `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
  );
  zip.file(
    'content.xml',
    `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES} office:version="1.2"><office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
  );
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** Returns a document as an OpenDocument text. */
export function writeOdt({ parts, habits }: SaidDocument): Promise<Buffer> {
  const body = parts.map((part) =>
    'line' in part
      ? paragraph(part.line)
      : `<table:table>${tableOf(laidOut(part.table, habits.tables.format), false)}</table:table>`,
  );
  return packed('text', body.join(''));
}

/** Returns a document as an OpenDocument spreadsheet: one sheet, or one for each section. */
export function writeOds({ parts, habits }: SaidDocument): Promise<Buffer> {
  const random = randomFrom(habits.variant);
  const isOneSheet = random.isOneIn(2);
  const sheets: string[] = [''];
  for (const part of parts) {
    const isHead = 'line' in part && /^[（第]?[一二三四五六][、．）部]/u.test(part.line);
    if (isHead && !isOneSheet) sheets.push('');
    sheets[sheets.length - 1] += tableOf(
      'line' in part ? [[{ text: part.line, right: 8 }]] : laidOut(part.table, habits.tables.format),
      true,
    );
  }
  return packed(
    'spreadsheet',
    sheets.map((rows, at) => `<table:table table:name="表${at + 1}">${rows}</table:table>`).join(''),
  );
}
