import { ANONYMOUS } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { carryingReport } from '../../support/foundEverywhere';
import { peopleOf } from '../../support/people';
import { act, addTestAgency, sendReport } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const NOW = "compared with last year's report as it was published";

const FIELDS = 'warningCount findings { code severity path expected messageEn explanation }';
const carried = async (agency: string, asOf: string | null = null) => {
  const { report } = await hub.ask(
    `query ($agency: ID!, $asOf: DateTime) { report(agency: $agency, year: 2025, asOf: $asOf) { ${FIELDS} revisions { ${FIELDS} } } }`,
    { agency, asOf },
    ANONYMOUS,
  );
  const own = (findings: Answer[]) =>
    findings.filter(({ path }) => path === 'requests.carriedIn.naturalPerson');
  const severities = report.findings.map(({ severity }: Answer) =>
    ['ERROR', 'WARNING', 'INFO'].indexOf(severity),
  );
  expect(severities).toEqual(severities.toSorted());
  expect(report.warningCount).toBe(severities.filter((severity: number) => severity === 1).length);
  // The shown revision is the same wherever it is read.
  if (!asOf) expect(own(report.revisions[0].findings)).toEqual(own(report.findings));
  return own(report.findings);
};

test('what compares with last year is of last year as it is published now, and says so', async () => {
  const agency = await addTestAgency(hub);
  const { officer } = await peopleOf(hub, agency);
  const record = async (input: object) => {
    const payload = await sendReport(hub, 'recordPublishedReport', input, officer);
    expect(payload.accepted).toBe(true);
    return payload.currentRevision;
  };
  await record(carryingReport(agency, 2024, 0, 2));
  await record(carryingReport(agency, 2025, 3, 0));
  expect(await carried(agency)).toMatchObject([{ code: 'requests.carryOver', expected: '2' }]);
  const [{ now }] = await hub.database.query('select clock_timestamp() as now');
  const [{ messageEn }] = await carried(agency);
  expect(messageEn).not.toContain(NOW);

  await record(carryingReport(agency, 2024, 0, 1));
  expect(await carried(agency)).toMatchObject([{ expected: '1', messageEn: expect.stringContaining(NOW) }]);
  // What was found at the time stays in the record.
  expect(await carried(agency, now.toISOString())).toMatchObject([{ expected: '2', messageEn }]);

  const corrected = await record(carryingReport(agency, 2024, 0, 3));
  expect(await carried(agency)).toEqual([]);
  await record(carryingReport(agency, 2024, 0, 2));
  expect(await carried(agency)).toMatchObject([{ expected: '2', messageEn: expect.stringContaining(NOW) }]);

  await act(
    hub,
    { agency, year: 2024, action: 'RETRACT', state: 'PUBLISHED', revision: corrected + 1, comment: '撤回' },
    officer,
  );
  expect(await carried(agency)).toEqual([]);
});

test('a report of last year that is published only later is compared with too, and an explanation stays with its finding', async () => {
  const agency = await addTestAgency(hub);
  const { officer } = await peopleOf(hub, agency);
  await sendReport(hub, 'recordPublishedReport', carryingReport(agency, 2025, 3, 0), officer);
  expect(await carried(agency)).toEqual([]);
  await sendReport(hub, 'recordPublishedReport', carryingReport(agency, 2024, 0, 2), officer);
  expect(await carried(agency)).toMatchObject([{ expected: '2', messageEn: expect.stringContaining(NOW) }]);
  await sendReport(
    hub,
    'recordPublishedReport',
    {
      ...carryingReport(agency, 2025, 3, 0),
      problems: '另有不足。',
      explanations: [
        { code: 'requests.carryOver', path: 'requests.carriedIn.naturalPerson', text: '上年漏记。' },
      ],
    },
    officer,
  );
  await sendReport(
    hub,
    'recordPublishedReport',
    { ...carryingReport(agency, 2024, 0, 2), problems: '改' },
    officer,
  );
  expect(await carried(agency)).toMatchObject([
    { expected: '2', explanation: '上年漏记。', messageEn: expect.stringContaining(NOW) },
  ]);
});
