import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { type Catalog, readCatalog } from '../support/catalog';
import { createTestDatabase } from '../support/testDatabase';

const FOLDER = join(__dirname, '../../migrations');
const SQL_FILES = readdirSync(join(FOLDER, 'sql'));
const readSql = (file: string) => readFileSync(join(FOLDER, 'sql', file), 'utf8');

/** What TypeORM makes for itself. */
const TYPEORM_TABLES = ['migrations', 'typeorm_metadata'];

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let owner: DataSource;
let catalog: Catalog;
beforeAll(async () => {
  opened = await createTestDatabase();
  owner = opened.owner;
  catalog = await readCatalog(owner);
});
afterAll(() => opened.drop());

test('every migration in the folder is run, in the order of time, and runs every file of SQL once', async () => {
  const files = readdirSync(FOLDER).filter((file) => /^\d/.test(file));
  const names = files.map((file) => file.replace(/^(\d+)-(\w+)\.ts$/, '$2$1'));
  const run: { name: string }[] = await owner.query('select name from migrations order by timestamp');
  expect(run.map(({ name }) => name)).toEqual(names);
  const mentioned = files.flatMap(
    (file) => readFileSync(join(FOLDER, file), 'utf8').match(/\w+\.sql/g) ?? [],
  );
  expect(mentioned.sort()).toEqual(SQL_FILES);
});

test('every table, view and function has a comment', () => {
  const tables = catalog.tables.filter(
    ({ kind, name }) => 'rv'.includes(kind) && !TYPEORM_TABLES.includes(name),
  );
  expect(tables.length).toBeGreaterThan(40);
  expect([...tables, ...catalog.functions].filter(({ comment }) => !comment).map(({ name }) => name)).toEqual(
    [],
  );
});

test('reverted to the last, the migrations leave nothing; run again, they make the same', async () => {
  const count = owner.migrations.length;
  for (let at = 0; at < count; at += 1) await owner.undoLastMigration({ transaction: 'each' });
  const empty = await readCatalog(owner);
  expect(empty.tables.filter(({ kind }) => 'rv'.includes(kind)).map(({ name }) => name)).toEqual(
    TYPEORM_TABLES,
  );
  expect([empty.functions, empty.triggers]).toEqual([[], []]);
  await owner.runMigrations();
  expect(await readCatalog(owner)).toEqual(catalog);
});

/** The steps of triggers with their functions, as the comment in database.sql states them. */
function statedSteps(): Map<string, string[]> {
  const lines = [...readSql('database.sql').matchAll(/^-- {3}(t\d\d) +((?:[a-z]+_[a-z_]+ ?)+)/gm)];
  return new Map(lines.map(([, step, functions]) => [step, functions.trim().split(' ')]));
}

test('triggers fire in the order that is stated in one place', () => {
  const stated = statedSteps();
  expect([...stated.keys()]).toEqual([...stated.keys()].sort());
  const found = new Map([...stated.keys()].map((step) => [step, new Set<string>()]));
  for (const trigger of catalog.triggers) {
    const step = trigger.name.slice(0, 3);
    expect({ trigger, isStated: stated.get(step)?.includes(trigger.function) }).toMatchObject({
      isStated: true,
    });
    found.get(step)?.add(trigger.function);
  }
  expect([...found].map(([step, functions]) => [step, [...functions].sort()])).toEqual(
    [...stated].map(([step, functions]) => [step, functions.toSorted()]),
  );
});

test.each(['audit_report_rows()', 'audit_publication()'])('%s names every column of a revision', (name) => {
  const definition = catalog.functions.find((one) => one.name === name)?.definition ?? '';
  const columns = catalog.columns.filter(({ table }) => table === 'report_revision');
  expect(columns.length).toBeGreaterThan(25);
  const missing = columns.filter((column) => !new RegExp(`\\bn\\.${column.name}\\b`).test(definition));
  expect(missing).toEqual([]);
});

test('the view of published revisions has every column of a revision', () => {
  const columnsOf = (name: string) =>
    catalog.columns.filter(({ table }) => table === name).map((column) => column.name);
  expect(columnsOf('published_revision')).toEqual(columnsOf('report_revision'));
});
