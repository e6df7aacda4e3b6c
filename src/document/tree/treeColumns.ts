import type { Label } from '../../form/lines';

/** The two tables of a tree: a sheet each in a workbook, the first column of a CSV. */
export type TreeSheet = 'PLACES' | 'AGENCIES';

/** How the sheets are named. */
export const SHEET_NAMES: Readonly<Record<TreeSheet, string>> = { PLACES: '区划', AGENCIES: '机关' };

/** A column with its two names; the header has both. */
export interface TreeColumn {
  readonly name: string;
  readonly zh: string;
}

const COLUMNS = {
  sheet: '表',
  code: '代码',
  name: '名称',
  nameEn: '英文名称',
  level: '级别',
  parent: '上级区划',
  kind: '类别',
  jurisdiction: '所属区划',
  supervisingAgency: '主管机关',
  validFrom: '设立日期',
  foundingUnknown: '设立日期不详',
  validTo: '撤销日期',
  effectiveOn: '变更日期',
} as const;

/** The name of a column. */
export type ColumnName = keyof typeof COLUMNS;

/** The columns of each table, in their order. */
export const SHEET_COLUMNS: Readonly<Record<TreeSheet, readonly ColumnName[]>> = {
  PLACES: ['code', 'name', 'nameEn', 'level', 'parent', 'validFrom', 'effectiveOn'],
  AGENCIES: [
    'code',
    'name',
    'nameEn',
    'kind',
    'jurisdiction',
    'supervisingAgency',
    'validFrom',
    'foundingUnknown',
    'validTo',
    'effectiveOn',
  ],
};
/** What says that it is not known when an agency was founded: its first day is only that since which it is recorded. */
export const UNKNOWN_FOUNDING: Label = { zh: '不详', en: 'not known' };

/** The columns that a table must have. */
export const REQUIRED_COLUMNS: Readonly<Record<TreeSheet, readonly ColumnName[]>> = {
  PLACES: ['code', 'name', 'level', 'parent'],
  AGENCIES: ['code', 'name', 'kind', 'jurisdiction', 'validFrom'],
};
/** The columns of a CSV, which holds both tables. */
export const CSV_COLUMNS = Object.keys(COLUMNS) as ColumnName[];

/** The header of a column, in both languages. */
export const headerOf = (name: ColumnName) => `${COLUMNS[name]} ${name}`;

/** Returns the column of a header: by either of its names, or both. */
export function columnOf(header: string): ColumnName | null {
  const text = header.normalize('NFKC').trim();
  const names = Object.keys(COLUMNS) as ColumnName[];
  return names.find((name) => [name, COLUMNS[name], headerOf(name)].includes(text)) ?? null;
}

/** Levels and kinds of agencies as they are compared: with or without 、, 的 and 人民. */
const plain = (text: string) => text.replaceAll(/[、的]|人民/g, '');

/** Returns the value whose label in Chinese or name a text is, or null. */
export const labelled = <T extends string>(labels: Readonly<Record<T, Label>>, text: string): T | null =>
  (Object.keys(labels) as T[]).find((value) => text === value || plain(text) === plain(labels[value].zh)) ??
  null;

/** A row of a table as it is in the file: texts by column, and where it is. */
export interface SheetRow {
  readonly sheet: TreeSheet;
  /** The row in the file, from 1. */
  readonly row: number;
  readonly values: Readonly<Partial<Record<ColumnName, string>>>;
  /** The letters of each column in the file. */
  readonly letters: Readonly<Partial<Record<ColumnName, string>>>;
}

/** Returns the letters of a column that counts from 1. */
export function lettersOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? lettersOf(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** Returns where a cell is, as spreadsheets write it: the sheet, the letters of the column and the number of the row. */
export const cellPath = ({ sheet, row, letters }: SheetRow, column: ColumnName) =>
  `${SHEET_NAMES[sheet]}!${letters[column] ?? letters.code ?? 'A'}${row}`;
