import ExcelJS from 'exceljs';
import { JurisdictionLevel } from '../../../src/agency/agencyTypes';
import { importTree } from '../../../src/document/tree/importTree';
import { loadTree, writeTreeCsv, writeTreeWorkbook } from '../../../src/document/tree/writeTreeFile';
import { verifySums } from '../../../src/rollup/materialized/verifySums';
import { type Actor, Role } from '../../../src/shared/request/permissions';
import { addTestAgency } from '../../support/reports';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';

let hub: TestHub;
let empty: TestHub;
beforeAll(async () => {
  [hub, empty] = [await createTestHub('REAL_REPORTS'), await createTestHub()];
});
afterAll(async () => {
  await hub.drop();
  await empty.drop();
});

const load = ({ database }: TestHub, bytes: Buffer, options = {}, actor: Actor = EVERYBODY) =>
  importTree({ database, actor, address: 'test', requestId: 'test' }, bytes, {
    preview: false,
    confirm: false,
    ...options,
  });
const csv = (...lines: string[]) =>
  Buffer.from(['表,代码,名称,级别,上级区划,类别,所属区划,设立日期,撤销日期,变更日期', ...lines].join('\n'));
const treeOf = (from: TestHub) => loadTree(from.database, null);

test('round trip: what was exported changes nothing when it is imported, as a workbook and as text', async () => {
  const agency = await addTestAgency(hub);
  await hub.ask(
    `mutation { closeAgency(input: { agency: "${agency}", effectiveOn: "2024-01-01" }) { findings { code } } }`,
  );
  const tree = await treeOf(hub);
  for (const bytes of [await writeTreeWorkbook(tree), writeTreeCsv(tree)]) {
    const { added, changed, unchanged, findings, treeChange } = await load(hub, bytes);
    expect({ added, changed, findings, treeChange }).toEqual({
      added: 0,
      changed: 0,
      findings: [],
      treeChange: null,
    });
    expect(unchanged).toBe(tree.PLACES.length + tree.AGENCIES.length);
  }
  expect(await treeOf(hub)).toEqual(tree);
});

test('an empty hub is filled by one file, after a preview that changes nothing; undoing it empties the hub', async () => {
  const tree = await treeOf(hub);
  const bytes = await writeTreeWorkbook(tree);
  const count = tree.PLACES.length + tree.AGENCIES.length;
  const preview = await load(empty, bytes, { preview: true });
  expect(preview).toMatchObject({ added: count, findings: [], treeChange: null });
  expect((await treeOf(empty)).PLACES).toEqual([]);
  const loaded = await load(empty, bytes);
  expect(loaded).toMatchObject({ added: count, effect: { agencies: tree.AGENCIES.length } });
  expect(await treeOf(empty)).toEqual(tree);
  const id = loaded.treeChange?.id;
  const undo = () =>
    empty.ask('mutation ($id: ID!) { undoTreeChange(id: $id) { findings { code } } }', { id });
  expect((await undo()).undoTreeChange.findings).toEqual([]);
  expect(await treeOf(empty)).toEqual({ PLACES: [], AGENCIES: [] });
  expect((await load(empty, bytes)).added).toBe(count);
  expect((await verifySums(empty.database)).faults).toEqual([]);
});

