import type { ClipboardEvent, KeyboardEvent } from 'react';
import { filledRows, findItem, type GridItem, printedRows, stepFrom } from '../../report/tableGrid';

/** Goes from cell to cell as in a spreadsheet: up and down by the arrows and Enter, sideways by the arrows at the ends of the text. */
export function moveInTable(event: KeyboardEvent<HTMLInputElement>): void {
  const input = event.currentTarget;
  const isAtEnd = input.selectionStart === input.value.length;
  const isAtStart = input.selectionEnd === 0;
  const steps: Readonly<Record<string, readonly [down: number, across: number] | false>> = {
    Enter: [1, 0],
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: isAtEnd && [0, 1],
    ArrowLeft: isAtStart && [0, -1],
  };
  const step = steps[event.key];
  if (!step) return;
  const next = stepFrom(input, 'input', step);
  if (event.key === 'Enter' || next) event.preventDefault();
  next?.focus();
  next?.select();
}

type Rows = readonly GridItem<HTMLInputElement>[][];
type Range = readonly (readonly string[])[];

/** Returns whether a text begins as a figure or a mark does, and not as words do. */
const isFigure = (text: string) => /^[^\p{L}（(]/u.test(text.trim());

/** Returns what each value of a range falls on, from an input on. */
const spread = (rows: Rows, range: Range, input: HTMLInputElement) => {
  const { row, from } = findItem(rows, input);
  return range.flatMap((values, down) =>
    values.map((value, across) => ({
      value,
      items: rows[row + down],
      target: rows[row + down]?.find((item) => item.from === from + across)?.element,
    })),
  );
};

/** Returns the cells that a range copied from a spreadsheet fills, from an input on, by their codes; null for a single value, which is pasted as usual. A range of several blocks of the form is laid as they are printed, heads and all; where figures would fall on heads it has none, and fills the rows of figures alone. */
export function pastedCells(event: ClipboardEvent<HTMLInputElement>): Record<string, string> | null {
  const text = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '');
  const range = text.split(/\r?\n/).map((line) => line.split('\t'));
  if (range.length === 1 && range[0].length === 1) return null;
  const input = event.currentTarget;
  const rows = printedRows(input, 'input');
  const printed = spread(rows, range, input);
  const hasHeads = !printed.some(({ value, items }) => items?.length === 0 && isFigure(value));
  const filled = hasHeads ? printed : spread(filledRows(rows), range, input);
  return Object.fromEntries(
    filled.flatMap(({ value, target }) => (target ? [[target.name, value.trim()]] : [])),
  );
}
