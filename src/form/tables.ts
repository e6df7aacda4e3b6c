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
    if (count !== null) sum = (sum ?? 0) + count;
  }
  return sum;
}

type Shaper = (
  shown: Figures,
  counts: Figures['counts'],
  addUp: typeof addPlaces,
  subtotals: readonly (readonly number[])[],
) => Tables;

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

/**
 * The tables as one object literal over the vector. It is made from the form once, as code: a page of reports has some
 * ten thousand cells, and finding the place of each by its path took longer than everything else done with it.
 */
function makeShaper(): (shown: Figures, counts: Figures['counts']) => Tables {
  const sources: Sources = {};
  for (const { code, kind, place } of SHAPED)
    put(sources, code.split('.'), `shown.${kind === 'AMOUNT' ? 'amounts' : 'counts'}[${place - 1}]`);
  for (const [at, { code }] of SUBTOTALS.entries())
    put(sources, code.split('.'), `addUp(counts, subtotals[${at}])`);
  const shape = new Function(
    'shown',
    'counts',
    'addUp',
    'subtotals',
    `return ${literalOf(sources)}`,
  ) as Shaper;
  const places = SUBTOTALS.map((subtotal) => subtotal.places);
  return (shown, counts) => shape(shown, counts, addPlaces, places);
}

const shapeShown = makeShaper();

const hide = <T>(values: readonly T[], cells: readonly Cell[], hidden: ReadonlySet<string>): (T | null)[] =>
  cells.map((cell) => (hidden.has(cell.code) ? null : values[cell.place - 1]));

/**
 * Figures as the nested tables clients read. Each group of section three has a `subtotal`; for otherHandling it is the
 * concordance of both editions. Cells in `hidden` are null, yet count in subtotals.
 */
export function shapeFigures(figures: Figures, hidden?: ReadonlySet<string>): Tables {
  const shown = hidden?.size
    ? {
        counts: hide(figures.counts, COUNT_CELLS, hidden),
        amounts: hide(figures.amounts, AMOUNT_CELLS, hidden),
      }
    : figures;
  return shapeShown(shown, figures.counts);
}

const PLACES = new Map<string, readonly number[]>([
  ...SHAPED.filter(({ kind }) => kind !== 'AMOUNT').map(({ code, place }) => [code, [place]] as const),
  ...SUBTOTALS.map(({ code, places }) => [code, places] as const),
]);

/** The places of the counts of which a leaf of the shaped tables is made; undefined where there is no such count. */
export const placesAt = (path: string): readonly number[] | undefined => PLACES.get(path);