test('everything wrong is said at once, each with sheet, column and row, and nothing is stored', async () => {
  const before = await treeOf(hub);
  const { findings, treeChange } = await load(
    hub,
    csv(
      '区划,410399,新县,县级,410300,,,,,',
      '区划,41039,新县,县级,410300,,,,,',
      '机关,new-1,新局,,,部门,410399,2024-02-30,,',
      '机关,new-1,新局,,,局,410399,2024-01-01,,',
      '别的,x,y,,,,,,,',
    ),
  );
  expect(findings.map(({ code, path }) => [code, path])).toEqual([['tree.sheet', 'A6']]);
  const values = await load(
    hub,
    csv('机关,new-1,新局,,,部门,410399,2024-02-30,,', '机关,new-1,,,,局,410399,2024-01-01,,'),
  );
  expect(values.findings.map(({ code, path }) => [code, path])).toEqual([
    ['tree.value', '机关!H2'],
    ['tree.value', '机关!C3'],
    ['tree.value', '机关!F3'],
    ['tree.twice', '机关!B3'],
  ]);
  const commands = await load(
    hub,
    csv(
      '区划,410399,新县,县级,410300,,,,,',
      '区划,410398,新县,县级,999999,,,,,',
      '机关,new-1,新局,,,部门,410399,2024-01-01,,',
      '机关,!,新局,,,部门,410398,2024-01-01,,',
      '机关,410303-001,别名局,,,部门,410303,2025-01-01,,',
    ),
  );
  expect(commands.findings.map(({ code, path }) => [code, path])).toEqual([
    ['reference.unknown', '区划!E3'],
    ['agency.code', '机关!B5'],
    ['tree.differs', '机关!C6'],
  ]);
  expect([treeChange, values.treeChange, commands.treeChange]).toEqual([null, null, null]);
  expect(await treeOf(hub)).toEqual(before);
});

test('what differs is changed from its day on', async () => {
  const agency = await addTestAgency(hub);
  const lines = [
    `机关,${agency},改名局,,,法律法规授权组织,320813,2015-01-01,,2024-05-01`,
    '区划,320813,新洪泽区,县级,320800,,,,,2024-05-01',
  ];
  const changed = await load(hub, csv(...lines));
  expect(changed).toMatchObject({ added: 0, changed: 2, findings: [] });
  const { agency: read } = await hub.ask(
    `{ agency(code: "${agency}") { name kind jurisdiction { code name formerNames { validTo } } formerNames { validTo } } }`,
  );
  expect(read).toEqual({
    name: '改名局',
    kind: 'INSTITUTION',
    jurisdiction: { code: '320813', name: '新洪泽区', formerNames: [{ validTo: '2024-05-01' }] },
    formerNames: [{ validTo: '2024-05-01' }],
  });
  expect((await load(hub, csv(...lines))).unchanged).toBe(2);
});

test('namesakes are warned about, and only those who may change the tree there load it', async () => {
  const row = csv(
    '机关,twin-1,孪生局,,,部门,410303,2024-01-01,,',
    '机关,twin-2,孪生局,,,部门,410303,2024-01-01,,',
  );
  expect((await load(hub, row)).findings).toMatchObject([{ code: 'agency.sameName', path: '机关!C3' }]);
  expect(await load(hub, row, { preview: true })).toMatchObject({
    added: 2,
    findings: [{ code: 'agency.sameName' }],
  });
  const officer = (path: string): Actor => ({
    ...EVERYBODY,
    grants: [{ role: Role.DISTRICT_OFFICER, agencyKey: null, path, viewPath: null }],
  });
  await expect(load(hub, row, {}, officer('310000/'))).rejects.toMatchObject({
    extensions: { code: 'FORBIDDEN' },
  });
  const own = officer('100000/410000/410300/410303/');
  expect((await load(hub, row, { confirm: true }, own)).added).toBe(2);
});

test('a workbook with days, numbers and formulas is read as it shows; another file is refused', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('区划');
  sheet.addRow(['代码', 'name', '级别 level', 'parent', '设立日期']);
  sheet.addRow([
    410397,
    { formula: '"新"&"区"', result: '新区' },
    JurisdictionLevel.COUNTY,
    '410300',
    new Date('2024-03-01'),
  ]);
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
  expect(await load(hub, bytes)).toMatchObject({ added: 1, findings: [] });
  const { jurisdiction } = await hub.ask('{ jurisdiction(code: "410397") { name validFrom } }');
  expect(jurisdiction).toEqual({ name: '新区', validFrom: '2024-03-01' });
  const other = new ExcelJS.Workbook();
  other.addWorksheet('别的');
  expect((await load(hub, Buffer.from(await other.xlsx.writeBuffer()))).findings).toMatchObject([
    { code: 'tree.noTable' },
  ]);
  expect((await load(hub, Buffer.from('a,b\n1,2\n'))).findings.map(({ code }) => code)).toContain(
    'tree.columns',
  );
});
