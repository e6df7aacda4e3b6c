import { ANONYMOUS } from '../../src/shared/request/permissions';
import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { correct, publish, REVIEWERS } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('a closed agency stays in the inbox of those who finish its work', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  for (const [state, who, action] of REVIEWERS.slice(0, 3))
    await act(hub, { agency, action, state, revision: 1 }, people[who]);
  await hub.ask(
    `mutation { closeAgency(input: { agency: "${agency}", effectiveOn: "2026-03-01" }) { findings { code } } }`,
    {},
    people.officer,
  );
  const { inbox } = await hub.ask(
    '{ inbox(first: 100) { edges { node { report { agency { code } } } } } }',
    {},
    people.officer,
  );
  expect(
    inbox.edges.map(
      (edge: { node: { report: { agency: { code: string } } } }) => edge.node.report.agency.code,
    ),
  ).toContain(agency);
});

test('a report that is due and not begun is in the inbox of the clerk', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1;
  const inbox = async (actor: typeof people.clerk, after: string | null = null) =>
    (
      await hub.ask(
        `query ($after: String) { inbox(first: 1, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { state year dueOn comment agency { code } report { year } } } } }`,
        { after },
        actor,
      )
    ).inbox;
  const due = await inbox(people.clerk);
  expect(due).toMatchObject({
    totalCount: 1,
    pageInfo: { hasNextPage: false },
    edges: [
      {
        node: {
          state: 'DRAFT',
          year,
          dueOn: `${year + 1}-01-31`,
          comment: null,
          agency: { code: agency },
          report: null,
        },
      },
    ],
  });
  expect(await inbox(people.clerk, due.pageInfo.endCursor)).toMatchObject({ totalCount: 1, edges: [] });
  for (const other of [people.section, people.officer, people.analyst])
    expect(
      (await inbox(other)).edges.map((edge: { node: { agency: { code: string } } }) => edge.node.agency.code),
    ).not.toContain(agency);
  await sendReport(hub, 'saveDraft', { agency, year, overview: '开始。' }, people.clerk);
  expect(await inbox(people.clerk)).toMatchObject({ totalCount: 1, edges: [{ node: { report: { year } } }] });
});

test("everybody's inbox holds what waits for them, and its pages join", async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  const inbox = async (actor: typeof people.clerk) =>
    (
      await hub.ask(
        '{ inbox { totalCount edges { node { state daysLate dueOn comment report { state } } } } }',
        {},
        actor,
      )
    ).inbox;
  expect(await inbox(people.clerk)).toMatchObject({ totalCount: 0 });
  expect(await inbox(people.section)).toMatchObject({
    totalCount: 1,
    edges: [{ node: { state: 'SECTION_REVIEW', dueOn: '2026-01-31', report: { state: 'SECTION_REVIEW' } } }],
  });
  await act(
    hub,
    { agency, action: 'RETURN', state: 'SECTION_REVIEW', revision: 1, comment: '重报' },
    people.section,
  );
  expect((await inbox(people.clerk)).edges[0].node).toMatchObject({ state: 'DRAFT', comment: '重报' });
  await expect(inbox(ANONYMOUS)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
});

test('a correction of what was published in time is not late, and what was withdrawn waits for the clerk again', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(hub, agency, completeReport(agency), people);
  await hub.database.query(
    `update report_revision set published_at = '2026-01-20T01:00:00Z' where agency_id = (select id from agency where code = $1) and published_at is not null`,
    [agency],
  );
  const inbox = async () =>
    (await hub.ask('{ inbox { nodes { state daysLate published comment } } }', {}, people.clerk)).inbox.nodes;
  const row = async () =>
    (
      await hub.ask(
        `{ board(jurisdiction: "410303", year: 2025, first: 500) { nodes { agency { code } state daysLate published } } }`,
        {},
        people.officer,
      )
    ).board.nodes.find((one: { agency: { code: string } }) => one.agency.code === agency);
  await correct(hub, agency, 1, people.clerk);
  expect(await inbox()).toEqual([{ state: 'DRAFT', daysLate: 0, published: true, comment: null }]);
  expect(await row()).toMatchObject({ state: 'DRAFT', daysLate: 0, published: true });
  await act(
    hub,
    { agency, action: 'RETRACT', state: 'DRAFT', revision: 1, comment: '含个人信息' },
    people.officer,
  );
  const [withdrawn, ...others] = await inbox();
  expect(others).toEqual([]);
  expect(withdrawn).toMatchObject({ state: 'WITHDRAWN', published: false, comment: '含个人信息' });
  // It was published in time, whatever day it is today.
  expect(withdrawn.daysLate).toBe(0);
  expect(await row()).toMatchObject({ state: 'WITHDRAWN', daysLate: 0, published: false });
  await hub.database.query(
    `update report_revision set published_at = '2026-02-03T01:00:00Z' where agency_id = (select id from agency where code = $1) and published_at is not null`,
    [agency],
  );
  expect((await inbox())[0].daysLate).toBe(3);
  expect(await row()).toMatchObject({ state: 'WITHDRAWN', daysLate: 3 });
});
