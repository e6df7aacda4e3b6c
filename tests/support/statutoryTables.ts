import { cellOf, cellsOfEdition } from '../../src/form/cells';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, REQUEST_COLUMNS, REQUEST_ROWS } from '../../src/form/lines';

/** What is printed in every cell of edition 2021, by code. */
export type Printed = Record<string, string>;

/** Every cell of a valid report whose figures all differ where they can, so that a misplaced one shows. */
export function distinctFigures(seed = 1): Printed {
  const printed: Printed = {};
  const applicants = REQUEST_COLUMNS.filter(({ code }) => code !== 'total');
  const value = (row: number, column: number) => (row + 1) * 10 + column + seed;
  const sums = new Map<string, number>();
  for (const [at, row] of REQUEST_ROWS.filter(
    (line) => line.role === 'OUTCOME' && line.editions.includes(2021),
  ).entries())
    for (const [index, column] of applicants.entries()) {
      printed[`requests.${row.code}.${column.code}`] = String(value(at, index));
      sums.set(column.code, (sums.get(column.code) ?? 0) + value(at, index));
    }
  for (const [index, column] of applicants.entries()) {
    const concluded = sums.get(column.code) ?? 0;
    const [carriedIn, carriedOut] = [3 + index * seed, 500 + index];
    printed[`requests.concluded.${column.code}`] = String(concluded);
    printed[`requests.carriedIn.${column.code}`] = String(carriedIn);
    printed[`requests.carriedOut.${column.code}`] = String(carriedOut);
    printed[`requests.received.${column.code}`] = String(concluded + carriedOut - carriedIn);
  }
  for (const row of REQUEST_ROWS.filter((line) => line.editions.includes(2021)))
    printed[`requests.${row.code}.total`] = String(
      applicants.reduce((sum, column) => sum + Number(printed[`requests.${row.code}.${column.code}`]), 0),
    );
  for (const [at, group] of DISPUTE_GROUPS.entries()) {
    const parts = DISPUTE_OUTCOMES.slice(0, 4).map((_, index) => at * 10 + index + 1 + seed);
    for (const [index, outcome] of DISPUTE_OUTCOMES.entries())
      printed[`disputes.${group.code}.${outcome.code}`] = String(
        parts[index] ?? parts.reduce((sum, part) => sum + part, 0),
      );
  }
  for (const [at, cell] of cellsOfEdition(2021, 2).entries())
    printed[cell.code] = cell.kind === 'AMOUNT' ? `${1234 + seed}.5678` : String(7 * at + 11 + seed);
  return printed;
}

/** How a page is laid out; each field is a habit of offices. */
export interface Habits {
  /** Cells of merged labels: spanned, left out below the first row, or repeated as blanks. */
  readonly merged: 'SPANNED' | 'DROPPED' | 'BLANK';
  readonly hasTotalColumn: boolean;
  readonly hasSerialColumn: boolean;
  readonly hasRemarkColumn: boolean;
  readonly isShuffled: boolean;
  readonly titles: readonly string[];
  readonly text: (value: string) => string;
  readonly label: (label: string) => string;
}

export const PLAIN: Habits = {
  merged: 'SPANNED',
  hasTotalColumn: true,
  hasSerialColumn: false,
  hasRemarkColumn: false,
  isShuffled: false,
  titles: [
    '一、总体情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
    '五、存在的主要问题及改进情况',
    '六、其他需要报告的事项',
  ],
  text: (value) => value,
  label: (label) => label,
};

interface TableCell {
  readonly text: string;
  readonly down?: number;
  readonly right?: number;
}
/** A table as rows of cells with spans. */
export type Table = TableCell[][];

const RESULT_ROWS = REQUEST_ROWS.filter((row) => row.editions.includes(2021) && /^三、/.test(row.zh));

