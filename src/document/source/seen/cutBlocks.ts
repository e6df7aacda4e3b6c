import type { Block, SourceCell } from '../blocks';
import { UnreadableDocument } from '../unreadableDocument';
import { composeLine, type SeenLine, type Words } from './composeLine';
import { lettersOf, type Seen, type SeenCell } from './seen';

/** The most cells of all tables of a document together. */
export const MOST_CELLS = 200_000;
/** A cell with more letters than this holds prose: its table is there for the layout. */
const LONGEST_CELL = 400;

/** Throws when the tables of a document have more cells than any report. */
export function refuseCells(count: number): void {
  if (count > MOST_CELLS)
    throw new UnreadableDocument(
      'document.tooLarge',
      `表格单元格超过 ${MOST_CELLS} 个，请只保留报告后另存。`,
      `The tables have more than ${MOST_CELLS} cells; save it again with the report alone.`,
    );
}

/** Returns the words and doubts of what is seen in one cell or paragraph; paragraphs within it are lines. */
function wordsOf(seen: readonly Seen[]): { words: readonly Words[]; doubts: readonly string[] } {
  const [first] = seen;
  // Most cells hold one text and nothing else.
  if (seen.length === 1 && first.kind === 'TEXT') return { words: [first], doubts: [] };
  const words: Words[] = [];
  const doubts: string[] = [];
  const line = () => words.push({ text: '\n', manner: 'PLAIN' });
  const add = (one: Seen): void => {
    if (one.kind === 'TEXT') words.push(one);
    else if (one.kind === 'BREAK') line();
    else if (one.kind === 'DOUBT') doubts.push(one.doubt);
    else {
      line();
      if (one.kind === 'PARAGRAPH') one.children.forEach(add);
      else if (one.kind === 'TABLE')
        for (const cell of one.cells) {
          cell.children.forEach(add);
          line();
        }
      else
        for (const block of one.blocks) {
          const lines: readonly SeenLine[] = block.kind === 'TEXT' ? [block] : block.cells;
          words.push({ text: lines.map(({ text }) => text).join('\n'), manner: 'PLAIN' });
          doubts.push(...lines.flatMap(({ doubt }) => doubt ?? []));
        }
      line();
    }
  };
  seen.forEach(add);
  return { words, doubts };
}

function composeCell({ children, row, column, rowSpan, columnSpan }: SeenCell): SourceCell {
  const { words, doubts } = wordsOf(children);
  return { text: '', row, column, rowSpan, columnSpan, ...composeLine(words, doubts) };
}

/** Returns the words of each line apart, cut where a plain text breaks. */
function splitLines(words: readonly Words[]): Words[][] {
  const lines: Words[][] = [[]];
  for (const { text, ...how } of words)
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) lines.push([]);
      lines.at(-1)?.push({ ...how, text: part });
    }
  return lines;
}

const holdsTable = (seen: readonly Seen[]): boolean =>
  seen.some(
    (one) =>
      (one.kind === 'TABLE' &&
        (one.cells.length > 1 || one.cells.some((cell) => holdsTable(cell.children)))) ||
      (one.kind === 'PARAGRAPH' && holdsTable(one.children)) ||
      (one.kind === 'BLOCKS' && one.blocks.some(({ kind }) => kind === 'TABLE')),
  );

/** A table of so few letters in a cell is what the cell holds, and no part of the layout. */
const MOST_IN_CELL = 40;

const isOfTables = ({ children }: SeenCell) =>
  holdsTable(children) && lettersOf(children).trim().length > MOST_IN_CELL;

/** Cuts what is seen into the blocks of a document. Tables that only place text, or hold other tables, are taken apart. */
export function cutBlocks(seen: readonly Seen[]): Block[] {
  const blocks: Block[] = [];
  let inline: Seen[] = [];
  let line = 0;
  let tables = 0;
  let cells = 0;
  const flush = (isHeading: boolean) => {
    const { words, doubts } = wordsOf(inline);
    inline = [];
    for (const part of splitLines(words)) {
      const composed = composeLine(part, doubts);
      if (!composed || composed.text === '') continue;
      line += 1;
      blocks.push({ kind: 'TEXT', ...composed, isHeading, isWrappable: false, where: { line } });
    }
  };
  const addTable = (table: readonly SeenCell[]) => {
    const grid = table.some(isOfTables) ? null : table.map(composeCell);
    const isLayout =
      grid === null ||
      grid.some((cell) => cell.text.length > LONGEST_CELL) ||
      grid.every((cell) => cell.column === 0);
    if (isLayout) {
      for (const cell of table) {
        flush(false);
        add(cell.children, false);
      }
      flush(false);
      return;
    }
    tables += 1;
    cells += grid.length;
    refuseCells(cells);
    blocks.push({ kind: 'TABLE', cells: grid, hasGeometry: true, where: { table: tables } });
  };
  const addForeign = (block: Block) => {
    if (block.kind === 'TEXT') {
      line += 1;
      blocks.push({ ...block, where: { line } });
    } else {
      tables += 1;
      blocks.push({ ...block, where: { table: tables } });
    }
  };
  const add = (list: readonly Seen[], isHeading: boolean) => {
    for (const one of list) {
      if (one.kind === 'TEXT' || one.kind === 'BREAK' || one.kind === 'DOUBT') {
        inline.push(one);
        continue;
      }
      flush(isHeading);
      if (one.kind === 'PARAGRAPH') add(one.children, isHeading || one.isHeading);
      else if (one.kind === 'TABLE') addTable(one.cells);
      else one.blocks.forEach(addForeign);
      flush(isHeading || (one.kind === 'PARAGRAPH' && one.isHeading));
    }
  };
  add(seen, false);
  flush(false);
  return blocks;
}
