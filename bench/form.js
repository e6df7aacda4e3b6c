import { CELL_POSITION, fromHub } from './hub.js';

const COUNT_CELLS = fromHub('COUNT_CELLS');
const cellsOfEdition = fromHub('cellsOfEdition');
const cellOf = fromHub('cellOf');

const EDITION = 2021;
const columnAt = (cell) => `c${cell[CELL_POSITION]}`;

/** The codes of the 25 x 7 cells of section three. */
export const REQUEST_CODES = cellsOfEdition(EDITION, 3).map(({ code }) => code);
/** The codes of the cells of a complete report that are counts. */
export const REPORT_CODES = COUNT_CELLS.filter(({ editions }) => editions.includes(EDITION)).map(
  ({ code }) => code,
);
/** Returns the codes of the cells of a section. */
export const codesOfSection = (section) => cellsOfEdition(EDITION, section).map(({ code }) => code);
/** The columns of all counts in the tables of the peers. */
export const COLUMNS = COUNT_CELLS.map(columnAt);
/** Returns the column of a cell in the tables of the peers. */
export const columnOf = (code) => columnAt(cellOf(code));
/** Returns the index of a cell in an array of counts. */
export const indexOf = (code) => cellOf(code)[CELL_POSITION] - 1;

/** Returns codes as nested objects; `leaf` makes the value at the end of each. */
export function nest(codes, leaf) {
  const tree = {};
  for (const code of codes) {
    const path = code.split('.');
    const last = path.pop();
    let node = tree;
    for (const key of path) {
      node[key] ??= {};
      node = node[key];
    }
    node[last] = leaf(code);
  }
  return tree;
}

/** Returns the GraphQL selection of nested codes. */
export const select = (tree) =>
  `{ ${Object.entries(tree)
    .map(([key, value]) => (typeof value === 'object' ? `${key} ${select(value)}` : key))
    .join(' ')} }`;

/** Returns the GraphQL selection of codes without its outer braces. */
export const selectCodes = (codes) => select(nest(codes, () => true)).slice(2, -2);

/** Returns the value of a nested object at a code. */
export const at = (tree, code) => code.split('.').reduce((node, key) => node?.[key], tree) ?? null;

const OUTCOMES = ['granted', 'partlyGranted', 'denied', 'unavailable', 'notProcessed', 'otherHandling'];
/** Section three by group of outcome, each with the codes of its totals. */
export const GROUPS = OUTCOMES.map((code) => ({
  code,
  isGroup: code !== 'granted' && code !== 'partlyGranted',
  cells: REQUEST_CODES.filter(
    (cell) =>
      cell.endsWith('.total') && (cell === `requests.${code}.total` || cell.startsWith(`requests.${code}.`)),
  ),
}));
