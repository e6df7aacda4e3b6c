import fc from 'fast-check';
import { type Cell, cellOf, cellsOfEdition } from '../../src/form/cells';
import { addReported, countOf, emptyFigures, type Figures, setFigure } from '../../src/form/figures';
import {
  DISPUTE_GROUPS,
  DISPUTE_OUTCOMES,
  type Edition,
  REQUEST_COLUMNS,
  REQUEST_ROWS,
} from '../../src/form/lines';
import type { Answer } from './answers';

const APPLICANTS = REQUEST_COLUMNS.map(({ code }) => code).filter((code) => code !== 'total');
const rowsOf = (edition: Edition) => REQUEST_ROWS.filter((row) => row.editions.includes(edition));
const isTotal = ({ code }: Cell) => code.endsWith('.total') || code.startsWith('requests.concluded.');

/** The totals that an edition prints in sections three and four. */
export const totalsOf = (edition: Edition): Cell[] => cellsOfEdition(edition).filter(isTotal);

/**
 * A correct report of what its cells hold: `values` fill the cells that are no totals in their order, null leaves one
 * blank. Received is what balances each column. A total of which no part is reported is blank as they are.
 */
export function correctReport(edition: Edition, values: readonly (number | null)[]): Figures {
  const figures = emptyFigures();
  const put = (code: string, value: number | null) => setFigure(figures, cellOf(code), value);
  const sum = (codes: readonly string[]) => addReported(codes.map((code) => countOf(figures, code)));
  for (const [at, cell] of cellsOfEdition(edition)
    .filter((one) => !isTotal(one))
    .entries())
    if (cell.kind === 'COUNT') put(cell.code, values[at % values.length]);
  const rows = rowsOf(edition);
  const outcomes = rows.filter((row) => row.role === 'OUTCOME').map((row) => row.code);
  for (const column of APPLICANTS) {
    const at = (row: string) => `requests.${row}.${column}`;
    put(at('concluded'), sum(outcomes.map(at)));
    const all = (countOf(figures, at('concluded')) ?? 0) + (countOf(figures, at('carriedOut')) ?? 0);
    const carriedIn = countOf(figures, at('carriedIn'));
    if (carriedIn !== null) put(at('carriedIn'), Math.min(carriedIn, all));
    const received = all - (countOf(figures, at('carriedIn')) ?? 0);
    put(at('received'), received === 0 && countOf(figures, at('received')) === null ? null : received);
  }
  for (const { code } of rows)
    put(`requests.${code}.total`, sum(APPLICANTS.map((column) => `requests.${code}.${column}`)));
  for (const { code } of DISPUTE_GROUPS)
    put(
      `disputes.${code}.total`,
      sum(DISPUTE_OUTCOMES.slice(0, 4).map((outcome) => `disputes.${code}.${outcome.code}`)),
    );
  return figures;
}

/** Correct reports of an edition, with blank cells and without. */
export const correctReports = (edition: Edition): fc.Arbitrary<Figures> =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.constant(null) }), {
      minLength: 180,
      maxLength: 180,
    })
    .map((values) => correctReport(edition, values));

/** Figures with some cells left out. */
export function leaveOut(figures: Figures, cells: readonly Cell[]): Figures {
  const left = structuredClone(figures);
  for (const cell of cells) setFigure(left, cell, null);
  return left;
}

/** The tables of figures as they are sent: nested by code, what is blank left out. */
export function tablesOf(figures: Figures, edition: Edition = 2021) {
  const tables: Record<string, Answer> = { proactive: {}, requests: {}, disputes: {} };
  for (const cell of cellsOfEdition(edition)) {
    const value = cell.kind === 'AMOUNT' ? figures.amounts[cell.position - 1] : countOf(figures, cell.code);
    if (value === null) continue;
    const path = cell.code.split('.');
    if (/^requests\.otherHandling\.\w+$/.test(cell.code)) path.splice(2, 0, 'subtotal');
    const last = path.pop() as string;
    let table = tables;
    for (const key of path) {
      table[key] ??= {};
      table = table[key];
    }
    table[last] = value;
  }
  return tables as { proactive: object; requests: object; disputes: object };
}
