import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { globalId } from '../../../src/shared/graphql/node';
import { Role } from '../../../src/shared/request/permissions';
import { commandOver } from '../../support/commandOver';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: HttpHub;
let empty: TestHub;
let officer: string;
let clerk: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ogi-tree-'));
  [hub, empty] = [await startHttpHub(), await createTestHub()];
  officer = (await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' })).token;
  clerk = (await hub.signUp({ role: Role.CLERK, agency: '410303-001' })).token;
});
afterAll(async () => {
  await hub.drop();
  await empty.drop();
  await rm(folder, { recursive: true, force: true });
});

const HEADER = '表,代码,名称,级别,上级区划,类别,所属区划,设立日期';
const get = (path: string) => fetch(`${hub.url}${path}`);
const databaseUrlOf = ({ database }: Pick<TestHub, 'database'>) => (database.options as { url: string }).url;

describe('GET /tree', () => {
  test('gives the places and agencies of a subtree as a workbook and as text, to everyone', async () => {
    const [book, text] = [await get('/tree/410303.xlsx'), await get('/tree/410303.csv')];
    expect([book.status, text.status]).toEqual([200, 200]);
    expect(text.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.headers.get('content-disposition')).toMatch(/^attachment; filename="?tree-410303\.csv/);
    const lines = (await text.text()).trim().split(/\r?\n/);
    expect(lines[0]).toContain('代码');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await book.arrayBuffer());
    const rows = workbook.worksheets.reduce((sum, { actualRowCount }) => sum + actualRowCount - 1, 0);
    expect(rows).toBe(lines.length - 1);
    const { data } = await hub.ask(
      '{ agencies(filter: { jurisdiction: "410303" }, first: 100) { nodes { code } } jurisdictions(filter: { jurisdiction: "410303" }) { totalCount } }',
    );
    expect(rows).toBe(data.agencies.nodes.length + data.jurisdictions.totalCount);
    for (const { code } of data.agencies.nodes) expect(lines.join('\n')).toContain(code);
    // What lies beside the place is not in it.
    expect(lines.join('\n')).not.toContain('310000-001');
  });

  test.each(['/tree/999998.xlsx', '/tree/410303.pdf', '/tree/410303', '/tree/..%2F410303.csv'])(
    '%s is not there',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

const IMPORT = `mutation ($document: ID!, $preview: Boolean!) { importTree(input: { document: $document }, preview: $preview) {
  added changed unchanged treeChange { id } effect { agencies } findings { code path } } }`;
const upload = async (text: string, token: string): Promise<string> => {
  const answer = await fetch(`${hub.url}/documents?name=tree.csv`, {
    method: 'POST',
    body: text,
    headers: { authorization: `Bearer ${token}` },
  });
  // 200 for a file that is there already.
  expect([200, 201]).toContain(answer.status);
  return ((await answer.json()) as { document: string }).document;
};
const load = (document: string, preview: boolean, token = officer) =>
  hub.ask(IMPORT, token, { document, preview });

describe('importTree', () => {
  const FILE = [HEADER, '机关,uploaded-1,上传局,,,DEPARTMENT,410303,2020-01-01'].join('\n');

  test('takes an uploaded file by its SHA-256 or its identifier: a preview first, then all of it', async () => {
    const document = await upload(FILE, officer);
    const preview = await load(document, true);
    expect(preview.data.importTree).toMatchObject({ added: 1, treeChange: null, findings: [] });
    const find = '{ agency(code: "uploaded-1") { name jurisdiction { code } } }';
    expect((await hub.ask(find)).data.agency).toBeNull();
    const loaded = await load(globalId({ nodeType: 'SourceDocument', key: document }), false);
    expect(loaded.data.importTree).toMatchObject({
      added: 1,
      treeChange: { id: expect.any(String) },
      findings: [],
    });
    expect((await hub.ask(find)).data.agency).toEqual({ name: '上传局', jurisdiction: { code: '410303' } });
    expect((await load(document, false)).data.importTree).toMatchObject({
      added: 0,
      unchanged: 1,
      treeChange: null,
    });
  });

  test('refuses a file that is not there or of somebody else, who may not, a wrong row, and rows elsewhere', async () => {
    const document = await upload(FILE, officer);
    for (const one of ['0'.repeat(64), await upload(`${FILE}\n`, clerk)])
      expect((await load(one, false)).data.importTree.findings).toEqual([
        { code: 'document.unknown', path: 'input.document' },
      ]);
    expect((await load(document, false, clerk)).errors[0].extensions.code).toBe('FORBIDDEN');
    const wrong = await upload(`${FILE}\n机关,uploaded-2,无类别局,,,,410303,2020-01-01`, officer);
    expect((await load(wrong, false)).data.importTree).toMatchObject({
      added: 0,
      findings: [{ code: 'tree.value' }],
    });
    const elsewhere = await upload(
      FILE.replaceAll('uploaded-1', 'elsewhere-1').replace('410303', '310000'),
      officer,
    );
    expect((await load(elsewhere, false)).errors[0].extensions.code).toBe('FORBIDDEN');
    const { data } = await hub.ask(
      '{ a: agency(code: "uploaded-2") { name } b: agency(code: "elsewhere-1") { name } }',
    );
    expect(data).toEqual({ a: null, b: null });
  });
});

test('npm run tree saves the tree and fills an empty hub with it: a preview first, and 2 for a file with mistakes', async () => {
  const [from, to] = [hub.owner.options as { url: string }, databaseUrlOf(empty)];
  for (const name of ['tree.xlsx', 'tree.csv']) {
    const file = join(folder, name);
    const saved = await commandOver(from.url, 'tree', 'export', file);
    expect(saved).toEqual({ code: 0, written: expect.stringMatching(/区划 places \d+, 机关 agencies \d+/) });
    expect((await readFile(file)).length).toBeGreaterThan(500);
  }
  const file = join(folder, 'tree.xlsx');
  const countPlaces = async () =>
    Number(
      (await empty.database.query('select count(*) from jurisdiction where removed_at is null'))[0].count,
    );
  const preview = await commandOver(to, 'tree', 'import', file, '--preview');
  expect(preview).toEqual({ code: 0, written: expect.stringContaining('A preview: nothing was changed.') });
  expect(await countPlaces()).toBe(0);
  const loaded = await commandOver(to, 'tree', 'import', file);
  expect(loaded).toEqual({ code: 0, written: expect.stringContaining('Done; undoTreeChange undoes it') });
  expect(await countPlaces()).toBeGreaterThan(3);
  const again = await commandOver(to, 'tree', 'import', join(folder, 'tree.csv'));
  expect(again).toEqual({ code: 0, written: expect.stringContaining('The hub has it so already.') });
  const wrong = join(folder, 'wrong.csv');
  await writeFile(wrong, `${HEADER}\n机关,new-1,新局,,,DEPARTMENT,410399,2020-01-01`);
  expect(await commandOver(to, 'tree', 'import', wrong)).toEqual({
    code: 2,
    written: expect.stringContaining('Nothing was changed.'),
  });
  const text = await commandOver(to, 'tree', 'import', join(folder, 'tree.txt'));
  expect(text.written).toContain('.xlsx');
});
