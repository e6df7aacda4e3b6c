import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Label, TableSection } from '../../form/lines';
import type { FormSection } from '../../form/sections';
import { layOutTable, type PrintedCell, placeCells } from './layout';
import { paragraphsOf, printable, type StatutoryDocument, sectionsOf } from './statutoryDocument';

// Lengths in twentieths of a point, sizes of type in half points, as the format has them. Margins, type and leading
// follow GB/T 9704-2012 (党政机关公文格式); the side margins are narrower, so that section three fits on the page.
const PAGE = { width: 11906, height: 16838 };
const MARGIN = { top: 2098, bottom: 1984, left: 1247, right: 1247 };
const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
const LEADING = 560;
const BODY = 32;
const TITLE = 44;
const SMALL = 18;

const fontOf = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia });
const SONG = fontOf('宋体');
const HEI = fontOf('黑体');
const FANG_SONG = fontOf('仿宋');

const plain = (text: string, options: IParagraphOptions = {}) =>
  new Paragraph({ children: [new TextRun(printable(text))], ...options });

function printCell({ kind, text, rowSpan, columnSpan }: PrintedCell, width: number): TableCell {
  const run = new TextRun({ text: printable(text), size: SMALL, font: SONG, bold: kind === 'BLOCK' });
  const alignment = kind === 'ROW' ? AlignmentType.LEFT : AlignmentType.CENTER;
  return new TableCell({
    rowSpan,
    columnSpan,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 30, bottom: 30, left: 60, right: 60 },
    children: [new Paragraph({ alignment, children: [run] })],
  });
}

function printTable(document: StatutoryDocument, section: TableSection): Table {
  const table = layOutTable(document, section);
  const widths = table.widths.map((percent) => Math.floor((TEXT_WIDTH * percent) / 100));
  const sum = (some: readonly number[]) => some.reduce((total, width) => total + width, 0);
  const columns = new Map(placeCells(table).map(({ cell, column }) => [cell, column]));
  const widthOf = (cell: PrintedCell) => {
    const column = columns.get(cell) as number;
    return sum(widths.slice(column, column + cell.columnSpan));
  };
  const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const printRow = (cells: readonly PrintedCell[], isHead: boolean) =>
    new TableRow({
      cantSplit: true,
      // Left out, not false: some readers take any mark for a head.
      ...(isHead ? { tableHeader: true } : {}),
      children: cells.map((cell) => printCell(cell, widthOf(cell))),
    });
  return new Table({
    width: { size: sum(widths), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [
      ...table.head.map((cells) => printRow(cells, true)),
      ...table.bodies.flat().map((cells) => printRow(cells, false)),
    ],
  });
}

function printSection(document: StatutoryDocument, section: FormSection): (Paragraph | Table)[] {
  const heading = plain(`${section.numeral}、${section.zh}`, { heading: HeadingLevel.HEADING_1 });
  if (!section.isNarrative) return [heading, printTable(document, section.number as TableSection)];
  const texts = paragraphsOf(document.narratives?.[section.number as 1 | 5 | 6]);
  return [heading, ...texts.map((text) => plain(text, { style: 'Narrative' }))];
}

const printLines = (lines: readonly Label[]) =>
  lines.map(({ zh, en }) => plain(`${zh} ${en}`, { style: 'Origin' }));

function printFooter(document: StatutoryDocument): Footer {
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: SMALL, font: SONG })],
  });
  return new Footer({ children: [number, ...printLines(document.footer)] });
}

/** Lays a document out as a Word file: real tables with merged cells, on A4, with its origin in the page's footer and supplementary indicators at its end. */
export function layOutDocx(document: StatutoryDocument): Promise<Buffer> {
  const heading = { run: { font: HEI, size: BODY, bold: false, color: '000000' } };
  const file = new Document({
    title: printable(document.title),
    creator: 'OGI Hub',
    lastModifiedBy: 'OGI Hub',
    description: printable(document.footer[0].en),
    styles: {
      default: {
        document: { run: { font: FANG_SONG, size: BODY, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } },
        title: {
          run: { font: SONG, size: TITLE, bold: true, color: '000000' },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 480 } },
        },
        heading1: { ...heading, paragraph: { spacing: { before: 240, after: 120 }, keepNext: true } },
      },
      paragraphStyles: [
        {
          id: 'Narrative',
          name: 'Narrative',
          basedOn: 'Normal',
          paragraph: {
            spacing: { line: LEADING, lineRule: 'exact' },
            indent: { firstLine: 2 * BODY * 10 },
            alignment: AlignmentType.BOTH,
          },
        },
        { id: 'Origin', name: 'Origin', basedOn: 'Normal', run: { size: 13, color: '444444' } },
      ],
    },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        footers: { default: printFooter(document) },
        children: [
          plain(document.title, { heading: HeadingLevel.TITLE }),
          ...sectionsOf(document).flatMap((section) => printSection(document, section)),
          ...printLines(document.supplements),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}
