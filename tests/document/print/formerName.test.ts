import { load } from 'cheerio';
import { Role } from '../../../src/shared/request/permissions';
import { AGENCY, type PrintHub, startPrintHub } from '../../support/printedReport';

const FORMER = '西工区行政审批和政务信息管理局';
const PRESENT = '西工区数据局';

let hub: PrintHub;
beforeAll(async () => {
  hub = await startPrintHub();
  const { token } = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const rename =
    'mutation ($input: RenameAgencyInput!) { renameAgency(input: $input) { agency { name } findings { code } } }';
  const { data } = await hub.ask(rename, token, {
    input: { agency: AGENCY, name: PRESENT, nameEn: 'Data Bureau', effectiveOn: '2026-06-01', confirm: true },
  });
  expect(data.renameAgency).toEqual({ agency: { name: PRESENT }, findings: [] });
});
afterAll(() => hub.drop());

test('a report has the name that it bears, as in the printed file, beside the present one', async () => {
  const { data } = await hub.ask(
    `{ report(agency: "${AGENCY}", year: 2025) { agencyInYear { name } agency { name earlier: inYear(year: 2025) { name } now: inYear(year: 2026) { name nameEn } } } }`,
  );
  expect(data.report).toEqual({
    agencyInYear: { name: FORMER },
    agency: { name: PRESENT, earlier: { name: FORMER }, now: { name: PRESENT, nameEn: 'Data Bureau' } },
  });
  const $ = load(await (await hub.get(`/reports/${AGENCY}/2025.html`)).text());
  expect($('h1').text()).toBe(`${FORMER}2025年政府信息公开工作年度报告`);
});

test('a year without a form is refused', async () => {
  const { errors } = await hub.ask(`{ agency(code: "${AGENCY}") { inYear(year: 1999) { name } } }`);
  expect(errors?.[0].message).toContain('2019 至 2100');
});
