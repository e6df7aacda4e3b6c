import type { Actor } from '../../../src/shared/request/permissions';
import { peopleOf } from '../../support/people';
import { addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const SAVE = `mutation ($input: ReportInput!) { saveDraft(input: $input) { accepted currentRevision findings { code } conflict { from to
  cells { code labelZh before beforeState sent sentState current currentState } texts { section before sent current } } } }`;

const save = async (input: object, actor: Actor) => (await hub.ask(SAVE, { input }, actor)).saveDraft;

test('who saves over an older revision gets each cell and text that a colleague changed: before, as sent, and now', async () => {
  const { agency, year, requests, disputes, overview } = completeReport(await addTestAgency(hub));
  const { clerk } = await peopleOf(hub, agency);
  const first = await save({ agency, year, requests, disputes, overview, expectedRevision: 0 }, clerk);
  expect(first).toMatchObject({ accepted: true, currentRevision: 1, conflict: null });
  const theirs = structuredClone(requests);
  theirs.received.naturalPerson = 901;
  theirs.received.businessEnterprise = 902;
  theirs.carriedIn.other = '/';
  await sendReport(
    hub,
    'saveDraft',
    { agency, year, requests: theirs, overview: '同事。', problems: '同事写的。', expectedRevision: 1 },
    clerk,
  );
  const mine = structuredClone(requests);
  mine.received.naturalPerson = 801;
  mine.received.businessEnterprise = 902;
  mine.granted.naturalPerson = 803;
  const refused = await save(
    { agency, year, requests: mine, disputes, overview: '我。', expectedRevision: 1 },
    clerk,
  );
  expect(refused).toMatchObject({
    accepted: false,
    currentRevision: 2,
    findings: [{ code: 'revision.stale' }],
    conflict: { from: 1, to: 2, texts: [{ section: 1, before: overview, sent: '我。', current: '同事。' }] },
  });
  expect(refused.conflict.cells).toEqual([
    {
      code: 'requests.received.naturalPerson',
      labelZh: expect.any(String),
      before: requests.received.naturalPerson,
      beforeState: 'REPORTED',
      sent: 801,
      sentState: 'REPORTED',
      current: 901,
      currentState: 'REPORTED',
    },
    {
      code: 'requests.carriedIn.other',
      labelZh: expect.any(String),
      before: requests.carriedIn.other,
      beforeState: 'REPORTED',
      sent: requests.carriedIn.other,
      sentState: 'REPORTED',
      current: null,
      currentState: 'NOT_APPLICABLE',
    },
  ]);
});

test('a save that is refused stores none of its sections', async () => {
  const { agency, year, requests } = completeReport(await addTestAgency(hub));
  const { clerk } = await peopleOf(hub, agency);
  requests.received.naturalPerson = -1;
  expect(await save({ agency, year, overview: '新。', requests }, clerk)).toMatchObject({ accepted: false });
  expect(await save({ agency, year, overview: '新。', expectedRevision: 0 }, clerk)).toMatchObject({
    accepted: true,
    currentRevision: 1,
  });
});
