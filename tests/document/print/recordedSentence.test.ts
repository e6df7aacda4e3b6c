import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { readDocument } from '../../../src/document/reader/readDocument';
import { AGENCY, type PrintHub, startPrintHub, tellingReport } from '../../support/printedReport';

const QUOTED = '全年办理12345热线工单4.6万余件。';
/** As after a correction: the text has another sentence since. */
const RECORDED = '公布政务服务事项300项。';
const REPORT = `/reports/${AGENCY}/2025`;

let hub: PrintHub;
beforeAll(async () => {
  hub = await startPrintHub();
  const report = tellingReport();
  await hub.record({
    ...report,
    overview: `${report.overview}\n${QUOTED}`,
    indicators: [
      { indicator: 'hotlineTickets', value: '46000', qualifier: 'AT_LEAST', sentence: QUOTED },
      { indicator: 'serviceItems', value: '300', qualifier: 'EXACT', sentence: RECORDED },
    ],
  });
});
afterAll(() => hub.drop());

test.each(['html', 'docx'])(
  'a %s says of a sentence that the text of the report has not that it is only recorded',
  async (format) => {
    const bytes = await hub.bytes(`${REPORT}.${format}`);
    const text =
      format === 'html'
        ? load(bytes.toString())('footer').text()
        : (await mammoth.extractRawText({ buffer: bytes })).value;
    expect(text).toContain(`，原句：“${QUOTED}”`);
    expect(text).toContain(`，所记原句（不在本报告正文中）：“${RECORDED}”`);
    expect(text.match(/the text of the report has not the sentence that was recorded/g)).toHaveLength(1);
  },
);

test('a workbook says beside each sentence whether the text of the report has it', async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await hub.bytes(`${REPORT}.xlsx`)) as never);
  const sheet = workbook.worksheets[1];
  expect(sheet.name).toBe('补充指标');
  const endOf = (row: number) => (sheet.getRow(row).values as unknown[]).slice(6);
  expect(endOf(2)).toEqual(['原句', '报告正文中']);
  expect(endOf(3)).toEqual([QUOTED, '有此原句']);
  expect(endOf(4)).toEqual([RECORDED, '没有此原句']);
});

test.each(['html', 'docx', 'xlsx'])('the hub reads both sentences back from a %s', async (format) => {
  const { indicators, unplaced } = await readDocument(await hub.bytes(`${REPORT}.${format}`));
  expect(indicators.slice(0, 2).map(({ code, sentence }) => [code, sentence])).toEqual([
    ['hotlineTickets', QUOTED],
    ['serviceItems', RECORDED],
  ]);
  expect(unplaced).toEqual([]);
});
