import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { decodeText } from '../source/decodeText';
import { assertSafeZip } from '../source/zipLimits';
import {
  type ColumnName,
  columnOf,
  headerOf,
  lettersOf,
  REQUIRED_COLUMNS,
  SHEET_COLUMNS,
  SHEET_NAMES,
  type SheetRow,
  type TreeSheet,
} from './treeColumns';

/** The rows of a file, or what is wrong with the file itself. */
export interface TreeFile {
  readonly rows: SheetRow[];
  readonly findings: FindingType[];
}

const isZip = (bytes: Buffer) => bytes.subarray(0, 2).toString('latin1') === 'PK';

const noTable = () =>
  refusal(
    'tree.noTable',
    'file',
    `文件中没有“${SHEET_NAMES.PLACES}”或“${SHEET_NAMES.AGENCIES}”表；请用导出的文件作模板。`,
    `The file has neither a sheet ${SHEET_NAMES.PLACES} nor ${SHEET_NAMES.AGENCIES}: take an exported file as a template.`,
  );

/** Returns the columns of a header row by their position, from 1; refuses a table without what it must have. */
function readHeader(
  cells: readonly string[],
  sheet: TreeSheet | null,
  findings: FindingType[],
): Map<number, ColumnName> {
  const columns = new Map<number, ColumnName>();
  for (const [at, cell] of cells.entries()) {
    const name = columnOf(cell);
    if (name) columns.set(at + 1, name);
    else if (cell !== '')
      findings.push(
        refusal(
          'tree.header',
          `${sheet ? `${SHEET_NAMES[sheet]}!` : ''}${lettersOf(at + 1)}1`,
          `表头“${cell}”不是已知的列。`,
          `There is no column ${cell}; see the headers of an exported file.`,
          { actual: cell },
        ),
      );
  }
  const existing = new Set(columns.values());
  const required: readonly ColumnName[] = sheet ? REQUIRED_COLUMNS[sheet] : ['sheet', 'code', 'name'];
  const missing = required.filter((name) => !existing.has(name));
  if (missing.length > 0)
    findings.push(
      refusal(
        'tree.columns',
        sheet ? `${SHEET_NAMES[sheet]}!A1` : 'A1',
        `缺少列：${missing.map(headerOf).join('、')}。`,
        `Columns are missing: ${missing.join(', ')}.`,
        { expected: missing.join(', ') },
      ),
    );
  return columns;
}

function rowOf(
  sheet: TreeSheet,
  row: number,
  cells: readonly string[],
  columns: ReadonlyMap<number, ColumnName>,
): SheetRow | null {
  const values: Partial<Record<ColumnName, string>> = {};
  const letters: Partial<Record<ColumnName, string>> = {};
  for (const [at, name] of columns) {
    // An apostrophe guards what a spreadsheet would run as a formula.
    values[name] = (cells[at - 1] ?? '').trim().replace(/^'(?=[=+\-@])/u, '');
    letters[name] = lettersOf(at);
  }
  const isBlank = SHEET_COLUMNS[sheet].every((name) => !values[name]);
  return isBlank ? null : { sheet, row, values, letters };
}

/** Returns what a cell of a workbook says: days as 2024-01-31, results of formulas, formatted text without its formats. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return textOf(value.text as ExcelJS.CellValue);
  if ('result' in value) return textOf(value.result as ExcelJS.CellValue);
  return 'error' in value ? String(value.error) : '';
}

async function readWorkbook(bytes: Buffer): Promise<TreeFile> {
  await assertSafeZip(bytes);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const findings: FindingType[] = [];
  const rows: SheetRow[] = [];
  let found = 0;
  for (const sheet of ['PLACES', 'AGENCIES'] as const) {
    const table = workbook.getWorksheet(SHEET_NAMES[sheet]);
    if (!table) continue;
    found += 1;
    const cellsOf = (row: number) =>
      Array.from({ length: table.columnCount }, (_, at) =>
        textOf(table.getRow(row).getCell(at + 1).value).trim(),
      );
    const columns = readHeader(cellsOf(1), sheet, findings);
    for (let row = 2; row <= table.rowCount; row += 1) {
      const read = rowOf(sheet, row, cellsOf(row), columns);
      if (read) rows.push(read);
    }
  }
  return { rows, findings: found === 0 ? [noTable()] : findings };
}

function readCsv(bytes: Buffer): TreeFile {
  const records = parse(decodeText(bytes), {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
  }) as string[][];
  const findings: FindingType[] = [];
  const columns = readHeader(
    (records[0] ?? []).map((cell) => cell.trim()),
    null,
    findings,
  );
  if (findings.length > 0) return { rows: [], findings };
  const sheetColumn = [...columns].find(([, name]) => name === 'sheet')?.[0] ?? 1;
  const rows = records.slice(1).flatMap((cells, at) => {
    const named = (cells[sheetColumn - 1] ?? '').trim();
    const sheet = (['PLACES', 'AGENCIES'] as const).find((item) => [item, SHEET_NAMES[item]].includes(named));
    if (!sheet) {
      if (cells.some((cell) => cell.trim() !== ''))
        findings.push(
          refusal(
            'tree.sheet',
            `${lettersOf(sheetColumn)}${at + 2}`,
            `第一列应为“${SHEET_NAMES.PLACES}”或“${SHEET_NAMES.AGENCIES}”。`,
            `The first column says ${SHEET_NAMES.PLACES} (a place) or ${SHEET_NAMES.AGENCIES} (an agency).`,
            { actual: named },
          ),
        );
      return [];
    }
    return rowOf(sheet, at + 2, cells, columns) ?? [];
  });
  return { rows, findings };
}

/** Reads the places and agencies of a workbook (XLSX) or a text (CSV), as texts. */
export const readTreeFile = async (bytes: Buffer): Promise<TreeFile> =>
  isZip(bytes) ? readWorkbook(bytes) : readCsv(bytes);