/** Section three as laid out by habits. */
export function requestTable(printed: Printed, habits: Habits): Table {
  const columns = REQUEST_COLUMNS.filter(({ code }) => habits.hasTotalColumn || code !== 'total');
  const labels = (row: (typeof REQUEST_ROWS)[number]) => row.zh.split(' ').map(habits.label);
  const figures = (code: string) =>
    columns.map((column) => ({ text: habits.text(printed[`requests.${code}.${column.code}`]) }));
  const before = (text: string): TableCell[] => (habits.hasSerialColumn ? [{ text }] : []);
  const after: TableCell[] = habits.hasRemarkColumn ? [{ text: '' }] : [];
  const serial = (text: string, down = 1): TableCell[] => (habits.hasSerialColumn ? [{ text, down }] : []);
  const rows: Table = [
    [
      ...serial('序号', 3),
      { text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', right: 3, down: 3 },
      { text: '申请人情况', right: columns.length },
      ...(habits.hasRemarkColumn ? [{ text: '备注', down: 3 }] : []),
    ],
    [
      { text: '自然人', down: 2 },
      { text: '法人或其他组织', right: 5 },
      ...(habits.hasTotalColumn ? [{ text: '总计', down: 2 }] : []),
    ],
    REQUEST_COLUMNS.slice(1, 6).map(({ zh }) => ({ text: habits.label(zh) })),
  ];
  let number = 0;
  const body: Table = [];
  for (const code of ['received', 'carriedIn']) {
    number += 1;
    const row = REQUEST_ROWS.find((line) => line.code === code) as (typeof REQUEST_ROWS)[number];
    body.push([...before(String(number)), { text: labels(row)[0], right: 3 }, ...figures(code), ...after]);
  }
  let group = '';
  const results: Table = [];
  for (const row of RESULT_ROWS) {
    number += 1;
    const [, head, own] = labels(row);
    const size = RESULT_ROWS.filter((other) => labels(other)[1] === head).length;
    const isFirst = head !== group;
    group = head;
    const cells: TableCell[] =
      own === undefined
        ? [{ text: head, right: 2 }]
        : isFirst
          ? [{ text: head, down: size }, { text: own }]
          : [{ text: own }];
    const result: TableCell[] =
      results.length === 0 ? [{ text: habits.label('三、本年度办理结果'), down: RESULT_ROWS.length }] : [];
    results.push([...before(String(number)), ...result, ...cells, ...figures(row.code), ...after]);
  }
  body.push(...results);
  const last = REQUEST_ROWS.find((line) => line.code === 'carriedOut') as (typeof REQUEST_ROWS)[number];
  body.push([
    ...before(String(number + 1)),
    { text: labels(last)[0], right: 3 },
    ...figures('carriedOut'),
    ...after,
  ]);
  return [...rows, ...(habits.isShuffled ? [...body].reverse() : body)];
}

/** Section two, one block for each item of article 20. */
export function proactiveTable(printed: Printed, { text }: Habits): Table {
  const row = (label: string, ...codes: string[]): TableCell[] => [
    { text: label },
    ...codes.map((code) => ({ text: text(printed[code]), right: codes.length === 1 ? 3 : 1 })),
  ];
  const three = (code: string) =>
    ['issued', 'repealed', 'inForce'].map((column) => `proactive.${code}.${column}`);
  return [
    [{ text: '第二十条第（一）项', right: 4 }],
    [{ text: '信息内容' }, { text: '本年制发件数' }, { text: '本年废止件数' }, { text: '现行有效件数' }],
    row('规章', ...three('rules')),
    row('行政规范性文件', ...three('normativeDocuments')),
    [{ text: '第二十条第（五）项', right: 4 }],
    [{ text: '信息内容' }, { text: '本年处理决定数量', right: 3 }],
    row('行政许可', 'proactive.licences.decisions'),
    [{ text: '第二十条第（六）项', right: 4 }],
    [{ text: '信息内容' }, { text: '本年处理决定数量', right: 3 }],
    row('行政处罚', 'proactive.penalties.decisions'),
    row('行政强制', 'proactive.coercions.decisions'),
    [{ text: '第二十条第（八）项', right: 4 }],
    [{ text: '信息内容' }, { text: '本年收费金额（单位：万元）', right: 3 }],
    row('行政事业性收费', 'proactive.fees.amount'),
  ];
}

/** Section four. */
export function disputeTable(printed: Printed, { text }: Habits): Table {
  const outcomes = DISPUTE_OUTCOMES.map(({ zh }) => ({ text: zh }));
  return [
    [
      { text: '行政复议', right: 5 },
      { text: '行政诉讼', right: 10 },
    ],
    [
      ...outcomes.map((cell) => ({ ...cell, down: 2 })),
      { text: '未经复议直接起诉', right: 5 },
      { text: '复议后起诉', right: 5 },
    ],
    [...outcomes, ...outcomes],
    DISPUTE_GROUPS.flatMap((group) =>
      DISPUTE_OUTCOMES.map((outcome) => ({ text: text(printed[`disputes.${group.code}.${outcome.code}`]) })),
    ),
  ];
}

/** Tables on their grid, as spreadsheets and text exports print them: what a span covers is blank. */
export function flatten(table: Table): string[][] {
  const grid: (string | undefined)[][] = table.map(() => []);
  for (const [at, row] of table.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[at][column] !== undefined) column += 1;
      for (let down = 0; down < (cell.down ?? 1); down += 1)
        for (let right = 0; right < (cell.right ?? 1); right += 1)
          if (grid[at + down]) grid[at + down][column + right] = down + right === 0 ? cell.text : '';
      column += cell.right ?? 1;
    }
  }
  const width = Math.max(...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
}

