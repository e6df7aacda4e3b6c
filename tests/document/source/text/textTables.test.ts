import { readDocument } from '../../../../src/document/reader/readDocument';
import { openText } from '../../../../src/document/source/text/openText';
import { cellsOfEdition } from '../../../../src/form/cells';
import {
  disputeTable,
  distinctFigures,
  expectedValue,
  flatten,
  type Habits,
  PLAIN,
  proactiveTable,
  requestTable,
  type Table,
  textOf,
} from '../../../support/statutoryTables';

const printed = distinctFigures();
const DROPPED: Habits = { ...PLAIN, merged: 'DROPPED' };
const BLANK: Habits = { ...PLAIN, merged: 'BLANK' };
const thousands = (text: string) => text.replace(/\B(?=(\d{3})+(?!\d|\.))(?<!\.\d*)/g, ',');

/** Codes of cells that are not read as printed, and those of them that look sure. */
async function misread(text: string) {
  const reading = await readDocument(Buffer.from(text));
  const wrong = cellsOfEdition(2021).flatMap(({ code }) => {
    const { value, confidence } = reading.cells[code] ?? { value: undefined, confidence: 0 };
    return value === expectedValue(code, printed)
      ? []
      : [`${code}: ${value} (${confidence}) for ${printed[code]}`];
  });
  expect([reading.agency, reading.year]).toEqual(['演示区教育局', 2025]);
  expect(reading.sections.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
  return wrong;
}

describe('text without its line breaks', () => {
  const spaced = textOf(printed, DROPPED, ' ');
  test('all on one line', async () => {
    expect(await misread(spaced.replaceAll('\n', ' '))).toEqual([]);
  });
  test('one line for each section', async () => {
    expect(await misread(spaced.replace(/\n(?![一二三四五六]、.*情况|[五六]、)/gu, ' '))).toEqual([]);
  });
  test('full-width spaces between the cells', async () => {
    expect(await misread(spaced.replaceAll('\n', '　').replaceAll(' ', '　'))).toEqual([]);
  });
  test('a sentence with figures is not cut', () => {
    const sentence =
      '一、总体情况 本年度收到申请 6 件 办结 5 件，其中予以公开 3 件；行政许可 76 件，详见第二十条第五项。二、主动公开政府信息情况 行政许可 76';
    expect(openText(sentence).map((block) => block.kind === 'TEXT' && block.text)).toEqual([
      '一、总体情况',
      '本年度收到申请 6 件 办结 5 件，其中予以公开 3 件；行政许可 76 件，详见第二十条第五项。',
      '二、主动公开政府信息情况',
      '行政许可 76',
    ]);
  });
  test('figures that nothing parts are doubtful', () => {
    const line =
      '二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件1258三、收到和处理政府信息公开申请情况一、本年新收政府信息公开申请数量6010007';
    const blocks = openText(line);
    expect(blocks).toContainEqual(
      expect.objectContaining({ text: '行政规范性文件 1258', doubt: expect.stringContaining('分隔') }),
    );
    expect(blocks).toContainEqual(
      expect.objectContaining({
        text: '一、本年新收政府信息公开申请数量 6 0 1 0 0 0 7',
        doubt: expect.stringContaining('分隔'),
      }),
    );
  });
});

describe('separated values', () => {
  const quote = (cell: string) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const tables = (habits: Habits) =>
    [proactiveTable(printed, habits), requestTable(printed, habits), disputeTable(printed, habits)].map(
      flatten,
    );
  const report = (delimiter: string, habits: Habits, isPadded: boolean) => {
    const width = isPadded ? 15 : 0;
    const row = (cells: string[]) =>
      [...cells, ...Array(Math.max(0, width - cells.length)).fill('')].map(quote).join(delimiter);
    return [
      row(['演示区教育局2025年政府信息公开工作年度报告']),
      ...PLAIN.titles.flatMap((title, at) => [
        row([title]),
        ...(tables(habits)[at - 1]?.map(row) ?? [row([`本年度依法开展工作${delimiter}未收取信息处理费。`])]),
      ]),
    ].join('\r\n');
  };
  test.each([
    ['commas', ',', PLAIN, false],
    ['commas, every row as long as the longest', ',', PLAIN, true],
    ['semicolons', ';', PLAIN, false],
    ['commas with separators of thousands in quotes', ',', { ...PLAIN, text: thousands }, true],
    [
      'commas with labels in two lines',
      ',',
      { ...PLAIN, label: (label: string) => label.replace(/(.{5})/u, '$1\n') },
      true,
    ],
  ])('%s', async (_, delimiter, habits, isPadded) => {
    expect(await misread(report(delimiter, habits, isPadded))).toEqual([]);
  });
  test('a blank cell keeps its column', async () => {
    const { cells } = await readDocument(
      Buffer.from(
        '演示区教育局2025年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计\n一、本年新收政府信息公开申请数量,"1,205",,3,,,,"1,208"\n',
      ),
    );
    expect(cells['requests.received.researchInstitution']).toMatchObject({ value: 3, confidence: 1 });
    expect(cells['requests.received.businessEnterprise']).toMatchObject({ status: 'BLANK' });
    expect(cells['requests.received.total']).toMatchObject({ value: 1208 });
  });
  test('prose with commas is no table', () => {
    const prose =
      '本年度，依法公开,规范管理,强化监督。\n全年收到申请1,234件,办结1,200件,无结转。\n加强培训。';
    expect(openText(prose).every(({ kind }) => kind === 'TEXT')).toBe(true);
  });
  test('a cell copied with its line breaks, between tabs', () => {
    expect(openText('"一、本年新收政府\n信息公开申请数量"\t25\t"1,205"\n二、\t2\t0')).toMatchObject([
      {
        cells: [{ text: '一、本年新收政府信息公开申请数量' }, { text: '25' }, { text: '1,205' }, {}, {}, {}],
      },
    ]);
  });
});

describe('bars', () => {
  const drawn = (table: Table) => {
    const rows = flatten(table);
    const rule = `├${rows[0].map(() => '────').join('┼')}┤`;
    return [
      rule.replace('├', '┌').replaceAll('┼', '┬').replace('┤', '┐'),
      ...rows.flatMap((row) => [
        // The first label goes on in a second line.
        `│${row.map((cell) => cell.slice(0, 9)).join('│')}│`,
        ...(row.some((cell) => cell.length > 9) ? [`│${row.map((cell) => cell.slice(9)).join('│')}│`] : []),
        rule,
      ]),
    ].join('\n');
  };
  const report = (write: (table: Table) => string) =>
    [
      '演示区教育局2025年政府信息公开工作年度报告',
      ...PLAIN.titles.flatMap((title, at) => [
        title,
        [proactiveTable, requestTable, disputeTable].map((make) => write(make(printed, BLANK)))[at - 1] ??
          '依法开展工作。',
      ]),
    ].join('\n');
  test('tables drawn with lines, labels broken over lines', async () => {
    expect(await misread(report(drawn))).toEqual([]);
  });
  test('a bar before every line break', async () => {
    const open = (table: Table) =>
      flatten(table)
        .map((row) => `| \n${row.map((cell) => ` ${cell}  | `).join('\n')}|`)
        .join('\n');
    expect(await misread(report(open))).toEqual([]);
  });
});

test.each([
  ['a question mark', '？'],
  ['a mark in another form', '?'],
])('%s for a figure does not make prose of a row of separated values', async (_, odd) => {
  const text = `演示区教育局2025年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况;;;;;;;
;自然人;商业企业;科研机构;社会公益组织;法律服务机构;其他;总计
一、本年新收政府信息公开申请数量;27;${odd};1219;3997;3956;7108;20095
二、上年结转政府信息公开申请数量;1;2;3;4;5;6;21`;
  const { cells } = await readDocument(Buffer.from(text));
  expect(cells['requests.received.naturalPerson']).toMatchObject({ value: 27 });
  expect(cells['requests.received.businessEnterprise']).toMatchObject({ status: 'NOT_UNDERSTOOD' });
  expect(cells['requests.received.other']).toMatchObject({ value: 7108 });
});

test('figures without a place are listed where no title parts the sections', async () => {
  const lines = [
    '演示区教育局2025年政府信息公开工作年度报告',
    '一、本年新收政府信息公开申请数量 1 2 3 4 5 6 21',
    '另行登记的申请，均已答复。 1482 1746 2102 3300 4417',
  ];
  const { unplaced } = await readDocument(Buffer.from(lines.join('\n')));
  expect(unplaced.map(({ text }) => text).join(' ')).toContain('1482 1746 2102 3300 4417');
});

test('a table of bars on one line has the rows that its rule says', async () => {
  const line =
    '演示区教育局2025年政府信息公开工作年度报告 三、收到和处理政府信息公开申请情况 | 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 | | --- | --- | --- | --- | --- | --- | --- | --- | | 一、本年新收政府信息公开申请数量 | 25 | | 3 | | | | 28 | | 二、上年结转政府信息公开申请数量 | 1 | 2 | | | | | 3 |';
  const { cells } = await readDocument(Buffer.from(line));
  const received = ['naturalPerson', 'businessEnterprise', 'researchInstitution', 'total'].map(
    (column) => cells[`requests.received.${column}`].value,
  );
  expect(received).toEqual([25, null, 3, 28]);
  expect(cells['requests.carriedIn.businessEnterprise']).toMatchObject({ value: 2 });
});
