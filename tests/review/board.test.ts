import { ANONYMOUS } from '../../src/shared/request/permissions';
import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { correct, publish, REVIEWERS } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
let agency: string;
let people: Awaited<ReturnType<typeof peopleOf>>;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  agency = await addTestAgency(hub);
  people = await peopleOf(hub, agency);
});
afterAll(() => hub.drop());

const BOARD = `query ($place: ID!, $year: Int!, $first: Int, $after: String, $last: Int, $before: String) {
  board(jurisdiction: $place, year: $year, first: $first, after: $after, last: $last, before: $before) { totalCount pageInfo { endCursor startCursor hasNextPage }
    nodes { agency { code } state returned since latestRevision deadline { dueOn } daysLate timeliness recorded returns errorCount warningCount actions managed } } }`;
const board = async (variables: object = {}, actor = people.officer) =>
  (await hub.ask(BOARD, { place: '410303', year: 2025, ...variables }, actor)).board;
const rowOf = async (code: string, actor = people.officer) =>
  (await board({ first: 500 }, actor)).nodes.find(
    (row: { agency: { code: string } }) => row.agency.code === code,
  );

test('an agency stands on the board from before it begins until it is published, with what happened on the way', async () => {
  expect(await rowOf(agency)).toMatchObject({
    state: null,
    since: null,
    latestRevision: null,
    deadline: { dueOn: '2026-01-31' },
    returns: 0,
    actions: [],
    managed: true,
    timeliness: 'OVERDUE',
    recorded: false,
  });
  expect((await rowOf(agency)).daysLate).toBeGreaterThan(0);
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  await act(
    hub,
    { agency, action: 'RETURN', state: 'SECTION_REVIEW', revision: 1, comment: '请核对' },
    people.section,
  );
  expect(await rowOf(agency)).toMatchObject({
    state: 'DRAFT',
    returned: true,
    returns: 1,
    latestRevision: 1,
  });
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '改。' }, people.clerk);
  expect(await rowOf(agency)).toMatchObject({ state: 'DRAFT', returned: true });
  const seen = (actor: typeof people.clerk) =>
    hub.ask(
      `{ report(agency: "${agency}", year: 2025) { returned } inbox { nodes { returned } } }`,
      {},
      actor,
    );
  expect(await seen(people.clerk)).toEqual({
    report: { returned: true },
    inbox: { nodes: [{ returned: true }] },
  });
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  for (const [state, who, action] of REVIEWERS.slice(0, 3))
    await act(hub, { agency, action, state, revision: 3 }, people[who]);
  const filed = await rowOf(agency);
  expect(filed).toMatchObject({ state: 'FILED', returned: false, returns: 1, errorCount: 0 });
  expect(filed.actions).toEqual(expect.arrayContaining(['ACCEPT', 'RETURN']));
  expect(Date.parse(filed.since)).toBeGreaterThan(Date.now() - 60_000);
  await act(hub, { agency, action: 'ACCEPT', state: 'FILED', revision: 3 }, people.officer);
  await hub.database.query(
    `update report_revision set published_at = '2026-02-03T15:59:00Z' where agency_id = (select id from agency where code = $1) and published_at is not null`,
    [agency],
  );
  expect(await rowOf(agency)).toMatchObject({
    state: 'PUBLISHED',
    daysLate: 3,
    timeliness: 'LATE',
    recorded: false,
  });
});

test('a report that was recorded stays so while it is corrected and after, on the board, in the inbox and among those of its agency', async () => {
  const recorded = await addTestAgency(hub);
  const others = await peopleOf(hub, recorded);
  const input = { ...completeReport(recorded), source: '网站' };
  await sendReport(hub, 'recordPublishedReport', input, others.officer);
  const seen = async () => ({
    ...(await hub.ask(
      `{ report(agency: "${recorded}", year: 2025) { recorded } inbox { nodes { recorded } } }`,
      {},
      others.clerk,
    )),
    row: await rowOf(recorded, others.officer),
  });
  const row = { daysLate: 0, timeliness: 'RECORDED', recorded: true };
  expect(await seen()).toMatchObject({ report: { recorded: true }, inbox: { nodes: [] }, row });
  await correct(hub, recorded, 1, others.clerk);
  expect(await seen()).toMatchObject({
    report: { recorded: true },
    inbox: { nodes: [{ recorded: true }] },
    row: { ...row, state: 'DRAFT' },
  });
});

test('pages of the board join forwards and backwards, and it has whoever is expected', async () => {
  for (let at = 0; at < 3; at += 1) await addTestAgency(hub);
  const all = await board({ first: 500 });
  const codes = all.nodes.map((row: { agency: { code: string } }) => row.agency.code);
  expect(codes.length).toBe(all.totalCount);
  expect([...new Set(codes)]).toEqual(codes);
  const { year } = await hub.ask(
    '{ year(year: 2025) { completeness(jurisdiction: "410303") { expected } } }',
    {},
    people.officer,
  );
  expect(all.totalCount).toBe(year.completeness.expected);
  const read: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { nodes, pageInfo } = await board({ first: 2, after });
    read.push(...nodes.map((row: { agency: { code: string } }) => row.agency.code));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  expect(read).toEqual(codes);
  const last = await board({ last: 2 });
  const before = await board({ last: 2, before: last.pageInfo.startCursor });
  expect([...before.nodes, ...last.nodes].map((row) => row.agency.code)).toEqual(codes.slice(-4));
});

test('the board is for who may read the work at the whole place', async () => {
  const other = await addTestAgency(hub);
  await publish(hub, other, completeReport(other), await peopleOf(hub, other));
  for (const stranger of [ANONYMOUS, people.clerk, people.section, people.analyst])
    await expect(board({}, stranger)).rejects.toThrow();
  await expect(board({ place: '410000' })).rejects.toThrow();
  await expect(board({ first: 501 })).rejects.toThrow();
  const { managed, actions } = await rowOf(other);
  expect([managed, actions]).toEqual([true, ['RETRACT']]);
});
