import { TreeChangeKind } from '../../../src/agency/change/treeChangeTypes';
import { importTree } from '../../../src/document/tree/importTree';
import { verifySums } from '../../../src/rollup/materialized/verifySums';
import { Role } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { addTestAgency } from '../../support/reports';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';
import { addCounty, codesFound, undoChange } from '../../support/treeChanges';

let hub: TestHub;
let county: string;
let town: string;
let bureau: string;
let other: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  ({ county, town, bureau } = await addCounty(hub));
  other = await addTestAgency(hub, county);
  await hub.database.query(`
    insert into account (username, name) values ('officer', '某人');
    insert into role_grant (account_id, role, jurisdiction_id, view_jurisdiction_id)
      select a.id, 'DISTRICT_OFFICER', j.id, j.id from account a, jurisdiction j where a.username = 'officer' and j.code = '${county}';
    insert into webhook (url, secret, jurisdiction_id, events, created_by) select 'https://example.invalid/hook', 'x', id, '{WAITING}', 'test' from jurisdiction where code = '${county}';
    insert into deadline_extension (year, jurisdiction_id, due_on, reason, granted_by)
      select 2025, id, '2027-12-31', '试验', 'test' from jurisdiction where code = '${county}';
    update agency set founding_unknown = true where code = '${other}'`);
});
afterAll(() => hub.drop());

/** All that the tree is and that hangs on its places; without the instants since when the hub has it, and what was added and removed again. */
const STATES: Readonly<Record<string, string>> = {
  agencies: `select a.id, a.code, a.demonstration, a.founding_unknown from agency a
    where exists (select 1 from agency_version v where v.agency_id = a.id)`,
  versions: `select id, agency_id, name, name_en, kind, jurisdiction_id, supervising_agency_id, valid_from, valid_to, home_from, home_to from agency_version`,
  successions: 'select predecessor_id, successor_id, kind, effective_on from agency_succession',
  places:
    'select id, code, name, name_en, level, parent_id, path, demonstration, valid_from, valid_to from jurisdiction where removed_at is null',
  formerNames: 'select jurisdiction_id, name, name_en, valid_to from jurisdiction_former_name',
  placeSuccessions: 'select predecessor_id, successor_id, kind, effective_on from jurisdiction_succession',
  roles: 'select account_id, role, agency_id, jurisdiction_id, view_jurisdiction_id from role_grant',
  webhooks: 'select id, url, agency_id, jurisdiction_id, events from webhook',
  extensions:
    'select year, agency_id, jurisdiction_id, due_on, reason, granted_by, granted_at from deadline_extension',
};
async function readState(): Promise<Record<string, Answer[]>> {
  const state: Record<string, Answer[]> = {};
  for (const [name, sql] of Object.entries(STATES))
    state[name] = await hub.database.query(`select to_jsonb(r) as row from (${sql}) r order by 1`);
  return state;
}

/** The columns of the tables of the tree that no change writes, or that say since when the hub has it. */
const NOT_COMPARED = ['recorded_at', 'removed_at', 'first_year', 'end_year', 'id'];

/** A change of every kind: its mutation, and its input. */
const changes = (): Readonly<Record<TreeChangeKind, readonly (readonly [name: string, input: object])[]>> => {
  const on = { effectiveOn: '2024-06-01', confirm: true };
  const day = { effectiveOn: '2024-06-01' };
  const part = { code: `${bureau}-x`, name: '分出局', kind: 'DEPARTMENT' };
  return {
    ADD_AGENCY: [
      [
        'addAgency',
        {
          ...{ code: 'added-1', name: '新局', kind: 'DEPARTMENT', jurisdiction: county },
          ...{ validFrom: '2020-01-01', foundingUnknown: true, supervisingAgency: bureau, confirm: true },
        },
      ],
    ],
    RENAME_AGENCY: [['renameAgency', { agency: bureau, name: '改名局', nameEn: 'Renamed', ...on }]],
    MOVE_AGENCY: [
      ['moveAgency', { agency: bureau, jurisdiction: '410303', supervisingAgency: other, ...on }],
    ],
    CHANGE_AGENCY_KIND: [['changeAgencyKind', { agency: bureau, kind: 'INSTITUTION', ...day }]],
    CLOSE_AGENCY: [['closeAgency', { agency: bureau, ...on }]],
    MERGE_AGENCIES: [['mergeAgencies', { predecessors: [bureau], successor: other, ...on }]],
    SPLIT_AGENCY: [['splitAgency', { agency: bureau, into: [part], closes: true, ...on }]],
    CORRECT_AGENCY: [
      [
        'correctAgency',
        {
          ...{ agency: other, name: '正名局', nameEn: 'Right', kind: 'INSTITUTION', jurisdiction: town },
          ...{ supervisingAgency: bureau, validFrom: '2014-01-01', validTo: '2030-01-01', confirm: true },
        },
      ],
      ['correctAgency', { agency: bureau, foundingUnknown: true, confirm: true }],
      ['correctAgency', { agency: other, foundingUnknown: false, confirm: true }],
    ],
    ADD_PLACE: [
      [
        'addJurisdiction',
        { code: `${county}002`, name: '新镇', level: 'TOWNSHIP', parent: county, confirm: true },
      ],
    ],
    RENAME_PLACE: [
      ['renameJurisdiction', { place: county, name: '新名县', nameEn: 'New', renameAgencies: true, ...day }],
    ],
    RECODE_PLACE: [['recodeJurisdiction', { place: county, code: '410391', ...on }]],
    MOVE_PLACE: [['moveJurisdiction', { place: county, parent: '410000', code: '419091', ...on }]],
    CONVERT_PLACE: [
      ['convertJurisdiction', { place: county, code: '410391', name: '新名区', renameAgencies: true, ...on }],
    ],
    MERGE_PLACES: [['mergeJurisdictions', { predecessors: [county], successor: '410303', ...on }]],
    SPLIT_PLACE: [
      [
        'splitJurisdiction',
        {
          place: county,
          into: [{ code: '410391', name: '分出区', agencies: [bureau], children: [] }],
          ...on,
        },
      ],
    ],
    CLOSE_PLACE: [['closeJurisdiction', { place: '410392', ...day }]],
    CORRECT_PLACE: [['correctJurisdiction', { place: county, name: '正名县', nameEn: 'Right' }]],
    IMPORT_TREE: [],
  };
};

