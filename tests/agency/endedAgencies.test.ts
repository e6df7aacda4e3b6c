import { isVersionNow } from '../../src/agency/treeSql';
import { nodesOf, type Page } from '../support/answers';
import { addTestAgency } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

const DAY = '2025-06-01';

let hub: TestHub;
let ended: string;
let coming: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  ended = await addTestAgency(hub);
  coming = await addTestAgency(hub);
  await hub.ask('mutation ($input: CloseAgencyInput!) { closeAgency(input: $input) { findings { code } } }', {
    input: { agency: ended, effectiveOn: DAY },
  });
  await hub.database.query(
    `update agency_version set valid_from = '2099-01-01' where agency_id = (select id from agency where code = $1)`,
    [coming],
  );
});
afterAll(() => hub.drop());

const found = async (filter: string) => {
  const { agencies } = await hub.ask(
    `{ agencies(first: 100, filter: { ${filter} }) { totalCount edges { node { code validTo } } } }`,
  );
  return nodesOf(agencies as Page<{ code: string; validTo: string | null }>);
};

test('agencies that have ended are found by code and name where they are wanted, with their last days', async () => {
  const { agency } = await hub.ask(`{ agency(code: "${ended}") { name } }`);
  for (const typed of [ended, agency.name]) {
    expect(await found(`nameOrCode: "${typed}"`)).not.toContainEqual({ code: ended, validTo: DAY });
    expect(await found(`nameOrCode: "${typed}", includeEnded: true`)).toContainEqual({
      code: ended,
      validTo: DAY,
    });
  }
});

test('all that ever began are listed once each, those that are to come not', async () => {
  const place = 'jurisdiction: "410303"';
  const [now, ever] = [await found(place), await found(`${place}, includeEnded: true`)];
  const codes = ever.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toEqual(expect.arrayContaining([...now.map(({ code }) => code), ended]));
  expect(codes).not.toContain(coming);
});

test('what all agencies are today, as a set, is what each is by itself', async () => {
  const several = await addTestAgency(hub);
  // One that was renamed before, and will be again.
  await hub.database.query(
    `update agency_version set valid_to = '2020-01-01' where agency_id = (select id from agency where code = $1)`,
    [several],
  );
  for (const [from, to] of [
    ['2020-01-01', '2098-01-01'],
    ['2098-01-01', null],
  ])
    await hub.database.query(
      `insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from, valid_to)
       select agency_id, name || $2, kind, jurisdiction_id, $2::date, $3::date from agency_version v join agency a on a.id = v.agency_id
        where a.code = $1 order by v.valid_from limit 1`,
      [several, from, to],
    );
  const [{ differing, all }] = await hub.database.query(
    `select count(*)::int as all, (count(*) filter (where v.id is distinct from (select n.id from agency_now(a.id) n)))::int as differing
       from agency a left join agency_version v on v.agency_id = a.id and ${isVersionNow('v')}`,
  );
  expect([differing, all]).toEqual([0, (await hub.database.query('select 1 from agency')).length]);
});

test('only of the agencies on a page it is asked what they are today, however many there are', async () => {
  for (const filter of [
    'nameOrCode: "局"',
    'nameOrCode: "局", includeEnded: true',
    'nameOrCode: "局", year: 2025',
  ]) {
    await hub.ask(`{ agencies(first: 2, filter: { ${filter} }) { totalCount nodes { code } } }`);
    const asking = hub.statements.filter((sql) => sql.includes('agency_now('));
    expect(asking).toHaveLength(1);
    expect(asking[0]).toMatch(/"?a"?\."?id"? = any\(/i);
  }
});

test('they are not looked for together with a year or a day', async () => {
  for (const time of ['year: 2025', `on: "${DAY}"`])
    await expect(found(`${time}, includeEnded: true`)).rejects.toThrow('ended');
});

test('the names that many reports bear are read by one statement', async () => {
  const names = '{ reports(first: 20) { nodes { year agencyInYear { name nameEn } } } }';
  const begun = hub.statements.length;
  const { reports } = await hub.ask(names);
  const read = hub.statements.slice(begun).filter((sql) => sql.includes('home_from'));
  expect(reports.nodes.length).toBeGreaterThan(2);
  expect(read).toHaveLength(1);
});
