import type { Block, SourceCell, TableBlock, TextBlock } from '../blocks';
import type { SourceLocation } from '../sourceLocation';
import { alignedColumns, alignedRow, markedRow } from './alignedRows';
import { cellText } from './cellText';
import { columnsBeside } from './columnsBeside';
import { headedColumns } from './headedColumns';
import { joinDigits } from './joinDigits';
import { joinNumerals } from './joinNumerals';
import { linesOf, type PageLine } from './lines';
import { joinLinesBeside } from './linesBeside';
import { type MarkedLetter, markLetters } from './markLetters';
import { isBorder, mergeRulings } from './mergeRulings';
import { holds, middleOf, type Page, placeOf } from './page';
import { RECOGNISED } from './recognised';
import { type RuledGrid, ruledGrids } from './ruledGrids';
import { runningLines } from './runningLines';

/** A ruled table with the letters inside of it. */
interface RuledTable {
  readonly page: Page;
  readonly grid: RuledGrid;
  readonly letters: readonly MarkedLetter[];
}

interface TablePart {
  readonly page: Page;
  readonly table: RuledTable;
}

/** What a page holds from the top down. */
type Part = { readonly page: Page; readonly line: PageLine } | TablePart;

const CUT_OFF =
  '表格超出页面边缘，文字可能被截断 the table reaches over the edge of the page; its text may be cut off';
/** How near to the edge of the page a column must end to be cut off there, in points. */
const EDGE = 1.5;

/** Returns lines and ruled tables of a page from the top down. */
function inOrder(page: Page, lines: readonly PageLine[], tables: readonly TablePart[]): Part[] {
  const parts: { at: number; part: Part }[] = [
    ...lines.map((line) => ({ at: line.base, part: { page, line } })),
    ...tables.map((part) => ({ at: part.table.grid.top, part })),
  ];
  return parts.sort((one, other) => one.at - other.at).map(({ part }) => part);
}

/** Returns lines and ruled tables of a page in reading order. */
function partsOf(page: Page): Part[] {
  const rulings = mergeRulings(page.rulings);
  const letters = markLetters(page.letters, rulings);
  const grids = ruledGrids(rulings.filter(isBorder));
  const inside = new Map<RuledGrid, MarkedLetter[]>(grids.map((grid) => [grid, []]));
  const outside: MarkedLetter[] = [];
  for (const letter of letters) {
    const [x, y] = [middleOf(letter), (letter.top + letter.bottom) / 2];
    const grid = grids.find((one) => holds(one, x, y));
    if (grid) inside.get(grid)?.push(letter);
    else outside.push(letter);
  }
  const tables = grids.map((grid) => ({ page, grid, letters: inside.get(grid) ?? [] }));
  return inOrder(
    page,
    joinDigits(joinNumerals(linesOf(outside))),
    tables
      .filter((table) => table.letters.some(({ text }) => text.trim() !== ''))
      .map((table) => ({ page, table })),
  );
}

/** Borders of tables whose sides are nearer than this are the same, from page to page, in points. */
const SAME_SIDE = 6;
const PAGE_MARK = /^[-—–~第\s]*\d{1,3}[-—–~页頁\s]*$/u;

const isPageMark = (part: Part) =>
  'line' in part && PAGE_MARK.test(part.line.words.map(({ text }) => text).join(''));

/** Groups tables that go on from page to page: nothing but page marks between them, and the same sides. */
function continuedTables(parts: readonly Part[]): RuledTable[][] {
  const groups: RuledTable[][] = [];
  let before: RuledTable | null = null;
  for (const part of parts) {
    if (isPageMark(part)) continue;
    if ('line' in part) {
      before = null;
      continue;
    }
    const { grid, page } = part.table;
    const goesOn =
      before !== null &&
      before.page !== page &&
      Math.abs(before.grid.left - grid.left) <= SAME_SIDE &&
      Math.abs(before.grid.right - grid.right) <= SAME_SIDE;
    if (goesOn) groups[groups.length - 1].push(part.table);
    else groups.push([part.table]);
    before = part.table;
  }
  return groups;
}

/** Returns the borders that tables have together, so that a column has one number on all pages. */
function commonBorders(tables: readonly RuledTable[]): number[] {
  const borders: number[] = [];
  for (const at of tables.flatMap(({ grid }) => grid.xs).sort((one, other) => one - other))
    if (borders.length === 0 || at - borders[borders.length - 1] > SAME_SIDE / 2) borders.push(at);
  return borders;
}

const nearest = (borders: readonly number[], at: number) =>
  borders.reduce(
    (best, border, index) => (Math.abs(border - at) < Math.abs(borders[best] - at) ? index : best),
    0,
  );

/** Where on its pages a document has something. */
const onPage = ({ number, turn }: Page): SourceLocation => ({ page: number, ...(turn ? { turn } : {}) });

