import { Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { peopleOf, person } from '../support/people';
import { addTestAgency } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';
import { addCounty, codesFound } from '../support/treeChanges';

const SOUTH = '410303';

let hub: TestHub;
let north: string;
let agency: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  north = (await addCounty(hub)).county;
});
afterAll(() => hub.drop());
beforeEach(async () => {
  agency = await addTestAgency(hub, SOUTH);
});
afterEach(() => hub.database.query('delete from deadline_rule; delete from deadline_extension'));

const AGENCY_PAYLOAD = '{ agency { code } findings { code messageEn } }';
/** Changes what an agency is from a day on. */
const changeAgency = async (name: string, input: object) => {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const { payload } = await hub.ask(
    `mutation ($input: ${type}!) { payload: ${name}(input: $input) ${AGENCY_PAYLOAD} }`,
    { input: { agency, ...input } },
  );
  expect(payload.findings).toEqual([]);
};
const setRule = (kind: string, dueOn: string, locks = false) =>
  hub.ask('mutation ($input: DeadlineInput!) { setDeadline(input: $input) { accepted } }', {
    input: { year: 2025, kind, dueOn, locks, reason: '节假日' },
  });
/** Extends the deadlines of 2025 in a place, as if on a day that lies behind. */
const extendedOn = (day: string, place: string, dueOn: string) =>
  hub.database.query(
    `insert into deadline_extension (year, jurisdiction_id, due_on, reason, granted_by, granted_at)
     select 2025, id, $3, '机构改革', 'test', $2::timestamptz from jurisdiction where code = $1`,
    [place, `${day}T12:00:00+08:00`, dueOn],
  );

/** The day on which the report of 2025 is due by each answer that says it: one, since all agree. */
async function dueEverywhere(place: string): Promise<Answer> {
  const { officer, clerk } = await peopleOf(hub, agency);
  const asOf = new Date(Date.now() + 1000).toISOString();
  const COVERED = `coverage { missing { nodes { dueOn agency { code } } } coveredReports(part: EXPECTED) { nodes { dueOn timeliness } } }`;
  const answer = await hub.ask(
    `query ($agency: ID!, $asOf: DateTime, $place: ID!) {
       agency(code: $agency) { deadline(year: 2025) { dueOn isLocked openUntil } }
       now: rollup(years: [2025], filter: { agencies: [$agency] }) { ${COVERED} }
       then: rollup(years: [2025], asOf: $asOf, filter: { agencies: [$agency] }) { ${COVERED} }
       board(jurisdiction: $place, year: 2025, first: 500) { nodes { agency { code } deadline { dueOn } } } }`,
    { agency, asOf, place },
    officer,
  );
  const { inbox } = await hub.ask('{ inbox { nodes { year dueOn agency { code } } } }', {}, clerk);
  const { deadline } = answer.agency;
  const row = answer.board.nodes.find((node: Answer) => node.agency.code === agency);
  expect(row.deadline.dueOn).toBe(deadline.dueOn);
  expect(answer.then).toEqual(answer.now);
  const { missing, coveredReports } = answer.now.coverage;
  expect(missing.nodes).toEqual([{ dueOn: deadline.dueOn, agency: { code: agency } }]);
  expect(coveredReports.nodes[0].dueOn).toBe(deadline.dueOn);
  expect(inbox.nodes).toEqual([{ year: 2025, dueOn: deadline.dueOn, agency: { code: agency } }]);
  return { timeliness: coveredReports.nodes[0].timeliness, ...deadline };
}

test('a report is due by the kind its agency was of then, whatever it became afterwards', async () => {
  await setRule('DEPARTMENT', '2026-02-10');
  await setRule('INSTITUTION', '2027-12-31');
  const before = await dueEverywhere(SOUTH);
  expect(before).toMatchObject({ dueOn: '2026-02-10', timeliness: 'OVERDUE' });
  await changeAgency('changeAgencyKind', { kind: 'INSTITUTION', effectiveOn: '2026-06-01' });
  expect(await dueEverywhere(SOUTH)).toEqual(before);
  const { agency: changed } = await hub.ask(
    'query ($code: ID!) { agency(code: $code) { kind deadline(year: 2024) { dueOn } } }',
    { code: agency },
  );
  expect(changed).toEqual({ kind: 'INSTITUTION', deadline: { dueOn: '2025-01-31' } });
});

