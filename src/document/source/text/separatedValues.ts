import { parse } from 'csv-parse/sync';
import type { Block, SourceCell } from '../blocks';
import { splitRunOn } from './splitRunOn';

/** What parts cells; tabs are read line by line, because every tab parts cells. */
const DELIMITERS = [',', ';', '，', '；'];
/** A row of fewer cells may be a sentence with commas. */
const FEWEST_CELLS = 3;
const FEWEST_ROWS = 2;
const LONGEST_HEADER = 4;
const LONGEST_CELL = 60;
const MOST_CELLS = 200_000;

/** A line of the text, or several that a quoted cell spans. */
interface Separated {
  readonly record: readonly string[];
  readonly line: number;
}

function separate(text: string, delimiter: string): Separated[] | null {
  try {
    const rows = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      bom: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({
      record: record.map((cell) => trimLines(cell)),
      line: info.lines,
    }));
  } catch {
    return null;
  }
}

const isThousands = (before: string, cell: string) => /\d$/u.test(before) && /^\d{3}(?!\d)/u.test(cell);

/** Whether a cell ends a sentence, or begins another: a line of prose has commas too. A question mark alone stands for a figure. */
/** The lines of a cell without the spaces around them and without empty ones: each space is looked at once, however many there are. */
const trimLines = (cell: string) =>
  cell
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const isProse = (cell: string) => /[。！]|\p{Script=Han}{2}.*？/u.test(cell);

const isFigure = (cell: string) => /^[\d０-９.%]+$/u.test(cell);

/** So many cells that are figures and nothing else are in no sentence. */
const FEWEST_FIGURES = 2;

/** Whether a row can be of a table: cells of a few letters or with figures alone, parted by more than the separators of thousands. */
const isRow = ({ record }: Separated) =>
  record.length >= 2 &&
  (record.every((cell) => cell.length <= LONGEST_CELL && !isProse(cell)) ||
    record.filter((cell, at) => isFigure(cell) && !(at > 0 && isThousands(record[at - 1], cell))).length >=
      FEWEST_FIGURES) &&
  record.some((cell, at) => at > 0 && !isThousands(record[at - 1], cell));

/** Whether rows are of a table: several in a row have as many cells, and figures among them. */
function isTable(rows: readonly Separated[]): boolean {
  let run: Separated[] = [];
  for (const row of rows) {
    const isSame = isRow(row) && row.record.length >= FEWEST_CELLS;
    const goesOn = isSame && run.every(({ record }) => record.length === row.record.length);
    run = goesOn ? [...run, row] : isSame ? [row] : [];
    if (run.length >= FEWEST_ROWS && run.some(({ record }) => record.some(isFigure))) return true;
    // A long run without figures is prose, or a list of words.
    if (run.length > LONGEST_HEADER) run = run.slice(-1);
  }
  return false;
}

/** The delimiter of a text and its rows; null where no delimiter parts cells. */
function bestSeparation(text: string): Separated[] | null {
  for (const delimiter of DELIMITERS) {
    const lines = text.split('\n').filter((line) => line.split(delimiter).length >= FEWEST_CELLS);
    if (lines.length < FEWEST_ROWS) continue;
    const rows = separate(text, delimiter);
    if (rows && isTable(rows)) return rows;
  }
  return null;
}

/**
 * Returns the blocks of a text of separated values, quotes and all; null for any other text. A line of one cell is text,
 * and so is a sentence that holds the delimiter.
 */
export function openSeparatedValues(text: string): Block[] | null {
  const rows = bestSeparation(text);
  if (!rows) return null;
  const blocks: Block[] = [];
  let tables = 0;
  for (let at = 0; at < rows.length; ) {
    if (!isRow(rows[at])) {
      const { record, line } = rows[at];
      for (const part of splitRunOn(record.filter((cell) => cell !== '').join('，')))
        if (part.text !== '')
          blocks.push({ kind: 'TEXT', ...part, isHeading: false, isWrappable: false, where: { line } });
      at += 1;
      continue;
    }
    let end = at;
    while (end < rows.length && isRow(rows[end])) end += 1;
    const own = rows.slice(at, end);
    const widths = new Set(own.map(({ record }) => record.length));
    tables += 1;
    const cells = own.flatMap(({ record }, row) =>
      record.map((cell, column): SourceCell => ({ text: cell, row, column, rowSpan: 1, columnSpan: 1 })),
    );
    blocks.push({
      kind: 'TABLE',
      cells: cells.slice(0, MOST_CELLS),
      hasGeometry: widths.size === 1,
      where: { table: tables },
      lines: own.map(({ line }) => line),
    });
    at = end;
  }
  return blocks;
}