/** Returns the cells of a table; a cell that ends at the edge of the page is doubtful. */
function cellsOf({ page, grid, letters }: RuledTable, borders: readonly number[]): SourceCell[] {
  const byCell = new Map(grid.cells.map((cell) => [cell, [] as MarkedLetter[]]));
  for (const letter of letters) {
    const [x, y] = [middleOf(letter), (letter.top + letter.bottom) / 2];
    const cell = grid.cells.find((one) => holds(one, x, y));
    if (cell) byCell.get(cell)?.push(letter);
  }
  return grid.cells.map((cell) => {
    const column = nearest(borders, cell.left);
    const read = cellText(byCell.get(cell) ?? [], cell);
    const isCut = cell.left < EDGE || cell.right > page.width - EDGE;
    const doubt = read.doubt ?? (isCut ? CUT_OFF : page.pictureIn ? RECOGNISED : undefined);
    return {
      ...read,
      ...(doubt ? { doubt } : {}),
      box: placeOf(cell),
      ...(page.pictureIn ? { picture: page.pictureIn(cell) } : {}),
      row: cell.row,
      rowSpan: cell.rowSpan,
      column,
      columnSpan: Math.max(1, nearest(borders, cell.right) - column),
    };
  });
}

const lineBlock = ({ words, left, right }: PageLine, page: Page, line: number): TextBlock => {
  const notes = words.flatMap((word) => word.notes ?? []);
  const doubt = words.find((word) => word.doubt)?.doubt ?? (page.pictureIn ? RECOGNISED : undefined);
  const top = Math.min(...words.map((word) => word.top));
  const bottom = Math.max(...words.map((word) => word.bottom));
  return {
    kind: 'TEXT',
    text: words.map(({ text }) => text).join(' '),
    isHeading: false,
    isWrappable: true,
    where: { ...onPage(page), line },
    box: placeOf({ left, top, right, bottom }),
    ...(notes.length > 0 ? { notes } : {}),
    ...(doubt ? { doubt } : {}),
  };
};

/** The lines of a page before its first table, or before its end. */
function linesBeforeTables(parts: readonly Part[]): PageLine[] {
  const end = parts.findIndex((part) => 'table' in part);
  return parts.slice(0, end < 0 ? parts.length : end).flatMap((part) => ('line' in part ? [part.line] : []));
}

/** Returns the parts of all pages without the lines that run through them. */
function partsInText(pages: readonly Page[]): { parts: Part[]; codeLine: string | null } {
  const byPage = pages.map((page) => ({ page, parts: partsOf(page) }));
  const { repeated, codeLine } = runningLines(
    byPage
      .filter(({ parts }) => parts.length > 0)
      .map(({ page: { number, height }, parts }) => ({
        number,
        height,
        head: linesBeforeTables(parts),
        foot: linesBeforeTables([...parts].reverse()),
      })),
  );
  const inText = byPage.map(({ page, parts }) => ({
    page,
    tables: parts.flatMap((part) => ('table' in part ? [part] : [])),
    lines: parts.flatMap((part) => ('line' in part && !repeated.has(part.line) ? [part.line] : [])),
  }));
  const beside = joinLinesBeside(inText);
  const parts = inText.flatMap((one) => inOrder(one.page, beside.get(one) ?? one.lines, one.tables));
  return { parts, codeLine };
}

/** Returns the cells of each table; one that only has further columns of another has none, the other has them. */
function openTables(parts: readonly Part[]): Map<RuledTable, SourceCell[]> {
  const opened = continuedTables(parts).flatMap((group) => {
    const common = commonBorders(group);
    return group.map((table) => ({ ...table, table, common, cells: cellsOf(table, common) }));
  });
  const beside = columnsBeside(opened);
  const further = new Set([...beside.values()].flat());
  return new Map(
    opened.flatMap((one) => {
      if (further.has(one)) return [];
      const cells = [...one.cells];
      let width = one.common.length - 1;
      for (const { page, common, cells: own } of beside.get(one) ?? []) {
        for (const cell of own) cells.push({ ...cell, column: cell.column + width, page: page.number });
        width += common.length - 1;
      }
      return [[one.table, cells] as const];
    }),
  );
}

/** Returns the text and tables of pages in reading order: tables by their ruled lines, or by the positions of their figures. */
export function openPages(pages: readonly Page[]): Block[] {
  const { parts, codeLine } = partsInText(pages);
  const unruled = parts.flatMap((part) => ('line' in part ? [part.line] : []));
  const headed = headedColumns(unruled);
  const columns = alignedColumns(unruled);
  const places = new Map(unruled.map((line, at) => [line, at]));
  const wordsNear = (line: PageLine) => {
    const at = places.get(line) ?? 0;
    return [unruled[at - 1], unruled[at + 1]].flatMap((other) => other?.words ?? []);
  };
  const opened = openTables(parts);
  let lines = 0;
  let tables = 0;
  const blocks = parts.flatMap((part): Block | [] => {
    if ('table' in part) {
      const cells = opened.get(part.table);
      if (!cells) return [];
      tables += 1;
      const where = { ...onPage(part.page), table: tables };
      return { kind: 'TABLE', cells, hasGeometry: true, where };
    }
    lines += 1;
    const own = headed.get(part.line) ?? columns;
    const aligned = own && alignedRow(part.line, own, wordsNear(part.line));
    const cells = aligned ?? markedRow(part.line);
    if (!cells) return lineBlock(part.line, part.page, lines);
    tables += 1;
    const where = { ...onPage(part.page), table: tables };
    const isLine = !aligned;
    return { kind: 'TABLE', cells, hasGeometry: false, isLine, where, lines: [lines] } satisfies TableBlock;
  });
  if (codeLine === null) return blocks;
  const where = onPage(pages[pages.length - 1]);
  return [...blocks, { kind: 'TEXT', text: codeLine, isHeading: false, isWrappable: false, where }];
}
