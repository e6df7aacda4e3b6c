import { recordReports } from '../../../src/report/submission/recordReports';
import type { Submission } from '../../../src/report/submission/submission';
import { carryingReport, foundEverywhere } from '../../support/foundEverywhere';
import { peopleOf } from '../../support/people';
import { recordStatements } from '../../support/recordStatements';
import { addTestAgency, sendReport } from '../../support/reports';
import { correct } from '../../support/review';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';

let hub: TestHub;
let statements: string[];
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  statements = recordStatements([hub.database], true);
});
afterAll(() => hub.drop());

/** What is read where a report of the next year is there: its revisions, what was found in them, and what surrounds it. */
const READ = 3;
/** What is written where something else is found: what was found ends, and what is found now. */
const REPLACED = 2;
/** How much is found, where that is more or less than before. */
const COUNTED = 1;

/** Publishes the reports of agencies on 2024, in which so many requests were carried out, together. Returns how many statements that costs. */
async function publish(agencies: readonly string[], carriedOut: number, more: object = {}): Promise<number> {
  statements.length = 0;
  const recorder = { database: hub.database, actor: EVERYBODY, address: 'test', requestId: 'test' };
  const results = await recordReports(
    recorder,
    agencies.map(
      (agency) =>
        ({ scope: 'OWN', ...carryingReport(agency, 2024, 0, carriedOut), ...more }) as Submission & object,
    ),
  );
  for (const result of results) expect(result).toMatchObject({ accepted: true });
  return statements.length;
}

/** Publishes the report of an agency on 2025, in which so many requests were carried in. */
const publishNext = async (agency: string, carriedIn: number) =>
  expect(
    await sendReport(hub, 'recordPublishedReport', carryingReport(agency, 2025, carriedIn, 0)),
  ).toMatchObject({ accepted: true });

test('a publication reads a report of the next year with three statements, and writes only where something else is found in it', async () => {
  const agency = await addTestAgency(hub);
  await publish([agency], 1);
  const alone = await publish([agency], 2);
  await publishNext(agency, 0);
  // The finding says which version it compares with, once that is a later one.
  expect(await publish([agency], 2, { overview: '改。' })).toBe(alone + READ + REPLACED);
  expect(await publish([agency], 2, { overview: '又改。' })).toBe(alone + READ);
  expect(await publish([agency], 3)).toBe(alone + READ + REPLACED);
  expect(await publish([agency], 0)).toBe(alone + READ + REPLACED + COUNTED);
  expect(await publish([agency], 0, { overview: '改。' })).toBe(alone + READ);
});

test('it costs the same however many reports are published, and however many revisions of the next year’s are shown', async () => {
  const agencies = await Promise.all([1, 2, 3].map(() => addTestAgency(hub)));
  await publish(agencies, 1);
  const alone = await publish(agencies, 2);
  for (const agency of agencies) await publishNext(agency, 3);
  const { clerk, officer } = await peopleOf(hub, agencies[0]);
  await correct(hub, agencies[0], 1, clerk);
  await sendReport(hub, 'saveDraft', carryingReport(agencies[0], 2025, 4, 0), clerk);
  expect(await publish(agencies, 3)).toBe(alone + READ + REPLACED + COUNTED);
  expect(await foundEverywhere(hub, { officer }, agencies[0], 2025, 'requests.carryOver')).toEqual([]);
  expect(await publish(agencies, 3, { overview: '改。' })).toBe(alone + READ);
});
