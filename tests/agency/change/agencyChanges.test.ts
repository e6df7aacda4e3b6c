import { globalId } from '../../../src/shared/graphql/node';
import type { Answer } from '../../support/answers';
import { addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const SHOWN =
  'agency { code name kind validFrom validTo jurisdiction { code } formerNames { name } successors { kind effectiveOn agency { code name } } }';
/** Runs a change of an agency: its payload. */
const run = async (name: string, input: object): Promise<Answer> => {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { payload: ${name}(input: $input) { ${SHOWN} findings { code path severity actual } } }`;
  return (await hub.ask(document, { input })).payload;
};
const codes = ({ findings }: Answer) => findings.map(({ code }: Answer) => code);
const record = async (agency: string, year: number) => {
  const input = { ...completeReport(agency), year, source: '测试' };
  expect((await sendReport(hub, 'recordPublishedReport', input)).accepted).toBe(true);
};
const keyOf = async (code: string) =>
  (await hub.database.query('select id from agency where code = $1', [code]))[0].id;
/** How many reports of a year are in the sum of a place. */
const included = async (jurisdiction: string, year: number, asOf?: string) =>
  (
    await hub.ask(
      `query ($asOf: DateTime) { rollup(years: [${year}], filter: { jurisdiction: "${jurisdiction}" }, asOf: $asOf) { coverage { included expected } } }`,
      { asOf },
    )
  ).rollup.coverage;

test('an agency is split: the new ones succeed it from that day, and it goes on or ends', async () => {
  const agency = await addTestAgency(hub);
  const part = (code: string, name: string) => ({ code: `${agency}-${code}`, name, kind: 'DEPARTMENT' });
  const input = {
    agency: globalId({ nodeType: 'Agency', key: await keyOf(agency) }),
    into: [part('a', '甲分局'), part('b', '乙分局')],
    effectiveOn: '2024-03-01',
  };
  const split = await run('splitAgency', input);
  expect(split).toMatchObject({
    agency: {
      validTo: null,
      successors: [
        { kind: 'SPLIT', effectiveOn: '2024-03-01', agency: { name: '甲分局' } },
        { kind: 'SPLIT', agency: { name: '乙分局' } },
      ],
    },
    findings: [],
  });
  expect(await run('splitAgency', input)).toMatchObject({
    agency: null,
    findings: [
      { code: 'agency.exists', path: 'input.into.0.code' },
      { code: 'agency.exists', path: 'input.into.1.code' },
    ],
  });
  await record(agency, 2025);
  const end = {
    agency,
    into: [part('c', '丙分局'), part('c', '丁分局')],
    effectiveOn: '2025-05-01',
    closes: true,
  };
  expect((await run('splitAgency', end)).findings).toMatchObject([
    { code: 'agency.exists', path: 'input.into.1.code' },
  ]);
  const [first] = end.into;
  expect(codes(await run('splitAgency', { ...end, into: [first] }))).toEqual(['agency.orphans']);
  expect((await run('splitAgency', { ...end, into: [first], confirm: true })).agency.validTo).toBe(
    '2025-05-01',
  );
});

test('an agency is moved: reports of earlier years stay in the place of then, and asOf an instant before shows it where it was', async () => {
  const agency = await addTestAgency(hub);
  await record(agency, 2023);
  await record(agency, 2024);
  const before = { there: await included('320813', 2024), here: await included('410303', 2024) };
  const instant = new Date().toISOString();
  const moved = await run('moveAgency', { agency, jurisdiction: '320813', effectiveOn: '2024-07-01' });
  expect(moved).toMatchObject({ agency: { jurisdiction: { code: '320813' } }, findings: [] });
  expect(await included('320813', 2024)).toEqual({
    included: before.there.included + 1,
    expected: before.there.expected + 1,
  });
  expect((await included('410303', 2024)).included).toBe(before.here.included - 1);
  expect(await included('410303', 2024, instant)).toEqual(before.here);
  expect(
    codes(await run('moveAgency', { agency, jurisdiction: '999999', effectiveOn: '2020-01-01' })),
  ).toEqual(['agency.date', 'reference.unknown']);
});

test('an agency changes in kind from a day on', async () => {
  const agency = await addTestAgency(hub);
  const changed = await run('changeAgencyKind', { agency, kind: 'INSTITUTION', effectiveOn: '2025-01-01' });
  expect(changed.agency.kind).toBe('INSTITUTION');
  const countKind = async (year: number) =>
    (
      await hub.ask(
        `{ rollup(years: [${year}], filter: { agencies: ["${agency}"], kinds: [INSTITUTION] }) { coverage { expected } } }`,
      )
    ).rollup.coverage.expected;
  expect([await countKind(2024), await countKind(2025)]).toEqual([0, 1]);
});

test('an agency is not renamed to the name that it has; another name in English alone is a change', async () => {
  const agency = await addTestAgency(hub);
  const { name } = (await hub.ask(`{ agency(code: "${agency}") { name } }`)).agency;
  const rename = (more: object) =>
    run('renameAgency', { agency, name: ` ${name}`, effectiveOn: '2024-01-01', ...more });
  for (const more of [{}, { nameEn: null }, { nameEn: ' ' }, { confirm: true }])
    expect((await rename(more)).findings).toMatchObject([
      { code: 'agency.nameUnchanged', path: 'input.name' },
    ]);
  expect(codes(await rename({ nameEn: 'Bureau' }))).toEqual([]);
});

describe('a mistake is corrected in place', () => {
  test('in a name, for as long as it was borne, also where other things changed meanwhile', async () => {
    const agency = await addTestAgency(hub);
    await run('renameAgency', { agency, name: '水雾局', effectiveOn: '2020-01-01' });
    await run('moveAgency', { agency, jurisdiction: '320813', effectiveOn: '2022-01-01' });
    await record(agency, 2021);
    expect(codes(await run('correctAgency', { agency, name: '水务局' }))).toEqual(['agency.renames']);
    const corrected = await run('correctAgency', { agency, name: '水务局', confirm: true });
    expect(corrected.agency).toMatchObject({
      name: '水务局',
      formerNames: [{ name: expect.stringContaining('测试') }],
    });
    const { report } = await hub.ask(
      `{ report(agency: "${agency}", year: 2021) { agency { formerNames { name } } } }`,
    );
    expect(report.agency.formerNames).toHaveLength(1);
  });

  test('in dates: the first day, the day of a change and the end', async () => {
    const agency = await addTestAgency(hub);
    await run('renameAgency', { agency, name: `${agency}改名局`, effectiveOn: '2020-06-01' });
    expect(
      (await run('correctAgency', { agency, stateOn: '2016-01-01', validFrom: '2014-05-01' })).agency
        .validFrom,
    ).toBe('2014-05-01');
    const moved = await run('correctAgency', { agency, validFrom: '2019-06-01' });
    expect(moved.findings).toEqual([]);
    const { agency: read } = await hub.ask(`{ agency(code: "${agency}") { formerNames { validTo } } }`);
    expect(read.formerNames).toEqual([{ validTo: '2019-06-01' }]);
    expect(codes(await run('correctAgency', { agency, validFrom: '2013-06-01' }))).toEqual(['agency.date']);
    expect(
      codes(await run('correctAgency', { agency, stateOn: '2016-01-01', validTo: '2018-01-01' })),
    ).toEqual(['agency.date']);
    await run('closeAgency', { agency, effectiveOn: '2024-01-01' });
    expect((await run('correctAgency', { agency, validTo: '2023-01-01' })).agency.validTo).toBe('2023-01-01');
    expect((await run('correctAgency', { agency, validTo: null })).agency.validTo).toBeNull();
    expect(codes(await run('correctAgency', { agency }))).toEqual(['correction.empty']);
  });

  test('the day of a merger with the end of the agency, but not the end of one that was split', async () => {
    const [one, two] = [await addTestAgency(hub), await addTestAgency(hub)];
    await run('mergeAgencies', { predecessors: [one], successor: two, effectiveOn: '2024-01-01' });
    expect(codes(await run('correctAgency', { agency: one, validTo: null }))).toEqual(['agency.successor']);
    expect((await run('correctAgency', { agency: one, validTo: '2024-02-01' })).agency).toMatchObject({
      validTo: '2024-02-01',
      successors: [{ effectiveOn: '2024-02-01' }],
    });
    expect(codes(await run('correctAgency', { agency: two, validTo: '2023-02-01' }))).toEqual([
      'agency.successor',
    ]);
    expect(
      codes(await run('correctAgency', { agency: two, stateOn: '2016-01-01', validFrom: '2025-02-01' })),
    ).toEqual(['agency.successor']);
  });
});

test('two agencies of one name in one place are warned about, however it comes to that', async () => {
  const add = (code: string, more: object = {}) =>
    run('addAgency', {
      code,
      name: '同名局',
      kind: 'DEPARTMENT',
      jurisdiction: '410303',
      validFrom: '2020-01-01',
      ...more,
    });
  expect(codes(await add('same-1'))).toEqual([]);
  expect((await add('same-2')).findings).toMatchObject([
    { code: 'agency.sameName', path: 'input.name', severity: 'WARNING', actual: 'same-1' },
  ]);
  expect(codes(await add('same-2', { confirm: true }))).toEqual([]);
  expect(codes(await add('same-3', { jurisdiction: '320813' }))).toEqual([]);
  const effectiveOn = '2024-01-01';
  expect(codes(await run('moveAgency', { agency: 'same-3', jurisdiction: '410303', effectiveOn }))).toEqual([
    'agency.sameName',
  ]);
  const other = await addTestAgency(hub);
  expect(codes(await run('renameAgency', { agency: other, name: '同名局', effectiveOn }))).toEqual([
    'agency.sameName',
  ]);
  expect(codes(await run('correctAgency', { agency: other, name: '同名局' }))).toEqual(['agency.sameName']);
  const part = { code: 'same-4', name: '同名局', kind: 'DEPARTMENT' };
  expect((await run('splitAgency', { agency: other, into: [part], effectiveOn })).findings).toMatchObject([
    { code: 'agency.sameName', path: 'input.into.0.name' },
  ]);
  for (const agency of ['same-1', 'same-2']) await run('closeAgency', { agency, effectiveOn: '2023-01-01' });
  expect(codes(await add('same-5', { validFrom: '2024-01-01' }))).toEqual([]);
});
