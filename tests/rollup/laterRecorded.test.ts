import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';
import { addCounty, changeTree } from '../support/treeChanges';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const AGENCY =
  'agency { code name kind validFrom validTo jurisdiction { code name validFrom validTo } deadline(year: 2026) { dueOn ruleDueOn hasPassed isLocked openUntil } }';
/** All that a coverage says, of a place and of its parts, as of an instant. */
const ANSWER = `query ($place: ID!, $asOf: DateTime) {
  rollup(years: [2024, 2025, 2026], asOf: $asOf, filter: { jurisdiction: $place }) {
    coverage { expected included timeliness { inTime late recorded overdue awaited }
      coveredReports(part: EXPECTED, first: 100) { nodes { year timeliness dueOn ruleDueOn firstPublishedAt ${AGENCY} } }
      missing(first: 100) { nodes { year ${AGENCY} } } }
    rows(by: [CHILD, YEAR], values: ["requests.received.total"], first: 100) { nodes { keys { code } coverage { expected included timeliness { inTime late recorded overdue awaited } } } } } }`;
const answerOf = (place: string, asOf: string | null = null) => hub.ask(ANSWER, { place, asOf });

/** An instant between two changes. */
async function instant(): Promise<string> {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 3));
  await pause();
  const [{ at }] = await hub.database.query('select clock_timestamp() as at');
  await pause();
  return at.toISOString();
}

const setting = async (name: string, type: string, input: object) => {
  const { payload } = await hub.ask(
    `mutation ($input: ${type}!) { payload: ${name}(input: $input) { accepted findings { messageEn } } }`,
    { input },
  );
  expect(payload).toMatchObject({ accepted: true });
};

test('what was recorded later counts in no answer as of a day before, whenever it was effective', async () => {
  const { county, bureau } = await addCounty(hub);
  const [ended, ending, changed] = [
    await addTestAgency(hub, county),
    await addTestAgency(hub, county),
    await addTestAgency(hub, county),
  ];
  const tree = async (name: string, input: object) => {
    const { findings } = await changeTree(hub, name, input);
    expect(findings).toEqual([]);
  };
  const change = async (name: string, type: string, input: object) => {
    const { payload } = await hub.ask(
      `mutation ($input: ${type}!) { payload: ${name}(input: $input) { findings { messageEn } } }`,
      { input },
    );
    expect(payload.findings).toEqual([]);
  };
  const steps: readonly (() => Promise<unknown>)[] = [
    () =>
      change('closeAgency', 'CloseAgencyInput', { agency: ended, effectiveOn: '2024-06-01', confirm: true }),
    () =>
      change('closeAgency', 'CloseAgencyInput', { agency: ending, effectiveOn: '2028-06-01', confirm: true }),
    () =>
      change('changeAgencyKind', 'ChangeAgencyKindInput', {
        agency: changed,
        kind: 'GOVERNMENT',
        effectiveOn: '2026-02-01',
      }),
    () =>
      setting('extendDeadline', 'ExtensionInput', {
        year: 2026,
        scope: { agency: bureau },
        dueOn: '2027-05-01',
        reason: '机构改革',
      }),
    () =>
      setting('setDeadline', 'DeadlineInput', {
        year: 2026,
        kind: 'DEPARTMENT',
        dueOn: '2027-02-20',
        locks: true,
        reason: '节假日',
      }),
    () =>
      setting('setDeadline', 'DeadlineInput', {
        year: 2026,
        kind: 'DEPARTMENT',
        dueOn: '2027-01-20',
        locks: false,
        reason: '提前',
      }),
    () => sendReport(hub, 'recordPublishedReport', { ...completeReport(bureau), source: '测试' }),
    () => tree('renameJurisdiction', { place: county, name: '改名县', effectiveOn: '2026-03-01' }),
  ];
  const past: { asOf: string; answer: unknown }[] = [];
  for (const step of steps) {
    const asOf = await instant();
    const answer = await answerOf(county, asOf);
    expect([past.length, answer]).toEqual([past.length, await answerOf(county)]);
    past.push({ asOf, answer });
    await step();
    expect([past.length, await answerOf(county)]).not.toEqual([past.length, answer]);
  }
  for (const [at, { asOf, answer }] of past.entries())
    expect([at, await answerOf(county, asOf)]).toEqual([at, answer]);
});
