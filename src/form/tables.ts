import { AMOUNT_CELLS, type Cell, COUNT_CELLS, cellOf } from './cells';
import type { Figures } from './figures';
import { REQUEST_COLUMNS, REQUEST_ROWS } from './lines';

/** The groups of section three that the form prints under one heading, with the rows below each. */
const REQUEST_GROUPS: readonly { code: string; rows: readonly string[] }[] = [
  'denied',
  'unavailable',
  'notProcessed',
  'otherHandling',
].map((code) => ({
  code,
  rows: REQUEST_ROWS.map((row) => row.code).filter((row) => row === code || row.startsWith(`${code}.`)),
}));

/** The names of the tables. */
export const TABLES: readonly string[] = ['proactive', 'requests', 'disputes'] satisfies (keyof Tables)[];

/** The nested tables: `{ proactive, requests, disputes }` with the codes as paths. */
export interface Tables {
  readonly proactive: object;
  readonly requests: object;
  readonly disputes: object;
}

/** Each branch or leaf of the tables by its key; a leaf is the expression of its value. */
type Sources = { [key: string]: Sources | string };

function put(sources: Sources, path: readonly string[], expression: string): void {
  const [key, ...rest] = path;
  if (rest.length === 0) sources[key] = expression;
  else {
    sources[key] ??= {};
    put(sources[key] as Sources, rest, expression);
  }
}

const literalOf = (sources: Sources | string): string =>
  typeof sources === 'string'
    ? sources
    : `{${Object.entries(sources).map(([key, item]) => `${JSON.stringify(key)}:${literalOf(item)}`)}}`;

/** Adds the counts in some places: null only when none is reported. */
function addPlaces(counts: readonly (number | null)[], places: readonly number[]): number | null {
  let sum: number | null = null;
  for (const place of places) {
    const count = counts[place - 1];
    if (typeof count === 'number') sum = (sum ?? 0) + count;
  }
  return sum;
}

/** The cells that stand in the tables themselves; row (六) of edition 2019 is the subtotal of its group. */
const SHAPED = [...COUNT_CELLS, ...AMOUNT_CELLS].filter(
  (cell) => !/^requests\.otherHandling\.\w+$/.test(cell.code),
);

/** Where each subtotal stands, and the places of the counts it adds. */
const SUBTOTALS = REQUEST_GROUPS.flatMap((group) =>
  REQUEST_COLUMNS.map((column) => ({
    code: `requests.${group.code}.subtotal.${column.code}`,
    places: group.rows.map((row) => cellOf(`requests.${row}.${column.code}`).place),
  })),
);

/** Where the value of each cell and subtotal of the tables comes from, made from the form once. */
const SOURCES: Sources = {};
for (const { code, kind, place } of SHAPED)
  put(SOURCES, code.split('.'), `shown.${kind === 'AMOUNT' ? 'amounts' : 'counts'}[${place - 1}]`);
for (const [at, { code }] of SUBTOTALS.entries())
  put(SOURCES, code.split('.'), `addUp(counts, subtotals[${at}])`);
const SUBTOTAL_PLACES = SUBTOTALS.map((subtotal) => subtotal.places);

/**
 * What an expression over the sources makes of figures, as code: a page of reports has some ten thousand cells, and
 * finding the place of each by its path took longer than everything else done with it. Cells in `hidden` are null, yet
 * count in subtotals.
 */
function compile<T>(expression: string): (figures: Figures, hidden?: ReadonlySet<string>) => T {
  const run = new Function('shown', 'counts', 'addUp', 'subtotals', 'quote', `return ${expression}`);
  return (figures, hidden) => run(show(figures, hidden), figures.counts, addPlaces, SUBTOTAL_PLACES, quote);
}

const quote = (text: string | null | undefined) => JSON.stringify(text ?? null);

const hide = <T>(values: readonly T[], cells: readonly Cell[], hidden: ReadonlySet<string>): (T | null)[] =>
  cells.map((cell) => (hidden.has(cell.code) ? null : values[cell.place - 1]));

const show = (figures: Figures, hidden?: ReadonlySet<string>): Figures =>
  hidden?.size
    ? {
        counts: hide(figures.counts, COUNT_CELLS, hidden),
        amounts: hide(figures.amounts, AMOUNT_CELLS, hidden),
      }
    : figures;

/**
 * Figures as the nested tables clients read. Each group of section three has a `subtotal`; for otherHandling it is the
 * concordance of both editions. Cells in `hidden` are null, yet count in subtotals.
 */
export const shapeFigures = compile<Tables>(literalOf(SOURCES));

/** What is asked of a table or a branch of it: under which name, which field, and what of it when that is a branch. */
export type TableSelection = readonly {
  readonly name: string;
  /** The field; or the text that stands there whatever the figures are. */
  readonly field: string | { readonly text: string };
  readonly selection: TableSelection;
}[];

const writingOf = (source: Sources | string | undefined, selection: TableSelection): string => {
  if (source === undefined) return '"null"';
  if (typeof source === 'string')
    return source.startsWith('shown.amounts') ? `quote(${source})` : `(${source}??null)`;
  const members = selection.map(({ name, field, selection: inner }, at) => {
    const value =
      typeof field === 'string'
        ? writingOf(source[field], inner)
        : JSON.stringify(JSON.stringify(field.text));
    return `${JSON.stringify(`${at > 0 ? ',' : ''}${JSON.stringify(name)}:`)}+${value}`;
  });
  return `"{"+${[...members, '"}"'].join('+')}`;
};

/**
 * Writes what is asked of one of the tables as JSON, the same text as `JSON.stringify` of its selected part: a page of
 * reports is written several times as fast as by way of objects.
 */
export const tableWriter = (table: keyof Tables, selection: TableSelection) =>
  compile<string>(writingOf(SOURCES[table], selection));

const PLACES = new Map<string, readonly number[]>([
  ...SHAPED.filter(({ kind }) => kind !== 'AMOUNT').map(({ code, place }) => [code, [place]] as const),
  ...SUBTOTALS.map(({ code, places }) => [code, places] as const),
]);

/** The places of the counts of which a leaf of the shaped tables is made; undefined where there is no such count. */
export const placesAt = (path: string): readonly number[] | undefined => PLACES.get(path);
