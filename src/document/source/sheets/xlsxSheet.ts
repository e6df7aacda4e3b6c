import { elementIn, elementsIn, isTrue, parseXml, textIn, type XmlElement } from '../parseXml';
import type { Words } from '../seen/composeLine';
import { SAME_COLOUR } from '../seen/doubts';
import { type Drawing, type Merge, MOST_COLUMNS, MOST_ROWS, type Sheet, type SheetCell } from './sheetTable';
import { errorDoubt, noResult, type Shown, shownNumber, shownText } from './shownNumber';
import type { Palette } from './xlsxColours';
import { type Condition, conditionsOf, MAY_BE_HIDDEN, mayHide, positionOf } from './xlsxConditions';
import { type CellLook, fontLook, isFaint, isUnseen } from './xlsxStyles';

/** A text of a workbook as its runs, or a plain one. */
export type RichText = readonly { readonly text: string; readonly font?: XmlElement }[];

/** What the cells of a sheet refer to. */
export interface WorkbookParts {
  readonly texts: readonly RichText[];
  readonly lookOf: (style: string | undefined) => CellLook;
  readonly palette: Palette;
  /** The part with the styles. */
  readonly styles: XmlElement;
}

/** Rows and columns narrower than this, in points or letters, are not seen. */
const NARROWEST = 0.3;

/** Returns the runs of a text; readings printed above ideographs are left out. */
export function richTextOf(element: XmlElement): RichText {
  const runs = elementsIn(element, 'r');
  if (runs.length === 0) return [{ text: textIn(elementIn(element, 't')) }];
  return runs.map((run) => ({ text: textIn(elementIn(run, 't')), font: elementIn(run, 'rPr') }));
}

/** What a cell shows. */
type Content = Omit<SheetCell, 'row' | 'column'>;

const NOTHING: Content = { words: [], doubts: [] };
const TOO_NARROW = '列宽不足，数字显示为 ### the column is too narrow and shows ### for the number';

const asWords = ({ text, notes, doubts }: Shown, look: CellLook): Content => ({
  words: [{ text, manner: look.manner }],
  doubts: text !== '' && isFaint(look, look.ground) ? [...doubts, SAME_COLOUR] : doubts,
  notes,
});

/** A text with its runs: those in the colour of the ground are not seen. */
function richWords(runs: RichText, look: CellLook, palette: Palette): Content {
  if (runs.length === 1 && !runs[0].font) return asWords(shownText(runs[0].text, look.pattern), look);
  const { ground } = look;
  const seen = runs
    .map(({ text, font }) => ({ text, look: font ? fontLook(font, palette) : look }))
    .filter((run) => !isUnseen(run.look, ground));
  return {
    words: seen.map(({ text, look: { manner, size } }): Words => ({ text, manner, size })),
    doubts: seen.some((run) => isFaint(run.look, ground)) ? [SAME_COLOUR] : [],
  };
}

function wordsOf(cell: XmlElement, { texts, lookOf, palette }: WorkbookParts): Content {
  const look = lookOf(cell.attributes.s);
  const isHidden = isUnseen(look, look.ground);
  const { t: type = 'n' } = cell.attributes;
  const result = elementIn(cell, 'v');
  const text = textIn(result);
  const isFormula = elementIn(cell, 'f') !== undefined;
  if (isFormula && text === '' && !(type === 'str' && result)) return { words: [], doubts: [noResult] };
  if (type === 'e') return { words: [], doubts: [errorDoubt(text)] };
  if (isHidden && type !== 'inlineStr' && type !== 's') return NOTHING;
  if (type === 's') {
    const runs = texts[Number(text)] ?? [];
    return isHidden && runs.every(({ font }) => !font) ? NOTHING : richWords(runs, look, palette);
  }
  const inline = elementIn(cell, 'is');
  if (inline) return isHidden ? NOTHING : richWords(richTextOf(inline), look, palette);
  if (type === 'b') return asWords({ text: text === '1' ? 'TRUE' : 'FALSE', notes: [], doubts: [] }, look);
  if (type === 'n' && text.trim() !== '' && Number.isFinite(Number(text)))
    return asWords(shownNumber(Number(text), look.pattern), look);
  return asWords(shownText(text, look.pattern), look);
}

/** The number of a cell; null for a text, and for none. */
function numberOf(cell: XmlElement): number | null {
  const text = textIn(elementIn(cell, 'v')).trim();
  return (cell.attributes.t ?? 'n') === 'n' && text !== '' && Number.isFinite(Number(text))
    ? Number(text)
    : null;
}

/** Returns what a cell shows; doubtful where a rule may print it in another manner, or its column is too narrow for a number. */
function seeCell(
  cell: XmlElement,
  place: { row: number; column: number },
  parts: WorkbookParts,
  { conditions, widths }: { conditions: readonly Condition[]; widths: ReadonlyMap<number, number> },
): Content {
  const content = wordsOf(cell, parts);
  const letters = content.words
    .map(({ text }) => text)
    .join('')
    .trim();
  if (letters === '') return content;
  const value = numberOf(cell);
  const { ground } = parts.lookOf(cell.attributes.s);
  const width = widths.get(place.column) ?? Number.POSITIVE_INFINITY;
  const doubts = [
    ...(mayHide(conditions, place, value, ground) ? [MAY_BE_HIDDEN] : []),
    ...(value !== null && letters.length > width + 1 ? [TOO_NARROW] : []),
  ];
  return doubts.length === 0 ? content : { ...content, doubts: [...content.doubts, ...doubts] };
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

/** The widths of columns in letters, of those without merged cells, which are wider. */
function widthsOf(root: XmlElement, merges: readonly Merge[]): Map<number, number> {
  const widths = new Map<number, number>();
  for (const { attributes } of elementsIn(elementIn(root, 'cols') ?? root, 'col')) {
    const last = Math.min(Number(attributes.max), MOST_COLUMNS);
    for (let column = Number(attributes.min) - 1; column < last; column += 1)
      if (
        attributes.width &&
        !merges.some(({ left, right }) => left < right && column >= left && column <= right)
      )
        widths.set(column, Number(attributes.width));
  }
  return widths;
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
  const merges = mergesOf(root);
  const around = {
    conditions: conditionsOf(root, parts.styles, parts.palette),
    widths: widthsOf(root, merges),
  };
  let row = -1;
  for (const element of elementsIn(elementIn(root, 'sheetData') ?? root, 'row')) {
    row = element.attributes.r ? Number(element.attributes.r) - 1 : row + 1;
    if (row >= MOST_ROWS) break;
    (isHiddenRow(element.attributes) ? hiddenRows : shownRows).add(row);
    let column = -1;
    for (const cell of elementsIn(element, 'c')) {
      column = positionOf(cell.attributes.r)?.column ?? column + 1;
      if (column < MOST_COLUMNS)
        cells.push({ row, column, ...seeCell(cell, { row, column }, parts, around) });
    }
  }
  const hidesOthers = isTrue(elementIn(root, 'sheetFormatPr')?.attributes.zeroHeight);
  const hiddenColumns = hiddenColumnsOf(root);
  return {
    name,
    cells,
    merges,
    drawings,
    isHiddenRow: (at) => hiddenRows.has(at) || (hidesOthers && !shownRows.has(at)),
    isHiddenColumn: (at) => hiddenColumns.has(at),
  };
}
