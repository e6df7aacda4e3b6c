import { stringify } from 'csv-stringify/sync';
import { CELLS, cellOf, findCell } from '../../form/cells';
import { exactFigure } from '../../form/figures';
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
/** The columns that say which report a row is of. */
const ABOUT_REPORT = [
  'agencyCode',
  'agencyName',
  'agencyNameEn',
  'jurisdictionCode',
  'year',
  'scope',
  'revision',
  'publishedAt',
];
/** The columns of tidy tables of reports; how exact a value is belongs to indicators only. */
export const REPORT_COLUMNS: readonly string[] = [...ABOUT_REPORT, ...CELL_COLUMNS, 'qualifier'];
/** The columns of tables with one row for each report: every cell of both editions is a column, by its code. */
export const WIDE_COLUMNS: readonly string[] = [...ABOUT_REPORT, ...CELLS.map(({ code }) => code)];

/** Returns whether a column of these tables holds figures. */
export const isFigureColumn = (column: string): boolean =>
  column === 'value' || findCell(column) !== undefined;
/** The columns of tidy tables of sums. */
export const ROLL_UP_COLUMNS: readonly string[] = [
  'jurisdictionCode',
  'jurisdictionName',
  'jurisdictionNameEn',
  'years',
  'kinds',
  'expected',
  'included',
  'withdrawn',
  'missing',
  'notDueYet',
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

/** Returns the name of an agency or a place in English; where none is known, the name that it has. */
export const englishName = ({
  name,
  nameEn,
}: {
  readonly name: string;
  readonly nameEn: string | null;
}): string => nameEn ?? name;

const aboutReport = ({ organ, report }: ReportDocument): TidyRow => ({
  agencyCode: organ.code,
  agencyName: organ.name,
  agencyNameEn: englishName(organ),
  jurisdictionCode: organ.jurisdictionCode,
  year: report.year,
  scope: report.scope,
  revision: report.revision,
  publishedAt: report.publishedAt?.toISOString() ?? null,
});

/** The supplementary indicators of a report: rows like those of cells, in no section and of no edition, as they are in no table of the form. */
const indicatorRows = ({ indicators }: ReportDocument, about: TidyRow): TidyRow[] =>
  indicators.map(({ code, name, unit, value, qualifier }) => ({
    ...about,
    section: null,
    edition: null,
    cell: `indicators.${code}`,
    labelZh: name.zh,
    labelEn: name.en ?? name.zh,
    unit: unit.zh,
    value: exactFigure(value),
    status: 'REPORTED',
    computed: false,
    note: null,
    qualifier,
  }));

/** A report as one row for each cell, then one for each supplementary indicator that it states. */
export function reportRows(document: ReportDocument): TidyRow[] {
  const about = aboutReport(document);
  return [
    ...cellRows(document, about).map((row) => ({ ...row, qualifier: null })),
    ...indicatorRows(document, about),
  ];
}

/**
 * A report as one row with a column for each cell; empty where there is no value, for whatever reason. Indicators are not in it: the catalogue grows, and
 * the columns of such a table stay.
 */
export const wideRow = (document: ReportDocument): TidyRow => ({
  ...aboutReport(document),
  ...Object.fromEntries(CELLS.map(({ code }) => [code, document.figures.get(code)?.value ?? null])),
});

/** A sum as one row for each cell, each with the coverage of the sum. */
export function rollUpRows(document: RollUpDocument): TidyRow[] {
  const { place, years, kinds, coverage } = document.sum;
  return cellRows(document, {
    jurisdictionCode: place.code,
    jurisdictionName: place.name,
    jurisdictionNameEn: englishName(place),
    years: years.join(' '),
    kinds: kinds?.join(' ') ?? null,
    expected: coverage.expected,
    included: coverage.included,
    withdrawn: coverage.withdrawn,
    missing: coverage.overdue,
    notDueYet: coverage.awaited,
    withErrors: coverage.withErrors,
  });
}

/** Text that a spreadsheet would run as a formula is printed after an apostrophe. */
export const guard = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

/** Records as CSV after RFC 4180, in UTF-8 with a byte order mark when they begin with the names of the columns. */
export const printRecords = (records: readonly unknown[][], withHead: boolean): string =>
  stringify(records as unknown[][], {
    bom: withHead,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    cast: { boolean: (value) => String(value) },
  });

/** Rows as CSV, with the names of the columns when `withHead`. */
export function printCsv(
  columns: readonly string[],
  rows: readonly TidyRow[],
  withHead: boolean = true,
): string {
  const records = rows.map((row) =>
    columns.map((column) => {
      const value = row[column];
      // Decimal text of 万元 is a number; so is a negative count.
      return typeof value === 'string' && !isFigureColumn(column) ? guard(value) : value;
    }),
  );
  return printRecords(withHead ? [[...columns], ...records] : records, withHead);
}

/** Rows as JSON, one object a line. */
export function printNdjson(rows: readonly TidyRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
