import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
let agency: string;
let never: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  agency = await addTestAgency(hub);
  never = await addTestAgency(hub);
  const published = await sendReport(hub, 'recordPublishedReport', {
    ...completeReport(agency),
    source: 'test',
  });
  expect(published.accepted).toBe(true);
});
afterAll(() => hub.drop());

const COVERAGE = `coverage { timeliness { withdrawn overdue awaited } withdrawn: coveredReports(part: WITHDRAWN) { nodes { agency { code } } }
  missing(first: 5) { nodes { withdrawnAt agency { code } } }
  coveredReports(part: EXPECTED, first: 5) { nodes { timeliness withdrawnAt agency { code } } } }`;
const read = async (asOf: string | null = null) => {
  const { rollup } = await hub.ask(
    `query ($asOf: DateTime, $agencies: [ID!]!) { rollup(years: [2025], asOf: $asOf, filter: { agencies: $agencies }) { ${COVERAGE} } }`,
    { asOf, agencies: [agency, never] },
  );
  return rollup.coverage;
};
const withdrawalOf = (
  { nodes }: { nodes: { withdrawnAt: string | null; agency: { code: string } }[] },
  code: string,
) => nodes.find((one) => one.agency.code === code)?.withdrawnAt;

test('a report that was withdrawn is told apart from one that was never filed, from the instant of its withdrawal on', async () => {
  expect(withdrawalOf((await read()).coveredReports, agency)).toBeNull();
  const before = new Date().toISOString();
  const { actOnReport } = await hub.ask(
    'mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted } }',
    { input: { agency, year: 2025, action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: '误公布' } },
  );
  expect(actOnReport.accepted).toBe(true);
  const { agency: own } = await hub.ask(`{ agency(code: "${agency}") { withdrawals { withdrawnAt } } }`);
  const [{ withdrawnAt }] = own.withdrawals;
  const { missing, coveredReports } = await read();
  expect(withdrawalOf(missing, agency)).toBe(withdrawnAt);
  expect(withdrawalOf(coveredReports, agency)).toBe(withdrawnAt);
  expect(withdrawalOf(missing, never)).toBeNull();
  expect(withdrawalOf(coveredReports, never)).toBeNull();
  const then = await read(before);
  expect(withdrawalOf(then.coveredReports, agency)).toBeNull();
  expect(withdrawalOf(then.missing, agency)).toBeUndefined();
});

test('it is neither missing nor not due yet, before its deadline and after', async () => {
  const said = async () => {
    const { timeliness, withdrawn, coveredReports } = await read();
    expect(withdrawn.nodes).toEqual([{ agency: { code: agency } }]);
    expect(coveredReports.nodes.map((one: { timeliness: string }) => one.timeliness)[0]).toBe('WITHDRAWN');
    return timeliness;
  };
  expect(await said()).toEqual({ withdrawn: 1, overdue: 1, awaited: 0 });
  await hub.database.query(
    `insert into deadline_extension (year, due_on, reason, granted_by, granted_at) values (2025, '2999-01-01', '试验', 'test', '2026-01-15T00:00:00Z')`,
  );
  expect(await said()).toEqual({ withdrawn: 1, overdue: 0, awaited: 1 });
  await hub.database.query('delete from deadline_extension where year = 2025');
});

test('a draft begun since then is the correction of a withdrawn report, for whoever works on it', async () => {
  const { clerk, officer } = await peopleOf(hub, agency);
  const begin = { agency, action: 'CORRECT', state: 'WITHDRAWN', revision: 1, comment: '改正' };
  expect(await act(hub, begin, clerk)).toMatchObject({ accepted: true });
  const { board } = await hub.ask(
    '{ board(jurisdiction: "410303", year: 2025, first: 500) { nodes { state published withdrawnAt agency { code } } } }',
    {},
    officer,
  );
  const { withdrawnAt, ...row } = board.nodes.find(
    (one: { agency: { code: string } }) => one.agency.code === agency,
  );
  expect(row).toEqual({ state: 'DRAFT', published: false, agency: { code: agency } });
  const { inbox, report } = await hub.ask(
    `query ($agency: ID!) { inbox { nodes { state withdrawnAt } } report(agency: $agency, year: 2025) { state withdrawnAt } }`,
    { agency },
    clerk,
  );
  const { withdrawnAt: when } = (await read()).coveredReports.nodes[0];
  expect(when).not.toBeNull();
  expect([withdrawnAt, report, inbox.nodes[0]]).toEqual([
    when,
    { state: 'DRAFT', withdrawnAt: when },
    { state: 'DRAFT', withdrawnAt: when },
  ]);
  const giveUp = { agency, action: 'DISCARD', state: 'DRAFT', revision: 1 };
  expect(await act(hub, giveUp, clerk)).toMatchObject({ accepted: true });
});

test('what was published again is not withdrawn', async () => {
  const again = await sendReport(hub, 'recordPublishedReport', {
    ...completeReport(agency),
    source: 'test',
    expectedRevision: 1,
  });
  expect(again.accepted ? [] : again.findings).toEqual([]);
  const { missing, coveredReports } = await read();
  expect(withdrawalOf(coveredReports, agency)).toBeNull();
  expect(withdrawalOf(missing, agency)).toBeUndefined();
});
