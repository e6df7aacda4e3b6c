import type { EntityMetadata } from 'typeorm';
import { Account } from '../src/identity/identityTypes';
import { createTestDatabase } from './support/testDatabase';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The tables that have no entity, and why. */
const WITHOUT_ENTITY: Record<string, string> = {
  agency_version_past:
    'a trigger writes it and it has no key; it is read through the view agency_version_ever',
  agency_succession_past:
    'a trigger writes it and it has no key; it is read through the view agency_succession_ever',
  data_version: 'triggers count in it, and only the sum of its rows is read',
  rollup_sum: 'a roll-up: triggers write it, statements of rollup/ add it up',
  rollup_indicator: 'a roll-up: triggers write it, statements of rollup/ add it up',
  rollup_expected: 'a roll-up: triggers write it, statements of rollup/ add it up',
  rollup_sum_delta: 'triggers note in it what a transaction changes of the roll-ups, and empty it',
  rollup_indicator_delta: 'triggers note in it what a transaction changes of the roll-ups, and empty it',
  migrations: 'TypeORM keeps it itself: the migrations that ran',
  typeorm_metadata: 'TypeORM keeps it itself: the expressions of computed columns that it generated',
};

const entitiesOf = (type: EntityMetadata['tableType']) =>
  database.owner.entityMetadatas.filter(({ tableType }) => tableType === type);

test('entities and the migrated schema say the same: there is nothing to change', async () => {
  const { upQueries } = await database.owner.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test('every table has an entity, or a reason why not', async () => {
  const tables = await database.owner.query<{ name: string }[]>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname",
  );
  const mapped = entitiesOf('regular').map(({ tableName }) => tableName);
  expect(tables.map(({ name }) => name).sort()).toEqual([...mapped, ...Object.keys(WITHOUT_ENTITY)].sort());
});

test('every view has an entity with its columns', async () => {
  const views = await database.owner.query<{ name: string; columns: string[] }[]>(
    `select c.relname as name, array_agg(a.attname::text order by a.attname::text) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' group by 1 order by 1`,
  );
  expect(
    entitiesOf('view')
      .map(({ tableName, columns }) => ({
        name: tableName,
        columns: columns.map(({ databaseName }) => databaseName).sort(),
      }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  ).toEqual(views);
});

test('what PostgreSQL computes or numbers itself, no repository writes', async () => {
  const computed = await database.owner.query<{ relation: string; name: string }[]>(
    `select attrelid::regclass::text as relation, attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (a.attgenerated <> '' or a.attidentity = 'a')`,
  );
  const written = computed.filter(({ relation, name }) => {
    const metadata = database.owner.entityMetadatas.find(({ tableName }) => tableName === relation);
    const column = metadata?.columns.find(({ databaseName }) => databaseName === name);
    return column && !column.isGenerated && (column.isInsert || column.isUpdate);
  });
  expect(computed.length).toBeGreaterThan(3);
  expect(written).toEqual([]);
});

test('a condition whose value is missing is refused or met by no row, never by every row', async () => {
  const accounts = database.owner.getRepository(Account);
  await accounts.insert([
    { username: 'one', name: '甲' },
    { username: 'two', name: '乙' },
  ]);
  for (const missing of [null, undefined]) {
    const username = missing as unknown as string;
    await expect(accounts.findBy({ username })).rejects.toThrow(/value encountered/);
    expect(await accounts.createQueryBuilder('a').where({ username }).getCount()).toBe(0);
    await accounts.update({ username }, { name: '' }).catch(() => {});
    await accounts.delete({ username }).catch(() => {});
  }
  expect((await accounts.find({ order: { username: 'ASC' } })).map(({ name }) => name)).toEqual(['甲', '乙']);
});

/** The checks and the conditions of indexes that a table has, as PostgreSQL writes them. */
const CONDITIONS = `
  select conname as name, pg_get_constraintdef(oid) as condition from pg_constraint where conrelid = $1::regclass and contype = 'c'
  union all
  select i.relname, pg_get_expr(x.indpred, x.indrelid) from pg_index x join pg_class i on i.oid = x.indexrelid
   where x.indrelid = $1::regclass and x.indpred is not null
  order by name`;

/** The statements that give a copy of the table, without any of its own, the checks and indexes of the entity. */
function declareOn(copy: string, { checks, indices }: EntityMetadata): string[] {
  return [
    ...checks.map(
      ({ name, expression }) => `alter table ${copy} add constraint ${name} check (${expression})`,
    ),
    ...indices.flatMap(({ name, where, columns }) =>
      where
        ? [
            `create index ${name} on ${copy} (${columns.map(({ databaseName }) => databaseName).join()}) where ${where}`,
          ]
        : [],
    ),
  ];
}

test('checks and conditions of indexes say in an entity what they say in its table', async () => {
  // TypeORM compares only their names.
  for (const entity of entitiesOf('regular'))
    await database.owner.transaction(async (manager) => {
      await manager.query(`create temporary table copy (like ${entity.tableName}) on commit drop`);
      for (const statement of declareOn('copy', entity)) await manager.query(statement);
      expect(await manager.query(CONDITIONS, ['pg_temp.copy'])).toEqual(
        await manager.query(CONDITIONS, [`public.${entity.tableName}`]),
      );
    });
});
