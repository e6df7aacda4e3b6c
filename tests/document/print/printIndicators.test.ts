import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import { parquetReadObjects } from 'hyparquet';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { readDocument } from '../../../src/document/reader/readDocument';
import { AGENCY, type PrintHub, startPrintHub, tellingReport } from '../../support/printedReport';

const SENTENCE = '全年办理12345热线工单4.6万余件。';
/** More than 15 digits: a number would lose some. */
const LARGE = '999999999999999.123456';
const STATED = [
  { indicator: 'hotlineTickets', value: '46000', qualifier: 'AT_LEAST', sentence: SENTENCE },
  { indicator: 'serviceItems', value: LARGE, qualifier: 'EXACT' },
];

let hub: PrintHub;
beforeAll(async () => {
  hub = await startPrintHub();
  const report = tellingReport();
  await hub.record({ ...report, overview: `${report.overview}\n${SENTENCE}`, indicators: STATED });
});
afterAll(() => hub.drop());

const REPORT = `/reports/${AGENCY}/2025`;
const EXPORT = '/exports/410303/2025';
const textOf = async (path: string) => (await hub.get(path)).text();
const rowsIn = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const ROWS = [
  {
    agencyCode: AGENCY,
    year: 2025,
    section: null,
    edition: null,
    cell: 'indicators.hotlineTickets',
    unit: '件',
    value: 46000,
    status: 'REPORTED',
    qualifier: 'AT_LEAST',
  },
  { cell: 'indicators.serviceItems', value: LARGE, qualifier: 'EXACT' },
];
const isIndicator = (row: Record<string, unknown>) => String(row.cell).startsWith('indicators.');

test('tidy rows of a report and of an export end with its indicators, in no section and of no edition', async () => {
  for (const path of [`${REPORT}.ndjson`, `${EXPORT}.ndjson`]) {
    const rows = rowsIn(await textOf(path));
    expect(rows.slice(-2)).toMatchObject(ROWS);
    expect(rows.filter(isIndicator).length).toBe(2);
    expect(new Set(rows.slice(0, -2).map(({ qualifier }) => qualifier))).toEqual(new Set([null]));
  }
  for (const path of [`${REPORT}.csv`, `${EXPORT}.csv`]) {
    const lines = (await textOf(path)).trim().split('\r\n');
    expect(lines[0].endsWith(',note,qualifier')).toBe(true);
    expect(lines.at(-2)).toMatch(/,,,indicators\.hotlineTickets,.*,46000,REPORTED,false,,AT_LEAST$/);
    expect(lines.at(-1)).toMatch(
      /,indicators\.serviceItems,.*,999999999999999\.123456,REPORTED,false,,EXACT$/,
    );
  }
  const parquet = await parquetReadObjects({
    file: new Uint8Array(await hub.bytes(`${EXPORT}.parquet`)).buffer,
  });
  expect(parquet.filter(isIndicator)).toMatchObject([ROWS[0], { qualifier: 'EXACT' }]);
  const [wide] = rowsIn(await textOf(`${EXPORT}.ndjson?layout=wide`));
  expect(Object.keys(wide).some((column) => column.startsWith('indicators.'))).toBe(false);
});

test('pages state the indicators with their origin, and none as a part of the form', async () => {
  const $ = load(await textOf(`${REPORT}.html`));
  const lines = $('footer p')
    .toArray()
    .map((line) => $(line).text());
  expect(lines.at(-2)).toBe(
    `补充指标（不属法定表格）：12345热线工单 46000 件（至少），原句：“${SENTENCE}” Supplementary indicator hotlineTickets, outside the form: at least 46000 (tickets), 12345 hotline tickets`,
  );
  expect(lines.at(-1)).toContain(`政务服务事项 ${LARGE} 项`);
  expect($('main').text()).not.toContain('46000');
  const archive = await JSZip.loadAsync(await hub.bytes(`${EXPORT}.zip`));
  const archived = (await archive.file(`${AGENCY}/2025.html`)?.async('string')) as string;
  expect(load(archived)('footer').text()).toContain('46000 件（至少）');
  const word = await JSZip.loadAsync(await hub.bytes(`${REPORT}.docx`));
  const footers = word.file(/^word\/footer/);
  expect(load((await footers[0].async('string')) as string, { xml: true }).text()).not.toContain('46000');
  const { value } = await mammoth.extractRawText({ buffer: await hub.bytes(`${REPORT}.docx`) });
  const last = value.trim().split(/\n+/).slice(-2);
  expect(last[0]).toContain(`46000 件（至少），原句：“${SENTENCE}”`);
  expect(last[1]).toContain('Supplementary indicator serviceItems, outside the form: 999999999999999.123456');
});

test('a workbook has a sheet of the indicators before the sections, each with its sentence', async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await hub.bytes(`${REPORT}.xlsx`)) as never);
  expect(workbook.worksheets.map(({ name }) => name.slice(0, 4)).slice(0, 3)).toEqual([
    '封面',
    '补充指标',
    '一、总体',
  ]);
  const sheet = workbook.worksheets[1];
  const valuesOf = (row: number) => (sheet.getRow(row).values as unknown[]).slice(1);
  expect(valuesOf(3)).toEqual([
    'hotlineTickets',
    expect.any(String),
    46000,
    '件',
    '至少',
    SENTENCE,
    '有此原句',
  ]);
  expect(valuesOf(4).slice(0, 5)).toEqual(['serviceItems', expect.any(String), LARGE, '项', '精确']);
});

test('what a report states beside its form is read back, and not where the text says another number since', async () => {
  for (const format of ['html', 'docx', 'xlsx']) {
    const { indicators, unplaced } = await readDocument(await hub.bytes(`${REPORT}.${format}`));
    expect(indicators.slice(0, 2)).toMatchObject([
      { code: 'hotlineTickets', value: '46000', unit: '件', qualifier: 'AT_LEAST', sentence: SENTENCE },
      { code: 'serviceItems', value: LARGE, unit: '项', qualifier: 'EXACT', sentence: null },
    ]);
    expect(unplaced).toEqual([]);
  }
  const page = await textOf(`${REPORT}.html`);
  const changed = page.replace('主动公开。', '全年办理12345热线工单47000件。');
  expect(changed).not.toBe(page);
  const { indicators } = await readDocument(Buffer.from(changed));
  const codes = indicators.map(({ code }) => code);
  expect(codes).toContain('serviceItems');
  expect(codes).not.toContain('hotlineTickets');
});
