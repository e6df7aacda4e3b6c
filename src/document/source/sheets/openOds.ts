import JSZip from 'jszip';
import type { Block } from '../blocks';
import { allElements, elementsIn, parseXml, textIn, type XmlElement } from '../parseXml';
import type { Words } from '../seen/composeLine';
import { SAME_COLOUR } from '../seen/doubts';
import { damaged } from '../unreadableDocument';
import { conditionsOfSheet } from './odsConditions';
import { isFaint, isUnseen, mannerOf, type OdsLook, odsLooks, printsOtherwise } from './odsStyles';
import { type Merge, MOST_COLUMNS, MOST_ROWS, type Sheet, type SheetCell, sheetBlocks } from './sheetTable';
import { errorDoubt, noResult } from './shownNumber';
import { MAY_BE_HIDDEN } from './xlsxConditions';

type LookOf = (name: string | undefined) => OdsLook;

/** Elements of a cell that are not printed in it. */
const BESIDE = new Set(['annotation', 'note', 'shapes', 'tracked-changes', 'detective']);
const SMALLEST = 0.02;

const repeated = (text: string | undefined, most: number) =>
  Math.min(Math.max(1, Number(text ?? 1) || 1), most);
const isHiddenBy = ({ visibility }: Readonly<Record<string, string>>) =>
  visibility === 'collapse' || visibility === 'filter';
/** Whether a row or column has no size: 0cm, 0.001in. */
const isFlat = ({ size }: OdsLook) => size !== undefined && Number.parseFloat(size) < SMALLEST;

/** The letters of a paragraph with the look of each. */
function wordsIn(element: XmlElement, look: OdsLook, lookOf: LookOf): Words[] {
  return element.children.flatMap((child): Words[] => {
    if (typeof child === 'string') return isUnseen(look) ? [] : [{ text: child, manner: mannerOf(look) }];
    if (BESIDE.has(child.name)) return [];
    if (child.name === 's')
      return [{ text: ' '.repeat(repeated(child.attributes.c, 100)), manner: mannerOf(look) }];
    if (child.name === 'line-break') return [{ text: '\n', manner: 'PLAIN' }];
    return wordsIn(child, { ...look, ...lookOf(child.attributes['style-name']) }, lookOf);
  });
}

function contentOf(
  cell: XmlElement,
  look: OdsLook,
  lookOf: LookOf,
  isOther: boolean,
): Omit<SheetCell, 'row' | 'column'> {
  const paragraphs = elementsIn(cell, 'p');
  const text = paragraphs.map(textIn).join('\n');
  const { formula, 'value-type': type, value } = cell.attributes;
  if (formula !== undefined && text === '' && value === undefined && type !== 'string')
    return { words: [], doubts: [noResult] };
  if (/^(?:#[A-Z/0!?]+|Err:\d+|错误:\d+)$/u.test(text.trim()))
    return { words: [], doubts: [errorDoubt(text.trim())] };
  const words = paragraphs.flatMap((paragraph, at): Words[] => [
    ...(at > 0 ? [{ text: '\n', manner: 'PLAIN' as const }] : []),
    ...wordsIn(paragraph, look, lookOf),
  ]);
  const isShown = text !== '' || value === undefined;
  const isPale = isFaint(look) && words.length > 0;
  const doubts = text.trim() === '' ? [] : isPale ? [SAME_COLOUR] : isOther ? [MAY_BE_HIDDEN] : [];
  return { words, doubts, notes: isShown ? [] : [`值为 ${value}`] };
}

/** The number of a cell, by which conditions print it in another style; null where it has none. */
const numberOf = ({ attributes: { value } }: XmlElement): number | null =>
  value === undefined ? null : Number(value);

/** Rows or columns of a table, those in groups and headers too. */
const partsOf = (element: XmlElement, name: string): XmlElement[] =>
  elementsIn(element).flatMap((child) =>
    child.name === name
      ? [child]
      : /^table-(?:header-)?(?:row|column)s?(?:-group)?$/.test(child.name)
        ? partsOf(child, name)
        : [],
  );

/** Returns a sheet from its table. */
function sheetOf(table: XmlElement, lookOf: LookOf): Sheet {
  const conditionsAt = conditionsOfSheet(table);
  const cells: SheetCell[] = [];
  const merges: Merge[] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  const columnStyles: (string | undefined)[] = [];
  for (const { attributes } of partsOf(table, 'table-column')) {
    const count = repeated(attributes['number-columns-repeated'], MOST_COLUMNS);
    for (let copy = 0; copy < count && columnStyles.length < MOST_COLUMNS; copy += 1) {
      if (isHiddenBy(attributes) || isFlat(lookOf(attributes['style-name'])))
        hiddenColumns.add(columnStyles.length);
      columnStyles.push(attributes['default-cell-style-name']);
    }
  }
  let row = 0;
  for (const element of partsOf(table, 'table-row')) {
    const count = repeated(element.attributes['number-rows-repeated'], MOST_ROWS);
    const isHidden = isHiddenBy(element.attributes) || isFlat(lookOf(element.attributes['style-name']));
    const own: SheetCell[] = [];
    let column = 0;
    for (const cell of elementsIn(element)) {
      const { attributes } = cell;
      const width = repeated(attributes['number-columns-repeated'], MOST_COLUMNS);
      if (cell.name === 'table-cell' && column < MOST_COLUMNS) {
        const look = lookOf(
          attributes['style-name'] ?? element.attributes['default-cell-style-name'] ?? columnStyles[column],
        );
        const conditions = [...(look.conditions ?? []), ...conditionsAt({ row, column })];
        const isOther = printsOtherwise(conditions, look, lookOf, numberOf(cell));
        const content = contentOf(cell, look, lookOf, isOther);
        if (content.words.length > 0 || content.doubts.length > 0 || content.notes?.length)
          for (let copy = 0; copy < width && column + copy < MOST_COLUMNS; copy += 1)
            own.push({ row, column: column + copy, ...content });
        const [right, down] = [attributes['number-columns-spanned'], attributes['number-rows-spanned']].map(
          (span) => repeated(span, MOST_ROWS),
        );
        if (right > 1 || down > 1)
          merges.push({ top: row, left: column, bottom: row + down - 1, right: column + right - 1 });
      }
      column += width;
    }
    for (let copy = 0; copy < count && row + copy < MOST_ROWS; copy += 1) {
      if (isHidden) hiddenRows.add(row + copy);
      if (copy === 0 || own.length > 0) cells.push(...own.map((cell) => ({ ...cell, row: row + copy })));
    }
    row += count;
    if (row >= MOST_ROWS) break;
  }
  return {
    name: table.attributes.name ?? '',
    cells,
    merges,
    isHiddenRow: (at) => hiddenRows.has(at),
    isHiddenColumn: (at) => hiddenColumns.has(at),
  };
}

/** Opens an OpenDocument spreadsheet as a person sees it: its cells have the text that they show. */
export async function openOds(bytes: Buffer): Promise<Block[]> {
  const zip = await JSZip.loadAsync(bytes);
  const [content, styles] = await Promise.all(
    ['content.xml', 'styles.xml'].map(async (path) =>
      parseXml((await zip.file(path)?.async('string')) ?? ''),
    ),
  );
  const lookOf = odsLooks([styles, content]);
  const sheet = allElements(content, 'spreadsheet')[0];
  if (!sheet) throw damaged('ODS');
  return sheetBlocks(
    elementsIn(sheet, 'table')
      .filter(({ attributes }) => !lookOf(attributes['style-name']).isHidden)
      .map((table) => sheetOf(table, lookOf)),
  );
}