/** Tables with the covered cells left out, as scrapers print them. */
export const dropSpans = (table: Table): string[][] => table.map((row) => row.map((cell) => cell.text));

const html = (table: Table) =>
  `<table border="1">${table
    .map(
      (row) =>
        `<tr>${row.map(({ text, down = 1, right = 1 }) => `<td rowspan="${down}" colspan="${right}"><p>${text}</p></td>`).join('')}</tr>`,
    )
    .join('')}</table>`;
const htmlOf = (rows: string[][]) =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

const NARRATIVES = ['本年度依法开展工作。', '', '', '', '培训不足，将加强培训。', '本年度未收取信息处理费。'];

/** The report as a web page. */
export function pageOf(
  printed: Printed,
  habits: Habits,
  title = '演示区教育局2025年政府信息公开工作年度报告',
): string {
  const tables = [
    proactiveTable(printed, habits),
    requestTable(printed, habits),
    disputeTable(printed, habits),
  ].map((table) =>
    habits.merged === 'SPANNED'
      ? html(table)
      : htmlOf(habits.merged === 'BLANK' ? flatten(table) : dropSpans(table)),
  );
  return `<!doctype html><html><head><title>${title}</title></head><body><div class="nav">首页 政务公开</div><h1>${title}</h1>${habits.titles
    .map((heading, at) => `<p>${heading}</p>${tables[at - 1] ?? `<p>${NARRATIVES[at]}</p>`}`)
    .join('')}<p>上一篇：无</p></body></html>`;
}

/** The report as text; cells parted by a separator, or one in a line. */
export function textOf(
  printed: Printed,
  habits: Habits,
  separator: string,
  title = '演示区教育局2025年政府信息公开工作年度报告',
): string {
  const tables = [
    proactiveTable(printed, habits),
    requestTable(printed, habits),
    disputeTable(printed, habits),
  ].map((table) =>
    (habits.merged === 'DROPPED' ? dropSpans(table) : flatten(table))
      .map((row) => row.filter((cell) => separator !== '\n' || cell !== '').join(separator))
      .join('\n'),
  );
  return [title, ...habits.titles.flatMap((heading, at) => [heading, tables[at - 1] ?? NARRATIVES[at]])].join(
    '\n',
  );
}

/** The value a cell should be read as. */
export const expectedValue = (code: string, printed: Printed) =>
  cellOf(code).kind === 'AMOUNT' ? printed[code] : Number(printed[code]);
