import { UNIT_EN } from './cells';
import { type Edition, type Label, PROACTIVE_LINES, type ProactiveLine } from './lines';
import { PRINTED_OTHERWISE } from './sections';

/** A column of a block of section two. The last is as wide as what the others leave of the table. */
export interface BlockColumn {
  readonly label: Label;
  readonly span: number;
}

/** A block of section two as the form prints it: an item of article 20, its columns, and a row for each kind of information. */
export interface ProactiveBlock {
  readonly item: Label;
  readonly columns: readonly BlockColumn[];
  /** Each with the code of its cell in every column; null where the form has none. */
  readonly rows: readonly { readonly label: Label; readonly codes: readonly (string | null)[] }[];
}

/** Returns the row of section two whose codes begin with a name, such as `rules`: as the edition of 2021 prints it, if it does. */
export function proactiveRow(name: string): Label {
  const lines = PROACTIVE_LINES.filter(({ code }) => code.startsWith(`proactive.${name}.`));
  const line = lines.find(({ editions }) => editions.includes(2021)) ?? lines[0];
  if (!line) throw new Error(`section two has no row ${name}`);
  return line.row;
}

/** How many columns of figures the table of section two has. */
export const PROACTIVE_COLUMNS = 3;

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
const leaf = ({ code }: ProactiveLine) => code.split('.').at(-1) as string;

const NUMERALS = '一二三四五六七八九十';
const numberOf = (item: string) => NUMERALS.indexOf(/（(.)）/.exec(item)?.[1] ?? '') + 1;
const itemOf = ({ citation }: ProactiveLine) => /第.+项$/.exec(citation)?.[0] ?? citation;

/** Returns the words for an item of article 20 as the form prints it. */
const itemInWords = (item: string): Label => ({ zh: item, en: `Article 20, item (${numberOf(item)})` });

/** Returns the item of article 20 that a line of section two is printed under. */
export const itemOfLine = (line: ProactiveLine): Label => itemInWords(itemOf(line));

function columnLabel(line: ProactiveLine, edition: Edition): Label {
  const { zh, en } = PRINTED_OTHERWISE[edition][leaf(line)] ?? line.column;
  // Where the form prints no unit there is none to tell.
  return line.kind === 'AMOUNT' && line.aggregation !== 'NONE'
    ? { zh: `${zh}（单位：${line.unit}）`, en: `${en} (unit: ${UNIT_EN[line.unit]})` }
    : { zh, en };
}

function blockOf(item: string, lines: readonly ProactiveLine[], edition: Edition): ProactiveBlock {
  // Lines of one edition come before those of both: 上一年项目数量, 本年增/减, then 处理决定数量.
  const ordered = lines.toSorted((one, other) => one.editions.length - other.editions.length);
  const columns = unique(ordered.map(leaf));
  return {
    item: itemInWords(item),
    columns: columns.map((column, at) => {
      const line = ordered.find((candidate) => leaf(candidate) === column) as ProactiveLine;
      const span = at === columns.length - 1 ? PROACTIVE_COLUMNS - columns.length + 1 : 1;
      return { label: columnLabel(line, edition), span };
    }),
    rows: unique(lines.map(({ row }) => row)).map((label) => {
      const own = lines.filter(({ row }) => row === label);
      const codeIn = (column: string) => own.find((candidate) => leaf(candidate) === column)?.code ?? null;
      return { label, codes: columns.map(codeIn) };
    }),
  };
}

/** Returns the blocks of section two in the order in which an edition prints them; where another edition is named, without the lines that it has too. */
export function proactiveBlocks(edition: Edition, without?: Edition): readonly ProactiveBlock[] {
  const lines = PROACTIVE_LINES.filter(
    ({ editions }) => editions.includes(edition) && (without === undefined || !editions.includes(without)),
  );
  return unique(lines.map(itemOf))
    .toSorted((one, other) => numberOf(one) - numberOf(other))
    .map((item) =>
      blockOf(
        item,
        lines.filter((line) => itemOf(line) === item),
        edition,
      ),
    );
}
