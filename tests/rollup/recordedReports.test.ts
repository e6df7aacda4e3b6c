import type { Answer } from '../support/answers';
import { peopleOf } from '../support/people';
import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { correct, publish } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
let agency: string;
let people: Awaited<ReturnType<typeof peopleOf>>;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());
beforeEach(async () => {
  agency = await addTestAgency(hub);
  people = await peopleOf(hub, agency);
});

const record = async (changes: object = {}) =>
  expect(
    await sendReport(hub, 'recordPublishedReport', {
      ...completeReport(agency),
      source: 'https://example.invalid',
      ...changes,
    }),
  ).toMatchObject({ accepted: true });
const giveTime = () =>
  hub.database.query(
    `insert into deadline_extension (year, agency_id, due_on, reason, granted_by, granted_at)
     select 2025, id, '2999-01-01', '试验', 'test', '2026-01-15T00:00:00Z' from agency where code = $1`,
    [agency],
  );

const correctInReview = async () => {
  expect(await correct(hub, agency, 1, people.clerk)).toMatchObject({ accepted: true });
  await publish(hub, agency, { agency, year: 2025, overview: '更正后。' }, people);
};

const PARTS = ['IN_TIME', 'LATE', 'RECORDED', 'WITHDRAWN', 'OVERDUE', 'AWAITED'];
const SAID = `query ($agency: ID!) {
  report(agency: $agency, year: 2025) { timeliness origin }
  rollup(years: [2025], filter: { agencies: [$agency] }) { coverage {
    expected timeliness { inTime late recorded withdrawn overdue awaited } late { totalCount }
    ${PARTS.map((part) => `${part}: coveredReports(part: ${part}) { nodes { timeliness } }`).join(' ')} } } }`;
const BOARD =
  '{ board(jurisdiction: "410303", year: 2025, first: 500) { nodes { agency { code } daysLate } } }';

/** How the report is in time, wherever that is said: they must say the same. */
async function timelinessOf(): Promise<{ timeliness: string; origin: string; isLateOnBoard: boolean }> {
  const { report, rollup } = await hub.ask(SAID, { agency });
  const { expected, timeliness, late, ...lists } = rollup.coverage;
  const counts: number[] = Object.values(timeliness);
  expect([expected, counts.length, counts.reduce((sum, count) => sum + count, 0)]).toEqual([1, 6, 1]);
  const part = PARTS[counts.indexOf(1)];
  expect(late.totalCount).toBe(part === 'LATE' ? 1 : 0);
  for (const one of PARTS)
    expect([one, lists[one].nodes]).toEqual([one, one === part ? [{ timeliness: part }] : []]);
  expect(report?.timeliness ?? part).toBe(part);
  const { nodes } = (await hub.ask(BOARD, {}, people.officer)).board;
  const row = nodes.find((node: Answer) => node.agency.code === agency);
  return { timeliness: part, origin: report?.origin ?? null, isLateOnBoard: row.daysLate > 0 };
}

test('a report that was recorded after its deadline is neither in time nor late: nobody knows when it was published', async () => {
  expect(await timelinessOf()).toEqual({ timeliness: 'OVERDUE', origin: null, isLateOnBoard: true });
  await record();
  const recorded = { timeliness: 'RECORDED', origin: 'RECORDED', isLateOnBoard: false };
  expect(await timelinessOf()).toEqual(recorded);
  await record({ overview: '更正后的总体情况。' });
  expect(await timelinessOf()).toEqual(recorded);
});

test('a report that was recorded before its deadline is in time', async () => {
  await giveTime();
  expect(await timelinessOf()).toEqual({ timeliness: 'AWAITED', origin: null, isLateOnBoard: false });
  await record();
  expect(await timelinessOf()).toEqual({ timeliness: 'IN_TIME', origin: 'RECORDED', isLateOnBoard: false });
});

test('a report that was submitted and published after its deadline is late, and its correction makes it no better', async () => {
  const late = { timeliness: 'LATE', origin: 'FILED', isLateOnBoard: true };
  await publish(hub, agency, completeReport(agency), people);
  expect(await timelinessOf()).toEqual(late);
  await correctInReview();
  expect(await timelinessOf()).toEqual(late);
});

test('a correction through the review makes a recorded report no late one', async () => {
  await record();
  expect(await correct(hub, agency, 1, people.clerk)).toMatchObject({ accepted: true });
  const { inbox } = await hub.ask('{ inbox { nodes { daysLate published } } }', {}, people.clerk);
  expect(inbox.nodes).toEqual([{ daysLate: 0, published: true }]);
  await publish(hub, agency, { agency, year: 2025, overview: '更正后。' }, people);
  expect(await timelinessOf()).toEqual({ timeliness: 'RECORDED', origin: 'FILED', isLateOnBoard: false });
});

test('the real reports, which were recorded long after they were published, are not called late', async () => {
  const { rollup } = await hub.ask(
    '{ rollup(years: [2025]) { coverage { included timeliness { inTime late recorded } } } }',
  );
  const { included, timeliness } = rollup.coverage;
  expect(timeliness.late).toBe(1);
  expect(timeliness.inTime + timeliness.recorded).toBe(included - 1);
  expect(timeliness.recorded).toBeGreaterThan(0);
});