test('one that was of another kind by its day is due by that', async () => {
  await setRule('INSTITUTION', '2026-03-01');
  await changeAgency('changeAgencyKind', { kind: 'INSTITUTION', effectiveOn: '2026-01-31' });
  expect(await dueEverywhere(SOUTH)).toMatchObject({ dueOn: '2026-03-01' });
});

test('an extension for a place is for those that were in it when they were due, and not for who comes later', async () => {
  await extendedOn('2026-01-15', SOUTH, '2026-03-15');
  await extendedOn('2026-01-15', north, '2027-12-31');
  const before = await dueEverywhere(SOUTH);
  expect(before).toMatchObject({ dueOn: '2026-03-15', timeliness: 'OVERDUE' });
  await changeAgency('moveAgency', { jurisdiction: north, effectiveOn: '2026-06-01' });
  expect(await dueEverywhere(north)).toEqual(before);
});

test('what a place was promised stays with an agency that leaves it before the day; what its new place opens is open to it', async () => {
  await setRule('DEPARTMENT', '2026-01-31', true);
  await extendedOn('2026-01-10', SOUTH, '2026-03-15');
  await changeAgency('moveAgency', { jurisdiction: north, effectiveOn: '2026-01-20' });
  expect(await dueEverywhere(north)).toMatchObject({ dueOn: '2026-03-15', isLocked: true });
  await changeAgency('moveAgency', { jurisdiction: SOUTH, effectiveOn: '2026-06-01' });
  const { extendDeadline } = await hub.ask(
    'mutation ($input: ExtensionInput!) { extendDeadline(input: $input) { accepted findings { code } } }',
    { input: { year: 2025, scope: { jurisdiction: SOUTH }, dueOn: '2027-12-31', reason: '重新开放' } },
    person(Role.DISTRICT_OFFICER, { path: '100000/410000/410300/410303/' }),
  );
  expect([extendDeadline.accepted, codesFound(extendDeadline)]).toEqual([true, ['deadline.someOnly']]);
  expect(await dueEverywhere(SOUTH)).toMatchObject({
    dueOn: '2026-03-15',
    openUntil: '2027-12-31',
    isLocked: false,
  });
});

test('what is missing is due by the rules of its kind and year', async () => {
  const { now } = await hub.ask(
    '{ now: rollup(years: [2024, 2025], filter: { jurisdiction: "410303" }) { coverage { missing { nodes { year dueOn agency { code deadline(year: 2025) { dueOn } } } } } } }',
  );
  expect(now.coverage.missing.nodes.length).toBeGreaterThan(1);
  for (const { year, dueOn, agency: owing } of now.coverage.missing.nodes)
    expect([owing.code, dueOn]).toEqual([owing.code, `${year + 1}-01-31`]);
  await setRule('DEPARTMENT', '2026-02-10');
  expect(await dueEverywhere(SOUTH)).toMatchObject({ dueOn: '2026-02-10' });
  await extendedOn('2026-02-01', SOUTH, '2026-02-20');
  expect(await dueEverywhere(SOUTH)).toMatchObject({ dueOn: '2026-02-20' });
});

test('the deadlines of all years of an agency are read by one statement', async () => {
  const FIELDS = (years: readonly number[]) =>
    years.map((year) => `y${year}: deadline(year: ${year}) { dueOn }`).join(' ');
  const statementsFor = async (years: readonly number[]) => {
    await hub.ask(`query ($code: ID!) { agency(code: $code) { ${FIELDS(years)} } }`, { code: agency });
    return hub.statements.length;
  };
  expect(await statementsFor([2019, 2020, 2021, 2022, 2023, 2024, 2025])).toBe(await statementsFor([2025]));
});
