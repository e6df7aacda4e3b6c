import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND } from '../../src/document/import/commandActor';
import { importFiles } from '../../src/document/import/importFiles';
import { findDocument } from '../../src/document/store/readableDocuments';
import { globalId } from '../../src/shared/graphql/node';
import { htmlReport } from '../support/documents';
import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { publish, readReport } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

type People = Awaited<ReturnType<typeof peopleOf>>;
const start = async () => {
  const agency = await addTestAgency(hub);
  return { agency, people: await peopleOf(hub, agency) };
};
const discard = (agency: string, revision: number, actor: People['clerk'], state = 'DRAFT') =>
  act(hub, { agency, action: 'DISCARD', state, revision }, actor);
const rowOf = async (agency: string, { officer }: People) => {
  const { board } = await hub.ask(
    '{ board(jurisdiction: "410303", year: 2025, first: 500) { nodes { agency { code } state since latestRevision returns actions } } }',
    {},
    officer,
  );
  return board.nodes.find((row: { agency: { code: string } }) => row.agency.code === agency);
};
const waiting = async (agency: string, actor: People['clerk']) => {
  const { inbox } = await hub.ask(
    '{ inbox { nodes { agency { code } year report { revision } } } }',
    {},
    actor,
  );
  return inbox.nodes.filter((item: { agency: { code: string } }) => item.agency.code === agency);
};

