import { startJobs } from '../../../src/notification/jobs';
import { checkReports } from '../../../src/report/checking/renewFindings';
import { publishRevision, repeatRevision } from '../../../src/report/workflow/publication';
import type { Answer } from '../../support/answers';
import { carryingReport, foundEverywhere } from '../../support/foundEverywhere';
import { peopleOf } from '../../support/people';
import { act, addTestAgency, sendReport } from '../../support/reports';
import { correct, REVIEWERS } from '../../support/review';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';
import { undoChange } from '../../support/treeChanges';
import { until } from '../../support/until';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const RULE = 'requests.carryOver';

/** An agency with its people, what is found in its reports by the rule over years, and how its reports are recorded. */
async function startAgency(place = '410303') {
  const agency = await addTestAgency(hub, place);
  const people = await peopleOf(hub, agency);
  return {
    agency,
    people,
    found: (year: number, rule = RULE) => foundEverywhere(hub, people, agency, year, rule, place),
    async record(year: number, carriedIn: number, carriedOut: number, more: object = {}) {
      const input = { ...carryingReport(agency, year, carriedIn, carriedOut), ...more };
      const payload = await sendReport(hub, 'recordPublishedReport', input, people.officer);
      expect(payload).toMatchObject({ accepted: true });
      return payload.currentRevision;
    },
  };
}

const PATH = 'requests.carriedIn.naturalPerson';
const EXPLAINED = [PATH, 'requests.carriedIn.total'].map((path) => ({
  code: RULE,
  path,
  text: '上年漏记。',
}));
const forPersons = (found: Answer[]) => found.find(({ path }) => path === PATH);

test('a correction, a withdrawal and a later first publication of last year renew what is found, on every page', async () => {
  const { agency, people, found, record } = await startAgency();
  await record(2025, 3, 0);
  expect(await found(2025)).toEqual([]);
  await record(2024, 0, 2);
  expect(forPersons(await found(2025))).toMatchObject({ expected: '2' });
  await record(2024, 0, 3);
  expect(await found(2025)).toEqual([]);
  const revision = await record(2024, 0, 1);
  expect(forPersons(await found(2025))).toMatchObject({ expected: '1' });
  await act(
    hub,
    { agency, year: 2024, action: 'RETRACT', state: 'PUBLISHED', revision, comment: '撤回' },
    people.officer,
  );
  expect(await found(2025)).toEqual([]);
});

