import { cellsOfEdition } from '../../../../src/form/cells';
import { EQUATIONS } from '../../../../src/form/checks';
import type { Edition, TableSection } from '../../../../src/form/lines';
import type { Fields } from '../held/held';
import { refusalOf } from './entries';

/** What stands in a cell of what did not happen. */
export const ZERO = '0';

/** The totals that the form adds up by itself. */
const TOTALS: ReadonlySet<string> = new Set(
  EQUATIONS.filter(({ computesTotal }) => computesTotal).map(({ about }) => about),
);

/** Returns the blank cells of a section that may be filled with 0, without the totals that are added up. */
export const blanksToFill = (edition: Edition, section: TableSection, fields: Fields): string[] =>
  cellsOfEdition(edition, section)
    .map(({ code }) => code)
    .filter(
      (code) => (fields[code] ?? '').trim() === '' && !TOTALS.has(code) && refusalOf(code, ZERO) === null,
    );

/** Returns some cells with one text in all of them, as they are typed. */
export const typedInto = (codes: readonly string[], text: string): Fields =>
  Object.fromEntries(codes.map((code) => [code, text]));
