import fc from 'fast-check';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, REQUEST_COLUMNS } from '../../src/form/lines';
import { requestRows } from '../../src/form/requestRows';
import { dropSpans, flatten, type Table } from './statutoryTables';

/** How the tables of a report are printed: each field is a habit of offices and of their programs. */
export interface TableHabits {
  readonly seed: number;
  readonly format: 'SPANS' | 'BLANKS' | 'DROPPED' | 'BARS' | 'BARS_DROPPED' | 'TABS' | 'LINES' | 'SPACES';
  readonly padding: number;
  readonly total: 'LAST' | 'FIRST' | 'NONE' | 'TWICE';
  readonly extra: readonly ('小计' | '上年总计' | '同比' | '备注' | '2023年')[];
  readonly hasSerial: boolean;
  readonly header: 'STATUTORY' | 'ONE_ROW' | 'NONE' | 'SHIFTED';
  readonly zero: 'ZERO' | 'BLANK' | 'SOME';
  readonly odd: number;
  readonly left: number;
  readonly isWrapped: boolean;
  readonly isTransposed: boolean;
  readonly lastYear: 'NONE' | 'CAPTION' | 'NO_CAPTION';
  readonly isCut: boolean;
  readonly hasSubtotalRows: boolean;
  readonly disputes:
    | 'STATUTORY'
    | 'TRANSPOSED'
    | 'GROUPS'
    | 'LIST'
    | 'NO_TOTALS'
    | 'GRAND_TOTAL'
    | 'THREE_TABLES';
  readonly proactive: 'STATUTORY' | 'TRANSPOSED' | 'LAST_YEAR' | 'ONE_FIGURE' | 'EDITION_2019';
  readonly figures: 'SPARSE' | 'DENSE';
  /** In which unit fees are printed: it stands in the head, or with the figure. */
  readonly fees: 'NONE' | '万元' | '元' | '千元' | '万元 IN_CELL' | '元 IN_CELL';
}

/** Any combination of habits, the plain ones more often. */
export const tableHabits: fc.Arbitrary<TableHabits> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
  format: fc.constantFrom(
    'SPANS',
    'SPANS',
    'BLANKS',
    'DROPPED',
    'BARS',
    'BARS_DROPPED',
    'TABS',
    'LINES',
    'SPACES',
  ),
  padding: fc.constantFrom(0, 0, 1, 2),
  total: fc.constantFrom('LAST', 'LAST', 'LAST', 'FIRST', 'NONE', 'TWICE'),
  extra: fc.subarray(['小计', '上年总计', '同比', '备注', '2023年'] as const, { maxLength: 2 }),
  hasSerial: fc.constantFrom(false, false, true),
  header: fc.constantFrom('STATUTORY', 'STATUTORY', 'ONE_ROW', 'NONE', 'SHIFTED'),
  zero: fc.constantFrom('ZERO', 'ZERO', 'BLANK', 'SOME'),
  odd: fc.constantFrom(0, 0, 0, 1, 3),
  left: fc.constantFrom(0, 0, 1, 5, 15),
  isWrapped: fc.constantFrom(false, false, true),
  isTransposed: fc.constantFrom(false, false, false, true),
  lastYear: fc.constantFrom('NONE', 'NONE', 'NONE', 'CAPTION', 'NO_CAPTION'),
  isCut: fc.constantFrom(false, false, true),
  hasSubtotalRows: fc.constantFrom(false, false, true),
  disputes: fc.constantFrom(
    'STATUTORY',
    'TRANSPOSED',
    'GROUPS',
    'LIST',
    'NO_TOTALS',
    'GRAND_TOTAL',
    'THREE_TABLES',
  ),
  proactive: fc.constantFrom(
    'STATUTORY',
    'STATUTORY',
    'TRANSPOSED',
    'LAST_YEAR',
    'ONE_FIGURE',
    'EDITION_2019',
  ),
  figures: fc.constantFrom('SPARSE', 'DENSE'),
  fees: fc.constantFrom('NONE', '万元', '元', '千元', '万元 IN_CELL', '元 IN_CELL'),
});

/** Returns random numbers from a seed. */
export function randomFrom(seed: number) {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    pick: <T>(items: readonly T[]): T => items[below(items.length)],
    isOneIn: (count: number) => below(count) === 0,
  };
}
export type Random = ReturnType<typeof randomFrom>;

