import type { Label } from '../form/lines';

/** Where something is in a document, counted from 1; what a format does not have is left out or null. */
export interface DocumentLocation {
  readonly section?: number | null;
  readonly page?: number | null;
  readonly sheet?: string | null;
  readonly table?: number | null;
  readonly row?: number | null;
  readonly column?: number | null;
  readonly line?: number | null;
}

const isThere = (part: unknown) => part !== undefined && part !== null;

/** Returns where something is in a document, in words; empty where the document does not say. A line is said of what stands in no table. */
export function locationInWords({ section, page, sheet, table, row, column, line }: DocumentLocation): Label {
  const parts: readonly (readonly [part: unknown, zh: string, en: string])[] = [
    [section, `第 ${section} 部分`, `section ${section}`],
    [page, `第 ${page} 页`, `page ${page}`],
    [sheet, `工作表“${sheet}”`, `sheet "${sheet}"`],
    [table, `第 ${table} 个表`, `table ${table}`],
    [row, `第 ${row} 行`, `row ${row}`],
    [column, `第 ${column} 列`, `column ${column}`],
    [isThere(table) ? null : line, `第 ${line} 段`, `paragraph ${line}`],
  ];
  const said = parts.filter(([part]) => isThere(part));
  return { zh: said.map(([, zh]) => zh).join('，'), en: said.map(([, , en]) => en).join(', ') };
}
