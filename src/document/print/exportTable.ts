import { type EventEmitter, once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Context } from '../../shared/request/context';
import {
  isFigureColumn,
  printCsv,
  printNdjson,
  REPORT_COLUMNS,
  reportRows,
  type TidyRow,
  WIDE_COLUMNS,
  wideRow,
} from './printRows';
import { exactNumber } from './printWorkbook';
import { type ExportRange, type PublishedReport, readPublished } from './readPublished';
import { printable } from './statutoryDocument';
import { writeParquet } from './writeParquet';

/** A sheet holds 1,048,576 rows. */
const ROWS_OF_SHEET = 1_000_000;

/** How a table of reports is laid out: one row for each cell, or one for each report with a column for each cell. */
export const EXPORT_LAYOUTS = ['long', 'wide'] as const;
export type ExportLayout = (typeof EXPORT_LAYOUTS)[number];

/** The columns of an export, and its rows of some reports. */
interface ExportTable {
  readonly columns: readonly string[];
  readonly rowsOf: (reports: readonly PublishedReport[]) => TidyRow[];
}

const TABLES: Readonly<Record<ExportLayout, ExportTable>> = {
  long: {
    columns: REPORT_COLUMNS,
    rowsOf: (reports) => reports.flatMap(({ document }) => reportRows(document)),
  },
  wide: {
    columns: WIDE_COLUMNS,
    rowsOf: (reports) => reports.map(({ document }) => wideRow(document)),
  },
};

async function* csvChunks({ columns, rowsOf }: ExportTable, batches: AsyncIterable<PublishedReport[]>) {
  yield printCsv(columns, []);
  for await (const reports of batches) yield printCsv(columns, rowsOf(reports), false);
}

async function* ndjsonChunks({ rowsOf }: ExportTable, batches: AsyncIterable<PublishedReport[]>) {
  for await (const reports of batches) yield printNdjson(rowsOf(reports));
}

async function* parquetChunks({ columns, rowsOf }: ExportTable, batches: AsyncIterable<PublishedReport[]>) {
  yield* writeParquet(
    columns,
    (async function* () {
      for await (const reports of batches) yield rowsOf(reports);
    })(),
  );
}

/** The stream in which rows wait to be compressed: of an older kind, which has no public property that it is full. */
interface DrainingStream extends EventEmitter {
  readonly _writableState: { readonly needDrain: boolean };
}

/**
 * Waits until the rows of a sheet have been compressed and written. The library does not wait itself, so its own pipe is read, which its
 * types do not show. False when the reader of the output has gone.
 */
async function waitForDrain(sheet: ExcelJS.Worksheet, output: PassThrough): Promise<boolean> {
  const [stream] = (sheet as unknown as { stream: { pipes: DrainingStream[] } }).stream.pipes;
  if (stream._writableState.needDrain && !output.destroyed) {
    const waiting = new AbortController();
    const { signal } = waiting;
    await Promise.race([once(stream, 'drain', { signal }), once(output, 'close', { signal })]).finally(() =>
      waiting.abort(),
    );
  }
  return !output.destroyed;
}

const sheetValue = (column: string, value: TidyRow[string]) => {
  if (isFigureColumn(column) && value !== null) return exactNumber(value as number | string);
  return typeof value === 'string' ? printable(value) : value;
};

async function writeWorkbook(
  output: PassThrough,
  { columns, rowsOf }: ExportTable,
  batches: AsyncIterable<PublishedReport[]>,
  at: Date,
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output });
  workbook.created = at;
  workbook.modified = at;
  const addSheet = (number: number) => {
    const added = workbook.addWorksheet(`数据 ${number}`);
    added.addRow([...columns]).commit();
    return added;
  };
  let number = 1;
  let sheet = addSheet(number);
  let rows = 0;
  for await (const reports of batches)
    for (const report of reports) {
      const added = rowsOf([report]);
      if (rows + added.length > ROWS_OF_SHEET) {
        sheet.commit();
        number += 1;
        sheet = addSheet(number);
        rows = 0;
      }
      for (const row of added)
        sheet.addRow(columns.map((column) => sheetValue(column, row[column]))).commit();
      rows += added.length;
      if (!(await waitForDrain(sheet, output))) return;
    }
  sheet.commit();
  await workbook.commit();
}

/** The formats in which a subtree's reports can be downloaded as one table. */
export type TableFormat = 'csv' | 'ndjson' | 'xlsx' | 'parquet';

/** Returns the published reports of a range as one table, in a stream whose reader sets the pace. */
export function exportTable(
  context: Context,
  range: ExportRange,
  format: TableFormat,
  layout: ExportLayout,
): Readable {
  const table = TABLES[layout];
  const batches = readPublished(context, range);
  if (format === 'csv') return Readable.from(csvChunks(table, batches));
  if (format === 'ndjson') return Readable.from(ndjsonChunks(table, batches));
  if (format === 'parquet') return Readable.from(parquetChunks(table, batches));
  const output = new PassThrough();
  writeWorkbook(output, table, batches, range.at).catch((error) => output.destroy(error));
  return output;
}
