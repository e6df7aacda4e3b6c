import {
  DISPUTE_GROUPS,
  DISPUTE_OUTCOMES,
  REQUEST_COLUMNS,
  type RequestRow,
  type TableSection,
} from '../../form/lines';
import { PROACTIVE_COLUMNS, type ProactiveBlock, proactiveBlocks } from '../../form/proactiveBlocks';
import { requestRows } from '../../form/requestRows';
import { ORGANISATION_COLUMNS, TABLE_HEADS } from '../../form/sections';
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

/** One block of section two. */
function layOutBlock(document: StatutoryDocument, { item, columns, rows }: ProactiveBlock, remark: string) {
  return [
    [label('BLOCK', item.zh + remark, { columns: PROACTIVE_COLUMNS + 1 })],
    [
      label('COLUMN', TABLE_HEADS.item),
      ...columns.map(({ label: { zh }, span }) => label('COLUMN', zh, { columns: span })),
    ],
    ...rows.map(({ label: { zh }, codes }) => [
      label('ROW', zh),
      ...codes.map((code, at) =>
        code ? figure(document, code, columns[at].span) : label('FIGURE', '', { columns: columns[at].span }),
      ),
    ]),
  ];
}

function layOutProactive(document: StatutoryDocument): PrintedTable {
  const own = document.editions[2];
  const other = document.otherProactive;
  return {
    section: 2,
    widths: [34, 22, 22, 22],
    head: [],
    bodies: [
      ...proactiveBlocks(own).map((block) => layOutBlock(document, block, '')),
      ...(other ? proactiveBlocks(other, own) : []).map((block) =>
        layOutBlock(document, block, `（${other} 年版表格）`),
      ),
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
