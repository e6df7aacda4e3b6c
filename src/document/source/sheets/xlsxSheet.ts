import { elementIn, elementsIn, isTrue, parseXml, textIn, type XmlElement } from '../parseXml';
import type { Words } from '../seen/composeLine';
import { type Drawing, type Merge, MOST_COLUMNS, MOST_ROWS, type Sheet, type SheetCell } from './sheetTable';
import { errorDoubt, noResult, type Shown, shownNumber, shownText } from './shownNumber';
import { type CellLook, fontLook } from './xlsxStyles';

/** A text of a workbook as its runs, or a plain one. */
export type RichText = readonly { readonly text: string; readonly font?: XmlElement }[];

/** What the cells of a sheet refer to. */
export interface WorkbookParts {
  readonly texts: readonly RichText[];
  readonly lookOf: (style: string | undefined) => CellLook;
}

/** Rows and columns narrower than this, in points or letters, are not seen. */
const NARROWEST = 0.3;

/** Returns the runs of a text; readings printed above ideographs are left out. */
export function richTextOf(element: XmlElement): RichText {
  const runs = elementsIn(element, 'r');
  if (runs.length === 0) return [{ text: textIn(elementIn(element, 't')) }];
  return runs.map((run) => ({ text: textIn(elementIn(run, 't')), font: elementIn(run, 'rPr') }));
}

/** Returns the row and column, from 0, of a reference such as C12; null where it is none. */
export function positionOf(reference: string | undefined): { row: number; column: number } | null {
  const [, letters, row] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference ?? '') ?? [];
  if (!letters) return null;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(row) - 1, column: column - 1 };
}

/** What a cell shows. */
type Content = Omit<SheetCell, 'row' | 'column'>;

const NOTHING: Content = { words: [], doubts: [] };

const asWords = ({ text, notes, doubts }: Shown, { manner }: CellLook): Content => ({
  words: [{ text, manner }],
  doubts,
  notes,
});

/** A text with its runs: those in the colour of the ground are not seen. */
function richWords(runs: RichText, look: CellLook): Content {
  if (runs.length === 1 && !runs[0].font) return asWords(shownText(runs[0].text, look.pattern), look);
  const words = runs.flatMap(({ text, font }): Words[] => {
    const own = font ? fontLook(font) : look;
    if (own.colour !== null && own.colour === look.ground) return [];
    return [{ text, manner: own.manner }];
  });
  return { words, doubts: [] };
}

function wordsOf(cell: XmlElement, { texts, lookOf }: WorkbookParts): Content {
  const look = lookOf(cell.attributes.s);
  const { t: type = 'n' } = cell.attributes;
  const result = elementIn(cell, 'v');
  const text = textIn(result);
  const isFormula = elementIn(cell, 'f') !== undefined;
  if (isFormula && text === '' && !(type === 'str' && result)) return { words: [], doubts: [noResult] };
  if (type === 'e') return { words: [], doubts: [errorDoubt(text)] };
  if (look.isUnseen && type !== 'inlineStr' && type !== 's') return NOTHING;
  if (type === 's') {
    const runs = texts[Number(text)] ?? [];
    return look.isUnseen && runs.every(({ font }) => !font) ? NOTHING : richWords(runs, look);
  }
  const inline = elementIn(cell, 'is');
  if (inline) return look.isUnseen ? NOTHING : richWords(richTextOf(inline), look);
  if (type === 'b') return asWords({ text: text === '1' ? 'TRUE' : 'FALSE', notes: [], doubts: [] }, look);
  if (type === 'n' && text.trim() !== '' && Number.isFinite(Number(text)))
    return asWords(shownNumber(Number(text), look.pattern), look);
  return asWords(shownText(text, look.pattern), look);
}

/** An element of a sheet that shows nothing. */
const isEmptyCell = ({ name, children }: XmlElement) => name === 'c' && children.length === 0;

function mergesOf(root: XmlElement): Merge[] {
  return elementsIn(elementIn(root, 'mergeCells') ?? root, 'mergeCell').flatMap(({ attributes }) => {
    const [from, to] = (attributes.ref ?? '').split(':').map(positionOf);
    if (!from) return [];
    const end = to ?? from;
    return [
      {
        top: Math.min(from.row, end.row),
        bottom: Math.max(from.row, end.row),
        left: Math.min(from.column, end.column),
        right: Math.max(from.column, end.column),
      },
    ];
  });
}

function hiddenColumnsOf(root: XmlElement): Set<number> {
  const hidden = new Set<number>();
  for (const { attributes } of elementsIn(elementIn(root, 'cols') ?? root, 'col')) {
    const isNarrow = attributes.width !== undefined && Number(attributes.width) < NARROWEST;
    if (!isTrue(attributes.hidden) && !isNarrow) continue;
    const last = Math.min(Number(attributes.max), MOST_COLUMNS);
    for (let column = Number(attributes.min); column <= last; column += 1) hidden.add(column - 1);
  }
  return hidden;
}

const isHiddenRow = ({ hidden, ht }: Readonly<Record<string, string>>) =>
  isTrue(hidden) || (ht !== undefined && Number(ht) < NARROWEST);

/** Returns a sheet from its part, with what floats over its cells. */
export function sheetOf(
  xml: string,
  name: string,
  parts: WorkbookParts,
  drawings: readonly Drawing[],
): Sheet {
  const root = parseXml(xml, isEmptyCell);
  const cells: SheetCell[] = [];
  const hiddenRows = new Set<number>();
  const shownRows = new Set<number>();
  let row = -1;
  for (const element of elementsIn(elementIn(root, 'sheetData') ?? root, 'row')) {
    row = element.attributes.r ? Number(element.attributes.r) - 1 : row + 1;
    if (row >= MOST_ROWS) break;
    (isHiddenRow(element.attributes) ? hiddenRows : shownRows).add(row);
    let column = -1;
    for (const cell of elementsIn(element, 'c')) {
      column = positionOf(cell.attributes.r)?.column ?? column + 1;
      if (column < MOST_COLUMNS) cells.push({ row, column, ...wordsOf(cell, parts) });
    }
  }
  const hidesOthers = isTrue(elementIn(root, 'sheetFormatPr')?.attributes.zeroHeight);
  const hiddenColumns = hiddenColumnsOf(root);
  return {
    name,
    cells,
    merges: mergesOf(root),
    drawings,
    isHiddenRow: (at) => hiddenRows.has(at) || (hidesOthers && !shownRows.has(at)),
    isHiddenColumn: (at) => hiddenColumns.has(at),
  };
}