test('what is found in a report under review, and in a draft of a correction, is renewed as what is published is', async () => {
  const { agency, people, found, record } = await startAgency();
  await record(2024, 0, 3);
  await sendReport(hub, 'submitReport', carryingReport(agency, 2025, 3, 0), people.clerk);
  for (const [state, who, action] of REVIEWERS.slice(0, 3))
    await act(hub, { agency, action, state, revision: 1 }, people[who]);
  expect(await found(2025)).toEqual([]);
  await record(2024, 0, 2);
  expect(forPersons(await found(2025))).toMatchObject({ expected: '2', explanation: null });
  expect(
    await act(hub, { agency, action: 'ACCEPT', state: 'FILED', revision: 1 }, people.officer),
  ).toMatchObject({ accepted: true });
  expect(forPersons(await found(2025))).toMatchObject({ expected: '2' });

  await correct(hub, agency, 1, people.clerk);
  await sendReport(hub, 'saveDraft', carryingReport(agency, 2025, 4, 0), people.clerk);
  await record(2024, 0, 4);
  // The page shows what is published, the board what is worked on.
  expect(forPersons(await found(2025))).toMatchObject({ expected: '4' });
  const { report, board } = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { workingRevision { revision warningCount findings { code } } }
       board(jurisdiction: "410303", year: 2025, first: 500) { nodes { agency { code } latestRevision warningCount } } }`,
    {},
    people.officer,
  );
  const { revision, warningCount, findings } = report.workingRevision;
  expect(findings.filter(({ code }: Answer) => code === RULE)).toEqual([]);
  expect(board.nodes.find((row: Answer) => row.agency.code === agency)).toMatchObject({
    latestRevision: revision,
    warningCount,
  });
  // What was published last is shown again when the correction is given up.
  await act(hub, { agency, action: 'DISCARD', state: 'DRAFT', revision, comment: '放弃' }, people.clerk);
  expect(forPersons(await found(2025))).toMatchObject({ expected: '4' });
});

test('whatever is found anew in a published revision moves the version of what is published, what counts nowhere too', async () => {
  const { agency, record } = await startAgency();
  await record(2025, 3, 0);
  const moves = async () =>
    (await hub.database.query('select sum(moves)::int as moves from data_version'))[0].moves;
  const before = await moves();
  await hub.database.query(
    `insert into revision_finding (revision_id, renewal, ordinal, code, severity, path, cells, message_zh, message_en, citation, cause)
     select p.id, 1, 1, 'fees.afterReconsideration', 'INFO', '', '{}', '说明。', 'Note.', '说明', 'TREE'
       from published_revision p join report r on r.id = p.report_id join agency a on a.id = r.agency_id where a.code = $1`,
    [agency],
  );
  expect(await moves()).toBe(before + 1);
  await hub.database.query("delete from revision_finding where message_en = 'Note.'");
});

test('explanations and verdicts stay with their finding, also where it was gone for a while', async () => {
  const { agency, people, found, record } = await startAgency();
  await record(2024, 0, 2);
  const input = { ...carryingReport(agency, 2025, 3, 0), explanations: EXPLAINED };
  await sendReport(hub, 'submitReport', input, people.clerk);
  await hub.ask(
    'mutation ($input: ExplanationReviewInput!) { reviewExplanation(input: $input) { accepted } }',
    { input: { agency, year: 2025, code: RULE, path: PATH, verdict: 'CONFIRMED' } },
    people.section,
  );
  const verdicts = async () =>
    (
      await hub.ask(
        `{ report(agency: "${agency}", year: 2025) { explanationReviews { code verdict } } }`,
        {},
        people.section,
      )
    ).report.explanationReviews;
  const confirmed = [{ code: RULE, verdict: 'CONFIRMED' }];
  expect(await verdicts()).toEqual(confirmed);
  await record(2024, 0, 2, { overview: '改。' });
  expect(forPersons(await found(2025))).toMatchObject({ explanation: '上年漏记。' });
  expect(await verdicts()).toEqual(confirmed);
  await record(2024, 0, 3);
  expect(await found(2025)).toEqual([]);
  expect(await verdicts()).toEqual([]);
  await record(2024, 0, 2);
  expect(forPersons(await found(2025))).toMatchObject({ expected: '2', explanation: '上年漏记。' });
  expect(await verdicts()).toEqual(confirmed);
  // Of other figures it says nothing.
  await record(2024, 0, 1);
  expect(forPersons(await found(2025))).toMatchObject({ expected: '1', explanation: null });
});

test('what is found in a revision that is repeated is found anew', async () => {
  const { agency, found, record } = await startAgency();
  await record(2024, 0, 3);
  await record(2025, 3, 0);
  await record(2025, 4, 0);
  await record(2024, 0, 2);
  await hub.database.transaction(async (manager) => {
    const [{ key, report }] = await manager.query(
      `select v.id as key, v.report_id as report from report_revision v join agency a on a.id = v.agency_id
        where a.code = $1 and v.year = 2025 and v.number = 1`,
      [agency],
    );
    await repeatRevision(manager, report, key, '撤销', EVERYBODY);
    await publishRevision(manager, report, 3, new Date());
  });
  expect(forPersons(await found(2025))).toMatchObject({ expected: '2' });
});

/** Changes agencies. */
async function changeAgencies(name: string, type: string, input: object): Promise<Answer> {
  const { payload } = await hub.ask(
    `mutation ($input: ${type}!) { payload: ${name}(input: $input) { treeChange { id } findings { code } } }`,
    { input },
  );
  expect(payload.findings).toEqual([]);
  return payload;
}

/** Works on the queue until nothing is left to be checked anew. */
async function runQueue(): Promise<void> {
  const jobs = await startJobs(
    hub.database,
    { smtpUrl: null, mailFrom: 'hub@example.invalid', allowPrivateWebhooks: false },
    {
      note: () => {},
      noteError: (error) => {
        throw error;
      },
      noteWarning: () => {},
    },
  );
  await until(
    () =>
      hub.database.query(
        `select task_identifier, last_error from graphile_worker.jobs where task_identifier in ('findings', 'rules')`,
      ),
    (left: object[]) => left.length === 0,
  );
  await jobs.stop();
}

test('what was merged into an agency in the year is compared with, until the merger is undone, and after every step of the merged', async () => {
  const merged = await startAgency();
  const { agency, found, record } = await startAgency();
  await merged.record(2024, 0, 2);
  await record(2024, 0, 1);
  await record(2025, 1, 0);
  expect(await found(2025)).toEqual([]);
  const { treeChange } = await changeAgencies('mergeAgencies', 'MergeAgenciesInput', {
    predecessors: [merged.agency],
    successor: agency,
    effectiveOn: '2025-03-01',
    confirm: true,
  });
  await runQueue();
  expect(forPersons(await found(2025))).toMatchObject({ expected: '3' });
  // The recording is attributed by agency: what it changes at the successor is its doing too.
  await merged.record(2024, 0, 0);
  expect(await found(2025)).toEqual([]);
  await merged.record(2024, 0, 4);
  expect(forPersons(await found(2025))).toMatchObject({ expected: '5' });
  await undoChange(hub, treeChange.id);
  await runQueue();
  expect(await found(2025)).toEqual([]);
});

test('what an agency was in the year decides whether it makes rules, and its reports are checked anew when that changes', async () => {
  const { agency, found, record } = await startAgency('410300');
  const input = carryingReport(agency, 2025, 0, 0);
  const rules = { issued: 1, repealed: 0, inForce: 1 };
  for (const year of [2024, 2025]) await record(year, 0, 0, { proactive: { ...input.proactive, rules } });
  const mayNot = async (year: number) => (await found(year, 'proactive.rulesNotEntitled')).length > 0;
  expect([await mayNot(2024), await mayNot(2025)]).toEqual([true, true]);
  await changeAgencies('changeAgencyKind', 'ChangeAgencyKindInput', {
    agency,
    kind: 'GOVERNMENT',
    effectiveOn: '2025-06-01',
  });
  await runQueue();
  expect([await mayNot(2024), await mayNot(2025)]).toEqual([true, false]);
});

test('where the rules have changed, what they find now is stored from the start of the hub on, and the audit says that the hub did it', async () => {
  const { agency, found, record } = await startAgency();
  await record(2024, 0, 2);
  await record(2025, 3, 0);
  // As if other rules had found nothing, and a rule that is no more had found something.
  await hub.database.query(
    `update revision_finding f set code = 'requests.formerRule', severity = 'ERROR' from report_revision v join agency a on a.id = v.agency_id
      where v.id = f.revision_id and a.code = $1 and v.year = 2025 and f.code = $2`,
    [agency, RULE],
  );
  await hub.database.query(
    `update report_revision set rules_version = 'former', error_count = 2, warning_count = warning_count - 2
      where agency_id = (select id from agency where code = $1) and year = 2025`,
    [agency],
  );
  expect(await found(2025)).toEqual([]);
  await runQueue();
  expect(forPersons(await found(2025))).toMatchObject({ expected: '2' });
  const { report } = await hub.ask(
    'query ($agency: ID!) { report(agency: $agency, year: 2025) { findings { code } } }',
    { agency },
  );
  expect(report.findings.map(({ code }: Answer) => code)).not.toContain('requests.formerRule');
  const [{ versions }] = await hub.database.query(
    'select count(distinct rules_version)::int as versions from report_revision',
  );
  expect(versions).toBe(1);
  const events = await hub.database.query(
    `select e.actor, e.operation from audit_event e join report_revision v on e.subject_key = v.id::text and e.subject = 'revision_finding'
       join agency a on a.id = v.agency_id where a.code = $1 and v.year = 2025 order by e.position`,
    [agency],
  );
  expect(events.slice(-2)).toEqual([
    { actor: 'hub', operation: 'UPDATE' },
    { actor: 'hub', operation: 'INSERT' },
  ]);
});

test('what is stored is what the checks find now, in every report that was stored here', async () => {
  const { agency, people } = await startAgency();
  // A total that is left out, a note, a unit, a cell that does not apply, and sections that are still to be written.
  const { requests, proactive } = carryingReport(agency, 2025, 1, 1);
  const draft = {
    requests: {
      ...requests,
      granted: { naturalPerson: { value: 5, note: '含一件' }, businessEnterprise: '/' },
    },
    proactive: { ...proactive, fees: { amount: '12万元' } },
  };
  expect(await sendReport(hub, 'saveDraft', { agency, year: 2025, ...draft }, people.clerk)).toMatchObject({
    accepted: true,
  });
  const reports: { id: number }[] = await hub.database.query('select id from report order by id');
  const checked = await checkReports(
    hub.database,
    reports.map(({ id }) => id),
  );
  expect(checked.length).toBeGreaterThan(20);
  for (const { isSame, revision, findings } of checked)
    expect([isSame, revision.revisionKey, isSame || findings]).toEqual([true, revision.revisionKey, true]);
});
