import { stringify } from 'csv-stringify/sync';
import { cellOf } from '../../form/cells';
import type { ReportDocument } from './reportDocument';
import type { RollUpDocument } from './rollUpDocument';
import type { StatutoryDocument } from './statutoryDocument';

/** A row of a tidy table: text that a spreadsheet would run as a formula is guarded, numbers are not. */
export type TidyRow = Readonly<Record<string, string | number | boolean | null>>;

/** The columns of one cell, the same in every tidy table. */
const CELL_COLUMNS = [
  'section',
  'edition',
  'cell',
  'labelZh',
  'labelEn',
  'unit',
  'value',
  'status',
  'computed',
  'note',
];
/** The columns of tidy tables of reports. */
export const REPORT_COLUMNS: readonly string[] = [
  'agencyCode',
  'agencyName',
  'jurisdictionCode',
  'year',
  'scope',
  'revision',
  'publishedAt',
  ...CELL_COLUMNS,
];
/** The columns of tidy tables of sums. */
export const ROLL_UP_COLUMNS: readonly string[] = [
  'jurisdictionCode',
  'jurisdictionName',
  'years',
  'kinds',
  'expected',
  'included',
  'missing',
  'withErrors',
  ...CELL_COLUMNS,
];

const cellRows = (document: StatutoryDocument, about: TidyRow): TidyRow[] =>
  [...document.figures].map(([code, { value, status, computed, note }]) => {
    const cell = cellOf(code);
    const own = document.editions[cell.section];
    return {
      ...about,
      section: cell.section,
      edition: cell.editions.includes(own) ? own : cell.editions[0],
      cell: code,
      labelZh: cell.zh,
      labelEn: cell.en,
      unit: cell.unit,
      value,
      status,
      computed,
      note,
    };
  });

/** A report as one row for each cell. */
export function reportRows(document: ReportDocument): TidyRow[] {
  const { organ, report } = document;
  return cellRows(document, {
    agencyCode: organ.code,
    agencyName: organ.name,
    jurisdictionCode: organ.jurisdiction,
    year: report.year,
    scope: report.scope,
    revision: report.revision,
    publishedAt: report.publishedAt?.toISOString() ?? null,
  });
}

/** A sum as one row for each cell, each with the coverage of the sum. */
export function rollUpRows(document: RollUpDocument): TidyRow[] {
  const { place, years, kinds, coverage } = document.sum;
  return cellRows(document, {
    jurisdictionCode: place.code,
    jurisdictionName: place.name,
    years: years.join(' '),
    kinds: kinds?.join(' ') ?? null,
    expected: coverage.expected,
    included: coverage.included,
    missing: coverage.expected - coverage.included,
    withErrors: coverage.withErrors,
  });
}

/** Text that a spreadsheet would run as a formula is printed after an apostrophe. */
const guard = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

/** Rows as CSV after RFC 4180, in UTF-8 with a byte order mark and the names of the columns when `withHead`. */
export function printCsv(
  columns: readonly string[],
  rows: readonly TidyRow[],
  withHead: boolean = true,
): string {
  const records = rows.map((row) =>
    columns.map((column) => {
      const value = row[column];
      // Decimal text of 万元 is a number; so is a negative count.
      return typeof value === 'string' && column !== 'value' ? guard(value) : value;
    }),
  );
  return stringify(withHead ? [[...columns], ...records] : records, {
    bom: withHead,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    cast: { boolean: (value) => String(value) },
  });
}

/** Rows as JSON, one object a line. */
export function printNdjson(rows: readonly TidyRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
