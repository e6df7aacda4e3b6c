import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { correct, publish, readReport } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('recording builds on what is published, not on a draft, and never replaces the work of others', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const record = (input: object) =>
    sendReport(
      hub,
      'recordPublishedReport',
      { agency, year: 2025, source: '网站', ...input },
      people.officer,
    );
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '草稿。' }, people.clerk);
  expect(await record(completeReport(agency))).toMatchObject({
    accepted: false,
    findings: [{ code: 'report.workOfOthers' }],
  });
  const recorded = await addTestAgency(hub);
  const others = await peopleOf(hub, recorded);
  const input = { ...completeReport(recorded), source: '网站' };
  await sendReport(hub, 'recordPublishedReport', input, others.officer);
  await correct(hub, recorded, 1, others.clerk);
  await sendReport(hub, 'saveDraft', { agency: recorded, year: 2025, overview: '草稿。' }, others.clerk);
  const again = { agency: recorded, year: 2025, source: '网站', problems: '再录。' };
  expect(await sendReport(hub, 'recordPublishedReport', again, others.officer)).toMatchObject({
    findings: [{ code: 'report.workOfOthers' }],
  });
  const discard = { agency: recorded, action: 'DISCARD', state: 'DRAFT', revision: 2 };
  expect(await act(hub, discard, others.clerk)).toMatchObject({
    accepted: true,
    report: { state: 'PUBLISHED', latestRevision: 1, revision: 1 },
  });
  expect(await sendReport(hub, 'recordPublishedReport', again, others.officer)).toMatchObject({
    accepted: true,
    currentRevision: 3,
  });
  expect(await readReport(hub, recorded)).toMatchObject({
    overview: { text: '测试。' },
    correctionReason: null,
  });
  expect(
    (await readReport(hub, recorded, others.clerk)).steps.map((step: { action: string }) => step.action),
  ).toEqual(['RECORD', 'DISCARD', 'CORRECT', 'RECORD']);
});

test('a report that came through the review is corrected through it, not recorded over, also after its withdrawal', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(hub, agency, completeReport(agency), people);
  const again = { agency, year: 2025, source: '网站', overview: '官员改。' };
  const refused = { accepted: false, findings: [{ code: 'report.filed' }] };
  expect(await sendReport(hub, 'recordPublishedReport', again, people.officer)).toMatchObject(refused);
  await act(
    hub,
    { agency, action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: '撤' },
    people.officer,
  );
  expect(await sendReport(hub, 'recordPublishedReport', again, people.officer)).toMatchObject(refused);
  const step = { agency, action: 'RECORD', state: 'WITHDRAWN', revision: 1 };
  expect(await act(hub, step, people.officer)).toMatchObject({ findings: [{ code: 'report.action' }] });
});
