import ExcelJS from 'exceljs';
import type { TableSection } from '../../form/lines';
import { EXACTLY, QUALIFIERS } from '../../form/qualifiers';
import type { FormSection } from '../../form/sections';
import { INDICATOR_HEADS, SENTENCE_IN_TEXT } from '../source/indicatorLine';
import { layOutTable, type PrintedCell, placeCells } from './layout';
import { normalizeTimestamps } from './normalizeTimestamps';
import { paragraphsOf, printable, type StatutoryDocument, sectionsOf } from './statutoryDocument';

/** A cell of a workbook holds no more characters. */
const LONGEST_TEXT = 32_767;
/** A number of a workbook is exact to this many digits. */
const EXACT_DIGITS = 15;

/** A decimal as a number where a workbook keeps it exactly, else as text. */
export function exactNumber(value: number | string): number | string {
  const digits = String(value).replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.length <= EXACT_DIGITS ? Number(value) : String(value);
}

function writtenValue({ code, text }: PrintedCell, document: StatutoryDocument): number | string | null {
  const figure = code ? document.figures.get(code) : undefined;
  if (figure && figure.value !== null && figure.note === null) return exactNumber(figure.value);
  return text === '' ? null : printable(text);
}

const THIN: Partial<ExcelJS.Borders> = {
  top: { style: 'thin' },
  bottom: { style: 'thin' },
  left: { style: 'thin' },
  right: { style: 'thin' },
};
const SHEET_WIDTH = 100;

function writeTable(sheet: ExcelJS.Worksheet, document: StatutoryDocument, section: TableSection): void {
  const table = layOutTable(document, section);
  const first = sheet.rowCount + 1;
  table.widths.forEach((width, at) => {
    sheet.getColumn(at + 1).width = (SHEET_WIDTH * width) / 100;
  });
  for (const { cell, row, column } of placeCells(table)) {
    const [top, left] = [first + row, column + 1];
    const target = sheet.getCell(top, left);
    if (cell.rowSpan > 1 || cell.columnSpan > 1)
      sheet.mergeCells(top, left, top + cell.rowSpan - 1, left + cell.columnSpan - 1);
    target.value = writtenValue(cell, document);
    target.border = THIN;
    target.font = { bold: cell.kind === 'BLOCK' };
    target.alignment = {
      horizontal: cell.kind === 'ROW' ? 'left' : 'center',
      vertical: 'middle',
      wrapText: true,
    };
  }
}

function writeParagraphs(sheet: ExcelJS.Worksheet, texts: readonly string[]): void {
  sheet.getColumn(1).width = SHEET_WIDTH;
  for (const text of texts)
    for (let from = 0; from < text.length; from += LONGEST_TEXT) {
      const row = sheet.addRow([text.slice(from, from + LONGEST_TEXT)]);
      row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
    }
}

function addSheet(workbook: ExcelJS.Workbook, name: string, heading: string): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name, {
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.addRow([heading]).font = { bold: true, size: 14 };
  return sheet;
}

function writeSection(workbook: ExcelJS.Workbook, document: StatutoryDocument, section: FormSection): void {
  const title = `${section.numeral}、${section.zh}`;
  const sheet = addSheet(workbook, title, title);
  if (section.isNarrative)
    writeParagraphs(sheet, paragraphsOf(document.narratives?.[section.number as 1 | 5 | 6]));
  else writeTable(sheet, document, section.number as TableSection);
}

/** Writes what a report states beside its form, a row for each, before the sections: it is in none of them. */
function writeIndicators(workbook: ExcelJS.Workbook, indicators: StatutoryDocument['indicators']): void {
  if (indicators.length === 0) return;
  const sheet = addSheet(workbook, '补充指标', '补充指标（不属法定表格）');
  sheet.addRow([...INDICATOR_HEADS, SENTENCE_IN_TEXT.head]).font = { bold: true };
  for (const { code, name, value, unit, qualifier, sentence, inText } of indicators)
    sheet.addRow([
      code,
      printable(name.zh),
      exactNumber(value),
      printable(unit.zh),
      QUALIFIERS[qualifier]?.zh ?? EXACTLY.zh,
      sentence && printable(sentence),
      sentence && (inText ? SENTENCE_IN_TEXT.has : SENTENCE_IN_TEXT.hasNot),
    ]);
  for (const [at, width] of [24, 32, 16, 8, 12, 60, 16].entries()) sheet.getColumn(at + 1).width = width;
}

/** The document as a workbook: a cover with title and origin, the supplementary indicators of a report, then a sheet for each section. */
export async function printWorkbook(document: StatutoryDocument): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'OGI Hub';
  workbook.lastModifiedBy = 'OGI Hub';
  workbook.title = printable(document.title);
  workbook.created = document.stampedAt;
  workbook.modified = document.stampedAt;
  const cover = addSheet(workbook, '封面', printable(document.title));
  writeParagraphs(
    cover,
    document.footer.map(({ zh, en }) => printable(`${zh} ${en}`)),
  );
  writeIndicators(workbook, document.indicators);
  for (const section of sectionsOf(document)) writeSection(workbook, document, section);
  return normalizeTimestamps(Buffer.from(await workbook.xlsx.writeBuffer()), document.stampedAt);
}
