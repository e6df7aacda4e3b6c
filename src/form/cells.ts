import { REGULATION } from './citations';
import {
  type Aggregation,
  DISPUTE_GROUPS,
  DISPUTE_OUTCOMES,
  type Edition,
  type Label,
  PROACTIVE_LINES,
  REQUEST_COLUMNS,
  REQUEST_ROWS,
  type RequestRow,
  type TableSection,
} from './lines';

/** One cell of the form in either edition. */
export interface Cell extends Label {
  /** The stable code, such as `requests.received.naturalPerson`; also its path in GraphQL. */
  readonly code: string;
  readonly section: TableSection;
  readonly unit: '件' | '项' | '万元';
  readonly kind: 'COUNT' | 'CHANGE' | 'AMOUNT';
  readonly aggregation: Aggregation;
  readonly editions: readonly Edition[];
  /** The law behind it; the notice that prints it is of an edition. */
  readonly citation: string;
  /**
   * The 1-based index of the figure in the stored array of counts, or for an AMOUNT in the array of amounts. Stored data depends on it:
   * positions are appended, never moved.
   */
  readonly position: number;
}

/** Units in English: the one word for each, wherever it is shown. 件 counts requests, cases, documents and decisions alike. */
export const UNIT_EN: Readonly<Record<Cell['unit'], string>> = {
  件: 'items',
  项: 'items',
  万元: '10,000 yuan',
};

/** Returns a figure of a cell with its unit, in English. */
export const figureInEnglish = (figure: number | string, { unit }: Pick<Cell, 'unit'>): string =>
  `${figure} (unit: ${UNIT_EN[unit]})`;

/** The largest count one cell may hold, so that a nation's ten-year sum stays exact in a double (2^53). */
export const LARGEST_COUNT = 999_999_999;
/** The most decimals of an amount in 万元 (one hundredth of a yuan). */
export const AMOUNT_DECIMALS = 6;
/** The largest amount of one cell, in 万元, exclusive. */
export const AMOUNT_LIMIT = 1_000_000_000_000n;

type CellWithoutPosition = Omit<Cell, 'position'>;

const REQUEST_CITATION = `${REGULATION}第五十条第（二）项`;
const DISPUTE_CITATION = `${REGULATION}第五十条第（三）项`;

const requestCells = (row: RequestRow): CellWithoutPosition[] =>
  REQUEST_COLUMNS.map((column) => ({
    code: `requests.${row.code}.${column.code}`,
    zh: `${row.zh} · ${column.zh}`,
    en: `${row.en}, ${column.en}`,
    section: 3,
    unit: '件',
    kind: 'COUNT',
    aggregation: 'SUM',
    editions: row.editions,
    citation: REQUEST_CITATION,
  }));

const disputeCells: CellWithoutPosition[] = DISPUTE_GROUPS.flatMap((group) =>
  DISPUTE_OUTCOMES.map((outcome) => ({
    code: `disputes.${group.code}.${outcome.code}`,
    zh: `${group.zh} · ${outcome.zh}`,
    en: `${group.en}, ${outcome.en}`,
    section: 4,
    unit: '件',
    kind: 'COUNT',
    aggregation: 'SUM',
    editions: [2019, 2021],
    citation: DISPUTE_CITATION,
  })),
);

const proactiveCells: CellWithoutPosition[] = PROACTIVE_LINES.map((line) => ({ ...line, section: 2 }));
const isIn = (edition: Edition) => (item: { editions: readonly Edition[] }) =>
  item.editions.includes(edition);
const isOnlyIn2019 = (item: { editions: readonly Edition[] }) => !isIn(2021)(item);

const inStorageOrder: CellWithoutPosition[] = [
  ...proactiveCells.filter(isIn(2021)),
  ...REQUEST_ROWS.filter(isIn(2021)).flatMap(requestCells),
  ...disputeCells,
  ...proactiveCells.filter(isOnlyIn2019),
  ...REQUEST_ROWS.filter(isOnlyIn2019).flatMap(requestCells),
];

function withPositions(cells: readonly CellWithoutPosition[]): Cell[] {
  const lastPosition = { counts: 0, amounts: 0 };
  return cells.map((cell) => {
    const array = cell.kind === 'AMOUNT' ? 'amounts' : 'counts';
    lastPosition[array] += 1;
    return { ...cell, position: lastPosition[array] };
  });
}

/** Every cell of both editions, those of edition 2021 first. */
export const CELLS: readonly Cell[] = withPositions(inStorageOrder);

/** The cells stored as whole numbers, in the order of the stored array. */
export const COUNT_CELLS: readonly Cell[] = CELLS.filter((cell) => cell.kind !== 'AMOUNT');

/** The cells stored as decimals of 万元, in the order of the stored array. */
export const AMOUNT_CELLS: readonly Cell[] = CELLS.filter((cell) => cell.kind === 'AMOUNT');

const byCode = new Map(CELLS.map((cell) => [cell.code, cell]));

/** The cell of a code, or undefined when the form has none. */
export function findCell(code: string): Cell | undefined {
  return byCode.get(code);
}

/** Returns the cell of a code. Throws when the form has no such cell. */
export function cellOf(code: string): Cell {
  const cell = byCode.get(code);
  if (!cell) throw new Error(`the form has no cell ${code}`);
  return cell;
}

/** Every cell of both editions, in the order of the form: by section, row and column. */
export const CELLS_IN_ORDER: readonly Cell[] = [
  ...proactiveCells,
  ...REQUEST_ROWS.flatMap(requestCells),
  ...disputeCells,
].map(({ code }) => cellOf(code));

const cellsByEdition = new Map<string, readonly Cell[]>();

/** Returns the cells of an edition, in the order of storage. */
export function cellsOfEdition(edition: Edition, section?: TableSection): readonly Cell[] {
  const key = `${edition} ${section}`;
  const before = cellsByEdition.get(key);
  if (before) return before;
  const cells = CELLS.filter(
    (cell) => cell.editions.includes(edition) && (section === undefined || cell.section === section),
  );
  cellsByEdition.set(key, cells);
  return cells;
}

/** The edition in force for a reporting year: 2019 for 2019 and 2020, 2021 from then on. */
export function editionInForce(year: number): Edition {
  return year <= 2020 ? 2019 : 2021;
}
