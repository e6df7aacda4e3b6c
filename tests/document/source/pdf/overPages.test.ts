import { openReaderPool } from '../../../../src/document/reader/readerPool';
import { drawnTable, pdfOf, text } from '../../../support/pdf';

// In a process of its own, because the library for PDF is an ES module, which jest does not load.
const reader = openReaderPool({ workers: 1 });
afterAll(() => reader.close());

const TITLE =
  text('演示县水务局2025年政府信息公开工作年度报告', 60, 820) +
  text('三、收到和处理政府信息公开申请情况', 60, 800);
const NAMES = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const ROWS = [
  '一、本年新收政府信息公开申请数量',
  '二、上年结转政府信息公开申请数量',
  '三、本年度办理结果（一）予以公开',
  '四、结转下年度继续办理',
];
const LABEL = 200;
const table = (rows: readonly (readonly string[])[], y = 780, label = LABEL) =>
  drawnTable({
    x: 30,
    y,
    widths: [label, ...Array(rows[0].length - 1).fill(48)],
    rows: rows.map((cells) => cells.map((cell) => ({ text: cell }))),
    size: 7,
  });
const cellsOf = async (bytes: Buffer) => (await reader.read(bytes, 'tests')).cells;

describe('a table whose columns go on on another page, as a sheet that is wider than its paper', () => {
  const figures = [
    ['5', '1', '0', '2', '0', '3', '11'],
    ['1', '0', '0', '0', '0', '', '1'],
    ['4', '1', '0', '2', '0', '3', '10'],
    ['2', '0', '0', '0', '0', '0', '2'],
  ];
  const columns = (from: number, to: number) => [NAMES, ...figures].map((row) => row.slice(from, to));
  const labelled = (to: number) => columns(0, to).map((row, at) => [['', ...ROWS][at], ...row]);

  test('is one table, and each figure is found on its own page', async () => {
    const bytes = pdfOf([
      { content: TITLE + table(labelled(5)) },
      { content: table(columns(5, 7), 780, 48) + text('青禾县', 300, 700) },
    ]);
    const cells = await cellsOf(bytes);
    expect(cells['requests.received.other']).toMatchObject({ value: 3, confidence: 1 });
    expect(cells['requests.received.total']).toMatchObject({
      value: 11,
      confidence: 1,
      where: { page: 2, box: { left: 78, top: 92 } },
    });
    expect(cells['requests.received.naturalPerson']).toMatchObject({ value: 5, where: { page: 1 } });
    expect(cells['requests.carriedIn.other']).toMatchObject({ status: 'BLANK', confidence: 1 });
    expect(cells['requests.carriedOut.total']).toMatchObject({ value: 2, confidence: 1 });
  });

  test('is another table where it has labels of its own, or rows elsewhere', async () => {
    const other = figures.map((row) =>
      row.map((figure) => (figure === '' ? '' : String(Number(figure) + 40))),
    );
    const bytes = pdfOf([
      { content: TITLE + table(labelled(7)) },
      { content: table([['', ...NAMES], ...other.map((row, at) => [ROWS[at], ...row])]) },
    ]);
    expect((await cellsOf(bytes))['requests.received.total'].confidence).toBeLessThan(0.8);
    const shifted = pdfOf([
      { content: TITLE + table(labelled(5)) },
      { content: table(columns(5, 7), 765, 48) },
    ]);
    expect((await cellsOf(shifted))['requests.received.total'].status).toBe('MISSING');
  });
});

