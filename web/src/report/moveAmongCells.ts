import type { KeyboardEvent } from 'react';
import { stepFrom } from './tableGrid';

const STEPS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** Goes from the cell that has the focus to the next by the arrow keys, within its table. */
export function moveAmongCells(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]');
  const next = step && cell && stepFrom(cell, '[data-cell]', step);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