test('a draft that was returned is given up: the agency has not begun, and begins anew with nothing of it', async () => {
  const { agency, people } = await start();
  const indicators = [{ indicator: 'hotlineTickets', value: 12, sentence: '旧稿一句。' }];
  const explanations = [{ code: 'narrative.fees', path: 'input.otherMatters', text: '旧稿的说明。' }];
  const input = { ...completeReport(agency), otherMatters: '无。', explanations, indicators };
  expect(await sendReport(hub, 'submitReport', input, people.clerk)).toMatchObject({ accepted: true });
  expect(await discard(agency, 1, people.clerk, 'SECTION_REVIEW')).toMatchObject({
    findings: [{ code: 'report.state' }],
  });
  const back = { agency, action: 'RETURN', state: 'SECTION_REVIEW', revision: 1, comment: '旧稿退回。' };
  await act(hub, back, people.section);
  for (const other of [people.section, people.officer])
    expect(await discard(agency, 1, other)).toMatchObject({ findings: [{ code: 'report.role' }] });
  expect(await discard(agency, 1, people.clerk)).toMatchObject({ accepted: true, report: null });
  expect(await discard(agency, 1, people.clerk)).toMatchObject({
    findings: [{ code: 'report.moved', messageEn: expect.stringContaining('it is in “Not begun”') }],
  });
  expect(await discard(agency, 0, people.clerk)).toMatchObject({ findings: [{ code: 'report.notBegun' }] });

  expect(await readReport(hub, agency, people.clerk)).toBeNull();
  expect(await rowOf(agency, people)).toMatchObject({
    state: null,
    since: null,
    latestRevision: null,
    returns: 0,
    actions: [],
  });
  expect(await waiting(agency, people.clerk)).toMatchObject([{ year: 2025, report: null }]);
  const { rollup } = await hub.ask(
    `{ rollup(years: [2025], filter: { agencies: ["${agency}"] }, basis: DRAFT) { total { coverage { included expected } } } }`,
    {},
    people.officer,
  );
  expect(rollup.total.coverage).toEqual({ included: 0, expected: 1 });
  const { remindAgencies } = await hub.ask(
    `mutation { remindAgencies(input: { year: 2025, scope: { agencies: ["${agency}"] }, kinds: [NOT_BEGUN, RETURNED] }, preview: true) { outcomes { kind } } }`,
    {},
    people.officer,
  );
  expect(remindAgencies.outcomes).toEqual([{ kind: 'NOT_BEGUN' }]);

  const saved = await sendReport(
    hub,
    'saveDraft',
    { agency, year: 2025, expectedRevision: 0, problems: '新稿。' },
    people.clerk,
  );
  expect(saved).toMatchObject({ accepted: true, currentRevision: 2 });
  const { report } = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { revision overview { text } problems { text } indicators { value } findings { explanation } changesSince { from to } } }`,
    {},
    people.clerk,
  );
  expect(JSON.stringify(report)).not.toContain('旧稿');
  expect(report).toMatchObject({
    overview: { text: null },
    problems: { text: '新稿。' },
    indicators: [],
    changesSince: { from: null, to: 2 },
  });
  const row = await rowOf(agency, people);
  expect(row).toMatchObject({ state: 'DRAFT', latestRevision: 2, returns: 0 });
  const { steps } = await hub
    .ask(`{ report(agency: "${agency}", year: 2025) { steps { action createdAt } } }`, {}, people.clerk)
    .then((data) => data.report);
  expect(steps.map(({ action }: { action: string }) => action)).toEqual(['DISCARD', 'RETURN', 'SUBMIT']);
  expect(Date.parse(row.since)).toBeGreaterThanOrEqual(Date.parse(steps[0].createdAt));
  await publish(hub, agency, completeReport(agency), people);
  expect(await readReport(hub, agency)).toMatchObject({ state: 'PUBLISHED', revision: 3 });
});

test('the audit has the draft that was given up, and who gave it up', async () => {
  const { agency, people } = await start();
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '不要了。' }, people.clerk);
  await discard(agency, 1, people.clerk);
  const { auditEvents } = await hub.ask(
    `{ auditEvents(filter: { agency: "${agency}" }, first: 20) { nodes { subject actorName after } } }`,
    {},
    people.officer,
  );
  const said = JSON.stringify(auditEvents.nodes);
  for (const part of ['不要了。', 'DISCARD', people.clerk.name]) expect(said).toContain(part);
});

test('what an organ has published is recorded after a draft was given up, past nobody’s work', async () => {
  const { agency, people } = await start();
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '不要了。' }, people.clerk);
  const record = () =>
    sendReport(
      hub,
      'recordPublishedReport',
      { ...completeReport(agency), source: 'https://example.invalid' },
      people.officer,
    );
  expect(await record()).toMatchObject({ findings: [{ code: 'report.workOfOthers' }] });
  await discard(agency, 1, people.clerk);
  expect(await record()).toMatchObject({ accepted: true, currentRevision: 2 });
});

test('a document read as a draft that was given up stays for the agency, is imported again, and its batch can be undone', async () => {
  const { agency, people } = await start();
  const { name } = (await hub.ask(`{ agency(code: "${agency}") { name } }`)).agency;
  const asker = {
    database: hub.database,
    documents: hub.documents,
    actor: COMMAND,
    address: 'local',
    requestId: 'test',
  };
  const folder = await mkdtemp(join(tmpdir(), 'ogi-import-'));
  await writeFile(join(folder, 'a.html'), htmlReport({ agency: name, year: 2025 }));
  const run = async () => {
    const options = { paths: [folder], publish: false, dryRun: false, note: 'drafts', parallel: 1 };
    for await (const result of importFiles(asker, { ...options, scope: 'OWN' } as never)) return result;
    return null;
  };
  const first = await run();
  expect(first).toMatchObject({ status: 'imported', agency });
  expect(await run()).toMatchObject({ status: 'skipped' });
  await discard(agency, 1, people.clerk);
  expect(await findDocument(hub.database, first?.sha256 as string, people.clerk)).not.toBeNull();
  const batch = globalId({ nodeType: 'ImportBatch', key: first?.batch as number });
  const undo = async () =>
    (
      await hub.ask(
        `mutation { undoImport(batch: "${batch}", reason: "导错了") { accepted outcomes { agencyCode outcome } } }`,
        {},
        people.officer,
      )
    ).undoImport;
  expect(await undo()).toEqual({
    accepted: true,
    outcomes: [{ agencyCode: agency, outcome: 'LEFT_ALONE' }],
  });
  expect(await run()).toMatchObject({ status: 'imported', agency, revision: 2 });
  await rm(folder, { recursive: true, force: true });
});