describe('a row of a ruled table that goes on over the page', () => {
  const read = async (last: readonly string[], first: readonly string[]) => {
    const bytes = pdfOf([
      { content: TITLE + table([['', ...NAMES], [ROWS[0], '5', '1', '0', '2', '0', '3', '11'], last]) },
      { content: table([first, [ROWS[3], '2', '0', '0', '0', '0', '0', '2']]) },
    ]);
    const cells = await cellsOf(bytes);
    return cells['requests.carriedIn.total'];
  };
  const FIGURES = ['1', '0', '0', '0', '0', '0', '1'];
  const BLANKS = Array(7).fill('');

  test.each([
    ['its number', ['二、', ...FIGURES], ['上年结转政府信息公开申请数量', ...BLANKS]],
    ['a part of its label', ['二、上年', ...FIGURES], ['结转政府信息公开申请数量', ...BLANKS]],
    ['its label, and no figures', [ROWS[1], ...BLANKS], ['', ...FIGURES]],
    [
      'a part of its label, and no figures',
      ['二、上年结转政府', ...BLANKS],
      ['信息公开申请数量', ...FIGURES],
    ],
  ])('has %s there: its figures are read, in doubt, and it is not blank', async (_, last, first) => {
    const total = await read(last, first);
    expect(total).toMatchObject({ value: 1 });
    expect(total.confidence).toBeLessThan(0.8);
  });

  test('whose label is all on its page is certain, and a blank row below it is a row', async () => {
    expect(await read([ROWS[1], ...FIGURES], ['（含上年未办结的）', ...BLANKS])).toMatchObject({
      value: 1,
      confidence: 1,
    });
    expect(await read([ROWS[2], ...FIGURES], [ROWS[1], ...BLANKS])).toMatchObject({
      status: 'BLANK',
      confidence: 1,
    });
  });
});

test('a word between two columns without lines leaves neither the one nor the other certain', async () => {
  const heads = ['本年制发件数', '本年废止件数', '现行有效件数'];
  const words = (row: readonly (readonly [string, number])[], y: number) =>
    row.map(([word, x]) => text(word, x, y, 8)).join('');
  const bytes = pdfOf([
    {
      content:
        text('演示县水务局2025年政府信息公开工作年度报告', 60, 820) +
        text('二、主动公开政府信息情况', 60, 800) +
        words([['信息内容', 40], ...heads.map((head, at) => [head, 140 + at * 60] as const)], 780) +
        words(
          [
            ['规章', 40],
            ['0约数字', 188],
            ['212', 276],
          ],
          760,
        ) +
        words(
          [
            ['行政规范性文件', 40],
            ['85', 160],
            ['3', 220],
            ['4', 280],
          ],
          740,
        ),
    },
  ]);
  const cells = await cellsOf(bytes);
  for (const column of ['issued', 'repealed'])
    expect(cells[`proactive.rules.${column}`].confidence).toBeLessThan(0.8);
  expect(cells['proactive.normativeDocuments.issued']).toMatchObject({ value: 85 });
});

test('heads at the end of a page are above the rows of the next, where most cells are blank', async () => {
  const wide = (rows: readonly (readonly string[])[], y = 780) =>
    drawnTable({
      x: 30,
      y,
      widths: [140, 90, 90, 90],
      rows: rows.map((cells) => cells.map((cell) => ({ text: cell }))),
    });
  const heads = ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'];
  const bytes = pdfOf([
    {
      content:
        text('演示县水务局2019年政府信息公开工作年度报告', 60, 820) +
        text('二、主动公开政府信息情况', 60, 800) +
        wide([heads, ['行政许可', '325', '', '7'], ['其他对外管理服务事项', '213', '0', '141'], heads]),
    },
    {
      content: wide([
        ['行政处罚', '125', '', ''],
        ['行政强制', '0', '149', '0'],
      ]),
    },
  ]);
  const cells = await cellsOf(bytes);
  expect(cells['proactive.penalties.previousItems']).toMatchObject({ value: 125 });
  expect(cells['proactive.penalties.decisions']).toMatchObject({ status: 'BLANK' });
  expect(cells['proactive.coercions.change']).toMatchObject({ value: 149 });
});

