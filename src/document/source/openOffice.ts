import type { CellValue, Cell as SheetCell, Worksheet } from 'exceljs';
import JSZip from 'jszip';
import type { Block, DocumentFormat, SourceCell } from './blocks';
import { MERGED_CELLS } from './limits';
import { openHtml } from './openHtml';
import { UnreadableDocument } from './unreadableDocument';
import { assertSafeZip } from './zipLimits';

const MOST_ROWS = 5000;
const MOST_COLUMNS = 60;

/** Opens a DOCX or XLSX. Formulas are not evaluated: the result stored with them is read. */
export async function openOffice(bytes: Buffer): Promise<{ format: DocumentFormat; blocks: Block[] }> {
  const names = await assertSafeZip(bytes);
  if (names.includes('word/document.xml')) return { format: 'DOCX', blocks: await openDocx(bytes) };
  if (names.includes('xl/workbook.xml')) return { format: 'XLSX', blocks: await openWorkbook(bytes) };
  throw new UnreadableDocument(
    'document.unknownArchive',
    '压缩文件不是 Word（.docx）或 Excel（.xlsx）文档，请解压后逐个提交。',
    'The archive is neither a Word (.docx) nor an Excel (.xlsx) document; unpack it and send the files one by one.',
  );
}

const damaged = (kind: string) =>
  new UnreadableDocument(
    'document.damaged',
    `${kind} 文件已损坏，请重新保存后再试。`,
    `The ${kind} file is damaged; open it, save it again and retry.`,
  );

async function openDocx(bytes: Buffer): Promise<Block[]> {
  const { default: mammoth } = await import('mammoth');
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth.convertToHtml({ buffer: bytes }, { convertImage }).catch(() => {
    throw damaged('DOCX');
  });
  return openHtml(value);
}

function textOf(cell: SheetCell): string {
  const value: CellValue = (cell.result as CellValue | undefined) ?? cell.value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && 'richText' in value)
    return value.richText.map(({ text }) => text).join('');
  if (typeof value === 'object' && 'text' in value) return String(value.text);
  return typeof value === 'object' ? '' : String(value);
}

/** A sheet as one table: merged cells span, cells never written are blank. */
function openSheet(sheet: Worksheet, number: number): Block[] {
  const height = Math.min(sheet.rowCount, MOST_ROWS);
  const width = Math.min(sheet.columnCount, MOST_COLUMNS);
  const cells: SourceCell[] = [];
  for (let row = 1; row <= height; row += 1)
    for (let column = 1; column <= width; column += 1) {
      const cell = sheet.getCell(row, column);
      if (cell.isMerged && cell.master !== cell) continue;
      let [rowSpan, columnSpan] = [1, 1];
      if (cell.isMerged) {
        while (row + rowSpan <= height && sheet.getCell(row + rowSpan, column).master === cell) rowSpan += 1;
        while (column + columnSpan <= width && sheet.getCell(row, column + columnSpan).master === cell)
          columnSpan += 1;
      }
      cells.push({ text: textOf(cell), row: row - 1, column: column - 1, rowSpan, columnSpan });
    }
  return cells.length === 0
    ? []
    : [{ kind: 'TABLE', cells, hasGeometry: true, where: { sheet: sheet.name, table: number } }];
}

const tooManyMerged = () =>
  new UnreadableDocument(
    'document.mergedCells',
    `工作簿的合并单元格覆盖超过 ${MERGED_CELLS} 格，不像报告中的表格；请取消整行、整列的合并后再试。`,
    `The merged cells of the workbook cover more than ${MERGED_CELLS} cells, which no table of a report does; undo merges of whole rows and columns and try again.`,
  );

/** How many cells a range such as "A1:C4" covers. */
function cellsIn(range: string): number {
  const corners = [...range.matchAll(/([A-Z]{1,3})(\d{1,7})/g)].map(([, letters, row]) => ({
    column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
    row: Number(row),
  }));
  const [from, to = from] = corners;
  return from ? (Math.abs(to.column - from.column) + 1) * (Math.abs(to.row - from.row) + 1) : 0;
}

/** Throws when merged ranges are so large that spreading them out, as the library does, would take minutes. */
async function checkMerges(bytes: Buffer): Promise<void> {
  const sheets = (await JSZip.loadAsync(bytes)).file(/^xl\/worksheets\/[^/]+\.xml$/);
  let covered = 0;
  for (const sheet of sheets)
    for (const [, range] of (await sheet.async('string')).matchAll(
      /<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([^"']{1,50})["']/g,
    )) {
      covered += cellsIn(range);
      if (covered > MERGED_CELLS) throw tooManyMerged();
    }
}

/** Parts of a sheet that hold nothing of a table; the library spreads rules over columns out cell by cell. */
const NOT_READ = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'legacyDrawing',
  'extLst',
];

async function openWorkbook(bytes: Buffer): Promise<Block[]> {
  await checkMerges(bytes);
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as never, { ignoreNodes: NOT_READ }).catch(() => {
    throw damaged('XLSX');
  });
  return workbook.worksheets.flatMap((sheet, at) => [
    {
      kind: 'TEXT' as const,
      text: sheet.name,
      isHeading: true,
      isWrappable: false,
      where: { sheet: sheet.name },
    },
    ...openSheet(sheet, at + 1),
  ]);
}
