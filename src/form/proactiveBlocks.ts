import { type Cell, cellsOfEdition } from './cells';
import type { Edition } from './lines';
import { PRINTED_OTHERWISE } from './sections';

/** A column of a block of section two. The last is as wide as what the others leave of the table. */
export interface BlockColumn {
  readonly label: string;
  readonly span: number;
}

/** A block of section two as the form prints it: an item of article 20, its columns, and a row for each kind of information. */
export interface ProactiveBlock {
  readonly item: string;
  readonly columns: readonly BlockColumn[];
  /** Each with the code of its cell in every column; null where the form has none. */
  readonly rows: readonly { readonly label: string; readonly codes: readonly (string | null)[] }[];
}

/** How many columns of figures the table of section two has. */
export const PROACTIVE_COLUMNS = 3;

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
/** Labels of the form name a row, then a column: "规章 本年制发件数". */
const parts = (cell: Cell) => cell.zh.split(' ');
const leaf = (cell: Cell) => cell.code.split('.').at(-1) as string;
const itemOf = (cell: Cell) => /第.+项$/.exec(cell.citation)?.[0] ?? cell.citation;

const NUMERALS = '一二三四五六七八九十';
const numberOf = (item: string) => NUMERALS.indexOf(/（(.)）/.exec(item)?.[1] ?? '');

function columnLabel(cell: Cell, edition: Edition): string {
  const printed = PRINTED_OTHERWISE[edition][leaf(cell)] ?? parts(cell)[1];
  // Where the form prints no unit there is none to tell.
  return cell.kind === 'AMOUNT' && cell.aggregation !== 'NONE' ? `${printed}（单位：${cell.unit}）` : printed;
}

function blockOf(item: string, cells: readonly Cell[], edition: Edition): ProactiveBlock {
  // Lines of one edition come before those of both: 上一年项目数量, 本年增/减, then 处理决定数量.
  const ordered = cells.toSorted((one, other) => one.editions.length - other.editions.length);
  const columns = unique(ordered.map(leaf));
  return {
    item,
    columns: columns.map((column, at) => {
      const cell = ordered.find((candidate) => leaf(candidate) === column) as Cell;
      const span = at === columns.length - 1 ? PROACTIVE_COLUMNS - columns.length + 1 : 1;
      return { label: columnLabel(cell, edition), span };
    }),
    rows: unique(cells.map((cell) => parts(cell)[0])).map((label) => {
      const own = cells.filter((cell) => parts(cell)[0] === label);
      const codeIn = (column: string) => own.find((candidate) => leaf(candidate) === column)?.code ?? null;
      return { label, codes: columns.map(codeIn) };
    }),
  };
}

/** Returns the blocks of section two in the order in which an edition prints them, without the lines that another edition has too where only the others are wanted. */
export function proactiveBlocks(edition: Edition, without?: Edition): readonly ProactiveBlock[] {
  const cells = cellsOfEdition(edition, 2).filter(
    (cell) => without === undefined || !cell.editions.includes(without),
  );
  return unique(cells.map(itemOf))
    .toSorted((one, other) => numberOf(one) - numberOf(other))
    .map((item) =>
      blockOf(
        item,
        cells.filter((cell) => itemOf(cell) === item),
        edition,
      ),
    );
}
