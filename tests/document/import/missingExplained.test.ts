import { storeDocument } from '../../../src/document/store/documentStore';
import type { Actor } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { peopleOf } from '../../support/people';
import { addTestAgency, sendReport } from '../../support/reports';
import { page, RECEIVED, THREE, tableOf } from '../../support/tableTexts';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const HEAD = '项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构';
const TEXT = '原件没有这些栏。';
const MISSING = { code: 'document.missingCells', path: '' };

/** Stores as a draft a document in which cells of the form are missing, with an explanation. */
async function importDraft(): Promise<{ agency: string; people: Awaited<ReturnType<typeof peopleOf>> }> {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const { database, documents } = hub;
  const context = { database, documents, actor: people.clerk, address: 'test', requestId: 'test' };
  const text = page(THREE, tableOf(HEAD, `${RECEIVED} 14 2 0 0 1`));
  const { sha256 } = await storeDocument(context, Buffer.from(text), 'a.html');
  const input = { document: sha256, agency, year: 2025, scope: 'OWN', dryRun: false };
  const { importReport } = await hub.ask(
    'mutation ($input: ImportReportInput!) { importReport(input: $input) { accepted findings { code } } }',
    { input: { ...input, explanations: [{ ...MISSING, text: TEXT }] } },
    people.clerk,
  );
  expect(importReport.accepted).toBe(true);
  return { agency, people };
}
/** What is said of the missing cells of the latest revision. */
async function missingIn(agency: string, actor: Actor): Promise<Answer> {
  const { report } = await hub.ask(
    'query ($agency: ID!) { report(agency: $agency, year: 2025) { shown: findings { code cells explanation } workingRevision { findings { code cells explanation } } } }',
    { agency },
    actor,
  );
  const findings = report.workingRevision?.findings ?? report.shown;
  return findings.find(({ code }: Answer) => code === MISSING.code) ?? null;
}
const save = async (agency: string, cells: object, actor: Actor) =>
  expect(
    await sendReport(hub, 'saveDraft', { agency, year: 2025, requests: { received: cells } }, actor),
  ).toMatchObject({ accepted: true });

test('the explanation of cells that a document does not have stays when some are filled, and is asked again when more are missing', async () => {
  const { agency, people } = await importDraft();
  const before = await missingIn(agency, people.clerk);
  expect(before.explanation).toBe(TEXT);
  expect(before.cells).toContain('requests.received.other');
  await save(agency, { other: 0 }, people.clerk);
  const less = await missingIn(agency, people.clerk);
  expect(less.explanation).toBe(TEXT);
  expect(less.cells.length).toBeLessThan(before.cells.length);
  expect(before.cells).toEqual(expect.arrayContaining(less.cells));
  const { sha256 } = await storeDocument(
    {
      database: hub.database,
      documents: hub.documents,
      actor: people.clerk,
      address: 'test',
      requestId: 'test',
    },
    Buffer.from(page(THREE, tableOf(HEAD.replace(' 法律服务机构', ''), `${RECEIVED} 14 2 0 0`))),
    'b.html',
  );
  const { importReport } = await hub.ask(
    'mutation ($input: ImportReportInput!) { importReport(input: $input) { accepted } }',
    { input: { document: sha256, agency, year: 2025, scope: 'OWN', dryRun: false } },
    people.clerk,
  );
  expect(importReport.accepted).toBe(true);
  const more = await missingIn(agency, people.clerk);
  expect(more.cells).toContain('requests.received.legalServiceAgency');
  expect(more.explanation).toBeNull();
});
