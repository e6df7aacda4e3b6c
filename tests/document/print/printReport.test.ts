import { type CheerioAPI, load } from 'cheerio';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { CELLS } from '../../../src/form/cells';
import { AGENCY, HOSTILE_LINE, type PrintHub, startPrintHub } from '../../support/printedReport';

let hub: PrintHub;
beforeAll(async () => {
  hub = await startPrintHub();
});
afterAll(() => hub.drop());

/** The texts of a table's rows. */
const rowsOf = ($: CheerioAPI, table: Parameters<CheerioAPI>[0]) =>
  $(table)
    .find('tr')
    .toArray()
    .map((row) =>
      $(row)
        .find('th, td')
        .toArray()
        .map((cell) => $(cell).text()),
    );

/** What the page and the Word file must both show. */
function expectTables(tables: string[][][]) {
  const [proactive, requests, disputes] = tables;
  expect(proactive).toEqual([
    ['第二十条第（一）项'],
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '/', '0', '0'],
    ['行政规范性文件', '22（其中修订16件）', '0', '22'],
    ['第二十条第（五）项'],
    ['信息内容', '本年处理决定数量'],
    ['行政许可', '0'],
    ['第二十条第（六）项'],
    ['信息内容', '本年处理决定数量'],
    ['行政处罚', '0'],
    ['行政强制', '0'],
    ['第二十条第（八）项'],
    ['信息内容', '本年收费金额（单位：万元）'],
    ['行政事业性收费', '59237.244912'],
  ]);
  expect(requests.length).toBe(3 + 25);
  expect(requests[3]).toEqual(['一、本年新收政府信息公开申请数量', '7', '0', '0', '0', '0', '0', '7']);
  expect(requests[5].slice(0, 3)).toEqual(['三、本年度办理结果', '（一）予以公开', '5']);
  // The total was left blank and is computed; the next row has a blank.
  expect(requests[7]).toEqual(['（三）不予公开', '1.属于国家秘密', '1', '0', '0', '0', '0', '0', '1']);
  expect(requests[8].slice(0, 3)).toEqual(['2.其他法律行政法规禁止公开', '', '0']);
  expect(disputes.map((row) => row.length)).toEqual([2, 7, 10, 15]);
  expect(disputes[3]).toEqual(Array.from({ length: 15 }, () => '0'));
}

test('the page has every figure in its cell, is accessible and stand-alone, and escapes the texts', async () => {
  const response = await hub.get('/reports/410303-001/2025.html');
  const page = await response.text();
  const $ = load(page);
  expect($('html').attr('lang')).toBe('zh-CN');
  expect($('h1').text()).toBe('西工区行政审批和政务信息管理局2025年政府信息公开工作年度报告');
  expect(
    $('h2')
      .toArray()
      .map((item) => $(item).text()),
  ).toEqual([
    '一、总体情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
    '五、存在的主要问题及改进情况',
    '六、其他需要报告的事项',
  ]);
  expectTables(
    $('table')
      .toArray()
      .map((table) => rowsOf($, table)),
  );
  expect($('table caption').length).toBe(3);
  expect($('th:not([scope])').length).toBe(0);
  expect($('[data-cell]').length).toBe(200);
  expect($('[data-cell="requests.received.total"]').text()).toBe('7');
  expect($('script, link, img, iframe').length).toBe(0);
  expect(
    $('section')
      .first()
      .find('p')
      .toArray()
      .map((item) => $(item).text()),
  ).toEqual([HOSTILE_LINE, "=cmd()|' /C calc'!A0", '主动公开。']);
  expect($('section footer').length).toBe(0);
  expect($('footer').text()).toMatch(/第 1 次更正，公布时间 \d{4}-\d\d-\d\d .*北京时间/);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('every row and column of the page is covered by its spans', async () => {
  const $ = load(await (await hub.get('/reports/410303-001/2025.html')).text());
  for (const [at, width] of [4, 10, 15].entries()) {
    const used: number[] = [];
    $('table')
      .eq(at)
      .find('tr')
      .each((row, element) => {
        $(element)
          .find('th, td')
          .each((_, cell) => {
            const [rows, columns] = ['rowspan', 'colspan'].map((name) => Number($(cell).attr(name) ?? 1));
            for (let down = 0; down < rows; down += 1) used[row + down] = (used[row + down] ?? 0) + columns;
          });
      });
    expect(new Set(used)).toEqual(new Set([width]));
  }
});

test('the Word file opens with merged cells and the same figures; its origin is in the page footer', async () => {
  const { value, messages } = await mammoth.convertToHtml({
    buffer: await hub.bytes('/reports/410303-001/2025.docx'),
  });
  expect(messages.filter((item) => item.type === 'error')).toEqual([]);
  const $ = load(value);
  expect($('p').first().text()).toBe('西工区行政审批和政务信息管理局2025年政府信息公开工作年度报告');
  expect($('h1').length).toBe(6);
  expectTables(
    $('table')
      .toArray()
      .map((table) => rowsOf($, table)),
  );
  expect($('table').eq(1).find('[rowspan=22]').text()).toBe('三、本年度办理结果');
  expect($('p').text()).toContain('<script>alert(1)</script>');
  expect($.text()).not.toContain('次修订');
});

test('the workbook: a sheet for each section, numbers as numbers, inexact ones and notes as text', async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await hub.bytes('/reports/410303-001/2025.xlsx')) as never);
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
    '封面',
    '补充指标',
    '一、总体情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
    '五、存在的主要问题及改进情况',
    '六、其他需要报告的事项',
  ]);
  const [, , overview, proactive, requests] = workbook.worksheets;
  expect(overview.getCell('A3').value).toBe("=cmd()|' /C calc'!A0");
  expect(overview.getCell('A3').formula).toBeUndefined();
  expect(proactive.getCell('B4').value).toBe('/');
  expect(proactive.getCell('B5').value).toBe('22（其中修订16件）');
  expect(proactive.getCell('D5').value).toBe(22);
  expect(proactive.getCell('B15').value).toBe(59237.244912);
  expect(requests.getCell('D5').value).toBe(7);
  expect(requests.getCell('D10').value).toBeNull();
  expect(requests.getCell('A7').value).toBe('三、本年度办理结果');
  expect(requests.getCell('A28').master.address).toBe('A7');
});

