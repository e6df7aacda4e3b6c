import { verifySums } from '../../../src/rollup/materialized/verifySums';
import { globalId } from '../../../src/shared/graphql/node';
import { type Actor } from '../../../src/shared/request/permissions';
import { type Answer, nodesOf } from '../../support/answers';
import { createTestHub, type TestHub } from '../../support/testHub';
import { addCounty, changeTree, codesFound as codes, undoChange } from '../../support/treeChanges';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());
afterEach(async () => {
  expect((await verifySums(hub.database)).faults).toEqual([]);
});

const run = (name: string, input: object, preview = false, actor?: Actor): Promise<Answer> =>
  changeTree(hub, name, input, preview, actor);
const undo = (id: string, preview = false, actor?: Actor): Promise<Answer> =>
  undoChange(hub, id, preview, actor);

const QUESTION = `(years: [2023, 2024], filter: { jurisdiction: $place }, asOf: $asOf) {
  byYear: groups(by: [YEAR]) { edges { node { key coverage { expected included } requests { received { total } } } } }
  byChild: groups(by: [CHILD]) { edges { node { key jurisdiction { name } coverage { included } } } }
  byAgency: groups(by: [AGENCY]) { edges { node { key agency { name jurisdiction { code name } } } } } }`;
/** Everything a roll-up says of a place. */
const sums = async (place: string, asOf?: string): Promise<Answer> =>
  (await hub.ask(`query ($place: ID!, $asOf: DateTime) { rollup${QUESTION} }`, { place, asOf })).rollup;
const included = async (place: string) =>
  nodesOf<Answer>((await sums(place)).byYear).map(({ coverage }) => coverage.included);
const parts = (name: string, more = {}) => ({ name, effectiveOn: '2024-07-01', ...more });

test('撤县设区: a county becomes a district with its towns and agencies; sums go by year, the total stays, asOf is stable', async () => {
  const { county, town, bureau } = await addCounty(hub);
  await hub.ask(
    'mutation ($input: RenameAgencyInput!) { renameAgency(input: $input) { findings { code } } }',
    { input: { agency: bureau, name: `丰${county}县教育局`, effectiveOn: '2015-01-01', confirm: true } },
  );
  const [nation, city, before] = [await sums('100000'), await sums('410300'), await sums(county)];
  const instant = new Date().toISOString();
  const code = '410390';
  const input = { place: county, code, ...parts('丰区') };
  const preview = await run('convertJurisdiction', input, true);
  expect(preview).toMatchObject({ jurisdiction: null, treeChange: null, findings: [] });
  expect(preview.effect).toMatchObject({ agencies: 2, places: 4, reports: 2, totalsEqual: true });
  const sumIn = (place: string, year: number) =>
    preview.effect.sums.find((sum: Answer) => sum.placeCode === place && sum.year === year);
  const empty = { expected: 0, included: 0, requestsReceived: 0 };
  expect(sumIn(county, 2024)).toMatchObject({ before: { included: 2 }, after: empty });
  expect(sumIn(code, 2024)).toMatchObject({ before: empty, after: { included: 2 } });
  expect(sumIn('100000', 2024).after).toEqual(sumIn('100000', 2024).before);
  expect(await sums('410300')).toEqual(city);

  const done = await run('convertJurisdiction', input);
  expect(done.jurisdiction).toMatchObject({
    code,
    name: '丰区',
    level: 'COUNTY',
    validFrom: '2024-07-01',
    predecessors: [{ kind: 'CONVERSION', place: { code: county } }],
  });
  expect(done.treeChange).toMatchObject({ kind: 'CONVERT_PLACE', agencyCount: 2, placeCount: 4 });
  expect([await included(county), await included(code)]).toEqual([
    [2, 0],
    [0, 2],
  ]);
  expect([await included(town), await included('410390001')]).toEqual([
    [1, 0],
    [0, 1],
  ]);
  const total = ({ byYear }: Answer) => byYear;
  expect(total(await sums('100000'))).toEqual(total(nation));
  expect(total(await sums('410300'))).toEqual(total(city));
  const { agency } = await hub.ask(
    `{ agency(code: "${bureau}") { name jurisdiction { code } formerNames { name } } }`,
  );
  expect(agency).toMatchObject({
    name: '丰区教育局',
    jurisdiction: { code },
    formerNames: [{ name: `丰${county}县教育局` }],
  });
  expect([await sums('100000', instant), await sums(county, instant)]).toEqual([nation, before]);
  const { jurisdiction } = await hub.ask(
    `{ jurisdiction(code: "${county}") { validTo successors { kind place { code } } } }`,
  );
  expect(jurisdiction).toEqual({
    validTo: '2024-07-01',
    successors: [{ kind: 'CONVERSION', place: { code } }],
  });
  expect(codes(await run('closeJurisdiction', { place: county, effectiveOn: '2025-01-01' }))).toEqual([
    'jurisdiction.ended',
  ]);

  expect((await undo(done.treeChange.id)).treeChange).toMatchObject({
    undoneAt: expect.any(String),
    undoableUntil: null,
  });
  expect([await sums('100000'), await sums(county)]).toEqual([nation, before]);
  expect((await hub.ask(`{ jurisdiction(code: "${code}") { code } }`)).jurisdiction).toBeNull();
  expect(codes(await undo(done.treeChange.id))).toEqual(['tree.undone']);
  // The code is free again, also below another place.
  expect(
    codes(
      await run('addJurisdiction', { code, name: '别区', level: 'COUNTY', parent: '410000', confirm: true }),
    ),
  ).toEqual([]);
});

