import { addTestAgency, completeReport, sendReport } from '../support/reports';
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

const COVERAGE = `coverage { missing(first: 5) { nodes { withdrawnAt agency { code } } }
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
