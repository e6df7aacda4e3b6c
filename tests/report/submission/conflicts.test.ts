import { createAccount } from '../../../src/identity/accounts';
import { type Actor, ANONYMOUS } from '../../../src/shared/request/permissions';
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

test('who reads the work of an agency sees who stored a revision, and whether it was themselves; the public does not', async () => {
  const { agency, year, overview } = completeReport(await addTestAgency(hub));
  const people = await peopleOf(hub, agency);
  const { account } = await createAccount(hub.database, {
    username: `author-${agency}`,
    name: '甲',
    email: null,
  });
  const author = { ...people.clerk, id: `account:${account?.key}`, accountKey: account?.key ?? null };
  await save({ agency, year, overview }, author);
  const seenBy = async (actor?: Actor) =>
    (await hub.ask(`{ report(agency: "${agency}", year: ${year}) { author { name isViewer } } }`, {}, actor))
      .report;
  expect(await seenBy(author)).toEqual({ author: { name: '甲', isViewer: true } });
  expect(await seenBy(people.section)).toEqual({ author: { name: '甲', isViewer: false } });
  const published = await addTestAgency(hub);
  const officer = {
    ...(await peopleOf(hub, published)).officer,
    id: author.id,
    accountKey: account?.key ?? null,
  };
  await sendReport(
    hub,
    'recordPublishedReport',
    { ...completeReport(published), source: 'https://example.invalid' },
    officer,
  );
  const { report } = await hub.ask(
    `{ report(agency: "${published}", year: ${year}) { state author { name } revisions { author { name } } } }`,
    {},
    ANONYMOUS,
  );
  expect(report).toEqual({ state: 'PUBLISHED', author: null, revisions: [{ author: null }] });
});
