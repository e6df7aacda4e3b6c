import type { Answer } from '../../support/answers';
import { carryingReport, foundEverywhere } from '../../support/foundEverywhere';
import { peopleOf } from '../../support/people';
import { addTestAgency, sendReport } from '../../support/reports';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const RULE = 'requests.carryOver';
const PERSONS = 'requests.carriedOut.naturalPerson';

async function startAgency() {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  return {
    agency,
    found: () => foundEverywhere(hub, people, agency, 2025, RULE, '410303'),
    async record(year: number, carriedIn: number, carriedOut: number) {
      const input = carryingReport(agency, year, carriedIn, carriedOut);
      const payload = await sendReport(hub, 'recordPublishedReport', input, people.officer);
      expect(payload).toMatchObject({ accepted: true });
    },
  };
}

/** What the public reads of the figures with which reports of an agency are compared. */
async function previousOf(agency: string, year = 2025): Promise<Answer> {
  const answer = await hub.ask(
    `query ($agency: ID!, $year: Int!) { agency(code: $agency) { previousYear(year: $year) {
       agencies { code } problems cells(codes: ["${PERSONS}", "requests.received.other"]) { code value state } } } }`,
    { agency, year },
    { ...EVERYBODY, grants: [] },
  );
  return answer.agency.previousYear;
}

test('the figures with which the checks compare a report are public: its own, and in the year of a merger with those of the merged', async () => {
  const merged = await startAgency();
  const heir = await startAgency();
  expect(await previousOf(heir.agency)).toBeNull();
  await merged.record(2024, 0, 2);
  await heir.record(2024, 0, 1);
  expect(await previousOf(heir.agency)).toEqual({
    agencies: [{ code: heir.agency }],
    problems: expect.any(String),
    cells: [
      { code: PERSONS, value: 1, state: 'REPORTED' },
      { code: 'requests.received.other', value: null, state: 'BLANK' },
    ],
  });
  await hub.ask(
    'mutation ($input: MergeAgenciesInput!) { mergeAgencies(input: $input) { findings { messageEn } } }',
    {
      input: {
        predecessors: [merged.agency],
        successor: heir.agency,
        effectiveOn: '2025-03-01',
        confirm: true,
      },
    },
  );
  const { agencies, cells } = await previousOf(heir.agency);
  expect(agencies).toEqual([{ code: heir.agency }, { code: merged.agency }]);
  expect(cells[0]).toMatchObject({ code: PERSONS, value: 3 });
  // The hub finds the same.
  await heir.record(2025, 1, 0);
  expect((await heir.found()).find(({ path }: Answer) => path.endsWith('naturalPerson'))).toMatchObject({
    expected: '3',
  });
  // In the next year its own report has all of it.
  expect((await previousOf(heir.agency, 2026)).agencies).toEqual([{ code: heir.agency }]);
});
