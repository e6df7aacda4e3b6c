import { Role } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { AGENCY, type PrintHub, startPrintHub, tellingReport } from '../../support/printedReport';
import { completeReport } from '../../support/reports';

let hub: PrintHub;
beforeAll(async () => {
  hub = await startPrintHub();
});
afterAll(() => hub.drop());

const LINKS = '{ report(agency: "410303-001", year: 2025) { publishedAt downloads { format path } } }';

test('every download that a report lists exists', async () => {
  const { data } = await hub.ask(LINKS);
  expect(data.report.downloads.map((item: { format: string }) => item.format)).toEqual([
    'HTML',
    'DOCX',
    'XLSX',
    'CSV',
    'NDJSON',
    'JSON',
  ]);
  for (const { path } of data.report.downloads) expect((await hub.get(path)).status).toBe(200);
});

describe('caching and formats', () => {
  const path = '/reports/410303-001/2025.html';

  test('every format has an entity tag, and a request with it gets 304', async () => {
    const page = await hub.get(path);
    const tag = page.headers.get('etag') as string;
    expect(tag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    expect(page.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    const modified = page.headers.get('last-modified') as string;
    const { data } = await hub.ask(LINKS);
    expect(new Date(modified).getTime()).toBe(Math.floor(Date.parse(data.report.publishedAt) / 1000) * 1000);
    const repeated = await hub.get(path, { 'if-none-match': tag });
    expect([repeated.status, await repeated.text()]).toEqual([304, '']);
    const own = await hub.get(path, { authorization: `Bearer ${hub.clerk}` });
    expect(own.headers.get('etag')).toBe(tag);
    expect(own.headers.get('cache-control')).toBe('private, max-age=0, must-revalidate');
    expect((await hub.get(path, { 'if-modified-since': modified })).status).toBe(304);
    expect((await hub.get(path, { 'if-none-match': '"other"', 'if-modified-since': modified })).status).toBe(
      200,
    );
    expect((await hub.get('/reports/410303-001/2025.csv', { 'if-none-match': tag })).status).toBe(200);
  });

  test('a correction changes the entity tag; asOf still gives the earlier bytes', async () => {
    const before = await hub.get(path);
    const at = new Date().toISOString();
    await hub.record({ ...tellingReport(), problems: '另有问题。' });
    expect((await hub.get(path)).headers.get('etag')).not.toBe(before.headers.get('etag'));
    const past = await hub.get(`${path}?asOf=${at}`);
    expect((await past.text()) === (await before.text())).toBe(true);
    const links = `{ report(agency: "410303-001", year: 2025, asOf: "${at}") { downloads { path } } }`;
    const [{ path: stable }] = (await hub.ask(links)).data.report.downloads;
    expect((await hub.get(stable)).headers.get('etag')).toBe(before.headers.get('etag'));
  });

  test('what was withdrawn is printed as the record of its day: it says so, and has figures without words', async () => {
    const at = new Date().toISOString();
    const past = `${path}?asOf=${at}`;
    const before = await hub.get(past);
    const { data } = await hub.ask('{ report(agency: "410303-001", year: 2025) { revision } }');
    const { token } = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
    const retract = await hub.ask(
      `mutation { actOnReport(input: { agency: "410303-001", year: 2025, action: RETRACT, state: PUBLISHED, revision: ${data.report.revision}, comment: "误报" }) { accepted } }`,
      token,
    );
    expect(retract.data.actOnReport.accepted).toBe(true);
    expect((await hub.get(path)).status).toBe(404);
    const withdrawn = await hub.get(past);
    expect(withdrawn.headers.get('etag')).not.toBe(before.headers.get('etag'));
    const [own, earlier] = [await withdrawn.text(), await before.text()];
    expect(own).toMatch(/本报告已于 [\d-]+ [\d:.]+（北京时间）撤回公布，不再有效/);
    expect([own.includes('22'), own.includes('主动公开。')]).toEqual([true, false]);
    expect([earlier.includes('撤回公布'), earlier.includes('主动公开。')]).toEqual([false, true]);
    await hub.record(tellingReport());
    expect(await (await hub.get(path)).text()).not.toContain('撤回公布');
  });

  test('the Accept header chooses the format; others are refused with the list of formats', async () => {
    const bare = '/reports/410303-001/2025';
    const csv = await hub.get(bare, { accept: 'text/csv;q=0.9, application/pdf' });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-location')).toBe(`${bare}.csv`);
    expect(csv.headers.get('vary')).toContain('Accept');
    expect((await hub.get(bare, { accept: '*/*' })).headers.get('content-type')).toContain('text/html');
    const refused = await hub.get(bare, { accept: 'image/png' });
    expect(refused.status).toBe(406);
    expect(((await refused.json()) as Answer).available).toHaveLength(6);
  });

  test('the file is named in Chinese and in ASCII', async () => {
    const { headers } = await hub.get('/reports/410303-001/2025.docx');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename=410303-001-2025.docx; filename*=UTF-8''${encodeURIComponent('西工区行政审批和政务信息管理局2025年政府信息公开工作年度报告')}.docx`,
    );
  });

  test('wrong parameters and wrong credentials are refused', async () => {
    expect((await hub.get(`${path}?asOf=yesterday`)).status).toBe(400);
    expect((await hub.get(`${path}?scope=BOTH`)).status).toBe(400);
    expect((await hub.get(path, { authorization: 'Bearer nothing' })).status).toBe(401);
  });
});

test('a draft is printed for those entitled; for others it does not exist', async () => {
  const input = { ...completeReport(AGENCY), year: 2024 };
  const agency = await hub.owner.query("select id from agency where code = '410303-001'");
  await hub.owner.query("update agency_version set valid_from = '2020-01-01' where agency_id = $1", [
    agency[0].id,
  ]);
  const { data } = await hub.ask(
    'mutation ($input: ReportInput!) { saveDraft(input: $input) { accepted findings { messageEn } } }',
    hub.clerk,
    { input: { agency: AGENCY, year: input.year, overview: '草稿。' } },
  );
  expect(data.saveDraft).toEqual({ accepted: true, findings: expect.anything() });
  const path = '/reports/410303-001/2024.html';
  const own = await hub.get(path, { authorization: `Bearer ${hub.clerk}` });
  expect([own.status, own.headers.get('cache-control'), own.headers.get('etag')]).toEqual([
    200,
    'private, no-store',
    null,
  ]);
  expect(await own.text()).toContain('草稿，未公布');
  const answers = await Promise.all(
    [path, '/reports/nobody/2024.html', '/reports/410303-001/2023.html'].map(async (item) => {
      const response = await hub.get(item);
      return [response.status, await response.text()];
    }),
  );
  expect(new Set(answers.map(String)).size).toBe(1);
  expect(answers[0][0]).toBe(404);
});
