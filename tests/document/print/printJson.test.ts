import { AgencyKind } from '../../../src/agency/agencyTypes';
import { addAgency } from '../../../src/agency/change/addAgency';
import { Role } from '../../../src/shared/request/permissions';
import { type PrintHub, startPrintHub } from '../../support/printedReport';

let hub: PrintHub;
beforeAll(async () => {
  hub = await startPrintHub();
});
afterAll(() => hub.drop());

const FIGURES = `year proactiveEdition requestsEdition disputesEdition marks { code state note } overview { text } problems { text }
  otherMatters { text } indicators { value qualifier indicator { code } sentences { text } }
  cells { code value state note }`;

test.each([
  ['410303-001', 2025],
  ['310000-001', 2019],
])('the JSON of %s %i says the same as the report: there is nothing to record', async (agency, year) => {
  const input = await (await hub.get(`/reports/${agency}/${year}.json`)).json();
  const read = `{ report(agency: "${agency}", year: ${year}) { ${FIGURES} } }`;
  const before = (await hub.ask(read)).data;
  const keeper = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '100000' });
  const { data } = await hub.ask(
    'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted findings { code } } }',
    keeper.token,
    { input },
  );
  expect(data.recordPublishedReport.accepted).toBe(false);
  expect(data.recordPublishedReport.findings).toContainEqual({ code: 'report.unchanged' });
  expect((await hub.ask(read)).data).toEqual(before);
  const again = await (await hub.get(`/reports/${agency}/${year}.json`)).json();
  expect(again).toEqual(input);
});

test('the JSON passes the dry run and is submitted by the clerk of another agency with the same figures', async () => {
  const created = await addAgency(hub.owner, {
    code: '410303-900',
    name: '测试局',
    kind: AgencyKind.DEPARTMENT,
    jurisdiction: '410303',
    validFrom: '2015-01-01',
  });
  expect(created.findings).toEqual([]);
  const { token } = await hub.signUp({ role: Role.CLERK, agency: '410303-900' });
  const printed = (await (await hub.get('/reports/410303-001/2025.json')).json()) as object;
  const input = { ...printed, agency: '410303-900' };
  for (const name of ['validateReport', 'submitReport']) {
    const document = `mutation ($input: ReportInput!) { payload: ${name}(input: $input) { accepted findings { code severity path } } }`;
    const { data } = await hub.ask(document, token, { input });
    expect([
      name,
      data.payload.accepted,
      data.payload.findings.filter((item: { severity: string }) => item.severity !== 'INFO'),
    ]).toEqual([name, true, []]);
  }
  const again = await hub.get('/reports/410303-900/2025.json', { authorization: `Bearer ${token}` });
  expect(await again.json()).toEqual(input);
});

test('the same revision gives the same bytes', async () => {
  const paths = ['html', 'docx', 'xlsx', 'csv', 'ndjson', 'json'].map(
    (extension) => `/reports/410303-001/2025.${extension}`,
  );
  const first = await Promise.all(paths.map(hub.bytes));
  // Archives hold times of whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  for (const [at, path] of paths.entries())
    expect([path, first[at].equals(await hub.bytes(path))]).toEqual([path, true]);
});