test.each([
  ['raised, five sixths as large', 3, 7.5],
  ['raised, half as large', 4, 4.5],
  ['lowered', -2, 7.5],
])('a digit %s is the mark of a note in a cell that it fills', async (_, rise, size) => {
  const marked = text('245', 232, 732, 9) + text('2', 245.5, 732 + rise, size);
  const rows = [
    ['', ...NAMES],
    [ROWS[0], '', '0', '0', '0', '0', '0', '245'],
  ];
  const narrow = drawnTable({
    x: 30,
    y: 780,
    widths: [LABEL, 22, ...Array(6).fill(48)],
    rows: rows.map((cells) => cells.map((cell) => ({ text: cell }))),
    size: 7,
  });
  const cells = await cellsOf(pdfOf([{ content: TITLE + narrow + marked }]));
  expect(cells['requests.received.naturalPerson']).toMatchObject({ value: 245, note: '2' });
});

describe('columns without ruled lines that go on on another page', () => {
  const figures = [
    ['5', '1', '0', '2', '0', '3', '11'],
    ['1', '0', '0', '0', '0', '', '1'],
    ['4', '1', '0', '2', '0', '3', '10'],
    ['2', '0', '0', '0', '0', '0', '2'],
  ];
  const columns = (from: number, to: number, left: number) =>
    [NAMES, ...figures]
      .map((row, at) =>
        row
          .slice(from, to)
          .map((word, column) => text(word, left + column * 60, 780 - at * 20, 8))
          .join(''),
      )
      .join('');
  const labels = ROWS.map((label, at) => text(label, 30, 760 - at * 20, 8)).join('');
  const totals = async (second: string) => {
    const cells = await cellsOf(
      pdfOf([{ content: TITLE + labels + columns(0, 5, 230) }, { content: second }]),
    );
    return ['received', 'granted', 'carriedOut'].map((row) => cells[`requests.${row}.total`]);
  };

  test('are joined to their rows, doubtfully, and each figure is found on its own page', async () => {
    const [received, granted, carriedOut] = await totals(columns(5, 7, 60));
    expect(received).toMatchObject({
      value: 11,
      confidence: 0.5,
      reasonEn: expect.stringContaining('printed on two pages'),
      where: { page: 2, box: { left: 120 } },
    });
    expect([granted.value, carriedOut.value]).toEqual([10, 2]);
  });

  test.each([
    [
      'their rows stand elsewhere',
      columns(5, 7, 60).replaceAll(/ (\d+) Tm/gu, (_, y) => ` ${Number(y) - 7} Tm`),
    ],
    ['their rows have labels of their own', labels + columns(5, 7, 230)],
  ])('are none of the table before where %s', async (_, second) => {
    for (const total of await totals(second))
      expect(total.status === 'MISSING' || total.confidence < 0.8).toBe(true);
  });
});

describe('a row that a page ends in the middle of', () => {
  const head = ['', ...NAMES];
  const first = ['一、本年新收政府信息公开申请数量', '12', '0', '1', '0', '0', '0', '13'];
  const rest = ['', '34', '', '', '', '', '', '34'];
  const next = ['二、上年结转政府信息公开申请数量', '2', '0', '0', '0', '0', '0', '2'];
  test.each([
    ['where the heads are printed again', [head, rest, next]],
    ['where they are not', [rest, next]],
  ])('may have the rest of its digits on the next one: %s', async (_, rows) => {
    const cells = await cellsOf(
      pdfOf([{ content: TITLE + table([head, first]) }, { content: table(rows, 820) }]),
    );
    for (const column of ['naturalPerson', 'total'])
      expect(cells[`requests.received.${column}`].confidence).toBeLessThan(0.8);
    expect(cells['requests.carriedIn.naturalPerson']).toMatchObject({ value: 2, confidence: 1 });
  });
  test('is not torn where the next one begins with heads and a row of its own', async () => {
    const cells = await cellsOf(
      pdfOf([{ content: TITLE + table([head, first]) }, { content: table([head, next], 820) }]),
    );
    expect(cells['requests.received.naturalPerson']).toMatchObject({ value: 12, confidence: 1 });
    expect(cells['requests.carriedIn.naturalPerson']).toMatchObject({ value: 2, confidence: 1 });
  });
});
