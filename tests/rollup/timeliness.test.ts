import { seedDemonstration } from '../../seeds/demonstration';
import type { Answer } from '../support/answers';
import { createTestHub, type TestHub } from '../support/testHub';

const DISTRICT = '910101';
const TIMES = 'timeliness { inTime late recorded withdrawn overdue awaited }';
const PARTS = [
  'EXPECTED',
  'INCLUDED',
  'IN_TIME',
  'LATE',
  'RECORDED',
  'WITHDRAWN',
  'OVERDUE',
  'AWAITED',
  'WITH_ERRORS',
  'BLANK_SECTIONS',
  'EDITION_2019',
];

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await seedDemonstration(hub.database, { agencies: 60, years: 2 });
});
afterAll(() => hub.drop());
afterEach(() => hub.database.query('delete from deadline_extension where year = 2025'));

const rollup = async (fields: string, place = DISTRICT, asOf: string | null = null): Promise<Answer> =>
  (
    await hub.ask(
      `query ($place: ID!, $asOf: DateTime) { rollup(years: [2025], asOf: $asOf, filter: { jurisdiction: $place }) { ${fields} } }`,
      { place, asOf },
    )
  ).rollup;
const coverageOf = async (place = DISTRICT, asOf: string | null = null) =>
  (await rollup(`coverage { expected included ${TIMES} }`, place, asOf)).coverage;
const extend = (agency: string | null, dueOn: string) =>
  hub.database.query(
    `insert into deadline_extension (year, agency_id, due_on, reason, granted_by, granted_at)
     select 2025, (select id from agency where code = $1), $2, '试验', 'test', '2026-01-15T00:00:00Z'`,
    [agency, dueOn],
  );

test('expected reports are in time, late, recorded, missing or not due yet: by their first publication and their deadlines', async () => {
  const { expected, included, timeliness } = await coverageOf();
  const { coverage } = await rollup(
    'coverage { late { totalCount } coveredReports(part: RECORDED) { totalCount } missing { totalCount } }',
  );
  expect(timeliness).toEqual({
    inTime: included - coverage.late.totalCount - coverage.coveredReports.totalCount,
    late: coverage.late.totalCount,
    recorded: coverage.coveredReports.totalCount,
    withdrawn: 0,
    overdue: coverage.missing.totalCount,
    awaited: 0,
  });
  expect([timeliness.late > 2, timeliness.recorded > 0, timeliness.overdue > 0, expected]).toEqual([
    true,
    true,
    true,
    included + timeliness.overdue,
  ]);
});

test('what is not there is missing only once it is due, extensions included: of all, or of one', async () => {
  const { coverage } = await rollup(
    'coverage { missing(first: 1) { totalCount nodes { agency { code } } } }',
  );
  const { totalCount, nodes } = coverage.missing;
  await extend(nodes[0].agency.code, '2999-01-01');
  expect((await coverageOf()).timeliness).toMatchObject({ overdue: totalCount - 1, awaited: 1 });
  const { coverage: listed } = await rollup(
    'coverage { coveredReports(part: AWAITED) { nodes { dueOn timeliness firstPublishedAt errorCount agency { code } } } }',
  );
  expect(listed.coveredReports.nodes).toEqual([
    {
      dueOn: '2999-01-01',
      timeliness: 'AWAITED',
      firstPublishedAt: null,
      errorCount: null,
      agency: { code: nodes[0].agency.code },
    },
  ]);
  await extend(null, '2999-01-01');
  const after = await coverageOf();
  expect(after.timeliness).toEqual({
    inTime: after.included,
    late: 0,
    recorded: 0,
    withdrawn: 0,
    overdue: 0,
    awaited: totalCount,
  });
});

test('as of a day before the deadline nothing is missing', async () => {
  const { expected, included, timeliness } = await coverageOf(DISTRICT, '2026-01-20T15:59:59.999Z');
  expect(included).toBeGreaterThan(0);
  expect(timeliness).toEqual({
    inTime: included,
    late: 0,
    recorded: 0,
    withdrawn: 0,
    overdue: 0,
    awaited: expected - included,
  });
});

test('groups say it of their own reports, as each would alone', async () => {
  const { rows } = await rollup(
    `rows(by: [CHILD], values: ["requests.received.total"]) { nodes { keys { code } coverage { expected ${TIMES} } } }`,
    '910000',
  );
  expect(rows.nodes.length).toBeGreaterThan(0);
  for (const { keys, coverage } of rows.nodes) {
    const { expected, timeliness } = await coverageOf(keys[0].code);
    expect(coverage).toEqual({ expected, timeliness });
  }
  const { rows: agencies, coverage } = await rollup(
    `coverage { ${TIMES} } rows(by: [AGENCY], values: ["requests.received.total"], first: 100) { nodes { coverage { expected ${TIMES} } } }`,
  );
  for (const name of ['inTime', 'late', 'recorded', 'withdrawn', 'overdue', 'awaited'])
    expect([
      name,
      agencies.nodes.reduce((sum: number, row: Answer) => sum + row.coverage.timeliness[name], 0),
    ]).toEqual([name, coverage.timeliness[name]]);
});

test('each number of a coverage has the list of its reports', async () => {
  const { coverage } = await rollup(
    `coverage { expected included withErrors withBlankSections edition2019 ${TIMES}
      ${PARTS.map((part) => `${part}: coveredReports(part: ${part}) { totalCount }`).join(' ')} }`,
  );
  const { timeliness } = coverage;
  const counts = [
    coverage.expected,
    coverage.included,
    timeliness.inTime,
    timeliness.late,
    timeliness.recorded,
    timeliness.withdrawn,
    timeliness.overdue,
    timeliness.awaited,
    coverage.withErrors,
    coverage.withBlankSections,
    coverage.edition2019,
  ];
  expect(PARTS.map((part) => coverage[part].totalCount)).toEqual(counts);
  const QUESTION = (after: string | null) =>
    rollup(
      `coverage { coveredReports(part: WITH_ERRORS, first: 2${after ? `, after: "${after}"` : ''}) { pageInfo { hasNextPage endCursor } nodes { errorCount agency { code } } } }`,
    );
  const codes: string[] = [];
  for (let after: string | null = null, isMore = true; isMore; ) {
    const { coveredReports }: Answer = (await QUESTION(after)).coverage;
    expect(coveredReports.nodes.every(({ errorCount }: Answer) => errorCount > 0)).toBe(true);
    codes.push(...coveredReports.nodes.map(({ agency }: Answer) => agency.code));
    ({ hasNextPage: isMore, endCursor: after } = coveredReports.pageInfo);
  }
  expect(new Set(codes).size).toBe(coverage.withErrors);
});