const run = async (name: string, input: object): Promise<Answer> => {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  return (
    await hub.ask(
      `mutation ($input: ${type}!) { payload: ${name}(input: $input) { treeChange { id kind agencyCount } findings { code path messageEn } } }`,
      { input },
    )
  ).payload;
};

test('undoing a change of any kind restores all that it set', async () => {
  expect(
    (
      await run('addJurisdiction', {
        code: '410392',
        name: '空区',
        level: 'COUNTY',
        parent: '410300',
        confirm: true,
      })
    ).findings,
  ).toEqual([]);
  const all = changes();
  expect(Object.keys(all).sort()).toEqual(Object.values(TreeChangeKind).sort());
  const before = await readState();
  for (const [kind, inputs] of Object.entries(all))
    for (const [name, input] of inputs) {
      const { treeChange, findings } = await run(name, input);
      expect([name, findings]).toEqual([name, []]);
      expect(treeChange.kind).toBe(kind);
      expect([name, await readState()]).not.toEqual([name, before]);
      expect([name, codesFound(await undoChange(hub, treeChange.id))]).toEqual([name, []]);
      expect([name, await readState()]).toEqual([name, before]);
    }
  expect((await verifySums(hub.database)).faults).toEqual([]);
});

test('loading a file is undone in whole, foundings too', async () => {
  const before = await readState();
  const file = [
    '表,代码,名称,级别,上级区划,类别,所属区划,设立日期,设立日期不详,变更日期',
    `机关,filed-1,文件局,,,部门,${county},2020-01-01,不详,`,
  ];
  const context = { database: hub.database, actor: EVERYBODY, address: 'test', requestId: 'test' };
  const loaded = await importTree(context, Buffer.from(file.join('\n')), { preview: false, confirm: true });
  expect(loaded.findings).toEqual([]);
  const { agency } = await hub.ask('{ agency(code: "filed-1") { validFrom foundingUnknown } }');
  expect(agency).toEqual({ validFrom: '2020-01-01', foundingUnknown: true });
  expect(codesFound(await undoChange(hub, loaded.treeChange?.id ?? ''))).toEqual([]);
  expect(await readState()).toEqual(before);
});

test('what no change is to be compared in is said', async () => {
  const tables = [
    'agency',
    'agency_version',
    'agency_succession',
    'jurisdiction',
    'jurisdiction_former_name',
    'jurisdiction_succession',
  ];
  const columns: { name: string }[] = await hub.database.query(
    `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = any($1) and column_name <> all($2)`,
    [tables, NOT_COMPARED],
  );
  const compared = Object.values(STATES).join(' ');
  expect(columns.filter(({ name }) => !compared.includes(name.split('.')[1]))).toEqual([]);
});

test('who may change nothing where a founding was corrected cannot undo that', async () => {
  const { treeChange } = await run('correctAgency', { agency: bureau, foundingUnknown: true, confirm: true });
  expect(treeChange.agencyCount).toBe(1);
  const stranger = {
    ...EVERYBODY,
    grants: [{ role: Role.DISTRICT_OFFICER, agencyKey: null, path: '100000/310000/', viewPath: null }],
  };
  await expect(undoChange(hub, treeChange.id, false, stranger)).rejects.toMatchObject({
    extensions: { code: 'FORBIDDEN' },
  });
  expect(codesFound(await undoChange(hub, treeChange.id))).toEqual([]);
});
