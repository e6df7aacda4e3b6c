import { openReaderPool } from '../../../../src/document/reader/readerPool';
import { drawnTable, pdfOf, text } from '../../../support/pdf';

// In a process of its own, because the library for PDF is an ES module, which jest does not load.
const reader = openReaderPool({ workers: 1 });
afterAll(() => reader.close());

const TITLE = '演示县水务局2025年政府信息公开工作年度报告';
const ROWS = [
  '一、本年新收政府信息公开申请数量',
  '二、上年结转政府信息公开申请数量',
  '四、结转下年度继续办理',
];
const FIGURES = ['1', '2', '0', '0', '1', '0', '4'];
const NAMES = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const widths = [190, ...Array(7).fill(48)];
const table = (y: number, rows: readonly (readonly string[])[]) =>
  drawnTable({ x: 30, y, widths, rows: rows.map((cells) => cells.map((cell) => ({ text: cell }))), size: 7 });
const rowOf = (label: string) => [label, ...FIGURES];

/** Pages with lines at their head and foot. */
const pagesOf = (contents: readonly string[], edges: (page: number) => string) =>
  pdfOf(contents.map((content, at) => ({ content: content + edges(at + 1) })));

test('what stands at the head and foot of every page is no part of the report, and its numbers are no figures; the code of the agency is read', async () => {
  const foot = (page: number) =>
    text('演示县人民政府门户网站 2026-01-15 09:30', 60, 825) +
    text(`— ${page} —`, 280, 60) +
    text('第 1 次修订，公布时间 2026-01-30 08:00:00', 60, 48, 7) +
    text('机关代码 410303-001，统计口径：本机关；表格版本：第二部分 2021，第三部分 2021，第四', 60, 38, 7) +
    text('部分 2021', 60, 28, 7);
  const bytes = pagesOf(
    [
      text(TITLE, 60, 800) +
        text('一、总体情况', 60, 780) +
        text('本机关按时办理各项公开工作，', 60, 760) +
        text('三、收到和处理政府信息公开申请情况', 60, 740) +
        table(720, [['', ...NAMES], rowOf(ROWS[0])]),
      table(810, [rowOf(ROWS[1]), rowOf(ROWS[2])]),
      text('五、存在的主要问题及改进情况', 60, 800) +
        text('培训不足。', 60, 780) +
        text('六、其他需要报告的事项', 60, 760) +
        text('本年度未收取信息处理费。', 60, 740),
    ],
    foot,
  );
  const { agency, agencyCode, year, cells, sections, unplaced } = await reader.read(bytes, 'tests');
  expect({ agency, agencyCode, year, unplaced }).toEqual({
    agency: '演示县水务局',
    agencyCode: '410303-001',
    year: 2025,
    unplaced: [],
  });
  expect(sections.find(({ number }) => number === 6)?.text).toBe('本年度未收取信息处理费。');
  expect(sections.find(({ number }) => number === 1)?.text).toBe('本机关按时办理各项公开工作，');
  for (const row of ['received', 'carriedIn', 'carriedOut'])
    expect(cells[`requests.${row}.total`]).toMatchObject({ value: 4, confidence: 1 });
});

test('a narrow page breaks the line with the code at the end of a report; what goes on there is no figure', async () => {
  const bytes = pdfOf([
    {
      content:
        text(TITLE, 60, 800) +
        text('六、其他需要报告的事项', 60, 760) +
        text('本年度未收取信息处理费。', 60, 740) +
        text('机关代码 410303-001，统计口径：本机关；表格版本：第二部分 2021 Agency code', 60, 700, 7) +
        text('410303-001, own figures; editions of sections two to four: 2021, 2021, 2021', 60, 690, 7),
    },
  ]);
  const { agencyCode, unplaced } = await reader.read(bytes, 'tests');
  expect({ agencyCode, unplaced }).toEqual({ agencyCode: '410303-001', unplaced: [] });
});

test('captions and rows that stand at the edge of two pages are no running lines: years, units and figures count', async () => {
  const titled = text(TITLE, 60, 820) + text('三、收到和处理政府信息公开申请情况', 60, 800);
  const pageFor = (year: number, figures: readonly string[]) => ({
    content:
      text(`${year}年情况`, 60, 820) +
      table(790, [
        ['', ...NAMES],
        [ROWS[0], ...figures],
      ]),
  });
  const years = pdfOf([
    { content: titled },
    pageFor(2024, ['9', '1', '0', '0', '0', '0', '10']),
    pageFor(2025, FIGURES),
  ]);
  const byYear = await reader.read(years, 'tests');
  expect(byYear.cells['requests.received.total']).toMatchObject({ value: 4 });
  const unit = () => text('单位：元', 480, 790);
  const fees = pagesOf(
    [
      text(TITLE, 60, 770) +
        text('二、主动公开政府信息情况', 60, 750) +
        table(730, [
          ['信息内容', '本年处理决定数量'],
          ['行政许可', '7'],
        ]),
      table(730, [
        ['信息内容', '本年收费金额'],
        ['行政事业性收费', '885000'],
      ]),
    ],
    unit,
  );
  const read = await reader.read(fees, 'tests');
  expect(read.cells['proactive.fees.amount']).toMatchObject({ value: '88.5' });
  // Rows below their labels: the last of both pages is all of zeros, at one place.
  const figures = (row: number, values: string, y: number) =>
    text(ROWS[row], 40, y + 12) + [...values].map((value, at) => text(value, 260 + at * 40, y)).join('');
  const heads = NAMES.map((name, at) => text(name.slice(0, 4), 250 + at * 40, 780, 8)).join('');
  const rows = pdfOf([
    { content: titled + heads + figures(0, '1000001', 100) + figures(1, '0000000', 80) },
    { content: heads + figures(1, '0000000', 100) + figures(2, '0000000', 80) },
  ]);
  const found = (await reader.read(rows, 'tests')).cells;
  expect(found['requests.carriedOut.total']).toMatchObject({ value: 0 });
  expect(found['requests.carriedIn.total']).toMatchObject({ value: 0 });
});
