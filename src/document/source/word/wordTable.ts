import type { Element } from 'domhandler';
import { refuseCells } from '../seen/cutBlocks';
import { leaveOutRows } from '../seen/placeCells';
import type { Seen, SeenCell } from '../seen/seen';
import { childOf } from '../xml/prefixedXml';
import { groundOf } from './wordColours';

const WIDEST_SPAN = 200;

/** A row of a Word table. */
export interface WordRow {
  /** How many columns it leaves free before its first cell. */
  readonly skipped: number;
  readonly isHidden: boolean;
  readonly cells: readonly {
    readonly properties: Element | null;
    /** Returns what is seen in it on its ground. */
    readonly see: (ground: string | undefined) => Seen[];
  }[];
}

interface Growing {
  readonly children: readonly Seen[];
  readonly row: number;
  readonly column: number;
  rowSpan: number;
  columnSpan: number;
}

const mergeOf = (properties: Element | null, ...names: string[]): 'NONE' | 'FIRST' | 'NEXT' => {
  const merge = names.map((name) => childOf(properties, name)).find((found) => found !== null);
  if (!merge) return 'NONE';
  return merge.attribs['w:val'] === 'restart' ? 'FIRST' : 'NEXT';
};

const spanOf = (properties: Element | null) => {
  const span = Number.parseInt(childOf(properties, 'w:gridSpan')?.attribs['w:val'] ?? '1', 10);
  return Math.min(WIDEST_SPAN, Math.max(1, span || 1));
};

/** Returns the cells of a Word table on its grid. What is in a cell merged into one above or before it is not printed. */
export function placeWordCells(rows: readonly WordRow[]): SeenCell[] {
  const cells: Growing[] = [];
  /** The merged cell that goes on downwards, by its first column. */
  let above = new Map<number, Growing>();
  const hidden = new Set<number>();
  for (const [row, { cells: own, skipped, isHidden }] of rows.entries()) {
    if (isHidden) hidden.add(row);
    const next = new Map<number, Growing>();
    let column = Math.min(skipped, WIDEST_SPAN);
    let before: Growing | null = null;
    for (const { properties, see } of own) {
      const columnSpan = spanOf(properties);
      const down = mergeOf(properties, 'w:vMerge', 'w:vmerge');
      const across = mergeOf(properties, 'w:hMerge', 'w:hmerge');
      const upper = down === 'NEXT' ? above.get(column) : undefined;
      const isOut = childOf(properties, 'w:cellDel') !== null;
      if (upper) {
        upper.rowSpan = row - upper.row + 1;
        next.set(column, upper);
        before = upper;
      } else if (across === 'NEXT' && before) {
        if (before.row === row) before.columnSpan += columnSpan;
      } else {
        const children = isOut ? [] : see(groundOf(properties));
        before = { children, row, column, rowSpan: 1, columnSpan };
        cells.push(before);
        refuseCells(cells.length);
        if (down !== 'NONE') next.set(column, before);
      }
      column += columnSpan;
    }
    above = next;
  }
  return leaveOutRows(cells, hidden, rows.length);
}