test('a place is renamed under its code; answers as of an instant before have the name of then', async () => {
  const { county, bureau } = await addCounty(hub);
  const before = await sums('410300');
  const instant = new Date().toISOString();
  const renamed = await run('renameJurisdiction', {
    place: globalId({
      nodeType: 'Jurisdiction',
      key: (await hub.database.query('select id from jurisdiction where code = $1', [county]))[0].id,
    }),
    ...parts('新名县'),
  });
  expect(renamed.jurisdiction).toMatchObject({
    code: county,
    name: '新名县',
    formerNames: [{ name: `丰${county}县`, validTo: '2024-07-01' }],
  });
  expect(await sums('410300', instant)).toEqual(before);
  const child = (await sums('410300')).byChild.edges.find(({ node }: Answer) => node.key === county);
  expect(child.node.jurisdiction.name).toBe('新名县');
  const corrected = await run('correctJurisdiction', { place: county, name: '新铭县' });
  expect(corrected.jurisdiction).toMatchObject({ name: '新铭县', formerNames: [{ name: `丰${county}县` }] });
  expect(
    codes(await run('renameJurisdiction', { place: county, ...parts(' '), effectiveOn: '2099-01-01' })),
  ).toEqual(['jurisdiction.ahead', 'text.empty']);
  for (const name of ['renameJurisdiction', 'correctJurisdiction'])
    expect(
      codes(
        await run(name, {
          place: county,
          name: ' 新铭县 ',
          ...(name === 'renameJurisdiction' ? { effectiveOn: '2024-07-01' } : {}),
        }),
      ),
    ).toEqual(['jurisdiction.nameUnchanged']);
  const inEnglish = { place: county, ...parts('新铭县'), nameEn: 'Xinming' };
  expect(codes(await run('renameJurisdiction', inEnglish, true))).toEqual([]);
  expect(codes(await undo(renamed.treeChange.id))).toEqual(['tree.builtUpon']);
  await undo(corrected.treeChange.id);
  expect(codes(await undo(renamed.treeChange.id))).toEqual([]);
  expect(
    (await hub.ask(`{ agency(code: "${bureau}") { jurisdiction { name } } }`)).agency.jurisdiction.name,
  ).toBe(`丰${county}县`);
});

test('a place is moved below another, under another code', async () => {
  const { county } = await addCounty(hub);
  const nation = (await sums('100000')).byYear;
  const [from, to] = [await included('410300'), await included('321300')];
  expect(
    codes(
      await run('moveJurisdiction', {
        place: county,
        parent: county,
        code: '321390',
        effectiveOn: '2024-01-01',
      }),
    ),
  ).toContain('jurisdiction.self');
  expect(
    codes(
      await run('moveJurisdiction', {
        place: county,
        parent: '321300',
        code: county,
        effectiveOn: '2024-01-01',
      }),
    ),
  ).toContain('jurisdiction.exists');
  const moved = await run('moveJurisdiction', {
    place: county,
    parent: '321300',
    code: '321390',
    effectiveOn: '2024-01-01',
  });
  expect(moved.jurisdiction).toMatchObject({
    code: '321390',
    parent: { code: '321300' },
    predecessors: [{ kind: 'MOVE' }],
  });
  expect([await included('410300'), await included('321300')]).toEqual([
    [from[0], from[1] - 2],
    [to[0], to[1] + 2],
  ]);
  expect((await sums('100000')).byYear).toEqual(nation);
});

