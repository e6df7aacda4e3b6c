import { type Cell, cellsOfEdition } from '../../form/cells';
import {
  DISPUTE_GROUPS,
  DISPUTE_OUTCOMES,
  type Edition,
  REQUEST_COLUMNS,
  type RequestRow,
  type TableSection,
} from '../../form/lines';
import { requestRows } from '../../form/requestRows';
import { ORGANISATION_COLUMNS, PRINTED_OTHERWISE, TABLE_HEADS } from '../../form/sections';
import { cellText, type StatutoryDocument } from './statutoryDocument';

/** A cell of a printed table. BLOCK heads all the rows of its body, COLUMN and ROW the cells below or beside. */
export interface PrintedCell {
  readonly kind: 'BLOCK' | 'COLUMN' | 'ROW' | 'FIGURE';
  readonly text: string;
  /** The cell of the form, where it is a figure. */
  readonly code: string | null;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A table as it is printed, whatever prints it. Spanned places are left out of the rows, as in HTML. */
export interface PrintedTable {
  readonly section: TableSection;
  /** Widths of the columns in percent. */
  readonly widths: readonly number[];
  readonly head: readonly (readonly PrintedCell[])[];
  readonly bodies: readonly (readonly (readonly PrintedCell[])[])[];
}

const label = (
  kind: PrintedCell['kind'],
  text: string,
  span: { rows?: number; columns?: number } = {},
): PrintedCell => ({ kind, text, code: null, rowSpan: span.rows ?? 1, columnSpan: span.columns ?? 1 });

function figure(document: StatutoryDocument, code: string, columnSpan = 1): PrintedCell {
  const printed = document.figures.get(code);
  return { kind: 'FIGURE', text: printed ? cellText(printed) : '', code, rowSpan: 1, columnSpan };
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
/** Labels of the form name a row, then a column: "规章 本年制发件数". */
const parts = (cell: Cell) => cell.zh.split(' ');
const leaf = (cell: Cell) => cell.code.split('.').at(-1) as string;
const itemOf = (cell: Cell) => /第.+项$/.exec(cell.citation)?.[0] ?? cell.citation;

const NUMERALS = '一二三四五六七八九十';
const numberOf = (item: string) => NUMERALS.indexOf(/（(.)）/.exec(item)?.[1] ?? '');

const FIGURE_COLUMNS = 3;

function columnLabel(cell: Cell, edition: Edition): string {
  const printed = PRINTED_OTHERWISE[edition][leaf(cell)] ?? parts(cell)[1];
  // Where the form prints no unit there is none to tell.
  return cell.kind === 'AMOUNT' && cell.aggregation !== 'NONE' ? `${printed}（单位：${cell.unit}）` : printed;
}

/** One block of section two: its item of article 20, the columns, a row for each kind of information. */
function layOutBlock(document: StatutoryDocument, cells: readonly Cell[], edition: Edition, remark: string) {
  // Lines of one edition come before those of both: 上一年项目数量, 本年增/减, then 处理决定数量.
  const ordered = cells.toSorted((one, other) => one.editions.length - other.editions.length);
  const columns = unique(ordered.map(leaf));
  const span = (at: number) => ({
    columns: at === columns.length - 1 ? FIGURE_COLUMNS - columns.length + 1 : 1,
  });
  const heads = columns.map((column, at) => {
    const cell = ordered.find((candidate) => leaf(candidate) === column) as Cell;
    return label('COLUMN', columnLabel(cell, edition), span(at));
  });
  const rows = unique(cells.map((cell) => parts(cell)[0])).map((name) => {
    const own = cells.filter((cell) => parts(cell)[0] === name);
    return [
      label('ROW', name),
      ...columns.map((column, at) => {
        const cell = own.find((candidate) => leaf(candidate) === column);
        return cell ? figure(document, cell.code, span(at).columns) : label('FIGURE', '', span(at));
      }),
    ];
  });
  return [
    [label('BLOCK', itemOf(cells[0]) + remark, { columns: FIGURE_COLUMNS + 1 })],
    [label('COLUMN', TABLE_HEADS.item), ...heads],
    ...rows,
  ];
}

function layOutProactive(document: StatutoryDocument): PrintedTable {
  const own = document.editions[2];
  const blocksOf = (cells: readonly Cell[], edition: Edition, remark: string) =>
    unique(cells.map(itemOf))
      .toSorted((one, other) => numberOf(one) - numberOf(other))
      .map((item) => {
        const own = cells.filter((cell) => itemOf(cell) === item);
        return layOutBlock(document, own, edition, remark);
      });
  const other = document.otherProactive;
  const more = other ? cellsOfEdition(other, 2).filter((cell) => !cell.editions.includes(own)) : [];
  return {
    section: 2,
    widths: [34, 22, 22, 22],
    head: [],
    bodies: [
      ...blocksOf(cellsOfEdition(own, 2), own, ''),
      ...(other ? blocksOf(more, other, `（${other} 年版表格）`) : []),
    ],
  };
}

const LABEL_COLUMNS = 3;

/** Labels of a row, outermost first; each is merged with the same label of the row above. */
function rowLabels(rows: readonly RequestRow[], at: number): PrintedCell[] {
  const path = rows[at].zh.split(' ');
  return path.flatMap((text, depth) => {
    const prefix = path.slice(0, depth + 1).join(' ');
    const isSame = (row: RequestRow | undefined) =>
      depth < path.length - 1 && row !== undefined && `${row.zh} `.startsWith(`${prefix} `);
    if (isSame(rows[at - 1])) return [];
    let count = 1;
    while (isSame(rows[at + count])) count += 1;
    const columns = depth === path.length - 1 ? LABEL_COLUMNS - depth : 1;
    return [label('ROW', text, { rows: count, columns })];
  });
}

function layOutRequests(document: StatutoryDocument): PrintedTable {
  const rows = requestRows(document.editions[3]);
  const isBelow = (code: string) => ORGANISATION_COLUMNS.includes(code);
  const firstOrganisation = REQUEST_COLUMNS.findIndex((column) => isBelow(column.code));
  const second = REQUEST_COLUMNS.flatMap((column, at) => {
    if (!isBelow(column.code)) return [label('COLUMN', column.zh, { rows: 2 })];
    return at === firstOrganisation
      ? [label('COLUMN', TABLE_HEADS.organisations, { columns: ORGANISATION_COLUMNS.length })]
      : [];
  });
  return {
    section: 3,
    widths: [6, 11, 25, 8, 9, 9, 9, 9, 7, 7],
    head: [
      [
        label('COLUMN', TABLE_HEADS.arithmetic, { rows: 3, columns: LABEL_COLUMNS }),
        label('COLUMN', TABLE_HEADS.applicants, { columns: REQUEST_COLUMNS.length }),
      ],
      second,
      REQUEST_COLUMNS.filter((column) => isBelow(column.code)).map((column) => label('COLUMN', column.zh)),
    ],
    bodies: [
      rows.map((row, at) => [
        ...rowLabels(rows, at),
        ...REQUEST_COLUMNS.map((column) => figure(document, `requests.${row.code}.${column.code}`)),
      ]),
    ],
  };
}

function layOutDisputes(document: StatutoryDocument): PrintedTable {
  const outcomes = DISPUTE_OUTCOMES.length;
  const groups = DISPUTE_GROUPS.map((group) => ({ code: group.code, path: group.zh.split(' ') }));
  const heads = unique(groups.map((group) => group.path[0])).map((name) => {
    const count = groups.filter((group) => group.path[0] === name).length;
    return label('COLUMN', name, { columns: count * outcomes });
  });
  const second = groups.flatMap((group) =>
    group.path[1]
      ? [label('COLUMN', group.path[1], { columns: outcomes })]
      : DISPUTE_OUTCOMES.map((outcome) => label('COLUMN', outcome.zh, { rows: 2 })),
  );
  const third = groups.flatMap((group) =>
    group.path[1] ? DISPUTE_OUTCOMES.map((outcome) => label('COLUMN', outcome.zh)) : [],
  );
  const figures = groups.flatMap((group) =>
    DISPUTE_OUTCOMES.map((outcome) => figure(document, `disputes.${group.code}.${outcome.code}`)),
  );
  return {
    section: 4,
    widths: figures.map(() => 100 / figures.length),
    head: [heads, second, third],
    bodies: [[figures]],
  };
}

/** A table of the document, laid out as the form of its edition prints it. */
export function layOutTable(document: StatutoryDocument, section: TableSection): PrintedTable {
  if (section === 2) return layOutProactive(document);
  return section === 3 ? layOutRequests(document) : layOutDisputes(document);
}

/** Returns the cells of a table with row and column of their upper left corners, counted from 0. */
export function placeCells(
  table: PrintedTable,
): { readonly cell: PrintedCell; readonly row: number; readonly column: number }[] {
  const occupied = new Set<string>();
  return [...table.head, ...table.bodies.flat()].flatMap((cells, row) => {
    let column = 0;
    return cells.map((cell) => {
      while (occupied.has(`${row} ${column}`)) column += 1;
      const placed = { cell, row, column };
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let right = 0; right < cell.columnSpan; right += 1)
          occupied.add(`${row + down} ${column + right}`);
      return placed;
    });
  });
}
