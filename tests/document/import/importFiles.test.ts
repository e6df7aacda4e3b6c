import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND } from '../../../src/document/import/commandActor';
import type { FileResult, ImportFilesOptions } from '../../../src/document/import/fileResult';
import { importFiles } from '../../../src/document/import/importFiles';
import type { DocumentContext } from '../../../src/document/store/documents';
import { findDocument } from '../../../src/document/store/readableDocuments';
import { ReportScope } from '../../../src/report/model/reportEnums';
import { globalId } from '../../../src/shared/graphql/node';
import { ANONYMOUS, Role } from '../../../src/shared/request/permissions';
import { htmlReport } from '../../support/documents';
import { person } from '../../support/people';
import { recordStatements } from '../../support/recordStatements';
import { addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
let folder: string;
let asker: DocumentContext;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  asker = {
    database: hub.database,
    documents: hub.documents,
    actor: COMMAND,
    address: 'local',
    requestId: 'test',
  };
});
afterAll(() => hub.drop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ogi-import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const nameOf = async (code: string) =>
  (await hub.ask(`{ agency(code: "${code}") { name } }`)).agency.name as string;
const write = (name: string, bytes: Buffer | string) => writeFile(join(folder, name), bytes);
const run = async (more: Partial<ImportFilesOptions> = {}) => {
  const options = {
    paths: [folder],
    publish: true,
    dryRun: false,
    note: 'test',
    parallel: 2,
    scope: 'OWN',
    ...more,
  };
  const results: FileResult[] = [];
  for await (const result of importFiles(asker, options as ImportFilesOptions)) results.push(result);
  return results.sort((one, other) => (one.file < other.file ? -1 : 1));
};
const received = (results: FileResult[]) =>
  results.map(({ file, status }) => `${file.slice(folder.length + 1)} ${status}`);
const shown = (agency: string, year = 2025) =>
  hub
    .ask(
      `{ report(agency: "${agency}", year: ${year}) { state revision correctionReason document { name } requests { received { total } } findings { code } } }`,
    )
    .then((data) => data.report);
const undo = (batch: number | null, actor?: Parameters<TestHub['ask']>[2]) =>
  hub
    .ask(
      `mutation { undoImport(batch: "${globalId({ nodeType: 'ImportBatch', key: batch ?? 0 })}", reason: "导错了") { accepted findings { code } batch { reports undoneAt undoReason }
         outcomes { agencyCode outcome revision messageZh messageEn } } }`,
      {},
      actor,
    )
    .then((data) => data.undoImport);

test('a folder is imported: good, doubtful, refused and double files each get their line', async () => {
  const [one, two] = [await addTestAgency(hub), await addTestAgency(hub)];
  await write('a.html', htmlReport({ agency: await nameOf(one), year: 2025 }));
  await write(
    'b.html',
    htmlReport({ agency: await nameOf(two), year: 2025, figures: { 'requests.received.total': 77777 } }),
  );
  await write('c.html', htmlReport({ agency: '无名局', year: 2025 }));
  await write('d.html', 'no report at all');
  const other = { 'requests.received.total': 66666 };
  await write('e.html', htmlReport({ agency: await nameOf(one), year: 2025, figures: other }));
  await write('f.html', `${htmlReport({ agency: await nameOf(one), year: 2025 })}\n`);
  await write('~$g.docx', 'a lock file of Word');
  await write('notes.tmp', 'not a document');
  const results = await run();
  expect(received(results)).toEqual([
    'a.html imported',
    'b.html imported',
    'c.html doubtful',
    'd.html refused',
    'e.html doubtful',
    'f.html skipped',
  ]);
  expect(results[1]).toMatchObject({ agency: two, year: 2025, scope: 'OWN', revision: 1 });
  expect(results[1].errors).toBeGreaterThan(0);
  expect(await shown(one)).toMatchObject({ state: 'PUBLISHED', document: { name: 'a.html' } });
  const again = await run();
  expect(received(again)).toEqual([
    'a.html skipped',
    'b.html skipped',
    'c.html doubtful',
    'd.html refused',
    'e.html doubtful',
    'f.html skipped',
  ]);
  const { importBatches } = await hub.ask(
    '{ importBatches(first: 1) { totalCount edges { node { note startedBy reports } } } }',
  );
  expect(importBatches).toMatchObject({
    totalCount: 1,
    edges: [{ node: { note: 'test', startedBy: 'command', reports: 2 } }],
  });
});

test('a dry run stores nothing; without a scope everything is doubtful', async () => {
  const code = await addTestAgency(hub);
  await write('a.html', htmlReport({ agency: await nameOf(code), year: 2025 }));
  expect(received(await run({ dryRun: true }))).toEqual(['a.html imported']);
  expect(received(await run({ scope: undefined }))).toEqual(['a.html doubtful']);
  expect(await shown(code)).toBeNull();
  expect(await hub.database.query('select 1 from document where name = $1', ['a.html'])).toHaveLength(1);
});

test('a page that says whose figures it holds needs no scope, and is doubtful where the import is told another', async () => {
  const code = await addTestAgency(hub);
  const page = htmlReport({ agency: await nameOf(code), year: 2025 }).toString();
  const foot = `<p>机关代码 ${code}，统计口径：本机关；表格版本：第二部分 2021</p>`;
  await write('a.html', page.replace('</body>', `${foot}</body>`));
  const [contradicted] = await run({ scope: ReportScope.CONSOLIDATED });
  expect(contradicted).toMatchObject({ status: 'doubtful', findings: [{ code: 'document.scope' }] });
  const [result] = await run({ scope: undefined });
  expect(result).toMatchObject({ status: 'imported', agency: code, scope: 'OWN' });
});

test('a row that was not found in a page is no error of the arithmetic of what is recorded', async () => {
  const code = await addTestAgency(hub);
  const figures = Object.fromEntries(
    ['carriedIn', 'carriedOut'].flatMap((row) =>
      ['naturalPerson', 'total'].map((column) => [`requests.${row}.${column}`, 20]),
    ),
  );
  const page = htmlReport({ agency: await nameOf(code), year: 2025, figures }).toString();
  await write('a.html', page.replace(/<tr>(?:(?!<tr>).)*四、结转下年度继续办理.*?<\/tr>/s, ''));
  const [result] = await run();
  expect(result).toMatchObject({ status: 'imported', agency: code, errors: 0 });
  expect(result.findings.map((item) => item.code)).toContain('document.missingCells');
  expect((await shown(code)).findings).toContainEqual({ code: 'form.notChecked' });
});

test('files of every format that is read, or called by its name, have a line; what is beside documents has none', async () => {
  const files = ['a.wps', 'b.ofd', 'c.rtf', 'd.odt', 'e.doc', 'f.mht', 'g.csv', 'h.jpg'];
  for (const name of [...files, 'index.csv', 'z.css', '.hidden.html']) await write(name, 'no report at all');
  await mkdir(join(folder, 'a_files'));
  await write('a_files/logo.png', 'a picture of a page');
  expect(received(await run())).toEqual(files.map((name) => `${name} refused`));
});

test('drafts can be imported, and published later from the same file', async () => {
  const code = await addTestAgency(hub);
  await write('draft.html', htmlReport({ agency: await nameOf(code), year: 2025 }));
  expect(received(await run({ publish: false }))).toEqual(['draft.html imported']);
  expect(await shown(code)).toMatchObject({ state: 'DRAFT', revision: 1 });
  expect(received(await run({ publish: false }))).toEqual(['draft.html skipped']);
  expect(received(await run())).toEqual(['draft.html imported']);
  expect(await shown(code)).toMatchObject({ state: 'PUBLISHED', revision: 2 });
});

test('undoing a batch restores what was published before, withdraws what was not, and leaves later work alone', async () => {
  const [fresh, existing, touched] = [
    await addTestAgency(hub),
    await addTestAgency(hub),
    await addTestAgency(hub),
  ];
  const before = completeReport(existing);
  await sendReport(hub, 'recordPublishedReport', { ...before, source: 'https://example.invalid' });
  const { total } = (await shown(existing)).requests.received;
  for (const code of [fresh, existing, touched])
    await write(
      `${code}.html`,
      htmlReport({ agency: await nameOf(code), year: 2025, figures: { 'requests.received.total': 5555 } }),
    );
  const imported = await run();
  const [{ batch }] = imported;
  const originalOf = (agency: string) =>
    findDocument(
      hub.database,
      imported.find((result) => result.agency === agency)?.sha256 as string,
      ANONYMOUS,
    );
  expect(await originalOf(fresh)).toMatchObject({ name: `${fresh}.html` });
  expect((await shown(existing)).requests.received.total).toBe(5555);
  await hub.ask('mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted } }', {
    input: {
      agency: touched,
      year: 2025,
      action: 'CORRECT',
      state: 'PUBLISHED',
      revision: 1,
      comment: '更正',
    },
  });
  const stranger = person(Role.DISTRICT_OFFICER, { path: 'elsewhere/' });
  expect(await undo(batch, stranger)).toMatchObject({
    accepted: false,
    findings: [{ code: 'reference.unknown' }],
  });
  const undone = await undo(batch);
  expect(undone).toMatchObject({ accepted: true, batch: { reports: 3, undoReason: '导错了' } });
  const outcomes = Object.fromEntries(
    undone.outcomes.map((item: { agencyCode: string; outcome: string }) => [item.agencyCode, item.outcome]),
  );
  expect(outcomes).toEqual({ [fresh]: 'WITHDRAWN', [existing]: 'RESTORED', [touched]: 'LEFT_ALONE' });
  expect(await shown(existing)).toMatchObject({
    state: 'PUBLISHED',
    revision: 3,
    document: null,
    requests: { received: { total } },
    correctionReason: expect.stringContaining('导错了'),
  });
  const { agency } = await hub.ask(`{ agency(code: "${fresh}") { withdrawals { reason } } }`);
  expect(agency.withdrawals[0].reason).toContain('导错了');
  // What was withdrawn is withheld with its original; what was corrected stays in the history.
  expect(await originalOf(fresh)).toBeNull();
  expect(await originalOf(existing)).not.toBeNull();
  const revisions = await hub.database.query('select 1 from report_import where batch_id = $1', [batch]);
  expect(revisions).toHaveLength(3);
  const again = await undo(batch);
  expect(again.outcomes.map((item: { outcome: string }) => item.outcome)).toEqual([
    'LEFT_ALONE',
    'LEFT_ALONE',
    'LEFT_ALONE',
  ]);
  expect(await shown(existing)).toMatchObject({ revision: 3 });
  // What was undone can be imported again.
  expect(received(await run())).toContain(`${fresh}.html imported`);
});

test('batches are undone in any order', async () => {
  const code = await addTestAgency(hub);
  const name = await nameOf(code);
  const batches: (number | null)[] = [];
  for (const total of [11, 22, 33]) {
    await write(
      'report.html',
      htmlReport({ agency: name, year: 2025, figures: { 'requests.received.total': total } }),
    );
    const [result] = await run();
    expect(result.status).toBe('imported');
    batches.push(result.batch);
  }
  await undo(batches[2]);
  expect(await shown(code)).toMatchObject({ revision: 4, requests: { received: { total: 22 } } });
  await undo(batches[1]);
  expect(await shown(code)).toMatchObject({ revision: 5, requests: { received: { total: 11 } } });
  await undo(batches[0]);
  expect(await hub.ask(`{ report(agency: "${code}", year: 2025) { state } }`)).toMatchObject({
    report: { state: 'WITHDRAWN' },
  });
});

test('the same content twice in one run is imported once', async () => {
  const page = htmlReport({ agency: await nameOf(await addTestAgency(hub)), year: 2025 });
  await write('a.html', page);
  await write('b.html', page);
  const results = await run();
  expect(results.map(({ status }) => status).sort()).toEqual(['imported', 'skipped']);
  expect(results[0]).toMatchObject({ agency: results[1].agency, year: 2025, sha256: results[1].sha256 });
});

test('files are looked up one by one, and resolved, stored and recorded together', async () => {
  const [first, ...others] = [await addTestAgency(hub), await addTestAgency(hub), await addTestAgency(hub)];
  const statements = recordStatements([hub.database]);
  const writePage = async (code: string) =>
    write(`${code}.html`, htmlReport({ agency: await nameOf(code), year: 2025 }));
  await writePage(first);
  statements.length = 0;
  expect(await run()).toHaveLength(1);
  const alone = statements.length;
  for (const code of others) await writePage(code);
  statements.length = 0;
  expect((await run()).map(({ status }) => status).sort()).toEqual(['imported', 'imported', 'skipped']);
  expect(statements).toHaveLength(alone + others.length);
});
