import { printDocx } from './printDocx';
import { printHtml } from './printHtml';
import { printReportJson, printRollUpJson } from './printJson';
import { printCsv, printNdjson, REPORT_COLUMNS, ROLL_UP_COLUMNS, reportRows, rollUpRows } from './printRows';
import { printWorkbook } from './printWorkbook';
import type { ReportDocument } from './reportDocument';
import type { RollUpDocument } from './rollUpDocument';

/** A form in which documents leave the hub. */
export interface Format<T> {
  /** Also what the address ends with. */
  readonly extension: 'html' | 'docx' | 'xlsx' | 'csv' | 'ndjson' | 'json';
  readonly mediaType: string;
  readonly print: (document: T) => string | Promise<Buffer>;
}

const HTML = { extension: 'html', mediaType: 'text/html' } as const;
const DOCX = {
  extension: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
const XLSX = {
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
const CSV = { extension: 'csv', mediaType: 'text/csv' } as const;
const NDJSON = { extension: 'ndjson', mediaType: 'application/x-ndjson' } as const;
const JSON_FORMAT = { extension: 'json', mediaType: 'application/json' } as const;

/** The media types of exports, by extension. */
export const EXPORT_TYPES: Readonly<Record<string, string>> = {
  zip: 'application/zip',
  csv: CSV.mediaType,
  ndjson: NDJSON.mediaType,
  xlsx: XLSX.mediaType,
  parquet: 'application/vnd.apache.parquet',
};

/** The formats of a report; the first is the default. */
export const REPORT_FORMATS: readonly Format<ReportDocument>[] = [
  { ...HTML, print: printHtml },
  { ...DOCX, print: printDocx },
  { ...XLSX, print: printWorkbook },
  { ...CSV, print: (document) => printCsv(REPORT_COLUMNS, reportRows(document)) },
  { ...NDJSON, print: (document) => printNdjson(reportRows(document)) },
  { ...JSON_FORMAT, print: printReportJson },
];

/** The formats of a sum. */
export const ROLL_UP_FORMATS: readonly Format<RollUpDocument>[] = [
  { ...HTML, print: printHtml },
  { ...DOCX, print: printDocx },
  { ...XLSX, print: printWorkbook },
  { ...CSV, print: (document) => printCsv(ROLL_UP_COLUMNS, rollUpRows(document)) },
  { ...JSON_FORMAT, print: printRollUpJson },
];
