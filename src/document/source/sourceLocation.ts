import type { Label } from '../../form/lines';

/** A box on a page, in points from its top left corner. */
export interface PlaceOnPage {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where something is in its source, counted from 1; what a format does not have is left out. */
export interface SourceLocation {
  /** Section of the report, 1 to 6. */
  readonly section?: number;
  /** Page of a PDF. */
  readonly page?: number;
  /** By how many degrees clockwise the page must be turned, as it is shown, for its writing to be upright; left out where it is. */
  readonly turn?: number;
  /** Sheet of a workbook. */
  readonly sheet?: string;
  /** Line of a text, or paragraph of a page. */
  readonly line?: number;
  /** Table of the document, with row and column in it. */
  readonly table?: number;
  readonly row?: number;
  readonly column?: number;
  /** Where a cell, a word or a line is on its page held upright. */
  readonly box?: PlaceOnPage;
}

/** Returns where something is in its source, in words. */
export function locationInWords({ section, page, sheet, table, row, line }: SourceLocation): Label {
  const parts: (readonly [zh: string, en: string] | null)[] = [
    section !== undefined ? [`第 ${section} 部分`, `section ${section}`] : null,
    page !== undefined ? [`第 ${page} 页`, `page ${page}`] : null,
    sheet !== undefined ? [`工作表“${sheet}”`, `sheet "${sheet}"`] : null,
    table !== undefined ? [`第 ${table} 个表`, `table ${table}`] : null,
    row !== undefined ? [`第 ${row} 行`, `row ${row}`] : null,
    table === undefined && line !== undefined ? [`第 ${line} 段`, `paragraph ${line}`] : null,
  ];
  const said = parts.filter((part) => part !== null);
  return { zh: said.map(([zh]) => zh).join('，'), en: said.map(([, en]) => en).join(', ') };
}
