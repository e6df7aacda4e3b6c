import type { Block, SourceCell, TextMarks } from '../blocks';
import { MERGED_CELLS } from '../limits';
import { composeLine, type Words } from '../seen/composeLine';
import { refuseCells } from '../seen/cutBlocks';
import { UnreadableDocument } from '../unreadableDocument';

/** The largest part of a sheet that is read. */
export const MOST_ROWS = 5000;
export const MOST_COLUMNS = 60;

/** A cell of a sheet with what it shows; rows and columns count from 0. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly words: readonly Words[];
  readonly doubts: readonly string[];
  /** What goes beside the text and is not printed in it. */
  readonly notes?: readonly string[];
}

/** Cells that are shown as one: its first and last rows and columns. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A text box or a picture that floats over cells: its first and last rows and columns, and its lines of text. */
export interface Drawing extends Merge {
  readonly lines: readonly string[];
  readonly doubt: string;
}

/** A shown sheet as its format writes it. */
export interface Sheet {
  readonly name: string;
  readonly cells: readonly SheetCell[];
  readonly merges: readonly Merge[];
  readonly drawings?: readonly Drawing[];
  readonly isHiddenRow: (row: number) => boolean;
  readonly isHiddenColumn: (column: number) => boolean;
}

/** Throws when merged cells cover more than any table of a report. */
export function refuseMerges(merges: readonly Merge[]): void {
  let covered = 0;
  for (const { top, left, bottom, right } of merges) covered += (bottom - top + 1) * (right - left + 1);
  if (covered > MERGED_CELLS)
    throw new UnreadableDocument(
      'document.mergedCells',
      `工作簿的合并单元格覆盖超过 ${MERGED_CELLS} 格，不像报告中的表格；请取消整行、整列的合并后再试。`,
      `The merged cells of the workbook cover more than ${MERGED_CELLS} cells, which no table of a report does; undo merges of whole rows and columns and try again.`,
    );
}

/** Returns the first of a range that is shown, and the last; null when all of it is hidden. */
function shownRange(
  from: number,
  to: number,
  isHidden: (at: number) => boolean,
): { first: number; last: number } | null {
  let [first, last] = [from, to];
  while (first <= last && isHidden(first)) first += 1;
  while (last > first && isHidden(last)) last -= 1;
  return first <= last ? { first, last } : null;
}

const keyOf = (row: number, column: number) => row * 100_000 + column;

/** Returns what floats over a cell. */
const drawingOver = ({ drawings = [] }: Sheet, { row, column }: Omit<SourceCell, 'text'>) =>
  drawings.find(
    ({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right,
  );

/** Returns the cells of a sheet that are seen: hidden rows and columns are not there, merged cells span, cells never written are blank. */
function seenCells(sheet: Sheet): SourceCell[] {
  const { isHiddenRow, isHiddenColumn } = sheet;
  const written = new Map<number, SheetCell>();
  let [height, width] = [0, 0];
  for (const cell of sheet.cells) {
    if (cell.row >= MOST_ROWS || cell.column >= MOST_COLUMNS) continue;
    written.set(keyOf(cell.row, cell.column), cell);
    height = Math.max(height, cell.row + 1);
    width = Math.max(width, cell.column + 1);
  }
  const seen: SourceCell[] = [];
  const covered = new Set<number>();
  const writtenRows = new Set([...written.values()].map(({ row }) => row));
  const add = (cell: SheetCell | undefined, place: Omit<SourceCell, 'text'>) => {
    const { words = [], doubts = [], notes = [] } = cell ?? {};
    const over = drawingOver(sheet, place);
    const line: TextMarks & { text: string } = composeLine(
      words,
      over ? [...doubts, over.doubt] : doubts,
    ) ?? {
      text: '',
    };
    const all = [...(line.notes ?? []), ...notes];
    seen.push({ ...place, ...line, ...(all.length > 0 ? { notes: all } : {}) });
    refuseCells(seen.length);
  };
  for (const { top, left, bottom, right } of sheet.merges) {
    if (top >= height || left >= width) continue;
    const rows = shownRange(top, Math.min(bottom, height - 1), isHiddenRow);
    const columns = shownRange(left, Math.min(right, width - 1), isHiddenColumn);
    for (let row = top; row <= Math.min(bottom, height - 1); row += 1) {
      writtenRows.add(row);
      for (let column = left; column <= Math.min(right, width - 1); column += 1)
        covered.add(keyOf(row, column));
    }
    if (!rows || !columns) continue;
    add(written.get(keyOf(top, left)), {
      row: rows.first,
      column: columns.first,
      rowSpan: rows.last - rows.first + 1,
      columnSpan: columns.last - columns.first + 1,
    });
  }
  for (const row of [...writtenRows].sort((one, other) => one - other)) {
    if (isHiddenRow(row)) continue;
    for (let column = 0; column < width; column += 1) {
      const key = keyOf(row, column);
      if (!isHiddenColumn(column) && !covered.has(key))
        add(written.get(key), { row, column, rowSpan: 1, columnSpan: 1 });
    }
  }
  return seen;
}

/** Returns sheets as blocks: each with its name, one table, and the text that floats over it. */
export function sheetBlocks(sheets: readonly Sheet[]): Block[] {
  return sheets.flatMap((sheet, at): Block[] => {
    const { name } = sheet;
    refuseMerges(sheet.merges);
    const cells = seenCells(sheet);
    return [
      { kind: 'TEXT', text: name, isHeading: true, isWrappable: false, where: { sheet: name } },
      ...(cells.length === 0
        ? []
        : [{ kind: 'TABLE' as const, cells, hasGeometry: true, where: { sheet: name, table: at + 1 } }]),
      ...(sheet.drawings ?? [])
        .flatMap(({ lines }) => lines)
        .map((text) => ({
          kind: 'TEXT' as const,
          text,
          isHeading: false,
          isWrappable: false,
          where: { sheet: name },
        })),
    ];
  });
}
