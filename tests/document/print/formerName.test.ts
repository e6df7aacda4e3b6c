import { load } from 'cheerio';
import { Role } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
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

const NAMED = 'keys { labelZh labelEn }';
const ANSWERS = `query ($agency: ID!, $years: [Int!]!) { rollup(years: $years, filter: { agencies: [$agency] }) {
  rows(by: [AGENCY], values: ["requests.received.total"]) { nodes { ${NAMED} } }
  byYear: rows(by: [YEAR, AGENCY], values: ["requests.received.total"]) { nodes { keys { dimension labelZh } } }
  compared: rows(by: [AGENCY], values: ["requests.received.total"]) { nodes { ${NAMED} values { base } } }
  groups(by: [AGENCY]) { nodes { ${NAMED} agency { name } } }
  coverage { coveredReports(part: EXPECTED) { nodes { year agencyInYear { name } agency { name } } } } } }`;
const answersOf = async (years: number[]) =>
  (await hub.ask(ANSWERS, undefined, { agency: AGENCY, years })).data.rollup;

test('answers, lists and files of a year have the name that the report of the year bears; of several years the last', async () => {
  const earlier = await answersOf([2025]);
  for (const { keys } of [...earlier.rows.nodes, ...earlier.compared.nodes, ...earlier.groups.nodes])
    expect(keys).toEqual([{ labelZh: FORMER, labelEn: null }]);
  expect(earlier.groups.nodes[0].agency).toEqual({ name: PRESENT });
  expect(earlier.coverage.coveredReports.nodes).toEqual([
    { year: 2025, agencyInYear: { name: FORMER }, agency: { name: PRESENT } },
  ]);
  const both = await answersOf([2026, 2025]);
  expect(both.rows.nodes.map(({ keys }: Answer) => keys)).toEqual([
    [{ labelZh: PRESENT, labelEn: 'Data Bureau' }],
  ]);
  expect(both.byYear.nodes.map(({ keys }: Answer) => keys[1].labelZh)).toEqual([FORMER, PRESENT]);
  const missing = `{ rollup(years: [2026], filter: { agencies: ["${AGENCY}"] }) { coverage { missing { nodes { agencyInYear { name } } } } } }`;
  expect((await hub.ask(missing)).data.rollup.coverage.missing.nodes).toEqual([
    { agencyInYear: { name: PRESENT } },
  ]);
  const file = await (await hub.get('/rows/410303/2025.csv?by=AGENCY&value=requests.received.total')).text();
  expect([file.includes(FORMER), file.includes(PRESENT)]).toEqual([true, false]);
  const instant = new Date(Date.now() + 1000).toISOString();
  const then = `{ rollup(years: [2025], asOf: "${instant}", filter: { agencies: ["${AGENCY}"] }) { rows(by: [AGENCY], values: ["requests.received.total"]) { nodes { ${NAMED} } } } }`;
  expect((await hub.ask(then)).data.rollup.rows.nodes[0].keys[0].labelZh).toBe(FORMER);
});
