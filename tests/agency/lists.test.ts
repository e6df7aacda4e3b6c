import { JurisdictionLevel } from '../../src/agency/agencyTypes';
import { addJurisdiction } from '../../src/agency/change/addPlace';
import { nodesOf, type Page } from '../support/answers';
import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
let invented: string;
let real: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  await addJurisdiction(hub.database, {
    code: '990000',
    name: '演示省',
    nameEn: 'Demonstration',
    level: JurisdictionLevel.PROVINCE,
    demonstration: true,
  });
  invented = await addTestAgency(hub, '990000', 'invented');
  real = await addTestAgency(hub, '410303', 'real');
  for (const agency of [invented, real])
    await sendReport(hub, 'recordPublishedReport', { ...completeReport(agency), source: 'test' });
});
afterAll(() => hub.drop());

const codesOf = (page: Page<{ readonly code: string }>) => nodesOf(page).map(({ code }) => code);
const agencies = async (filter: string) => {
  const { agencies: page } = await hub.ask(
    `{ agencies(first: 100, filter: { ${filter} }) { totalCount demonstrationLeftOut edges { node { code } } } }`,
  );
  return { leftOut: page.demonstrationLeftOut, codes: codesOf(page), total: page.totalCount };
};

test('demonstration data is in no sum and no list of what names no place, and the answer says so', async () => {
  const sum = async (filter: string) => {
    const { rollup } = await hub.ask(
      `{ rollup(years: [2025], filter: { ${filter} }) { coverage { included demonstrationLeftOut missing { totalCount } } total { requests { received { total } } indicators { value } }
           byChild: groups(by: [CHILD]) { edges { node { key } } } byAgency: groups(by: [AGENCY], first: 100) { totalCount } byLevel: groups(by: [LEVEL]) { edges { node { key } } } } }`,
    );
    return rollup;
  };
  const [without, all, demonstration] = [
    await sum(''),
    await sum('demonstration: INCLUDE'),
    await sum('jurisdiction: "990000"'),
  ];
  expect([without, all, demonstration].map(({ coverage }) => coverage.demonstrationLeftOut)).toEqual([
    true,
    false,
    false,
  ]);
  expect(demonstration.coverage.included).toBe(1);
  expect(without.coverage.included + 1).toBe(all.coverage.included);
  expect(without.byAgency.totalCount + 1).toBe(all.byAgency.totalCount);
  const places = (rollup: typeof all) =>
    rollup.byChild.edges.map(({ node }: { node: { key: string } }) => node.key);
  expect(places(all)).toContain('990000');
  expect(places(without)).not.toContain('990000');
  expect((await sum(`agencies: ["${invented}"]`)).coverage).toMatchObject({
    included: 1,
    demonstrationLeftOut: false,
  });
  expect((await sum(`agencies: ["${invented}", "${real}"]`)).coverage).toMatchObject({
    included: 1,
    demonstrationLeftOut: true,
  });
  const { jurisdictions, every, reports, shown } = await hub.ask(
    `{ jurisdictions(first: 100) { demonstrationLeftOut edges { node { code } } } every: jurisdictions(first: 100, filter: { demonstration: INCLUDE }) { edges { node { code } } }
       reports(first: 100) { demonstrationLeftOut totalCount edges { node { agency { code } } } } shown: reports(filter: { agency: "${invented}" }) { totalCount demonstrationLeftOut } }`,
  );
  expect(codesOf(jurisdictions)).not.toContain('990000');
  expect(codesOf(every)).toEqual(expect.arrayContaining(['990000', ...codesOf(jurisdictions)]));
  expect(
    nodesOf(reports as Page<{ agency: { code: string } }>).map(({ agency }) => agency.code),
  ).not.toContain(invented);
  expect([jurisdictions.demonstrationLeftOut, reports.demonstrationLeftOut]).toEqual([true, true]);
  expect(shown).toEqual({ totalCount: 1, demonstrationLeftOut: false });
});

