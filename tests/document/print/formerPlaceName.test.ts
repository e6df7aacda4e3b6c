import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import { Role } from '../../../src/shared/request/permissions';
import { type PrintHub, startPrintHub } from '../../support/printedReport';

const PLACE = '410303';
/** The name from the middle of 2025, and that of a year later. */
const [LATER, PRESENT] = ['王城区', '西工新区'];

let hub: PrintHub;
/** The name until then. */
let first: string;
beforeAll(async () => {
  hub = await startPrintHub();
  const { data } = await hub.ask(`{ jurisdiction(code: "${PLACE}") { name } }`);
  first = data.jurisdiction.name;
  const { token } = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '100000' });
  const rename =
    'mutation ($input: RenameJurisdictionInput!) { renameJurisdiction(input: $input) { jurisdiction { name } findings { code } } }';
  for (const [name, nameEn, effectiveOn] of [
    [LATER, 'New Xigong', '2025-06-01'],
    [PRESENT, 'Xigong New District', '2026-06-01'],
  ]) {
    const renamed = await hub.ask(rename, token, { input: { place: PLACE, name, nameEn, effectiveOn } });
    expect(renamed.data.renameJurisdiction).toEqual({ jurisdiction: { name }, findings: [] });
  }
});
afterAll(() => hub.drop());

const textOf = async (path: string) => (await hub.get(path)).text();

test('a printed sum has the name that its place bears in the last of its years, and the present one below', async () => {
  for (const [years, printed, name] of [
    ['2024', '2024', first],
    ['2025', '2025', LATER],
    ['2024-2025', '2024—2025', LATER],
  ]) {
    const $ = load(await textOf(`/rollups/${PLACE}/${years}.html`));
    expect($('h1').text()).toBe(`${name}${printed}年政府信息公开工作年度报告汇总`);
    expect($('body').text()).toContain(`现名：${PRESENT}`);
    expect($('body').text()).toContain('now Xigong New District');
    const sheet = await textOf(`/rollups/${PLACE}/${years}.csv`);
    expect([sheet.includes(`,${name},`), sheet.includes(PRESENT)]).toEqual([true, false]);
    const json = JSON.parse(await textOf(`/rollups/${PLACE}/${years}.json`));
    expect(json.jurisdiction).toEqual({ code: PLACE, name });
  }
});

test('a file of rows has the names of the last of its years in title and rows, and says by which rule', async () => {
  const query = 'by=CHILD&value=requests.received.total';
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await hub.bytes(`/rows/${PLACE}/2024.xlsx?${query}`)) as unknown as ArrayBuffer);
  const text = JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()));
  for (const words of [`${first}政府信息公开2024年数据`, `现名：${PRESENT}`, '区划用该年度末'])
    expect([words, text.includes(words)]).toEqual([words, true]);
  for (const years of ['2025', '2024-2025']) {
    const sheet = await textOf(`/rows/410300/${years}.csv?${query}`);
    expect([LATER, first, PRESENT].map((name) => sheet.includes(name))).toEqual([true, false, false]);
  }
});

test('a file of reports is called by the name of the last year', async () => {
  const nameOf = async (years: string) => {
    const { headers } = await hub.get(`/exports/${PLACE}/${years}.ndjson`);
    return decodeURIComponent(headers.get('content-disposition') ?? '');
  };
  expect(await nameOf('2024')).toContain(`''${first}2024`);
  expect(await nameOf('2024-2025')).toContain(`''${LATER}2024`);
});