test('places are merged: agencies are in the successor, towns below it; namesakes are warned about', async () => {
  const [one, two] = [await addCounty(hub), await addCounty(hub)];
  for (const { bureau } of [one, two])
    await hub.ask(
      'mutation ($input: RenameAgencyInput!) { renameAgency(input: $input) { findings { code } } }',
      {
        input: { agency: bureau, name: '水利局', effectiveOn: '2015-01-01', confirm: true },
      },
    );
  const input = { predecessors: [one.county], successor: two.county, effectiveOn: '2024-01-01' };
  // Both have a town 001.
  expect((await run('mergeJurisdictions', input)).findings).toMatchObject([
    { code: 'jurisdiction.exists', path: 'input.codes', actual: `${two.county}001` },
  ]);
  const coded = { ...input, codes: [{ place: one.town, code: `${two.county}002` }] };
  expect((await run('mergeJurisdictions', coded)).findings).toMatchObject([
    { code: 'agency.sameName', severity: 'WARNING' },
  ]);
  const preview = await run('mergeJurisdictions', coded, true);
  expect([codes(preview), preview.effect.totalsEqual]).toEqual([['agency.sameName'], true]);
  const merged = await run('mergeJurisdictions', { ...coded, confirm: true });
  expect(merged.jurisdiction.predecessors).toEqual([{ kind: 'MERGE', place: { code: one.county } }]);
  expect([await included(one.county), await included(two.county)]).toEqual([
    [2, 0],
    [2, 4],
  ]);
});

test('a place is split, and closed when nothing is left in it', async () => {
  const { county, town, bureau, office } = await addCounty(hub);
  const part = { code: '410391', name: '东区', agencies: [bureau], children: [town] };
  const input = { place: county, into: [part], effectiveOn: '2024-01-01', closes: true };
  expect(
    (await run('splitJurisdiction', { ...input, into: [{ ...part, agencies: [office] }] })).findings,
  ).toMatchObject([
    { code: 'agency.elsewhere', path: 'input.into.0.agencies', actual: office },
    { code: 'jurisdiction.notEmpty', actual: expect.stringContaining(bureau) },
  ]);
  expect(codes(await run('closeJurisdiction', { place: county, effectiveOn: '2024-01-01' }))).toEqual([
    'jurisdiction.notEmpty',
  ]);
  const split = await run('splitJurisdiction', input);
  expect(split).toMatchObject({
    jurisdiction: { validTo: '2024-01-01', successors: [{ kind: 'SPLIT', place: { code: '410391' } }] },
    findings: [],
  });
  expect([await included(county), await included('410391'), await included('410391001')]).toEqual([
    [2, 0],
    [0, 2],
    [0, 1],
  ]);
});

test('a change of the name of a place says which agencies are still named after its former one', async () => {
  const { county, town, bureau, office } = await addCounty(hub);
  const [{ name: former }] = await hub.database.query('select name from jurisdiction where code = $1', [
    county,
  ]);
  for (const [agency, name] of [
    [bureau, `${former}人民政府`],
    [office, `${former}一镇人民政府`],
  ])
    await hub.ask(
      'mutation ($input: RenameAgencyInput!) { renameAgency(input: $input) { findings { code } } }',
      { input: { agency, name, effectiveOn: '2015-01-01', confirm: true } },
    );
  const keeping = async (change: string, input: object, preview: boolean): Promise<string[]> => {
    const type = `${change[0].toUpperCase()}${change.slice(1)}Input`;
    const { payload } = await hub.ask(
      `mutation ($input: ${type}!, $preview: Boolean!) { payload: ${change}(input: $input, preview: $preview) { agenciesKeepingName { code } findings { code } } }`,
      { input, preview },
    );
    expect(payload.findings).toEqual([]);
    return payload.agenciesKeepingName.map(({ code }: Answer) => code);
  };
  const both = [bureau, office].sort();
  const renaming = { place: county, name: `${former}新区`, effectiveOn: '2024-07-01' };
  // The new name begins with the former one: who follows is not named.
  expect(await keeping('renameJurisdiction', { ...renaming, renameAgencies: true }, true)).toEqual([]);
  expect(await keeping('renameJurisdiction', { ...renaming, name: '乙区' }, true)).toEqual(both);
  expect(
    await keeping(
      'convertJurisdiction',
      { ...renaming, name: '乙区', code: '410395', renameAgencies: false },
      true,
    ),
  ).toEqual(both);
  expect(await keeping('correctJurisdiction', { place: county, name: '乙区' }, true)).toEqual(both);
  expect(
    await keeping('renameJurisdiction', { place: town, name: '乙镇', effectiveOn: '2024-07-01' }, true),
  ).toEqual([]);
  expect(await keeping('renameJurisdiction', { ...renaming, name: '乙区' }, false)).toEqual(both);
});
