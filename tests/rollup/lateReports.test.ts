import { seedDemonstration } from '../../seeds/demonstration';
import type { Answer } from '../support/answers';
import { sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

const DISTRICT = '910101';
const LATE = `query ($years: [Int!]!, $filter: RollUpFilterInput, $first: Int, $after: String) {
  rollup(years: $years, filter: $filter) { coverage { included late(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { year dueOn publishedAt agency { code } } } } } }`;

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await seedDemonstration(hub.database, { agencies: 60, years: 2 });
});
afterAll(() => hub.drop());

const listLate = async (variables: object = {}): Promise<Answer> =>
  (await hub.ask(LATE, { years: [2024, 2025], filter: { jurisdiction: DISTRICT }, ...variables })).rollup
    .coverage.late;
const keysOf = ({ nodes }: Answer): string[] =>
  nodes.map(({ year, agency }: Answer) => `${year} ${agency.code}`);

/** The reports that were filed and whose day of publication in Beijing is beyond their deadline, by a loop over all of them. */
async function lateByLoop(): Promise<string[]> {
  const QUESTION = `query ($after: String) { reports(first: 100, after: $after, filter: { jurisdiction: "${DISTRICT}" }) {
    pageInfo { hasNextPage endCursor } nodes { year origin publishedAt agency { code } deadline { dueOn } } } }`;
  const nodes: Answer[] = [];
  for (let after: string | null = null, isMore = true; isMore; ) {
    const { reports }: Answer = await hub.ask(QUESTION, { after });
    nodes.push(...reports.nodes);
    ({ hasNextPage: isMore, endCursor: after } = reports.pageInfo);
  }
  const dayInBeijing = (instant: string) =>
    new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
  return nodes
    .filter(
      ({ origin, publishedAt, deadline }) => origin === 'FILED' && dayInBeijing(publishedAt) > deadline.dueOn,
    )
    .map(({ year, agency }) => `${year} ${agency.code}`)
    .sort();
}

test('late are the reports filed and published first after their deadlines, by year and code, in pages', async () => {
  const expected = await lateByLoop();
  expect(expected.length).toBeGreaterThan(3);
  const all = await listLate({ first: 500 });
  expect(keysOf(all)).toEqual(expected);
  expect(all.totalCount).toBe(expected.length);
  const first = await listLate({ first: 2 });
  const second = await listLate({ first: 500, after: first.pageInfo.endCursor });
  expect([...keysOf(first), ...keysOf(second)]).toEqual(expected);
  const [code] = expected[0].split(' ').slice(1);
  expect(keysOf(await listLate({ filter: { agencies: [code] } }))).toEqual(
    expected.filter((key) => key.endsWith(code)),
  );
});

test('a correction makes no report late; an extension of its time makes it in time, one that came too late does not', async () => {
  const late = keysOf(await listLate({ years: [2025], first: 500 }));
  const inTime = `${DISTRICT}-001`;
  expect(late).not.toContain(`2025 ${inTime}`);
  const REPORT = `query ($agency: ID!) { report(agency: $agency, year: 2025) { publishedAt firstPublishedAt } }`;
  const { report: before } = await hub.ask(REPORT, { agency: inTime });
  expect(before.firstPublishedAt).toBe(before.publishedAt);
  const { accepted, findings } = await sendReport(hub, 'recordPublishedReport', {
    agency: inTime,
    year: 2025,
    overview: '更正后的总体情况。',
    source: 'https://example.invalid',
  });
  expect([accepted, findings]).toEqual([true, expect.anything()]);
  const { report: corrected } = await hub.ask(REPORT, { agency: inTime });
  expect(corrected.firstPublishedAt).toBe(before.publishedAt);
  expect(corrected.publishedAt).not.toBe(before.publishedAt);
  expect(keysOf(await listLate({ years: [2025], first: 500 }))).toEqual(late);
  const [code] = late[0].split(' ').slice(1);
  const extendOn = (day: string) =>
    hub.database.query(
      `insert into deadline_extension (year, agency_id, due_on, reason, granted_by, granted_at)
       select 2025, id, '2026-12-31', '试验', 'test', $2::timestamptz from agency where code = $1`,
      [code, day],
    );
  await extendOn('2026-02-01T00:00:00+08:00');
  expect(keysOf(await listLate({ years: [2025], first: 500 }))).toEqual(late);
  await extendOn('2026-01-31T23:59:59+08:00');
  expect(keysOf(await listLate({ years: [2025], first: 500 }))).toEqual(late.slice(1));
});
