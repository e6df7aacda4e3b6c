import { AMOUNT_CELLS, AMOUNT_DECIMALS, type Cell, COUNT_CELLS, cellOf } from './cells';
import { REQUEST_COLUMNS, REQUEST_ROWS } from './lines';

/**
 * The figures of one report, or a sum of many: the vector over the form. Null means that nothing was reported
 * (blank or not applicable), which is not zero.
 */
export interface Figures {
  /** Indexed by `place - 1` of the cells that are not amounts. */
  readonly counts: (number | null)[];
  /** Indexed by `place - 1` of the amounts; exact decimal text in 万元. */
  readonly amounts: (string | null)[];
}

/** Figures in which nothing is reported. */
export function emptyFigures(): Figures {
  return { counts: COUNT_CELLS.map(() => null), amounts: AMOUNT_CELLS.map(() => null) };
}

/** The value of a cell: a number for counts, decimal text for amounts, null when not reported. */
export function figureOf(figures: Figures, cell: Cell): number | string | null {
  return cell.kind === 'AMOUNT' ? figures.amounts[cell.place - 1] : figures.counts[cell.place - 1];
}

/** The count in a cell known not to be an amount. */
export function countOf(figures: Figures, code: string): number | null {
  return figures.counts[cellOf(code).place - 1];
}

/** Puts a value into figures that the caller owns. Amounts are brought to canonical decimal text. */
export function setValue(figures: Figures, cell: Cell, value: number | string | null): void {
  if (cell.kind === 'AMOUNT') {
    figures.amounts[cell.place - 1] = value === null ? null : formatAmount(parseAmount(String(value)));
  } else figures.counts[cell.place - 1] = value === null ? null : Number(value);
}

/** Decimal text as a whole number of 10^-6 万元. Throws on text that is not such a decimal. */
export function parseAmount(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6})0*)?$/.exec(text);
  if (!match) throw new Error(`not a decimal with at most ${AMOUNT_DECIMALS} places: ${text}`);
  const magnitude = BigInt(match[2] + (match[3] ?? '').padEnd(AMOUNT_DECIMALS, '0'));
  return match[1] ? -magnitude : magnitude;
}

/** A whole number of 10^-6 万元 as decimal text without trailing zeros. */
export function formatAmount(millionths: bigint): string {
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(AMOUNT_DECIMALS + 1, '0');
  const fraction = digits.slice(-AMOUNT_DECIMALS).replace(/0+$/, '');
  const text = digits.slice(0, -AMOUNT_DECIMALS) + (fraction && `.${fraction}`);
  return millionths < 0n ? `-${text}` : text;
}

/** Adds numbers of which some are not reported: null only when none is. */
export function addReported(values: readonly (number | null)[]): number | null {
  const reported = values.filter((value): value is number => value !== null);
  return reported.length === 0 ? null : reported.reduce((sum, value) => sum + value, 0);
}

/** Adds amounts of which some are not reported: null only when none is. */
export function addAmounts(values: readonly (string | null)[]): string | null {
  const reported = values.filter((value): value is string => value !== null);
  return reported.length === 0
    ? null
    : formatAmount(reported.reduce((sum, value) => sum + parseAmount(value), 0n));
}

/** The groups of section three that the form prints under one heading, with the rows below each. */
export const REQUEST_GROUPS: readonly { code: string; rows: readonly string[] }[] = [
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
