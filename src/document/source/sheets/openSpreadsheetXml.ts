import type { Block } from '../blocks';
import { allElements, elementIn, elementsIn, isTrue, parseXml, textIn, type XmlElement } from '../parseXml';
import { colourOf, isPale, looksAlike } from '../seen/colours';
import type { Words } from '../seen/composeLine';
import { SAME_COLOUR } from '../seen/doubts';
import type { Manner } from '../seen/seen';
import { type Merge, MOST_COLUMNS, MOST_ROWS, type Sheet, type SheetCell, sheetBlocks } from './sheetTable';
import { errorDoubt, noResult, shownNumber, shownText } from './shownNumber';

/** How the cells of a style are printed. */
interface Look {
  readonly manner?: Manner;
  readonly pattern?: string;
  readonly colour?: string;
  readonly ground?: string;
}

/** Formats that this format names by words. */
const NAMED_FORMATS: Readonly<Record<string, string>> = {
  Fixed: '0.00',
  Standard: '#,##0.00',
  Percent: '0.00%',
  Scientific: '0.00E+00',
  'General Number': 'General',
  'Short Date': 'yyyy/m/d',
};
const WHITE = '#FFFFFF';
const NARROWEST = 0.3;

function ownLook(style: XmlElement): Look {
  const font = elementIn(style, 'Font')?.attributes ?? {};
  const format = elementIn(style, 'NumberFormat')?.attributes.Format;
  const interior = elementIn(style, 'Interior')?.attributes;
  return {
    ...(isTrue(font.StrikeThrough) ? { manner: 'WITHDRAWN' as const } : {}),
    ...(font.Color ? { colour: font.Color.toUpperCase() } : {}),
    ...(format ? { pattern: NAMED_FORMATS[format] ?? format } : {}),
    ...(interior?.Color && interior.Pattern !== 'None' ? { ground: interior.Color.toUpperCase() } : {}),
  };
}

const DEEPEST = 20;

function looksOf(workbook: XmlElement): (name: string | undefined) => Look {
  const styles = new Map(
    elementsIn(elementIn(workbook, 'Styles') ?? workbook, 'Style').map((style) => [
      style.attributes.ID ?? '',
      { look: ownLook(style), parent: style.attributes.Parent },
    ]),
  );
  const lookOf = (name: string | undefined, depth = 0): Look => {
    const style = styles.get(name ?? 'Default');
    return style && depth <= DEEPEST
      ? { ...(style.parent ? lookOf(style.parent, depth + 1) : {}), ...style.look }
      : {};
  };
  return (name) => lookOf(name);
}

const MANNERS: Readonly<Record<string, Manner>> = { S: 'WITHDRAWN', Sup: 'RAISED', Sub: 'RAISED' };

/** The letters of a cell, each as the element around it prints it. */
const wordsIn = (element: XmlElement, manner: Manner): Words[] =>
  element.children.flatMap((child) =>
    typeof child === 'string'
      ? [{ text: child, manner }]
      : wordsIn(child, manner === 'PLAIN' ? (MANNERS[child.name] ?? manner) : manner),
  );

function contentOf(cell: XmlElement, look: Look): Omit<SheetCell, 'row' | 'column'> {
  const { manner = 'PLAIN', pattern = 'General', colour, ground = WHITE } = look;
  const data = elementIn(cell, 'Data');
  const text = textIn(data);
  if (!data || (text === '' && data.attributes.Type !== 'String'))
    return { words: [], doubts: cell.attributes.Formula === undefined ? [] : [noResult] };
  if (data.attributes.Type === 'Error') return { words: [], doubts: [errorDoubt(text)] };
  if (colour && looksAlike(colourOf(colour), colourOf(ground))) return { words: [], doubts: [] };
  const faint = colour && isPale(colourOf(colour), colourOf(ground)) ? [SAME_COLOUR] : [];
  if (elementsIn(data).length > 0) return { words: wordsIn(data, manner), doubts: faint };
  const isNumber = data.attributes.Type === 'Number' && Number.isFinite(Number(text));
  const {
    text: shown,
    notes,
    doubts,
  } = isNumber ? shownNumber(Number(text), pattern) : shownText(text, pattern);
  return { words: [{ text: shown, manner }], doubts: [...doubts, ...faint], notes };
}

const isHiddenPart = ({ Hidden, Height, Width }: Readonly<Record<string, string>>) =>
  isTrue(Hidden) || Number(Height ?? Width ?? 1) < NARROWEST;

/** Returns the parts of a table with their number, from 0: one may name its own, or stand for several. */
function numbered(parts: readonly XmlElement[], most: number): { element: XmlElement; at: number }[] {
  let next = 0;
  return parts.flatMap((element) => {
    const { Index, Span } = element.attributes;
    const first = Index ? Number(Index) - 1 : next;
    const count = Math.min(Number(Span ?? 0) || 0, most) + 1;
    next = first + count;
    return Array.from({ length: count }, (_, copy) => ({ element, at: first + copy })).filter(
      ({ at }) => at < most,
    );
  });
}

function sheetOf(worksheet: XmlElement, lookOf: (name: string | undefined) => Look): Sheet {
  const table = elementIn(worksheet, 'Table');
  const cells: SheetCell[] = [];
  const merges: Merge[] = [];
  const columns = numbered(table ? elementsIn(table, 'Column') : [], MOST_COLUMNS);
  const rows = numbered(table ? elementsIn(table, 'Row') : [], MOST_ROWS);
  const hiddenColumns = new Set(
    columns.filter(({ element }) => isHiddenPart(element.attributes)).map(({ at }) => at),
  );
  const hiddenRows = new Set(
    rows.filter(({ element }) => isHiddenPart(element.attributes)).map(({ at }) => at),
  );
  const columnStyles = new Map(columns.map(({ element, at }) => [at, element.attributes.StyleID]));
  for (const { element, at: row } of rows) {
    let column = 0;
    for (const cell of elementsIn(element, 'Cell')) {
      const { Index, MergeAcross, MergeDown, StyleID } = cell.attributes;
      if (Index) column = Number(Index) - 1;
      const [right, down] = [MergeAcross, MergeDown].map((span) => Math.max(0, Number(span ?? 0) || 0));
      const look = lookOf(StyleID ?? element.attributes.StyleID ?? columnStyles.get(column));
      if (column < MOST_COLUMNS) cells.push({ row, column, ...contentOf(cell, look) });
      if (right > 0 || down > 0)
        merges.push({ top: row, left: column, bottom: row + down, right: column + right });
      column += right + 1;
    }
  }
  return {
    name: worksheet.attributes.Name ?? '',
    cells,
    merges,
    isHiddenRow: (at) => hiddenRows.has(at),
    isHiddenColumn: (at) => hiddenColumns.has(at),
  };
}

/** Returns whether a text is a workbook of Excel 2003 in XML, as it is saved with the name .xls or .xml. */
export const isSpreadsheetXml = (text: string): boolean =>
  /<(?:\w+:)?Workbook[\s>]/.test(text.slice(0, 4000)) &&
  text.slice(0, 8000).includes('urn:schemas-microsoft-com:office:spreadsheet');

/** Opens a workbook of Excel 2003 in XML as a person sees it. */
export function openSpreadsheetXml(text: string): Block[] {
  const workbook = parseXml(text);
  const lookOf = looksOf(workbook);
  return sheetBlocks(
    elementsIn(workbook, 'Worksheet')
      .filter((sheet) => !allElements(sheet, 'Visible').some((element) => /hidden/i.test(textIn(element))))
      .map((sheet) => sheetOf(sheet, lookOf)),
  );
}