/** What each cell holds, as a person reads the page: the figure, '' for blank, null where nobody can know. */
export type Truth = Map<string, string | null>;

const APPLICANTS = REQUEST_COLUMNS.slice(0, 6);

/** The figures of a report that adds up. */
function figuresOf(random: Random, habits: TableHabits): Map<string, number> {
  const figures = new Map<string, number>();
  const count = () =>
    habits.figures === 'SPARSE' && !random.isOneIn(4) ? 0 : random.below(random.isOneIn(6) ? 2000 : 30);
  const rows = requestRows(2021);
  for (const { code: column } of APPLICANTS) {
    let concluded = 0;
    for (const { code, role } of rows)
      if (role === 'OUTCOME') {
        const value = count();
        figures.set(`requests.${code}.${column}`, value);
        concluded += value;
      }
    const [carriedIn, carriedOut] = [Math.min(count(), concluded), count()];
    figures.set(`requests.concluded.${column}`, concluded);
    figures.set(`requests.carriedIn.${column}`, carriedIn);
    figures.set(`requests.carriedOut.${column}`, carriedOut);
    figures.set(`requests.received.${column}`, concluded + carriedOut - carriedIn);
  }
  for (const { code } of rows)
    figures.set(
      `requests.${code}.total`,
      APPLICANTS.reduce(
        (sum, { code: column }) => sum + (figures.get(`requests.${code}.${column}`) as number),
        0,
      ),
    );
  for (const { code: group } of DISPUTE_GROUPS) {
    let total = 0;
    for (const { code } of DISPUTE_OUTCOMES.slice(0, 4)) {
      const value = count();
      total += value;
      figures.set(`disputes.${group}.${code}`, value);
    }
    figures.set(`disputes.${group}.total`, total);
  }
  return figures;
}

const ODD = ['？', '见附件', '约数', '3/1', '无法统计'];

interface Printer {
  readonly random: Random;
  readonly habits: TableHabits;
  readonly truth: Truth;
  /** The cells as they are written, where that is not their figure. */
  readonly written: Map<string, string>;
  readonly figures: Map<string, number>;
  /** Prints a cell and keeps what it says. */
  readonly cell: (code: string) => string;
  readonly label: (text: string) => string;
}

/** How a figure is written into its cell. */
export type Writing = (value: number, random: Random) => string;
const plainly: Writing = String;

function printerOf(habits: TableHabits, writing: Writing = plainly): Printer {
  const random = randomFrom(habits.seed);
  const hand = randomFrom(habits.seed + 7);
  const figures = figuresOf(random, habits);
  const truth: Truth = new Map();
  const written = new Map<string, string>();
  let odd = habits.odd;
  const cell = (code: string) => {
    const value = figures.get(code) ?? 0;
    if (odd > 0 && random.isOneIn(12)) {
      odd -= 1;
      truth.set(code, null);
      return random.pick(ODD);
    }
    const isBlank = value === 0 && (habits.zero === 'BLANK' || (habits.zero === 'SOME' && random.isOneIn(2)));
    truth.set(code, isBlank ? '' : String(value));
    const text = isBlank ? '' : writing(value, hand);
    if (!isBlank && text !== String(value)) written.set(code, text);
    return text;
  };
  const label = (text: string) => {
    if (!habits.isWrapped || text.length < 8 || random.isOneIn(2)) return text;
    const at = 4 + random.below(text.length - 6);
    return `${text.slice(0, at)}\n${text.slice(at)}`;
  };
  return { random, habits, truth, written, figures, cell, label };
}

const EXTRA_AFTER_TOTAL = ['上年总计', '同比', '备注', '2023年'] as const;