test('CSV and NDJSON: one row for each cell with its status; no text is a formula', async () => {
  const csv = await (await hub.get('/reports/410303-001/2025.csv')).arrayBuffer();
  expect(Buffer.from(csv).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const lines = Buffer.from(csv).toString().split('\r\n');
  // Behind the cells are the indicators that the report states.
  const stated = ['hotlineTickets', 'serviceItems', 'annualReportsPosted', 'bondFundNotices'].map(
    (code) => `indicators.${code}`,
  );
  expect(lines.length).toBe(1 + 200 + stated.length + 1);
  expect(lines.find((line) => line.includes(',proactive.normativeDocuments.issued,'))).toMatch(
    /,22,REPORTED,false,其中修订16件,$/,
  );
  expect(lines.find((line) => line.includes(',requests.carriedIn.other,'))).toMatch(
    /,0,REPORTED,false,'=cmd\(\)\|A1,$/,
  );
  const rows = (await (await hub.get('/reports/410303-001/2025.ndjson')).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows.map((row) => row.cell)).toEqual([
    ...CELLS.filter((cell) => cell.editions.includes(2021)).map((cell) => cell.code),
    ...stated,
  ]);
  const row = (code: string) => rows.find((item) => item.cell === code);
  expect(row('requests.received.total')).toMatchObject({
    agencyCode: AGENCY,
    // Where no name in English is known, it is the one there is.
    agencyNameEn: row('requests.received.total').agencyName,
    jurisdictionCode: '410303',
    year: 2025,
    scope: 'OWN',
    revision: 2,
    section: 3,
    edition: 2021,
    unit: '件',
    value: 7,
    status: 'REPORTED',
    computed: false,
    note: null,
  });
  expect(row('proactive.rules.issued')).toMatchObject({ value: null, status: 'NOT_APPLICABLE' });
  expect(row('requests.denied.otherLaw.naturalPerson')).toMatchObject({ value: null, status: 'BLANK' });
  expect(row('requests.denied.stateSecret.total')).toMatchObject({
    value: 1,
    status: 'BLANK',
    computed: true,
  });
  expect(row('proactive.fees.amount').value).toBe(59237.244912);
});

test('sections of edition 2019 are printed with its rows', async () => {
  const $ = load(await (await hub.get('/reports/310000-001/2019.html')).text());
  const rows = rowsOf($, $('table').eq(0));
  expect(rows.filter((row) => row.length === 1)).toEqual(
    ['一', '五', '六', '八', '九'].map((numeral) => [`第二十条第（${numeral}）项`]),
  );
  expect(rows[1]).toEqual(['信息内容', '本年新制作数量', '本年新公开数量', '对外公开总数量']);
  expect(rows[5]).toEqual(['信息内容', '上一年项目数量', '本年增/减', '处理决定数量']);
  expect(rowsOf($, $('table').eq(1)).map((row) => row[0])).toContain('（六）其他处理');
});
