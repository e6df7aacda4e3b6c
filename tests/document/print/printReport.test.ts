import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { addAgency } from '../../../src/agency/agencyCommands';
import { AgencyKind } from '../../../src/agency/agencyTypes';
import { CELLS } from '../../../src/form/cells';
import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { wholeReport } from '../../support/reports';

let hub: HttpHub;
let clerk: string;
let officer: string;
const AGENCY = '410303-001';
const HOSTILE_LINE = '<script>alert(1)</script>&"\'';
const HOSTILE = `${HOSTILE_LINE}\u0001`;

/** A report whose every kind of cell is told apart: figures, zero, blank, not applicable, computed, notes, decimals. */
function tellingReport() {
  const report = wholeReport(AGENCY);
  const { requests, proactive } = report;
  for (const [row, count] of [
    ['received', 7],
    ['granted', 5],
    ['concluded', 6],
    ['carriedOut', 1],
  ] as const)
    Object.assign(requests[row], { naturalPerson: count, total: count });
  Object.assign(requests.denied.stateSecret, { naturalPerson: 1, total: null });
  Object.assign(requests.denied.otherLaw, { naturalPerson: '', total: 0 });
  Object.assign(proactive.rules, { issued: '/', repealed: 0, inForce: 0 });
  proactive.normativeDocuments = { issued: { value: 22, note: '其中修订16件' }, repealed: 0, inForce: 22 };
  proactive.fees.amount = '59237.244912';
  requests.carriedIn.other = { value: 0, note: '=cmd()|A1' };
  return {
    ...report,
    overview: `${HOSTILE}\n=cmd()|' /C calc'!A0\n主动公开。`,
    otherMatters: '本年度未收取信息处理费，表中行政事业性收费均属其他项目。',
    source: `=HYPERLINK("x") ${HOSTILE_LINE}`,
  };
}

const record = async (input: object) => {
  const document =
    'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted findings { messageEn severity } } }';
  const { data } = await hub.ask(document, officer, { input });
  expect(data.recordPublishedReport.accepted).toBe(true);
};
const get = (path: string, headers: Record<string, string> = {}) => fetch(hub.url + path, { headers });
const bytes = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer());

