import type { Extraction } from '../../src/document/reading/extraction';
import { toSimplified } from '../../src/form/script';
import type { Truth } from './tableHabits';

/** From here on a cell counts as sure. */
const SURE = 0.8;

/** How a document was read, cell by cell. */
export interface Judgement {
  readonly right: number;
  readonly doubtful: number;
  /** Sure cells that say something else than the document, with what it says. */
  readonly wrong: readonly string[];
  readonly missed: number;
  /** Figures that are neither in their cell, nor in a doubtful one, nor in the list of those without a place. */
  readonly lost: readonly string[];
}

const isPrinted = (text: string | null | undefined): text is string => text != null && text !== '';

/** The digits of a figure whatever its power of ten is. */
const digitsOf = (text: string) => text.replace(/\D/gu, '').replace(/^0+|0+$/gu, '');

const together = (text: string) => text.replace(/\s+/gu, '');

/** Compares a reading with what its document says; `written` has the cells whose text is not their figure. */
export function judge(
  { cells, unplaced }: Extraction,
  truth: Truth,
  written: ReadonlyMap<string, string> = new Map(),
): Judgement {
  const doubtfulCells = Object.values(cells).filter(({ confidence }) => confidence < SURE);
  const listed = toSimplified(
    [...unplaced.map(({ text }) => text), ...doubtfulCells.map(({ printed }) => printed)].join(' '),
  );
  // Programs print figures with separators of thousands of their own.
  const withoutSeparators = listed.replace(/(?<=\d)[,，](?=\d{3}(?!\d))/gu, '');
  // An amount is printed in another unit than it is of.
  const amounts = [...withoutSeparators.matchAll(/\d[\d.]*/gu)].map(([figure]) => digitsOf(figure));
  const isShown = (code: string, figure: string) =>
    code.endsWith('.amount') && [digitsOf(cells[code].printed ?? ''), ...amounts].includes(digitsOf(figure));
  const isListed = (code: string, figure: string) =>
    isShown(code, figure) ||
    new RegExp(`(?<!\\d)${figure}(?!\\d)`, 'u').test(`${listed} ${withoutSeparators}`) ||
    (written.has(code) && together(listed).includes(together(toSimplified(written.get(code) ?? ''))));
  const wrong: string[] = [];
  const lost: string[] = [];
  let [right, doubtful, missed] = [0, 0, 0];
  for (const [code, cell] of Object.entries(cells)) {
    const printed = truth.get(code);
    const read = cell.value === null ? '' : String(cell.value);
    if (cell.status === 'MISSING' && !cell.computed) {
      if (!isPrinted(printed)) continue;
      missed += 1;
      if (!isListed(code, printed)) lost.push(`${code} ${printed}`);
    } else if (cell.confidence < SURE) {
      doubtful += 1;
      if (isPrinted(printed) && printed !== read && !isListed(code, printed)) lost.push(`${code} ${printed}`);
    } else if (cell.computed ? !isPrinted(printed) || printed === read : printed === read) right += 1;
    else wrong.push(`${code} is ${printed}, read ${cell.status} ${read} (${cell.confidence})`);
  }
  return { right, doubtful, wrong, missed, lost };
}
