import { beijingToday } from '../../src/form/beijing';
import { whyNotDue } from '../../src/form/dueDays';
import { Role } from '../../src/shared/request/permissions';
import { peopleOf, person } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { correct } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('a deadline never locks a correction, not even of a withdrawn report', async () => {
  const agency = await addTestAgency(hub, '410303', 'locked');
  const people = await peopleOf(hub, agency);
  await sendReport(
    hub,
    'recordPublishedReport',
    { ...completeReport(agency), source: '网站' },
    people.officer,
  );
  await hub.database.query(
    "insert into deadline_rule (year, kind, due_on, locks, reason, set_by) values (2025, 'DEPARTMENT', '2026-01-31', true, 'x', 'x')",
  );
  try {
    await act(
      hub,
      { agency, action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: '撤' },
      people.officer,
    );
    await correct(hub, agency, 1, people.clerk, 'WITHDRAWN');
    expect(
      await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '改。' }, people.clerk),
    ).toMatchObject({ accepted: true });
  } finally {
    await hub.database.query('delete from deadline_rule where year = 2025');
  }
});

test('a deadline is statutory, set or extended, and locks unless an extension is on record', async () => {
  const agency = await addTestAgency(hub);
  const { officer, clerk } = await peopleOf(hub, agency);
  const chief = person(Role.DISTRICT_OFFICER, { path: '' });
  const deadline = async () =>
    (
      await hub.ask(
        'query ($code: ID!) { agency(code: $code) { deadline(year: 2024) { dueOn ruleDueOn hasPassed openUntil isLocked extensionReason } } }',
        { code: agency },
      )
    ).agency.deadline;
  expect(await deadline()).toMatchObject({ dueOn: '2025-01-31', hasPassed: true, isLocked: false });
  const set = { year: 2024, kind: 'DEPARTMENT', dueOn: '2025-02-10', locks: true, reason: '节假日' };
  const SET =
    'mutation ($input: DeadlineInput!) { setDeadline(input: $input) { accepted findings { code } } }';
  await expect(hub.ask(SET, { input: set }, officer)).rejects.toThrow('roles');
  expect(await hub.ask(SET, { input: { ...set, dueOn: '2024-02-10' } }, chief)).toMatchObject({
    setDeadline: { findings: [{ code: 'deadline.day' }] },
  });
  expect(await hub.ask(SET, { input: set }, chief)).toMatchObject({ setDeadline: { accepted: true } });
  expect(await deadline()).toMatchObject({ dueOn: '2025-02-10', isLocked: true });
  const { deadlines } = await hub.ask('{ deadlines(year: 2024) { kind dueOn locks reason setAt } }');
  expect(deadlines).toEqual([
    { kind: 'GOVERNMENT', dueOn: '2025-03-31', locks: false, reason: null, setAt: null },
    { kind: 'DEPARTMENT', dueOn: '2025-02-10', locks: true, reason: '节假日', setAt: expect.any(String) },
    { kind: 'TOWNSHIP_OR_STREET', dueOn: '2025-01-31', locks: false, reason: null, setAt: null },
    { kind: 'INSTITUTION', dueOn: '2025-01-31', locks: false, reason: null, setAt: null },
  ]);
  const late = { ...completeReport(agency), year: 2024 };
  expect(await sendReport(hub, 'submitReport', late, clerk)).toMatchObject({
    findings: [{ code: 'report.deadline', actual: '2025-02-10' }],
  });
  const EXTEND =
    'mutation ($input: ExtensionInput!) { extendDeadline(input: $input) { accepted findings { code } } }';
  const input = { year: 2024, scope: { agency }, dueOn: '2026-12-30', reason: '机构改革' };
  await hub.ask(EXTEND, { input }, officer);
  expect(await deadline()).toMatchObject({
    dueOn: '2025-02-10',
    ruleDueOn: '2025-02-10',
    hasPassed: true,
    openUntil: '2026-12-30',
    isLocked: false,
    extensionReason: '机构改革',
  });
  expect(await sendReport(hub, 'submitReport', late, clerk)).toMatchObject({ accepted: true });
});

test('the page refuses the days that the hub refuses, in the same words', async () => {
  const agency = await addTestAgency(hub, '410303', 'samewords');
  const { officer } = await peopleOf(hub, agency);
  // Past its deadline an extension does something only where filing is locked.
  await hub.database.query(
    "insert into deadline_rule (year, kind, due_on, locks, reason, set_by) values (2025, 'DEPARTMENT', '2026-01-31', true, 'x', 'x')",
  );
  const refusalOf = async (dueOn: string) => {
    const { extendDeadline } = await hub.ask(
      'mutation ($input: ExtensionInput!) { extendDeadline(input: $input) { accepted findings { messageZh messageEn } } }',
      { input: { year: 2025, scope: { agency }, dueOn, reason: '机构改革' } },
      officer,
    );
    return extendDeadline.accepted ? null : extendDeadline.findings.map(Object.values)[0];
  };
  for (const day of ['9999-01-01', '2028-01-01', '2025-12-31', '2026-01-01', '2027-12-31'])
    expect([day, whyNotDue(2025, day, beijingToday())]).toEqual([day, await refusalOf(day)]);
  // A browser takes years of five digits, which the hub does not read at all.
  expect(whyNotDue(2025, '20260-01-01', beijingToday())).not.toBeNull();
});
