import { verifySums } from '../../../src/rollup/materialized/verifySums';
import { type Actor, Role } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { completeReport, sendReport } from '../../support/reports';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';
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

test('roles at a place hold where it goes on; who has none there changes nothing', async () => {
  const { county } = await addCounty(hub);
  const person = (path: string): Actor => ({
    ...EVERYBODY,
    grants: [{ role: Role.DISTRICT_OFFICER, agencyKey: null, path, viewPath: null }],
  });
  await hub.database.query(
    "insert into account (username, name) values ('officer', '某人') on conflict do nothing",
  );
  await hub.database.query(
    `insert into role_grant (account_id, role, jurisdiction_id) select a.id, 'DISTRICT_OFFICER', j.id from account a, jurisdiction j where a.username = 'officer' and j.code = $1`,
    [county],
  );
  const granted = async () =>
    (
      await hub.database.query(
        `select j.code from role_grant g join jurisdiction j on j.id = g.jurisdiction_id join account a on a.id = g.account_id where a.username = 'officer' order by 1`,
      )
    ).map(({ code }: { code: string }) => code);
  const input = { place: county, code: '410392', effectiveOn: '2024-01-01' };
  for (const path of ['310000/', '100000/410000/410300/410303/'])
    await expect(run('recodeJurisdiction', input, true, person(path))).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  const recoded = await run('recodeJurisdiction', input, false, person(`100000/410000/410300/${county}/`));
  expect(recoded.findings).toEqual([]);
  expect(await granted()).toEqual(['410392', county].sort());
  await expect(undo(recoded.treeChange.id, false, person('310000/'))).rejects.toMatchObject({
    extensions: { code: 'FORBIDDEN' },
  });
  expect((await undo(recoded.treeChange.id, true)).effect.totalsEqual).toBe(true);
  await hub.database.query(
    `insert into role_grant (account_id, role, jurisdiction_id) select a.id, 'ANALYST', j.id from account a, jurisdiction j where a.username = 'officer' and j.code = '410392'`,
  );
  expect((await undo(recoded.treeChange.id)).findings).toMatchObject([
    { code: 'tree.inUse', actual: '410392' },
  ]);
  await hub.database.query("delete from role_grant where role = 'ANALYST'");
  expect(codes(await undo(recoded.treeChange.id))).toEqual([]);
  expect(await granted()).toEqual([county]);
});

test('a change is undone within a day, and not when something was built upon it', async () => {
  const { bureau } = await addCounty(hub);
  const change = async (name: string, input: object) => {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { payload: ${name}(input: $input) { treeChange { id } findings { code } } }`;
    return (await hub.ask(document, { input: { ...input, confirm: true } })).payload.treeChange.id as string;
  };
  const SHOWN = `{ agency(code: "${bureau}") { name validTo formerNames { name } successors { kind } jurisdiction { code } } }`;
  const before = await hub.ask(SHOWN);
  const renamed = await change('renameAgency', { agency: bureau, name: '改名局', effectiveOn: '2024-01-01' });
  const part = { code: `${bureau}-x`, name: '分出局', kind: 'DEPARTMENT' };
  const split = await change('splitAgency', {
    agency: bureau,
    into: [part],
    effectiveOn: '2024-05-01',
    closes: true,
  });
  expect(await undo(renamed)).toMatchObject({
    treeChange: null,
    findings: [{ code: 'tree.builtUpon', actual: expect.stringContaining('SPLIT_AGENCY') }],
  });
  const record = { ...completeReport(part.code), year: 2024, source: '测试' };
  expect((await sendReport(hub, 'recordPublishedReport', record)).accepted).toBe(true);
  expect((await undo(split)).findings).toMatchObject([{ code: 'tree.inUse', actual: part.code }]);
  const corrected = await change('correctAgency', { agency: bureau, name: '正名局' });
  expect(codes(await undo(corrected))).toEqual([]);
  const { treeChanges } = await hub.ask(
    '{ treeChanges(first: 3) { edges { node { kind undoneAt agencies { code } } } } }',
  );
  expect(treeChanges.edges.map(({ node }: Answer) => [node.kind, node.undoneAt !== null])).toEqual([
    ['CORRECT_AGENCY', true],
    ['SPLIT_AGENCY', false],
    ['RENAME_AGENCY', false],
  ]);
  await hub.database.query("update tree_change set recorded_at = recorded_at - interval '25 hours'");
  expect(codes(await undo(renamed))).toEqual(['tree.tooLate']);
  expect(before.agency.validTo).toBeNull();
});

test('an addition that was undone can be made again', async () => {
  const input = {
    code: 'again-1',
    name: '重来局',
    kind: 'DEPARTMENT',
    jurisdiction: '410303',
    validFrom: '2020-01-01',
  };
  const add = async () =>
    (
      await hub.ask(
        'mutation ($input: AddAgencyInput!) { payload: addAgency(input: $input) { treeChange { id } findings { code } } }',
        { input },
      )
    ).payload;
  const first = await add();
  expect(codes(await undo(first.treeChange.id))).toEqual([]);
  expect((await hub.ask('{ agency(code: "again-1") { code } }')).agency).toBeNull();
  expect((await add()).findings).toEqual([]);
});
