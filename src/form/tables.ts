import { AMOUNT_CELLS, type Cell, COUNT_CELLS, cellOf } from './cells';
import { exactFigure, type Figures } from './figures';
import { REQUEST_COLUMNS } from './lines';
import { isSingleOtherHandling, REQUEST_GROUPS } from './requestRows';
import type { TableName } from './sections';
import { setAtPath, tablePath } from './tablePaths';

/** The nested tables: `{ proactive, requests, disputes }` with the codes as paths. */
export type Tables = Readonly<Record<TableName, object>>;

/** Figures as they are shown, without hidden cells, and the counts of all cells. */
interface Shown {
  readonly figures: Figures;
  readonly counts: Figures['counts'];
}

/** Reads the value of a leaf of the tables: a count, a subtotal, or an amount. */
type Leaf = (shown: Shown) => number | string | null;
/** The leaves and branches of the tables by key. */
interface Branch {
  [key: string]: Branch | Leaf;
}

/** Adds the counts at some positions: null only when none is reported. */
export function sumAtPositions(
  counts: readonly (number | null)[],
  positions: readonly number[],
): number | null {
  let sum: number | null = null;
  for (const position of positions) {
    const count = counts[position - 1];
    if (typeof count === 'number') sum = (sum ?? 0) + count;
  }
  return sum;
}

/** The cells that are leaves of their own; row （六） of edition 2019 is the subtotal of its group. */
const LEAF_CELLS = [...COUNT_CELLS, ...AMOUNT_CELLS].filter(({ code }) => !isSingleOtherHandling(code));

/** The code of each subtotal, and the positions of the counts it adds. */
export const SUBTOTALS = REQUEST_GROUPS.flatMap((group) =>
  REQUEST_COLUMNS.map((column) => ({
    code: `requests.${group.code}.subtotal.${column.code}`,
    positions: group.rows.map((row) => cellOf(`requests.${row.code}.${column.code}`).position),
  })),
);

const leafOf = ({ kind, position }: Cell): Leaf =>
  kind === 'AMOUNT'
    ? ({ figures }) => {
        const amount = figures.amounts[position - 1] ?? null;
        return amount === null ? null : exactFigure(amount);
      }
    : ({ figures }) => figures.counts[position - 1] ?? null;

/** The tables, built from the form once. */
const ROOT: Branch = {};
for (const cell of LEAF_CELLS) setAtPath(ROOT, tablePath(cell), leafOf(cell));
for (const { code, positions } of SUBTOTALS)
  setAtPath(ROOT, code.split('.'), ({ counts }: Shown) => sumAtPositions(counts, positions));

const hide = <T>(values: readonly T[], cells: readonly Cell[], hidden: ReadonlySet<string>): (T | null)[] =>
  cells.map((cell) => (hidden.has(cell.code) ? null : values[cell.position - 1]));

const show = (figures: Figures, hidden?: ReadonlySet<string>): Shown => ({
  figures: hidden?.size
    ? {
        counts: hide(figures.counts, COUNT_CELLS, hidden),
        amounts: hide(figures.amounts, AMOUNT_CELLS, hidden),
      }
    : figures,
  counts: figures.counts,
});

function shape(branch: Branch, shown: Shown): object {
  const shaped: Record<string, unknown> = {};
  for (const key in branch) {
    const item = branch[key];
    shaped[key] = typeof item === 'function' ? item(shown) : shape(item, shown);
  }
  return shaped;
}

/**
 * Returns figures as the nested tables clients read. Each group of section three has a `subtotal`; for otherHandling it is the
 * concordance of both editions. Cells in `hidden` are null, yet count in subtotals.
 */
export const nestFigures = (figures: Figures, hidden?: ReadonlySet<string>): Tables =>
  shape(ROOT, show(figures, hidden)) as Tables;

/** The selected fields of a table or of a branch of it: the name in the answer, the field, and the selected fields of a branch. */
export type TableSelection = readonly {
  readonly name: string;
  /** The field, or a text that does not depend on the figures. */
  readonly field: string | { readonly text: string };
  readonly selection: TableSelection;
}[];

/** The JSON of a selection: `texts` with the value of a leaf between each two of them. */
interface Template {
  readonly texts: string[];
  readonly leaves: Leaf[];
}

const NOTHING: Leaf = () => null;

function addTo(
  { texts, leaves }: Template,
  item: Branch | Leaf | undefined,
  selection: TableSelection,
): Template {
  const addText = (text: string) => {
    texts[texts.length - 1] += text;
  };
  if (item === undefined || typeof item === 'function') {
    leaves.push(item ?? NOTHING);
    texts.push('');
    return { texts, leaves };
  }
  addText('{');
  for (const [at, { name, field, selection: inner }] of selection.entries()) {
    addText(`${at > 0 ? ',' : ''}${JSON.stringify(name)}:`);
    if (typeof field === 'string') addTo({ texts, leaves }, item[field], inner);
    else addText(JSON.stringify(field.text));
  }
  addText('}');
  return { texts, leaves };
}

/**
 * Returns a function that writes selected fields of a table as JSON, the same text as `JSON.stringify` of that part of its object. A page of
 * reports is written several times as fast as with objects.
 */
export function tableWriter(
  table: keyof Tables,
  selection: TableSelection,
): (figures: Figures, hidden?: ReadonlySet<string>) => string {
  const { texts, leaves } = addTo({ texts: [''], leaves: [] }, ROOT[table], selection);
  return (figures, hidden) => {
    const shown = show(figures, hidden);
    let text = texts[0];
    for (let at = 0; at < leaves.length; at += 1) {
      const value = leaves[at](shown);
      text += (typeof value === 'string' ? JSON.stringify(value) : String(value)) + texts[at + 1];
    }
    return text;
  };
}

const POSITIONS = new Map<string, readonly number[]>([
  ...LEAF_CELLS.filter(({ kind }) => kind !== 'AMOUNT').map(
    ({ code, position }) => [code, [position]] as const,
  ),
  ...SUBTOTALS.map(({ code, positions }) => [code, positions] as const),
]);

/** Returns the positions of the counts that a leaf of the nested tables adds; undefined where there is no such count. */
export const positionsAt = (path: string): readonly number[] | undefined => POSITIONS.get(path);
