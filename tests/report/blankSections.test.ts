import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const coverageOf = async (agencies: readonly string[]) =>
  (
    await hub.ask(
      `query ($agencies: [ID!]!) { rollup(years: [2025], filter: { agencies: $agencies }) { coverage { included withErrors withBlankSections } } }`,
      { agencies },
    )
  ).rollup.coverage;
const blank = { proactive: {}, requests: {}, disputes: {} };
const warnings = (payload: { findings: { code: string; severity: string; path: string | null }[] }) =>
  payload.findings
    .filter(({ code }) => code === 'form.allBlank')
    .map(({ severity, path }) => [severity, path]);
const ALL = ['proactive', 'requests', 'disputes'].map((name) => ['WARNING', `input.${name}`]);

test('a report of which nothing is filled in is not filed until that is explained', async () => {
  const agency = await addTestAgency(hub);
  const input = { ...completeReport(agency), ...blank };
  const refused = await sendReport(hub, 'submitReport', input);
  expect([refused.accepted, warnings(refused)]).toEqual([false, ALL]);
  const explanations = ['proactive', 'requests', 'disputes'].map((path) => ({
    code: 'form.allBlank',
    path,
    text: '机关于年底成立，尚无数据。',
  }));
  expect(await sendReport(hub, 'submitReport', { ...input, explanations })).toMatchObject({ accepted: true });
});

test('marks of what does not apply in every cell are no figures either', async () => {
  const agency = await addTestAgency(hub);
  const report = completeReport(agency);
  const mark = (table: object): object =>
    Object.fromEntries(
      Object.entries(table).map(([key, value]) => [
        key,
        typeof value === 'object' && value ? mark(value) : '/',
      ]),
    );
  const payload = await sendReport(hub, 'submitReport', { ...report, disputes: mark(report.disputes) });
  expect([payload.accepted, warnings(payload)]).toEqual([false, [['WARNING', 'input.disputes']]]);
});

test('a draft has no findings on tables that are still to come', async () => {
  const agency = await addTestAgency(hub);
  const saved = await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '草稿。' });
  expect([saved.accepted, warnings(saved)]).toEqual([true, []]);
  const table = await sendReport(hub, 'saveDraft', { agency, year: 2025, requests: {} });
  expect([table.accepted, warnings(table)]).toEqual([true, [['WARNING', 'input.requests']]]);
});

test('coverage tells how many reports have a table in which nothing is reported', async () => {
  const [empty, half, full] = [await addTestAgency(hub), await addTestAgency(hub), await addTestAgency(hub)];
  const source = 'test';
  await sendReport(hub, 'recordPublishedReport', { ...completeReport(empty), ...blank, source });
  await sendReport(hub, 'recordPublishedReport', { ...completeReport(half), disputes: {}, source });
  await sendReport(hub, 'recordPublishedReport', { ...completeReport(full), source });
  expect(await coverageOf([empty, half, full])).toEqual({ included: 3, withErrors: 0, withBlankSections: 2 });
  expect(await coverageOf([full])).toEqual({ included: 1, withErrors: 0, withBlankSections: 0 });
  await sendReport(hub, 'recordPublishedReport', { ...completeReport(empty), source });
  expect(await coverageOf([empty, half, full])).toMatchObject({ withBlankSections: 1 });
});
