import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, REQUEST_COLUMNS } from '../../src/form/lines';
import { requestRows } from '../../src/form/requestRows';
import type { Table } from './statutoryTables';
import { APPLICANTS, type Printer, type Random, type TableHabits, type Truth } from './tableHabits';

const EXTRA_AFTER_TOTAL = ['上年总计', '同比', '备注', '2023年'] as const;

/** Section three as the habits print it. */
export function requestTable({ random, habits, figures, cell, label, truth }: Printer): Table {
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
export function disputeTables({ habits, cell, random }: Printer): { caption: string; table: Table }[] {
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
export function feeRows({ fees }: TableHabits, random: Random, truth: Truth): Table {
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
export function proactiveTable({ habits, cell, figures, random, truth }: Printer): Table {
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