/** Section three as the habits print it. */
function requestTable({ random, habits, figures, cell, label, truth }: Printer): Table {
  const codes: string[] = APPLICANTS.map(({ code }) => code);
  const columns: string[] = [...codes];
  if (habits.extra.includes('小计')) columns.push('小计');
  if (habits.total === 'FIRST') columns.unshift('total');
  if (habits.total === 'LAST' || habits.total === 'TWICE') columns.push('total');
  if (habits.total === 'TWICE') columns.unshift('total');
  columns.push(...EXTRA_AFTER_TOTAL.filter((name) => habits.extra.includes(name)));
  const name = (column: string) => REQUEST_COLUMNS.find(({ code }) => code === column)?.zh ?? column;
  const isInGroup = (column: string) => codes.indexOf(column) > 0 || column === '小计';
  const printed = new Map<string, string>();
  const print = (row: string, column: string) => {
    const code = `requests.${row}.${column}`;
    if (column === '小计')
      return String(
        codes.slice(1).reduce((sum, one) => sum + (figures.get(`requests.${row}.${one}`) ?? 0), 0),
      );
    if (column === '备注') return random.isOneIn(6) ? '详见说明' : '';
    if (column === '同比') return random.pick(['10%', '-3', '0', '']);
    if (column === '上年总计' || column === '2023年') return String(random.below(50));
    if (!printed.has(code)) printed.set(code, cell(code));
    return printed.get(code) as string;
  };
  const rows = requestRows(2021).filter(({ code }) => {
    if (habits.left === 0 || !random.isOneIn(Math.ceil(26 / habits.left))) return true;
    for (const column of columns) truth.delete(`requests.${code}.${column}`);
    return false;
  });
  const labelsOf = (zh: string) => zh.split(' ');
  const depth = habits.isTransposed ? 0 : 3;
  if (habits.isTransposed) {
    const used = columns.filter(
      (column) => codes.includes(column) || column === 'total' || column === '小计',
    );
    const unique = [...new Set(used)];
    return [
      [{ text: '申请人' }, ...rows.map(({ zh }) => ({ text: label(labelsOf(zh).slice(-2).join('')) }))],
      ...unique.map((column) => [
        { text: name(column) },
        ...rows.map(({ code }) => ({ text: print(code, column) })),
      ]),
    ];
  }
  const serialHead = (down: number) => (habits.hasSerial ? [{ text: '序号', down }] : []);
  const note = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';
  const header: Table = [];
  if (habits.header === 'ONE_ROW')
    header.push([
      ...serialHead(1),
      { text: '项目', right: depth },
      ...columns.map((column) => ({ text: name(column) })),
    ]);
  if (habits.header === 'STATUTORY' || habits.header === 'SHIFTED') {
    const group = columns.filter(isInGroup);
    const outside = columns.filter((column) => !isInGroup(column));
    const first = outside.indexOf('naturalPerson');
    const off = habits.header === 'SHIFTED' ? random.pick([-1, 1]) : 0;
    header.push(
      [
        ...serialHead(3),
        { text: note, right: depth + off, down: 3 },
        { text: '申请人情况', right: columns.length },
      ],
      [
        ...outside.slice(0, first + 1).map((column) => ({ text: name(column), down: 2 })),
        { text: '法人或其他组织', right: group.length },
        ...outside.slice(first + 1).map((column) => ({ text: name(column), down: 2 })),
      ],
      group.map((column) => ({ text: name(column) })),
    );
  }
  const body: Table = [];
  let group = '';
  const isResult = (zh: string) => zh.startsWith('三、');
  const results = rows.filter(({ zh }) => isResult(zh));
  let number = 0;
  const serial = () => {
    number += 1;
    return habits.hasSerial ? [{ text: String(number) }] : [];
  };
  for (const { code, zh } of rows) {
    const [, head, own] = labelsOf(zh);
    const cells = columns.map((column) => ({ text: print(code, column) }));
    if (!isResult(zh)) body.push([...serial(), { text: label(zh), right: 3 }, ...cells]);
    else {
      const isFirst = code === results[0].code;
      const top = isFirst ? [{ text: '三、本年度办理结果', down: results.length }] : [];
      const size = results.filter((row) => labelsOf(row.zh)[1] === head).length;
      const labels =
        own === undefined
          ? [{ text: label(head), right: 2 }]
          : head === group
            ? [{ text: label(own) }]
            : [{ text: head, down: size }, { text: label(own) }];
      body.push([...serial(), ...top, ...labels, ...cells]);
      group = head;
    }
  }
  if (
    habits.hasSubtotalRows &&
    habits.format !== 'SPANS' &&
    habits.format !== 'BLANKS' &&
    habits.format !== 'BARS' &&
    habits.format !== 'TABS'
  ) {
    const at = body.findIndex((row) => row.some(({ text }) => text.includes('不掌握')));
    if (at > 0)
      body.splice(at, 0, [
        ...(habits.hasSerial ? [{ text: '99' }] : []),
        { text: '不予公开小计' },
        ...columns.map(() => ({ text: String(random.below(30)) })),
      ]);
  }
  return [...header, ...body];
}

