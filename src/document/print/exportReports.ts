import { type EventEmitter, once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { ZipFile } from 'yazl';
import { listPublished, type PublishedRange } from '../../report/model/listPublished';
import type { Report } from '../../report/model/reportTypes';
import type { Queryable } from '../../shared/database';
import { organsOfYear } from './loadDocument';
import { printDocx } from './printDocx';
import { printHtml } from './printHtml';
import { printCsv, printNdjson, REPORT_COLUMNS, reportRows, type TidyRow } from './printRows';
import { exactNumber } from './printWorkbook';
import { documentOfReport, type Organ, type ReportDocument } from './reportDocument';
import { printable } from './statutoryDocument';

const BATCH = 200;
/** A sheet holds 1,048,576 rows. */
const ROWS_OF_SHEET = 1_000_000;

interface Published {
  readonly report: Report;
  readonly document: ReportDocument;
}

/** Every report of a range, read in batches, so that memory does not grow with the range. */
async function* readPublished(database: Queryable, range: PublishedRange): AsyncGenerator<Published> {
  let last: Report | null = null;
  for (;;) {
    const reports: Report[] = await listPublished(database, range, last, BATCH);
    const organs = await organsOfYear(
      database,
      reports.map((report) => report.agencyKey),
      range.year,
      range.at,
    );
    for (const report of reports) {
      const organ = organs.get(report.agencyKey) as Organ;
      yield { report, document: documentOfReport(report, organ) };
    }
    if (reports.length < BATCH) return;
    last = reports[reports.length - 1];
  }
}

async function* csvChunks(database: Queryable, range: PublishedRange) {
  yield printCsv(REPORT_COLUMNS, []);
  for await (const { document } of readPublished(database, range))
    yield printCsv(REPORT_COLUMNS, reportRows(document), false);
}

async function* ndjsonChunks(database: Queryable, range: PublishedRange) {
  for await (const { document } of readPublished(database, range)) yield printNdjson(reportRows(document));
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
  if (column === 'value' && value !== null) return exactNumber(value as number | string);
  return typeof value === 'string' ? printable(value) : value;
};

async function writeWorkbook(output: PassThrough, database: Queryable, range: PublishedRange): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output });
  workbook.created = range.at;
  workbook.modified = range.at;
  const addSheet = (number: number) => {
    const added = workbook.addWorksheet(`数据 ${number}`);
    added.addRow([...REPORT_COLUMNS]).commit();
    return added;
  };
  let number = 1;
  let sheet = addSheet(number);
  let rows = 0;
  for await (const { document } of readPublished(database, range)) {
    const tidy = reportRows(document);
    if (rows + tidy.length > ROWS_OF_SHEET) {
      sheet.commit();
      number += 1;
      sheet = addSheet(number);
      rows = 0;
    }
    for (const row of tidy)
      sheet.addRow(REPORT_COLUMNS.map((column) => sheetValue(column, row[column]))).commit();
    rows += tidy.length;
    if (!(await waitForDrain(sheet, output))) return;
  }
  sheet.commit();
  await workbook.commit();
}

const pathOf = ({ agencyCode, year, scope }: Report, extension: string) =>
  `${agencyCode}/${year}${scope === 'OWN' ? '' : '-consolidated'}.${extension}`;

const INDEX_COLUMNS = [
  'agencyCode',
  'agencyName',
  'jurisdictionCode',
  'year',
  'scope',
  'revision',
  'publishedAt',
  'errors',
  'html',
  'docx',
];

async function* indexChunks(database: Queryable, range: PublishedRange) {
  yield printCsv(INDEX_COLUMNS, []);
  for await (const { report, document } of readPublished(database, range)) {
    const row: TidyRow = {
      agencyCode: report.agencyCode,
      agencyName: document.organ.name,
      jurisdictionCode: document.organ.jurisdiction,
      year: report.year,
      scope: report.scope,
      revision: report.revision,
      publishedAt: report.publishedAt?.toISOString() ?? null,
      errors: report.errorCount,
      html: pathOf(report, 'html'),
      docx: pathOf(report, 'docx'),
    };
    yield printCsv(INDEX_COLUMNS, [row], false);
  }
}

async function writeArchive(zip: ZipFile, database: Queryable, range: PublishedRange): Promise<void> {
  const output = zip.outputStream as PassThrough;
  const gone = new Promise<false>((resolve) => output.once('close', () => resolve(false)));
  /** Adds a file and waits until it begins to be written, so that no more than one waits in memory. */
  const add = (path: string, content: Readable, mtime: Date, compress: boolean) => {
    // yazl does not listen: an error that nobody hears would end the process.
    content.on('error', (error) => output.destroy(error));
    const written = new Promise<true>((resolve) => {
      zip.addReadStreamLazy(path, { mtime, compress }, (addStream) => {
        addStream(null, content);
        resolve(true);
      });
    });
    return Promise.race([written, gone]);
  };
  for await (const { report, document } of readPublished(database, range)) {
    const at = document.stampedAt;
    const html = Readable.from([Buffer.from(printHtml(document))]);
    if (!(await add(pathOf(report, 'html'), html, at, true))) return;
    const docx = Readable.from([await printDocx(document)]);
    if (!(await add(pathOf(report, 'docx'), docx, at, false))) return;
  }
  await add('index.csv', Readable.from(indexChunks(database, range)), range.at, true);
  zip.end();
}

/** The formats in which a subtree's reports of a year can be downloaded at once. */
export type ExportFormat = 'zip' | 'csv' | 'ndjson' | 'xlsx';

/** Every published report of a range in one stream, whose reader sets the pace. */
export function exportReports(database: Queryable, range: PublishedRange, format: ExportFormat): Readable {
  if (format === 'csv') return Readable.from(csvChunks(database, range));
  if (format === 'ndjson') return Readable.from(ndjsonChunks(database, range));
  if (format === 'xlsx') {
    const output = new PassThrough();
    writeWorkbook(output, database, range).catch((error) => output.destroy(error));
    return output;
  }
  const zip = new ZipFile();
  const output = zip.outputStream as PassThrough;
  zip.on('error', (error: Error) => output.destroy(error));
  writeArchive(zip, database, range).catch((error) => output.destroy(error));
  return output;
}
