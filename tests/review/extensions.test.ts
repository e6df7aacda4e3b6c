import { lastEndedYear } from '../../src/form/reportingYears';
import { Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { peopleOf, person } from '../support/people';
import { addTestAgency, completeReport } from '../support/reports';
import { publish } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

const YEAR = 2025;
const LAW = '2026-01-31';

let hub: TestHub;
let agency: string;
let people: Awaited<ReturnType<typeof peopleOf>>;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());
beforeEach(async () => {
  agency = await addTestAgency(hub);
  people = await peopleOf(hub, agency);
});
afterEach(() => hub.database.query('delete from deadline_rule; delete from deadline_extension'));

/** Grants an extension on a day that lies behind, as if it had been granted then. */
const grantedOn = (day: string, dueOn: string, reason: string) =>
  hub.database.query(
    `insert into deadline_extension (year, agency_id, due_on, reason, granted_by, granted_at)
     select $2, id, $3, $4, 'test', $5::timestamptz from agency where code = $1`,
    [agency, YEAR, dueOn, reason, `${day}T12:00:00+08:00`],
  );
const setRule = (locks: boolean) =>
  hub.ask(
    'mutation ($input: DeadlineInput!) { setDeadline(input: $input) { accepted findings { code severity } } }',
    { input: { year: YEAR, kind: 'DEPARTMENT', dueOn: LAW, locks, reason: '测试' } },
    person(Role.DISTRICT_OFFICER, { path: '' }),
  );
const extend = async (input: object, scope: object = { agency }): Promise<Answer> =>
  (
    await hub.ask(
      'mutation ($input: ExtensionInput!) { payload: extendDeadline(input: $input) { accepted findings { code severity messageZh messageEn } } }',
      { input: { year: YEAR, scope, dueOn: '2027-12-31', reason: '机构改革', ...input } },
      people.officer,
    )
  ).payload;

const DEADLINE =
  'deadline(year: 2025) { dueOn ruleDueOn hasPassed openUntil isLocked extensionReason extensionGrantedOn }';
/** What every answer says of the report: of its agency, on the board, in coverages now and as of now, in files. */
async function everywhere(): Promise<Answer> {
  const asOf = new Date(Date.now() + 1000).toISOString();
  const COVERED = `coverage { timeliness { inTime late overdue awaited } coveredReports(part: EXPECTED) { nodes { timeliness dueOn ruleDueOn } } }`;
  const answer = await hub.ask(
    `query ($agency: ID!, $asOf: DateTime) { agency(code: $agency) { ${DEADLINE} }
       now: rollup(years: [${YEAR}], filter: { agencies: [$agency] }) { ${COVERED} }
       then: rollup(years: [${YEAR}], asOf: $asOf, filter: { agencies: [$agency] }) { ${COVERED} }
       report(agency: $agency, year: ${YEAR}) { timeliness deadline { dueOn ruleDueOn } }
       past: report(agency: $agency, year: ${YEAR}, asOf: $asOf) { timeliness deadline { dueOn ruleDueOn } }
       board(jurisdiction: "410303", year: ${YEAR}, first: 500) { nodes { agency { code } daysLate deadline { dueOn ruleDueOn } } } }`,
    { agency, asOf },
    people.officer,
  );
  const [covered] = answer.now.coverage.coveredReports.nodes;
  const days = { dueOn: covered.dueOn, ruleDueOn: covered.ruleDueOn };
  const row = answer.board.nodes.find((node: Answer) => node.agency.code === agency);
  expect(answer.then).toEqual(answer.now);
  expect(row.deadline).toEqual(days);
  expect(answer.agency.deadline).toMatchObject(days);
  if (answer.report) {
    expect(answer.report).toEqual({ timeliness: covered.timeliness, deadline: days });
    expect(answer.past).toEqual(answer.report);
  }
  const late = ['LATE', 'OVERDUE'].includes(covered.timeliness);
  expect([covered.timeliness, row.daysLate > 0]).toEqual([covered.timeliness, late]);
  return { timeliness: covered.timeliness, ...answer.agency.deadline };
}

test('an extension counts when it was granted before the day then valid had passed, one after another', async () => {
  expect(await everywhere()).toMatchObject({ timeliness: 'OVERDUE', dueOn: LAW });
  await grantedOn('2026-01-31', '2026-02-20', '当日');
  expect(await everywhere()).toMatchObject({ dueOn: '2026-02-20', ruleDueOn: LAW, extensionReason: '当日' });
  await grantedOn('2026-02-10', '2027-12-31', '再延');
  expect(await everywhere()).toMatchObject({
    timeliness: 'AWAITED',
    dueOn: '2027-12-31',
    extensionReason: '再延',
    extensionGrantedOn: '2026-02-10',
  });
});