/** Section four as the habits print it, one table or three. */
function disputeTables({ habits, cell, random }: Printer): { caption: string; table: Table }[] {
  const outcomes = habits.disputes === 'NO_TOTALS' ? DISPUTE_OUTCOMES.slice(0, 4) : DISPUTE_OUTCOMES;
  const names = ['行政复议', '未经复议直接起诉', '复议后起诉'];
  const print = (group: string, outcome: string) => cell(`disputes.${group}.${outcome}`);
  const one = (table: Table) => [{ caption: '', table }];
  if (habits.disputes === 'TRANSPOSED')
    return one([
      [{ text: '' }, ...names.map((text) => ({ text }))],
      ...outcomes.map(({ code, zh }) => [
        { text: zh },
        ...DISPUTE_GROUPS.map((group) => ({ text: print(group.code, code) })),
      ]),
    ]);
  if (habits.disputes === 'GROUPS')
    return one([
      [{ text: '类别' }, ...outcomes.map(({ zh }) => ({ text: zh }))],
      ...DISPUTE_GROUPS.map((group, at) => [
        { text: names[at] },
        ...outcomes.map(({ code }) => ({ text: print(group.code, code) })),
      ]),
    ]);
  if (habits.disputes === 'LIST')
    return one(
      DISPUTE_GROUPS.flatMap((group, at) =>
        outcomes.map(({ code, zh }, index) => [
          ...(index === 0 ? [{ text: names[at], down: outcomes.length }] : []),
          { text: zh },
          { text: print(group.code, code) },
        ]),
      ),
    );
  if (habits.disputes === 'THREE_TABLES')
    return DISPUTE_GROUPS.map((group, at) => ({
      caption: names[at],
      table: [
        outcomes.map(({ zh }) => ({ text: zh })),
        outcomes.map(({ code }) => ({ text: print(group.code, code) })),
      ],
    }));
  const width = outcomes.length;
  const heads = outcomes.map(({ zh }) => ({ text: zh }));
  const isGrand = habits.disputes === 'GRAND_TOTAL';
  return one([
    [
      { text: '行政复议', right: width },
      { text: '行政诉讼', right: width * 2 },
      ...(isGrand ? [{ text: '合计', down: 3 }] : []),
    ],
    [
      ...heads.map((head) => ({ ...head, down: 2 })),
      { text: '未经复议直接起诉', right: width },
      { text: '复议后起诉', right: width },
    ],
    [...heads, ...heads],
    [
      ...DISPUTE_GROUPS.flatMap((group) => outcomes.map(({ code }) => ({ text: print(group.code, code) }))),
      ...(isGrand ? [{ text: String(random.below(50)) }] : []),
    ],
  ]);
}

const YUAN = { 元: 1, 千元: 1000, 万元: 10_000 } as const;

/** The fees of section two in a unit; what is read is in 万元. */
function feeRows({ fees }: TableHabits, random: Random, truth: Truth): Table {
  if (fees === 'NONE') return [];
  const [unit, place] = fees.split(' ') as [keyof typeof YUAN, string | undefined];
  const yuan = 100 * (1 + random.below(90_000));
  truth.set('proactive.fees.amount', String(yuan / YUAN.万元));
  const figure = String(yuan / YUAN[unit]);
  return [
    [{ text: '第二十条第（八）项', right: 4 }],
    [{ text: '信息内容' }, { text: place ? '本年收费金额' : `本年收费金额（单位：${unit}）`, right: 3 }],
    [{ text: '行政事业性收费' }, { text: place ? `${figure}${unit}` : figure, right: 3 }],
  ];
}

