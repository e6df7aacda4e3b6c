import type { EntityManager } from 'typeorm';
import { findAgency } from '../../../src/agency/agencyQueries';
import { checkAgenciesAnew, checkOutdatedAnew } from '../../../src/report/checking/checkAnew';
import type { Submission, SubmissionMode } from '../../../src/report/submission/submission';
import { submitReport } from '../../../src/report/submission/submitReport';
import { auditedTransaction } from '../../../src/shared/request/auditedTransaction';
import { carryingReport, foundEverywhere } from '../../support/foundEverywhere';
import { peopleOf } from '../../support/people';
import { act, addTestAgency, sendReport } from '../../support/reports';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';
import { until } from '../../support/until';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const RULE = 'requests.carryOver';

/** Runs a transaction that does its work at once, and ends when the function that is returned is called. */
function holdOpen(work: (manager: EntityManager) => Promise<unknown>): Promise<() => Promise<void>> {
  const context = { database: hub.database, actor: EVERYBODY, address: 'test', requestId: 'test' };
  return new Promise((resolve, reject) => {
    const ended = auditedTransaction(context, async (manager) => {
      await work(manager);
      await new Promise<void>((end) => {
        resolve(async () => {
          end();
          await ended;
        });
      });
    });
    ended.catch(reject);
  });
}

const submit = (input: object, mode: SubmissionMode) => async (manager: EntityManager) => {
  const submission = { scope: 'OWN', ...input } as Submission;
  const agency = await findAgency(manager, submission.agency);
  expect(await submitReport(manager, agency, submission, mode, EVERYBODY)).toMatchObject({ accepted: true });
};

/** Waits until somebody waits for a lock that another holds. */
const somebodyWaits = () =>
  until(
    () =>
      hub.database.query(
        `select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      ),
    ([{ waiting }]: { waiting: number }[]) => waiting > 0,
  );

async function startAgency() {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'recordPublishedReport', carryingReport(agency, 2024, 0, 3), people.officer);
  return { agency, people, found: () => foundEverywhere(hub, people, agency, 2025, RULE) };
}

test('who saves a report while last year’s is corrected waits for that, and is checked by it', async () => {
  const { agency, people, found } = await startAgency();
  const end = await holdOpen(submit(carryingReport(agency, 2024, 0, 2), 'RECORD'));
  const saved = sendReport(hub, 'saveDraft', carryingReport(agency, 2025, 3, 0), people.clerk);
  await somebodyWaits();
  await end();
  expect(await saved).toMatchObject({ accepted: true });
  expect((await found()).length).toBeGreaterThan(0);
});

test('who withdraws a report while the next year’s is saved waits for that, and renews what is found in it', async () => {
  const { agency, people, found } = await startAgency();
  const end = await holdOpen(submit(carryingReport(agency, 2025, 4, 0), 'SAVE'));
  const step = { agency, year: 2024, action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: '撤回' };
  const withdrawn = act(hub, step, people.officer);
  await somebodyWaits();
  await end();
  expect(await withdrawn).toMatchObject({ accepted: true });
  expect(await found()).toEqual([]);
});

/** Merges an agency into another in 2025. */
const merge = (predecessor: string, successor: string) =>
  hub.database.query(
    `insert into agency_succession (predecessor_id, successor_id, kind, effective_on)
     select o.id, a.id, 'MERGE', '2025-06-01' from agency a, agency o where a.code = $1 and o.code = $2`,
    [successor, predecessor],
  );

test('of two who publish and withdraw reports that one of the next year is compared with, the second waits and finds what the first did', async () => {
  const { agency, people, found } = await startAgency();
  const [one, other] = [await addTestAgency(hub), await addTestAgency(hub)];
  for (const merged of [one, other]) {
    await merge(merged, agency);
    await sendReport(hub, 'recordPublishedReport', carryingReport(merged, 2024, 0, 1));
  }
  await sendReport(hub, 'recordPublishedReport', carryingReport(agency, 2025, 5, 0), people.officer);
  expect(await found()).toEqual([]);
  const end = await holdOpen(submit(carryingReport(one, 2024, 0, 2), 'RECORD'));
  const step = {
    agency: other,
    year: 2024,
    action: 'RETRACT',
    state: 'PUBLISHED',
    revision: 1,
    comment: '撤回',
  };
  const withdrawn = act(hub, step, (await peopleOf(hub, other)).officer);
  await somebodyWaits();
  await end();
  expect(await withdrawn).toMatchObject({ accepted: true });
  // 3 of the agency itself and 2 of the one that is left.
  expect(await found()).toEqual([]);
});

test('where the rules have changed, what somebody stores is checked anew after that, and no other report waits for it', async () => {
  const { agency } = await startAgency();
  const other = await addTestAgency(hub);
  await sendReport(hub, 'recordPublishedReport', carryingReport(other, 2024, 0, 2));
  const inAgencies = 'agency_id = any(select id from agency where code = any($1))';
  await hub.database.query(
    `delete from revision_finding where revision_id in (select id from report_revision where ${inAgencies})`,
    [[agency]],
  );
  await hub.database.query(`update report_revision set rules_version = 'former' where ${inAgencies}`, [
    [agency, other],
  ]);
  const end = await holdOpen(submit(carryingReport(agency, 2024, 0, 2), 'RECORD'));
  const checked = checkOutdatedAnew(hub.database);
  await until(
    () =>
      hub.database.query(
        `select count(*)::int as left from report_revision where rules_version = 'former' and ${inAgencies}`,
        [[other]],
      ),
    ([{ left }]: { left: number }[]) => left === 0,
  );
  await somebodyWaits();
  await end();
  // Nothing is found anew: the revision in which it would have been is no longer shown.
  expect(await checked).toEqual({ checked: 2, changed: 0 });
});

test('reports are checked anew after a change of the tree when nobody is left who stores one by what was before', async () => {
  const { agency, people, found } = await startAgency();
  const other = await addTestAgency(hub);
  await sendReport(hub, 'recordPublishedReport', carryingReport(other, 2024, 0, 2), people.officer);
  const end = await holdOpen(submit(carryingReport(agency, 2025, 3, 0), 'SAVE'));
  await merge(other, agency);
  const [{ key }] = await hub.database.query('select id as key from agency where code = $1', [agency]);
  const checked = checkAgenciesAnew(hub.database, [key]);
  await somebodyWaits();
  await end();
  expect(await checked).toEqual({ checked: 2, changed: 1 });
  expect((await found()).length).toBeGreaterThan(0);
});
