import { cellOf } from '../../../../src/form/cells';
import { trimFigure } from './trimFigure';

/** What is sent of a cell: null for blank, a number of a count, text of an amount and of marks. */
export function sentValue(code: string, text: string): number | string | null {
  const trimmed = trimFigure(text);
  if (trimmed === '') return null;
  return cellOf(code).kind !== 'AMOUNT' && /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
}