/** Section two as the habits print it. */
function proactiveTable({ habits, cell, figures, random, truth }: Printer): Table {
  const print = (code: string) => {
    figures.set(`proactive.${code}`, random.isOneIn(3) ? 0 : random.below(400));
    return cell(`proactive.${code}`);
  };
  if (habits.proactive === 'EDITION_2019') {
    const three = (code: string, names: readonly string[]) =>
      names.map((one) => ({ text: print(`${code}.${one}`) }));
    const first = ['newlyMade', 'newlyPublished', 'publishedTotal'];
    const second = ['previousItems', 'change', 'decisions'];
    const heads = [
      { text: '信息内容' },
      { text: '上一年项目数量' },
      { text: '本年增/减' },
      { text: '处理决定数量' },
    ];
    return [
      [{ text: '第二十条第（一）项', right: 4 }],
      [
        { text: '信息内容' },
        { text: '本年新制作数量' },
        { text: '本年新公开数量' },
        { text: '对外公开总数量' },
      ],
      [{ text: '规章' }, ...three('rules', first)],
      [{ text: '规范性文件' }, ...three('normativeDocuments', first)],
      [{ text: '第二十条第（五）项', right: 4 }],
      heads,
      [{ text: '行政许可' }, ...three('licences', second)],
      [{ text: '其他对外管理服务事项' }, ...three('otherManagement', second)],
      [{ text: '第二十条第（六）项', right: 4 }],
      heads,
      [{ text: '行政处罚' }, ...three('penalties', second)],
      [{ text: '行政强制' }, ...three('coercions', second)],
    ];
  }
  const kinds = ['issued', 'repealed', 'inForce'];
  const heads = ['本年制发件数', '本年废止件数', '现行有效件数'];
  const single = (label: string, code: string) => [{ text: label }, { text: print(code), right: 3 }];
  const rest = (): Table => [
    [{ text: '第二十条第（五）项', right: 4 }],
    [{ text: '信息内容' }, { text: '本年处理决定数量', right: 3 }],
    single('行政许可', 'licences.decisions'),
    [{ text: '第二十条第（六）项', right: 4 }],
    [{ text: '信息内容' }, { text: '本年处理决定数量', right: 3 }],
    single('行政处罚', 'penalties.decisions'),
    single('行政强制', 'coercions.decisions'),
    ...feeRows(habits, random, truth),
  ];
  const title = [{ text: '第二十条第（一）项', right: 4 }];
  if (habits.proactive === 'TRANSPOSED')
    return [
      [{ text: '项目' }, { text: '规章' }, { text: '行政规范性文件' }],
      ...kinds.map((kind, at) => [
        { text: heads[at] },
        { text: print(`rules.${kind}`) },
        { text: print(`normativeDocuments.${kind}`) },
      ]),
    ];
  if (habits.proactive === 'LAST_YEAR')
    return [
      title,
      [{ text: '信息内容' }, ...heads.map((text) => ({ text })), { text: '上年现行有效件数' }],
      ...(['rules', 'normativeDocuments'] as const).map((row) => [
        { text: row === 'rules' ? '规章' : '行政规范性文件' },
        ...kinds.map((kind) => ({ text: print(`${row}.${kind}`) })),
        { text: String(random.below(90)) },
      ]),
      ...rest(),
    ];
  if (habits.proactive === 'ONE_FIGURE') {
    // Where blanks fill what a cell spans, the figure is under the first head for everybody.
    const isFilled = ['BLANKS', 'BARS', 'TABS'].includes(habits.format);
    for (const [row, figure] of [
      ['rules', '3'],
      ['normativeDocuments', '5'],
    ])
      for (const [at, kind] of kinds.entries())
        truth.set(`proactive.${row}.${kind}`, isFilled ? (at === 0 ? figure : '') : null);
    return [
      title,
      [{ text: '信息内容' }, ...heads.map((text) => ({ text }))],
      [{ text: '规章' }, { text: '3', right: 3 }],
      [{ text: '行政规范性文件' }, { text: '5', right: 3 }],
      ...rest(),
    ];
  }
  return [
    title,
    [{ text: '信息内容' }, ...heads.map((text) => ({ text }))],
    [{ text: '规章' }, ...kinds.map((kind) => ({ text: print(`rules.${kind}`) }))],
    [{ text: '行政规范性文件' }, ...kinds.map((kind) => ({ text: print(`normativeDocuments.${kind}`) }))],
    ...rest(),
  ];
}

const breaks = (text: string) => text.replaceAll('\n', '<br>');

