import type { ClipboardEvent, KeyboardEvent } from 'react';

/** Returns the inputs of the table around an input, row by row. */
function inputRows(input: HTMLInputElement): HTMLInputElement[][] {
  const rows = [...(input.closest('table')?.rows ?? [])];
  return rows.map((row) => [...row.querySelectorAll('input')]).filter((inputs) => inputs.length > 0);
}

function placeIn(rows: readonly HTMLInputElement[][], input: HTMLInputElement) {
  const row = rows.findIndex((inputs) => inputs.includes(input));
  return { row, column: rows[row]?.indexOf(input) ?? 0 };
}

/** Goes from cell to cell as in a spreadsheet: up and down by the arrows and Enter, sideways by the arrows at the ends of the text. */
export function moveInTable(event: KeyboardEvent<HTMLInputElement>): void {
  const input = event.currentTarget;
  const isAtEnd = input.selectionStart === input.value.length;
  const isAtStart = input.selectionEnd === 0;
  const steps: Readonly<Record<string, readonly [rows: number, columns: number] | false>> = {
    Enter: [1, 0],
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: isAtEnd && [0, 1],
    ArrowLeft: isAtStart && [0, -1],
  };
  const step = steps[event.key];
  if (!step) return;
  const rows = inputRows(input);
  const { row, column } = placeIn(rows, input);
  const next = rows[row + step[0]]?.[column + step[1]];
  if (event.key === 'Enter' || next) event.preventDefault();
  next?.focus();
  next?.select();
}

/** Returns the cells that a range copied from a spreadsheet fills, from an input on, by their codes; null for a single value, which is pasted as usual. */
export function pastedCells(event: ClipboardEvent<HTMLInputElement>): Record<string, string> | null {
  const text = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '');
  const range = text.split(/\r?\n/).map((line) => line.split('\t'));
  if (range.length === 1 && range[0].length === 1) return null;
  const rows = inputRows(event.currentTarget);
  const { row, column } = placeIn(rows, event.currentTarget);
  return Object.fromEntries(
    range.flatMap((values, down) =>
      values.flatMap((value, across) => {
        const target = rows[row + down]?.[column + across];
        return target ? [[target.name, value.trim()]] : [];
      }),
    ),
  );
}
