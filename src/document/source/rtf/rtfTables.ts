import { refuseCells } from '../seen/cutBlocks';
import type { Seen, SeenCell } from '../seen/seen';

/** What a row says of a cell before its content: where it ends, in twips, and what it is merged with. */
export interface CellFormat {
  readonly end: number;
  readonly across: 'NONE' | 'FIRST' | 'NEXT';
  readonly down: 'NONE' | 'FIRST' | 'NEXT';
  /** The number of its ground in the table of colours. */
  readonly ground: number;
}

/** A row as it was read. */
export interface RtfRow {
  readonly start: number;
  readonly formats: readonly CellFormat[];
  readonly cells: readonly (readonly Seen[])[];
}

interface Growing {
  readonly children: readonly Seen[];
  readonly row: number;
  readonly column: number;
  rowSpan: number;
  columnSpan: number;
}

/** Edges nearer to each other than this many twips are one. */
const SAME_EDGE = 30;

/** Returns the edges of all rows from left to right; each is the end of a column. */
function edgesOf(rows: readonly RtfRow[]): number[] {
  const all = rows.flatMap(({ formats }) => formats.map(({ end }) => end)).sort((one, other) => one - other);
  return all.filter((edge, at) => at === 0 || edge - all[at - 1] > SAME_EDGE);
}

const columnAfter = (edges: readonly number[], position: number) =>
  edges.filter((edge) => edge <= position + SAME_EDGE).length;

/** Returns the cells of a table on the grid of its edges. */
export function placeRtfCells(rows: readonly RtfRow[]): SeenCell[] {
  const edges = edgesOf(rows);
  const cells: Growing[] = [];
  let above = new Map<number, Growing>();
  for (const [row, { formats, cells: contents, start }] of rows.entries()) {
    const next = new Map<number, Growing>();
    let before: Growing | null = null;
    let column = columnAfter(edges, start);
    for (const [at, children] of contents.entries()) {
      const format = formats[at];
      const end = format ? Math.max(column + 1, columnAfter(edges, format.end)) : column + 1;
      const upper = format?.down === 'NEXT' ? above.get(column) : undefined;
      if (upper) {
        upper.rowSpan = row - upper.row + 1;
        next.set(column, upper);
      } else if (format?.across === 'NEXT' && before) before.columnSpan += end - column;
      else {
        before = { children, row, column, rowSpan: 1, columnSpan: end - column };
        cells.push(before);
        refuseCells(cells.length);
        if (format && format.down !== 'NONE') next.set(column, before);
      }
      column = end;
    }
    above = next;
  }
  return cells;
}

/** The format of a cell that is not merged with others. */
export const NO_MERGE = { across: 'NONE', down: 'NONE', ground: 0 } as const;