function htmlOf(table: Table): string {
  const rows = table.map(
    (row) =>
      `<tr>${row.map(({ text, down = 1, right = 1 }) => `<td${down > 1 ? ` rowspan="${down}"` : ''}${right > 1 ? ` colspan="${right}"` : ''}>${breaks(text)}</td>`).join('')}</tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

const asCells = (rows: readonly string[][]): Table => rows.map((row) => row.map((text) => ({ text })));

/** Returns a table in the format of the habits. */
export function writeTable(table: Table, { format, padding }: TableHabits): string {
  const flat = flatten(table);
  const dropped = dropSpans(table);
  const inOneLine = (rows: readonly string[][]) =>
    rows.map((row) => row.map((text) => text.replaceAll('\n', '')));
  const bars = (rows: readonly string[][]) =>
    inOneLine(rows)
      .map((row) => `| ${row.join(' | ')} |${'|'.repeat(padding)}`)
      .join('\n');
  switch (format) {
    case 'SPANS':
      return htmlOf(table);
    case 'BLANKS':
      return htmlOf(asCells(flat));
    case 'DROPPED':
      return htmlOf(asCells(dropped));
    case 'BARS':
      return bars(flat);
    case 'BARS_DROPPED':
      return bars(dropped);
    case 'TABS':
      return inOneLine(flat)
        .map((row) => row.join('\t') + '\t'.repeat(padding))
        .join('\n');
    case 'LINES':
      return dropped.map((row) => row.join('\n')).join('\n');
    case 'SPACES':
      return inOneLine(dropped)
        .map((row) => row.map((text) => (text === '' ? '/' : text)).join(' '))
        .join('\n');
  }
}

/** A line of a document, or a table. */
export type Part = { readonly line: string } | { readonly table: Table };

/** The organ and the year of the documents. */
export const AGENCY = '青禾县水利局';
export const YEAR = 2025;

/** The parts of a document of a report with its tables as the habits print them, and what each of its cells says. */
export function partsOf(
  habits: TableHabits,
  writing: Writing = plainly,
): { parts: Part[]; truth: Truth; written: ReadonlyMap<string, string> } {
  const printer = printerOf(habits, writing);
  const { truth, written } = printer;
  const proactive = proactiveTable(printer);
  const requests = requestTable(printer);
  const parts: Part[] = [];
  if (habits.lastYear !== 'NONE') {
    const other = printerOf({ ...habits, seed: habits.seed + 1, odd: 0, zero: 'ZERO' });
    const table = requestTable(other);
    parts.push(
      ...(habits.lastYear === 'CAPTION'
        ? [{ line: `${YEAR - 1}年情况：` }, { table }, { line: `${YEAR}年情况：` }]
        : [{ table }, { line: '' }]),
    );
    if (habits.lastYear === 'NO_CAPTION')
      for (const code of [...truth.keys(), ...other.truth.keys()])
        if (code.startsWith('requests.') && truth.get(code) !== other.truth.get(code)) truth.set(code, null);
  }
  const middle = habits.isCut && !habits.isTransposed ? requests.length - 8 : 0;
  // Spans do not reach over a page.
  const split =
    middle > 4 && habits.format !== 'SPANS'
      ? [requests.slice(0, middle), requests.slice(middle)]
      : [requests];
  for (const table of split) parts.push({ table }, { line: '— 3 —' });
  const disputes = disputeTables(printer).flatMap(({ caption, table }) => [
    ...(caption === '' ? [] : [{ line: caption }]),
    { table },
  ]);
  return {
    parts: [
      { line: `${AGENCY}${YEAR}年政府信息公开工作年度报告` },
      { line: '一、总体情况' },
      { line: '本机关按时办理各项公开工作。' },
      { line: '二、主动公开政府信息情况' },
      { table: proactive },
      { line: '三、收到和处理政府信息公开申请情况' },
      ...parts,
      { line: '四、政府信息公开行政复议、行政诉讼情况' },
      ...disputes,
      { line: '五、存在的主要问题及改进情况' },
      { line: '培训不足，将加强培训。' },
      { line: '六、其他需要报告的事项' },
      { line: '本年度未收取信息处理费。' },
    ],
    truth,
    written,
  };
}

/** A document of a report with its tables as the habits print them, and what each of its cells says. */
export function documentOf(habits: TableHabits): { text: string; truth: Truth } {
  const { parts, truth } = partsOf(habits);
  const isHtml = habits.format === 'SPANS' || habits.format === 'BLANKS' || habits.format === 'DROPPED';
  const text = parts
    .map((part) =>
      'line' in part ? (isHtml ? `<p>${part.line}</p>` : part.line) : writeTable(part.table, habits),
    )
    .join('\n');
  return {
    text: isHtml ? `<html><head><meta charset="utf-8"></head><body>${text}</body></html>` : text,
    truth,
  };
}