beforeAll(async () => {
  hub = await startHttpHub();
  clerk = (await hub.signUp({ role: Role.CLERK, agency: AGENCY })).token;
  officer = (await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' })).token;
  await record(tellingReport());
});
afterAll(() => hub.drop());

const LINKS = '{ report(agency: "410303-001", year: 2025) { publishedAt downloads { format path } } }';

test('a report names its downloads and each of them is there', async () => {
  const { data } = await hub.ask(LINKS);
  expect(data.report.downloads.map((item: any) => item.format)).toEqual([
    'HTML',
    'DOCX',
    'XLSX',
    'CSV',
    'NDJSON',
    'JSON',
  ]);
  for (const { path } of data.report.downloads) expect((await get(path)).status).toBe(200);
});

/** The texts of a table's rows. */
const rowsOf = ($: ReturnType<typeof load>, table: any) =>
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

test('the page: figures in their cells, accessible, stand-alone, nothing of the text taken for markup', async () => {
  const response = await get('/reports/410303-001/2025.html');
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
  expect($('footer').text()).toMatch(/第 2 次修订，公布时间 \d{4}-\d\d-\d\d .*北京时间/);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('every row and column of the page is covered by its spans', async () => {
  const $ = load(await (await get('/reports/410303-001/2025.html')).text());
  for (const [at, width] of [4, 10, 15].entries()) {
    const taken: number[] = [];
    $('table')
      .eq(at)
      .find('tr')
      .each((row, element) => {
        $(element)
          .find('th, td')
          .each((_, cell) => {
            const [rows, columns] = ['rowspan', 'colspan'].map((name) => Number($(cell).attr(name) ?? 1));
            for (let down = 0; down < rows; down += 1) taken[row + down] = (taken[row + down] ?? 0) + columns;
          });
      });
    expect(new Set(taken)).toEqual(new Set([width]));
  }
});

test('the Word file opens with merged cells and the same figures; its origin is in the page footer', async () => {
  const { value, messages } = await mammoth.convertToHtml({
    buffer: await bytes('/reports/410303-001/2025.docx'),
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
  await workbook.xlsx.load((await bytes('/reports/410303-001/2025.xlsx')) as any);
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
    '封面',
    '一、总体情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
    '五、存在的主要问题及改进情况',
    '六、其他需要报告的事项',
  ]);
  const [, overview, proactive, requests] = workbook.worksheets;
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
  const csv = await (await get('/reports/410303-001/2025.csv')).arrayBuffer();
  expect(Buffer.from(csv).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const lines = Buffer.from(csv).toString().split('\r\n');
  expect(lines.length).toBe(1 + 200 + 1);
  expect(lines.find((line) => line.includes(',proactive.normativeDocuments.issued,'))).toMatch(
    /,22,REPORTED,false,其中修订16件$/,
  );
  expect(lines.find((line) => line.includes(',requests.carriedIn.other,'))).toMatch(
    /,0,REPORTED,false,'=cmd\(\)\|A1$/,
  );
  const rows = (await (await get('/reports/410303-001/2025.ndjson')).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows.map((row) => row.cell)).toEqual(
    CELLS.filter((cell) => cell.editions.includes(2021)).map((cell) => cell.code),
  );
  const row = (code: string) => rows.find((item) => item.cell === code);
  expect(row('requests.received.total')).toMatchObject({
    agencyCode: AGENCY,
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
  expect(row('proactive.fees.amount').value).toBe('59237.244912');
});

const FIGURES = `year proactiveEdition requestsEdition disputesEdition marks { code status computed note } overview { text } problems { text }
  otherMatters { text } indicators { value qualifier indicator { code } sentences { text } }
  cells(codes: ${JSON.stringify(CELLS.slice(0, 230).map((cell) => cell.code))}) { code count amount }`;

test.each([
  ['410303-001', 2025],
  ['310000-001', 2019],
])('the JSON of %s %i is taken again as a report with the same content', async (agency, year) => {
  const input = await (await get(`/reports/${agency}/${year}.json`)).json();
  const read = `{ report(agency: "${agency}", year: ${year}) { ${FIGURES} } }`;
  const before = (await hub.ask(read)).data;
  const keeper = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '100000' });
  const { data } = await hub.ask(
    'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted findings { messageEn } } }',
    keeper.token,
    { input },
  );
  expect(data.recordPublishedReport.accepted).toBe(true);
  expect((await hub.ask(read)).data).toEqual(before);
  const again = await (await get(`/reports/${agency}/${year}.json`)).json();
  expect(again).toEqual(input);
});

test('the JSON passes the dry run and is submitted by the clerk of another agency with the same figures', async () => {
  const made = await addAgency(hub.owner, {
    code: '410303-900',
    name: '测试局',
    kind: AgencyKind.DEPARTMENT,
    jurisdiction: '410303',
    validFrom: '2015-01-01',
  });
  expect(made.findings).toEqual([]);
  const { token } = await hub.signUp({ role: Role.CLERK, agency: '410303-900' });
  const printed = (await (await get('/reports/410303-001/2025.json')).json()) as object;
  const input = { ...printed, agency: '410303-900' };
  for (const name of ['validateReport', 'submitReport']) {
    const document = `mutation ($input: ReportInput!) { payload: ${name}(input: $input) { accepted findings { code severity path } } }`;
    const { data } = await hub.ask(document, token, { input });
    expect([
      name,
      data.payload.accepted,
      data.payload.findings.filter((item: any) => item.severity !== 'INFO'),
    ]).toEqual([name, true, []]);
  }
  const again = await get('/reports/410303-900/2025.json', { authorization: `Bearer ${token}` });
  expect(await again.json()).toEqual(input);
});

test('the same revision gives the same bytes', async () => {
  for (const extension of ['html', 'docx', 'xlsx', 'csv', 'ndjson', 'json']) {
    const path = `/reports/410303-001/2025.${extension}`;
    const first = await bytes(path);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(first.equals(await bytes(path))).toBe(true);
  }
});

test('sections of edition 2019 are printed with its rows', async () => {
  const $ = load(await (await get('/reports/310000-001/2019.html')).text());
  const rows = rowsOf($, $('table').get(0));
  expect(rows.filter((row) => row.length === 1)).toEqual(
    ['一', '五', '六', '八', '九'].map((numeral) => [`第二十条第（${numeral}）项`]),
  );
  expect(rows[1]).toEqual(['信息内容', '本年新制作数量', '本年新公开数量', '对外公开总数量']);
  expect(rows[5]).toEqual(['信息内容', '上一年项目数量', '本年增/减', '处理决定数量']);
  expect(rowsOf($, $('table').get(1)).map((row) => row[0])).toContain('（六）其他处理');
});

describe('caches and kinds', () => {
  const path = '/reports/410303-001/2025.html';

  test('an entity tag for each format, 304 for who has it', async () => {
    const page = await get(path);
    const tag = page.headers.get('etag') as string;
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(page.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    const modified = page.headers.get('last-modified') as string;
    const { data } = await hub.ask(LINKS);
    expect(new Date(modified).getTime()).toBe(Math.floor(Date.parse(data.report.publishedAt) / 1000) * 1000);
    const repeated = await get(path, { 'if-none-match': tag });
    expect([repeated.status, await repeated.text()]).toEqual([304, '']);
    const own = await get(path, { authorization: `Bearer ${clerk}` });
    expect(own.headers.get('etag')).toBe(tag);
    expect(own.headers.get('cache-control')).toBe('private, max-age=0, must-revalidate');
    expect((await get(path, { 'if-modified-since': modified })).status).toBe(304);
    expect((await get(path, { 'if-none-match': '"other"', 'if-modified-since': modified })).status).toBe(200);
    expect((await get('/reports/410303-001/2025.csv', { 'if-none-match': tag })).status).toBe(200);
  });

  test('a correction changes the tag; the past stays at asOf', async () => {
    const before = await get(path);
    const at = new Date().toISOString();
    await record({ ...tellingReport(), problems: '另有问题。' });
    expect((await get(path)).headers.get('etag')).not.toBe(before.headers.get('etag'));
    const past = await get(`${path}?asOf=${at}`);
    expect((await past.text()) === (await before.text())).toBe(true);
    const links = `{ report(agency: "410303-001", year: 2025, asOf: "${at}") { downloads { path } } }`;
    const [{ path: stable }] = (await hub.ask(links)).data.report.downloads;
    expect((await get(stable)).headers.get('etag')).toBe(before.headers.get('etag'));
  });

  test('the Accept header chooses; what there is not is refused with what there is', async () => {
    const bare = '/reports/410303-001/2025';
    const csv = await get(bare, { accept: 'text/csv;q=0.9, application/pdf' });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-location')).toBe(`${bare}.csv`);
    expect(csv.headers.get('vary')).toContain('Accept');
    expect((await get(bare, { accept: '*/*' })).headers.get('content-type')).toContain('text/html');
    const refused = await get(bare, { accept: 'image/png' });
    expect(refused.status).toBe(406);
    expect(((await refused.json()) as any).available).toHaveLength(6);
  });

  test('the file is named in Chinese and in ASCII', async () => {
    const { headers } = await get('/reports/410303-001/2025.docx');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename=410303-001-2025.docx; filename*=UTF-8''${encodeURIComponent('西工区行政审批和政务信息管理局2025年政府信息公开工作年度报告')}.docx`,
    );
  });

  test('wrong questions are told, wrong credentials refused', async () => {
    expect((await get(`${path}?asOf=yesterday`)).status).toBe(400);
    expect((await get(`${path}?scope=BOTH`)).status).toBe(400);
    expect((await get(path, { authorization: 'Bearer nothing' })).status).toBe(401);
  });
});

test('drafts are for the entitled; to others it is as if there were nothing', async () => {
  const input = { ...wholeReport(AGENCY), year: 2024 };
  const agency = await hub.owner.query("select id from agency where code = '410303-001'");
  await hub.owner.query("update agency_version set valid_from = '2020-01-01' where agency_id = $1", [
    agency[0].id,
  ]);
  const { data } = await hub.ask(
    'mutation ($input: ReportInput!) { saveSection(input: $input) { accepted findings { messageEn } } }',
    clerk,
    { input: { agency: AGENCY, year: input.year, overview: '草稿。' } },
  );
  expect(data.saveSection).toEqual({ accepted: true, findings: expect.anything() });
  const path = '/reports/410303-001/2024.html';
  const own = await get(path, { authorization: `Bearer ${clerk}` });
  expect([own.status, own.headers.get('cache-control'), own.headers.get('etag')]).toEqual([
    200,
    'private, no-store',
    null,
  ]);
  expect(await own.text()).toContain('草稿，未公布');
  const answers = await Promise.all(
    [path, '/reports/nobody/2024.html', '/reports/410303-001/2023.html', '/reports/410303-001/2025.exe'].map(
      async (item) => {
        const response = await get(item);
        return [response.status, await response.text()];
      },
    ),
  );
  expect(new Set(answers.map(String)).size).toBe(1);
  expect(answers[0][0]).toBe(404);
});
