import { storeDocument } from '../../../src/document/store/documentStore';
import type { Actor } from '../../../src/shared/request/permissions';
import { htmlReport } from '../../support/documents';
import { peopleOf } from '../../support/people';
import { addTestAgency } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
let agencies: string[];
let officer: Actor;
let clerk: Actor;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  agencies = [await addTestAgency(hub), await addTestAgency(hub)];
  ({ officer, clerk } = await peopleOf(hub, agencies[0]));
});
afterAll(() => hub.drop());

/** Uploads the report of an agency, and returns the hash of the document. */
async function uploadReport(agency: string, actor = officer): Promise<string> {
  const { name } = (await hub.ask(`{ agency(code: "${agency}") { name } }`)).agency;
  const context = {
    database: hub.database,
    documents: hub.documents,
    actor,
    address: 'test',
    requestId: 'test',
  };
  const bytes = Buffer.from(htmlReport({ agency: name, year: 2025 }));
  return (await storeDocument(context, bytes, `${agency}.html`)).sha256;
}

const start = async (actor = officer): Promise<string> =>
  (await hub.ask('mutation { startImport(note: "2025 年报") { id note reports } }', {}, actor)).startImport
    .id;
const record = async (input: object, actor = officer) =>
  (
    await hub.ask(
      'mutation ($input: ImportReportInput!) { importReport(input: $input) { accepted agency { code } findings { code path } } }',
      { input: { scope: 'OWN', publish: true, dryRun: false, ...input } },
      actor,
    )
  ).importReport;

test('documents are recorded in a batch one by one, and undone as one', async () => {
  const batch = await start();
  for (const agency of agencies)
    expect(await record({ document: await uploadReport(agency), batch })).toMatchObject({
      accepted: true,
      agency: { code: agency },
    });
  const { importBatches } = await hub.ask('{ importBatches { nodes { id note reports } } }', {}, officer);
  expect(importBatches.nodes).toEqual([{ id: batch, note: '2025 年报', reports: 2 }]);
  const { undoImport } = await hub.ask(
    `mutation { undoImport(batch: "${batch}", reason: "导错了") { accepted outcomes { agencyCode outcome } } }`,
    {},
    officer,
  );
  expect(
    undoImport.outcomes.map(({ agencyCode, outcome }: Record<string, string>) => [agencyCode, outcome]),
  ).toEqual(agencies.map((code) => [code, 'WITHDRAWN']));
  expect(await record({ document: await uploadReport(agencies[0]), batch })).toMatchObject({
    accepted: false,
    findings: [{ code: 'import.batch', path: 'input.batch' }],
  });
});

test('a batch is of what is recorded as published, by whoever started it', async () => {
  const document = await uploadReport(agencies[1]);
  const batch = await start();
  const refused = { accepted: false, findings: [{ code: 'import.batch' }] };
  expect(await record({ document, batch, publish: false })).toMatchObject(refused);
  const { officer: other } = await peopleOf(hub, agencies[1]);
  expect(await record({ document, batch }, other)).toMatchObject(refused);
  await expect(start(clerk)).rejects.toThrow();
});

test('a document that changes nothing says so before it is imported and after, and one that changes something does not', async () => {
  const agency = await addTestAgency(hub);
  const { clerk: own } = await peopleOf(hub, agency);
  const document = await uploadReport(agency, own);
  const saysSo = async (input: object, actor = officer) => {
    const { accepted, findings } = await record({ document, agency, ...input }, actor);
    expect(accepted).toBe(true);
    return findings.some(({ code }: { code: string }) => code === 'document.unchanged');
  };
  const draft = { publish: false };
  expect(await saysSo({ ...draft, dryRun: true }, own)).toBe(false);
  expect(await saysSo(draft, own)).toBe(false);
  expect(await saysSo({ ...draft, dryRun: true }, own)).toBe(true);
  const corrections = [{ code: 'proactive.licences.decisions', value: 987 }];
  expect(await saysSo({ ...draft, dryRun: true, corrections }, own)).toBe(false);
  expect(await saysSo(draft, own)).toBe(true);
});

test('a document of another year names its year and the one that was chosen', async () => {
  const agency = await addTestAgency(hub);
  const document = await uploadReport(agency);
  const { importReport } = await hub.ask(
    'mutation ($input: ImportReportInput!) { importReport(input: $input) { findings { code messageZh messageEn } } }',
    { input: { document, agency, year: 2024, scope: 'OWN' } },
    officer,
  );
  expect(importReport.findings.find(({ code }: { code: string }) => code === 'text.year')).toEqual({
    code: 'text.year',
    messageZh: expect.stringContaining('正文为 2025 年度，所选为 2024 年度'),
    messageEn: expect.stringContaining('the text is of 2025, the year chosen is 2024'),
  });
});
