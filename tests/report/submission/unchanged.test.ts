import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND } from '../../../src/document/import/commandActor';
import type { FileResult, ImportFilesOptions } from '../../../src/document/import/fileResult';
import { importFiles } from '../../../src/document/import/importFiles';
import { storeDocument } from '../../../src/document/store/documentStore';
import { ReportScope } from '../../../src/report/model/reportEnums';
import { recordReports } from '../../../src/report/submission/recordReports';
import { ANONYMOUS } from '../../../src/shared/request/permissions';
import { htmlReport } from '../../support/documents';
import { peopleOf } from '../../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const submission = (agency: string) => ({
  ...completeReport(agency),
  scope: ReportScope.OWN,
  source: '网站',
});

/** What the public sees: how often the report was published. */
const publications = async (agency: string) => {
  const { report } = await hub.ask(
    'query ($agency: ID!) { report(agency: $agency, year: 2025) { revisions { publication } } }',
    { agency },
    ANONYMOUS,
  );
  return report.revisions.length;
};

const REFUSED = {
  accepted: false,
  currentRevision: 1,
  findings: expect.arrayContaining([
    expect.objectContaining({
      code: 'report.unchanged',
      severity: 'ERROR',
      path: 'input',
      messageEn: expect.stringContaining('nothing was published again'),
    }),
  ]),
};

test('what is published is not recorded again unchanged: one report, many, and with other words for the source', async () => {
  const agency = await addTestAgency(hub);
  const { officer } = await peopleOf(hub, agency);
  const record = (more: object = {}) =>
    sendReport(hub, 'recordPublishedReport', { ...completeReport(agency), source: '网站', ...more }, officer);
  expect(await record()).toMatchObject({ accepted: true, currentRevision: 1 });
  for (const again of [{}, { source: '公报' }, { overview: null, disputes: null }])
    expect(await record(again)).toMatchObject(REFUSED);
  const [alone, fresh] = [agency, await addTestAgency(hub)];
  const recorder = { database: hub.database, actor: officer, address: 'test', requestId: 'test' };
  const many = await recordReports(recorder, [submission(alone), submission(fresh)]);
  expect(many).toMatchObject([REFUSED, { accepted: true, currentRevision: 1 }]);
  expect(await publications(agency)).toBe(1);
  expect(await record({ overview: '更正后。' })).toMatchObject({ accepted: true, currentRevision: 2 });
  expect(await publications(agency)).toBe(2);
});

test('a request that is repeated under its key is answered as before, and what was withdrawn may be recorded again', async () => {
  const agency = await addTestAgency(hub);
  const { officer } = await peopleOf(hub, agency);
  const input = { ...completeReport(agency), source: '网站', idempotencyKey: `unchanged-${agency}` };
  for (const _ of [1, 2])
    expect(await sendReport(hub, 'recordPublishedReport', input, officer)).toMatchObject({
      accepted: true,
      currentRevision: 1,
    });
  const retract = { agency, action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: '误撤' };
  await act(hub, retract, officer);
  const { idempotencyKey: _, ...again } = input;
  expect(await sendReport(hub, 'recordPublishedReport', again, officer)).toMatchObject({ accepted: true });
});

test('a document that says what is published already is not recorded again, alone or in a folder', async () => {
  const agency = await addTestAgency(hub);
  const { officer } = await peopleOf(hub, agency);
  const { name } = (await hub.ask(`{ agency(code: "${agency}") { name } }`)).agency;
  const page = htmlReport({ agency: name, year: 2025 });
  const context = {
    database: hub.database,
    documents: hub.documents,
    actor: officer,
    address: 'test',
    requestId: 'test',
  };
  const { sha256: document } = await storeDocument(context, Buffer.from(page), 'report.html');
  const record = async (dryRun: boolean) =>
    (
      await hub.ask(
        `mutation ($input: ImportReportInput!) { importReport(input: $input) {
           accepted currentRevision findings { code severity path messageZh messageEn } } }`,
        { input: { document, agency, scope: 'OWN', publish: true, dryRun } },
        officer,
      )
    ).importReport;
  expect(await record(false)).toMatchObject({ accepted: true, currentRevision: 1 });
  expect(await record(true)).toMatchObject(REFUSED);
  expect(await record(false)).toMatchObject(REFUSED);
  const folder = await mkdtemp(join(tmpdir(), 'ogi-unchanged-'));
  try {
    // Other bytes with the same content.
    await writeFile(join(folder, 'again.html'), `${page}<!-- again -->`);
    const options = {
      paths: [folder],
      publish: true,
      dryRun: false,
      note: 'test',
      parallel: 1,
      scope: 'OWN',
    };
    const results: FileResult[] = [];
    for await (const result of importFiles({ ...context, actor: COMMAND }, options as ImportFilesOptions))
      results.push(result);
    expect(results).toMatchObject([{ status: 'skipped', agency, year: 2025, errors: 0 }]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  expect(await publications(agency)).toBe(1);
});