test('one that was granted a day too late makes no report timely, published before it or after', async () => {
  await grantedOn('2026-02-01', '2027-12-31', '太晚');
  const late = { dueOn: LAW, ruleDueOn: LAW, openUntil: '2027-12-31', extensionReason: '太晚' };
  expect(await everywhere()).toMatchObject({ timeliness: 'OVERDUE', ...late });
  await publish(hub, agency, completeReport(agency), people);
  expect(await everywhere()).toMatchObject({ timeliness: 'LATE', ...late });
  await grantedOn('2026-11-30', '2027-12-31', '公布之后');
  expect((await everywhere()).timeliness).toBe('LATE');
});

test('what changes nothing is refused, and what only unlocks says so', async () => {
  const refused = (code: string) => ({ accepted: false, findings: [{ code, severity: 'ERROR' }] });
  expect(await extend({})).toMatchObject(refused('deadline.passed'));
  await setRule(true);
  expect(await everywhere()).toMatchObject({ isLocked: true, hasPassed: true });
  expect(await extend({})).toMatchObject({
    accepted: true,
    findings: [{ code: 'deadline.unlocksOnly', severity: 'INFO' }],
  });
  expect(await everywhere()).toMatchObject({ timeliness: 'OVERDUE', isLocked: false, dueOn: LAW });
  expect(await extend({})).toMatchObject(refused('deadline.notLater'));
  await publish(hub, agency, completeReport(agency), people);
  expect((await everywhere()).timeliness).toBe('LATE');
  expect(await extend({})).toMatchObject(refused('deadline.published'));
});

test('of a place it is said for how many an extension does something, and refused where for none', async () => {
  const place = { jurisdiction: '410303' };
  const none = await extend({}, place);
  expect(none).toMatchObject({ accepted: false, findings: [{ code: 'deadline.noEffect' }] });
  expect(none.findings[0].messageZh).toContain('截止日过后批准的延期不使逾期变为按时');
  await grantedOn('2026-01-20', '2027-06-30', '早延');
  const some = await extend({}, place);
  expect(some).toMatchObject({ accepted: true, findings: [{ code: 'deadline.someOnly', severity: 'INFO' }] });
  expect(some.findings[0].messageEn).toMatch(/^Of \d+ agencies 1 get more time/);
  expect(await everywhere()).toMatchObject({ dueOn: '2027-12-31', timeliness: 'AWAITED' });
  expect((await extend({ year: 2026, dueOn: '2028-05-01' }, place)).findings).toEqual([]);
});

test('a later day that is set after the day before had passed says what it does', async () => {
  const { setDeadline } = await hub.ask(
    'mutation ($input: DeadlineInput!) { setDeadline(input: $input) { accepted findings { code severity expected } } }',
    { input: { year: YEAR, kind: 'DEPARTMENT', dueOn: '2026-03-31', locks: false, reason: '补记' } },
    person(Role.DISTRICT_OFFICER, { path: '' }),
  );
  expect(setDeadline).toEqual({
    accepted: true,
    findings: [{ code: 'deadline.retroactive', severity: 'INFO', expected: LAW }],
  });
});

test('deadlines are set and extended of the year that is running, and of none that has not begun', async () => {
  const running = lastEndedYear() + 1;
  expect(await extend({ year: running, dueOn: `${running + 1}-06-30` })).toMatchObject({ accepted: true });
  const next = { year: running + 1, dueOn: `${running + 2}-06-30` };
  expect(await extend(next)).toMatchObject({
    accepted: false,
    findings: [{ code: 'deadline.year', messageZh: expect.stringContaining(`2019 至 ${running}`) }],
  });
  const { setDeadline } = await hub.ask(
    'mutation ($input: DeadlineInput!) { setDeadline(input: $input) { accepted findings { code path } } }',
    { input: { ...next, kind: 'DEPARTMENT', locks: false, reason: '测试' } },
    person(Role.DISTRICT_OFFICER, { path: '' }),
  );
  expect(setDeadline).toEqual({
    accepted: false,
    findings: [{ code: 'deadline.year', path: 'input.year' }],
  });
});