test('agencies are filtered by year, place, kind, level, name and supervisor; places by name and level', async () => {
  expect((await agencies('')).codes).not.toContain(invented);
  expect(await agencies('jurisdiction: "990000"')).toEqual({ leftOut: false, codes: [invented], total: 1 });
  expect((await agencies('year: 2014, jurisdiction: "410303"')).codes).not.toContain(real);
  expect((await agencies('year: 2015, jurisdiction: "410303"')).codes).toContain(real);
  expect((await agencies('on: "2014-12-31", jurisdiction: "410303"')).codes).not.toContain(real);
  expect((await agencies('on: "2015-01-01", jurisdiction: "410303"')).codes).toContain(real);
  await expect(agencies('on: "2015-01-01", year: 2015')).rejects.toThrow('together');
  expect((await agencies('levels: [PROVINCE], demonstration: INCLUDE')).codes).toContain(invented);
  expect((await agencies('levels: [PROVINCE], kinds: [TOWNSHIP_OR_STREET]')).codes).toEqual([]);
  await hub.database.query(
    `update agency_version set supervising_agency_id = (select id from agency where code = $1)
      where agency_id = (select id from agency where code = $2)`,
    ['410303-001', real],
  );
  expect((await agencies('supervisingAgency: "410303-001"')).codes).toEqual([real]);
  await expect(agencies('supervisingAgency: "410303-01"')).rejects.toThrow('410303-001');
  const places = async (filter: string) =>
    codesOf(
      (await hub.ask(`{ jurisdictions(first: 100, filter: { ${filter} }) { edges { node { code } } } }`))
        .jurisdictions,
    );
  expect(await places('jurisdiction: "990000"')).toEqual(['990000']);
  expect(await places('name: "demonstr", demonstration: INCLUDE')).toEqual(['990000']);
  expect(await places('name: "100%"')).toEqual([]);
  expect(await places('levels: [COUNTY]')).toContain('410303');
});

test('what is typed is part of a name or the beginning of a code', async () => {
  const places = async (filter: string) =>
    codesOf(
      (await hub.ask(`{ jurisdictions(filter: { ${filter} }) { edges { node { code } } } }`)).jurisdictions,
    );
  const all = 'demonstration: INCLUDE';
  expect(await places(`nameOrCode: "990000", ${all}`)).toEqual(['990000']);
  expect(await places(`nameOrCode: "990", ${all}`)).toEqual(['990000']);
  expect(await places(`nameOrCode: "演示", ${all}`)).toEqual(['990000']);
  expect(await places(`nameOrCode: "9000", ${all}`)).toEqual([]);
  expect(await places('nameOrCode: "99%"')).toEqual([]);
  // Found by a name that a place bore, and not by one that was only corrected.
  await hub.database.query(
    `insert into jurisdiction_former_name (jurisdiction_id, name, name_en, valid_to)
     select id, n.name, n.name_en, n.valid_to from jurisdiction, (values ('旧称县', 'Olden', date '2020-01-01'), ('误写县', null, null)) n(name, name_en, valid_to) where code = '990000'`,
  );
  for (const filter of ['name: "旧称"', 'name: "olden"', 'nameOrCode: "称县"'])
    expect(await places(`${filter}, ${all}`)).toEqual(['990000']);
  expect(await places(`nameOrCode: "误写", ${all}`)).toEqual([]);
  const { agency } = await hub.ask(`{ agency(code: "${real}") { name } }`);
  for (const typed of [real, real.slice(0, -1), agency.name])
    expect((await agencies(`nameOrCode: "${typed}"`)).codes).toContain(real);
  expect((await agencies(`nameOrCode: "${real}", year: 2025`)).codes).toEqual([real]);
  expect((await agencies('nameOrCode: "no such agency"')).codes).toEqual([]);
});

test('reports are filtered by state, deadline, finding and change', async () => {
  const count = async (filter: string) =>
    (await hub.ask(`{ reports(filter: { jurisdiction: "410303", ${filter} }) { totalCount } }`)).reports
      .totalCount;
  const all = await count('scopes: [OWN]');
  expect(await count('states: [PUBLISHED]')).toBe(all);
  expect(await count('states: [DRAFT, WITHDRAWN]')).toBe(0);
  expect((await count('deadlinePassed: true')) + (await count('deadlinePassed: false'))).toBe(all);
  expect(await count('finding: { severity: ERROR }')).toBe(await count('withErrors: true'));
  const { reports } = await hub.ask(
    '{ reports(first: 100, filter: { jurisdiction: "410303" }) { edges { node { findings { code } } } } }',
  );
  const found = nodesOf(reports as Page<{ findings: { code: string }[] }>);
  const code = found.flatMap(({ findings }) => findings)[0].code;
  expect(await count(`finding: { code: "${code}" }`)).toBe(
    found.filter(({ findings }) => findings.some((one) => one.code === code)).length,
  );
  await expect(count('finding: { code: "requests.balanc" }')).rejects.toThrow('requests.');
  expect(await count('changedSince: "2100-01-01T00:00:00Z"')).toBe(0);
  expect(await count('changedSince: "2000-01-01T00:00:00Z"')).toBe(all);
});
