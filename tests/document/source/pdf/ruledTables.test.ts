import { openReaderPool } from '../../../../src/document/reader/readerPool';
import { type DrawnCell, drawnTable, pdfOf, text } from '../../../support/pdf';

// In a process of its own, because the library for PDF is an ES module, which jest does not load.
const reader = openReaderPool({ workers: 1 });
afterAll(() => reader.close());

const TITLE = text('演示县水务局2024年政府信息公开工作年度报告', 60, 810);
const WIDTHS = [50, 170, 40, 40, 40, 40, 40, 40, 40];
const NAMES = ['自然人', '商业企业', '科研机构', '社会公\n益组织', '法律服\n务机构', '其他', '总计'];
const HEADER: DrawnCell[] = [{ text: '', right: 2 }, ...NAMES.map((name) => ({ text: name }))];
const row = (labels: readonly DrawnCell[], figures: readonly string[]): DrawnCell[] => [
  ...labels,
  ...figures.map((figure) => ({ text: figure })),
];
const COLUMNS = [
  'naturalPerson',
  'businessEnterprise',
  'researchInstitution',
  'socialOrganization',
  'legalServiceAgency',
  'other',
  'total',
];
const cellsOf = async (bytes: Buffer, code: string) => {
  const { cells } = await reader.read(bytes, 'tests');
  return COLUMNS.map((column) => {
    const { value, status, confidence } = cells[`requests.${code}.${column}`];
    return confidence >= 0.8 ? (value ?? status) : `${value} doubtful`;
  });
};
const SECTION = text('三、收到和处理政府信息公开申请情况', 60, 790);
const requests = (rows: DrawnCell[][], y = 770) => drawnTable({ x: 30, y, widths: WIDTHS, rows });

test('labels and numbers broken over lines in their cells; blanks keep their columns', async () => {
  const bytes = pdfOf([
    {
      content:
        TITLE +
        SECTION +
        requests([
          HEADER,
          row(
            [{ text: '一、本年新收政府信\n息公开申请数量', right: 2 }],
            ['12345678\n9', '', '2', '', '0', '/', ''],
          ),
          row(
            [{ text: '（三）\n不予\n公开', down: 3 }, { text: '1.属于国家秘密' }],
            ['1', '', '', '', '', '', '1'],
          ),
          row([{ text: '2.其他法律行政法规\n禁止公开' }], ['12', '2', '', '', '', '', '14']),
          row([{ text: '3.危及“三安全一稳\n定”' }], ['', '', '3', '', '', '', '3']),
          row(
            [{ text: '（六）\n其他\n处理', down: 2 }, { text: '2.申请人逾期未按收费通\n知要求缴纳费用' }],
            Array(7).fill('0'),
          ),
          row([{ text: '3.其他' }], ['7', '', '', '1', '3', '1', '12']),
        ]),
    },
  ]);
  expect(await cellsOf(bytes, 'received')).toEqual([
    123456789,
    'BLANK',
    2,
    'BLANK',
    0,
    'NOT_APPLICABLE',
    123456791,
  ]);
  expect(await cellsOf(bytes, 'denied.otherLaw')).toEqual([12, 2, 'BLANK', 'BLANK', 'BLANK', 'BLANK', 14]);
  expect(await cellsOf(bytes, 'denied.securityAndStability')).toEqual([
    'BLANK',
    'BLANK',
    3,
    'BLANK',
    'BLANK',
    'BLANK',
    3,
  ]);
  expect(await cellsOf(bytes, 'otherHandling.other')).toEqual([7, 'BLANK', 'BLANK', 1, 3, 1, 12]);
});

test('digits in two lines that would have fitted into one are no number with confidence', async () => {
  const figures = ['14\n9', '0', '0', '0', '0', '0', '23'];
  const bytes = pdfOf([
    {
      content:
        TITLE +
        SECTION +
        requests([HEADER, row([{ text: '一、本年新收政府信息公开申请数量', right: 2 }], figures)]),
    },
  ]);
  const [first] = await cellsOf(bytes, 'received');
  expect(first).not.toBe(149);
  expect(first).not.toBe('BLANK');
});

test('a table goes on over the page, with or without its header', async () => {
  for (const header of [[], [HEADER]]) {
    const bytes = pdfOf([
      {
        content:
          TITLE +
          SECTION +
          requests([
            HEADER,
            row([{ text: '一、本年新收政府信息公开申请数量', right: 2 }], ['25', '', '', '1', '', '', '26']),
          ]) +
          text('- 1 -', 290, 20),
      },
      {
        content:
          requests(
            [...header, row([{ text: '四、结转下年度继续办理', right: 2 }], ['', '', '3', '', '', '', '3'])],
            800,
          ) +
          text('四、政府信息公开行政复议、行政诉讼情况', 60, 400) +
          drawnTable({
            x: 20,
            y: 380,
            widths: Array(15).fill(37),
            rows: [
              [
                { text: '行政复议', right: 5 },
                { text: '行政诉讼', right: 10 },
              ],
              [
                ...['结果\n维持', '结果\n纠正', '其他\n结果', '尚未\n审结', '总计'].map((words) => ({
                  text: words,
                  down: 2,
                })),
                { text: '未经复议直接起诉', right: 5 },
                { text: '复议后起诉', right: 5 },
              ],
              [...Array(2)].flatMap(() =>
                ['结果\n维持', '结果\n纠正', '其他\n结果', '尚未\n审结', '总计'].map((words) => ({
                  text: words,
                })),
              ),
              ['1', '', '1', '', '2', '', '', '', '', '', '', '4', '', '', '4'].map((words) => ({
                text: words,
              })),
            ],
          }),
      },
    ]);
    expect(await cellsOf(bytes, 'carriedOut')).toEqual(['BLANK', 'BLANK', 3, 'BLANK', 'BLANK', 'BLANK', 3]);
    const { cells } = await reader.read(bytes, 'tests');
    expect(cells['requests.carriedOut.total'].where).toMatchObject({ page: 2 });
    expect(cells['disputes.reconsideration.other']).toMatchObject({ value: 1, confidence: 1 });
    expect(cells['disputes.litigationAfterReconsideration.corrected']).toMatchObject({
      value: 4,
      confidence: 1,
    });
    expect(cells['disputes.litigationDirect.total']).toMatchObject({ status: 'BLANK', confidence: 1 });
  }
});

test('section two by its lines: a blank cell stays blank', async () => {
  const bytes = pdfOf([
    {
      content:
        TITLE +
        text('二、主动公开政府信息情况', 60, 790) +
        drawnTable({
          x: 40,
          y: 770,
          widths: [140, 100, 100, 100],
          rows: [
            [{ text: '第二十条第（一）项', right: 4 }],
            ['信息内容', '本年制发\n件数', '本年废止\n件数', '现行有效\n件数'].map((words) => ({
              text: words,
            })),
            ['规章', '', '', ''].map((words) => ({ text: words })),
            ['行政规范\n性文件', '', '2', '31'].map((words) => ({ text: words })),
          ],
        }),
    },
  ]);
  const { cells } = await reader.read(bytes, 'tests');
  expect(cells['proactive.normativeDocuments.issued']).toMatchObject({ status: 'BLANK', confidence: 1 });
  expect(cells['proactive.normativeDocuments.repealed']).toMatchObject({ value: 2, confidence: 1 });
  expect(cells['proactive.normativeDocuments.inForce']).toMatchObject({ value: 31, confidence: 1 });
});
