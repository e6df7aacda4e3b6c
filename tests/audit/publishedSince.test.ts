import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('what was published since is read through the audit by everybody who reads it, until it is withdrawn', async () => {
  const target = await addTestAgency(hub);
  const people = await peopleOf(hub, target);
  const indicators = [{ indicator: 'hotlineTickets', value: '12' }];
  const report = { ...completeReport(target), indicators, source: '测试' };
  expect(await sendReport(hub, 'recordPublishedReport', report, people.officer)).toMatchObject({
    accepted: true,
  });
  const eventsOf = async (subject: string) =>
    (
      await hub.ask(
        'query ($filter: AuditFilterInput) { auditEvents(filter: $filter, first: 100) { nodes { operation withheld after } } }',
        { filter: { agency: target, subject } },
        people.administrator,
      )
    ).auditEvents.nodes;
  const revisions = () => eventsOf('report_revision');
  const published = await revisions();
  expect(published.length).toBeGreaterThan(0);
  for (const event of published)
    expect(event).toMatchObject({ withheld: false, after: { overview: '测试。' } });
  // What the public reads of it is shown, the course of its review is not.
  expect(await eventsOf('report_indicator')).toEqual([
    {
      operation: 'INSERT',
      withheld: false,
      after: expect.arrayContaining([expect.objectContaining({ qualifier: 'EXACT' })]),
    },
  ]);
  expect(await eventsOf('report_step')).toContainEqual({ operation: 'INSERT', withheld: true, after: null });
  // A correction is a draft again, and what is withdrawn is public no more.
  const step = { agency: target, state: 'PUBLISHED', revision: 1, comment: '更正' };
  await act(hub, { ...step, action: 'CORRECT' }, people.clerk);
  const draft = { agency: target, year: 2025, overview: '更正稿。' };
  expect(await sendReport(hub, 'saveDraft', draft, people.clerk)).toMatchObject({ accepted: true });
  const corrected = await revisions();
  expect(corrected.length).toBeGreaterThan(published.length);
  expect(JSON.stringify(corrected)).not.toContain('更正稿');
  await hub.database.query(
    `insert into withdrawal (report_id, agency_id, revision, published_at, withdrawn_at, reason)
     select r.id, r.agency_id, 1, now(), now(), '测试' from report r join agency a on a.id = r.agency_id where a.code = $1`,
    [target],
  );
  for (const subject of ['report_revision', 'report_indicator'])
    for (const event of await eventsOf(subject)) expect(event).toMatchObject({ withheld: true, after: null });
});
