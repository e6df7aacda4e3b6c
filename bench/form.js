import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The root of the hub, built: the bench reads its form and starts its programs. */
export const HUB = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
/** A module of the built hub. */
export const built = (path) => require(join(HUB, 'dist', path));

const { COUNT_CELLS, cellsOfEdition, cellOf } = built('src/form/cells.js');

/** The 25 x 7 cells of section three of edition 2021, and the cells of whole reports that are counts. */
export const REQUEST_CELLS = cellsOfEdition(2021, 3);
export const REPORT_CELLS = COUNT_CELLS.filter((cell) => cell.editions.includes(2021));
/** The codes of the cells of a section of edition 2021. */
export const cellsOfSection = (section) => cellsOfEdition(2021, section).map(({ code }) => code);
export const COLUMNS = COUNT_CELLS.map((cell) => `c${cell.place}`);
/** The column of a cell in the tables made for the peers. */
export const columnOf = (code) => `c${cellOf(code).place}`;

/** The same question with a field whose answer depends on who asks, and costs nothing: no answer to it is kept. */
export const neverKept = (query) => query.replace(/\}\s*$/, ' viewer { username } }');

/** Codes as nested objects; `leaf` makes what stands at the end. */
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

/** A GraphQL selection of nested codes. */
export const select = (tree) =>
  `{ ${Object.entries(tree)
    .map(([key, value]) => (typeof value === 'object' ? `${key} ${select(value)}` : key))
    .join(' ')} }`;

const OUTCOMES = ['granted', 'partlyGranted', 'denied', 'unavailable', 'notProcessed', 'otherHandling'];
/** Section three by group of outcome: for each the columns of its totals. */
export const GROUPS = OUTCOMES.map((code) => ({
  code,
  isGroup: code !== 'granted' && code !== 'partlyGranted',
  cells: REQUEST_CELLS.filter(
    (cell) =>
      cell.code.endsWith('.total') &&
      (cell.code === `requests.${code}.total` || cell.code.startsWith(`requests.${code}.`)),
  ).map((cell) => cell.code),
}));

/** The value of a nested object at a code. */
export const at = (tree, code) => code.split('.').reduce((node, key) => node?.[key], tree) ?? null;
