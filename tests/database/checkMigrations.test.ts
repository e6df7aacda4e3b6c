import { checkMigrations } from '../../src/database/checkMigrations';
import { createTestDatabase } from '../support/testDatabase';

test('a database with the migrations of this version, or without all of them, is opened', async () => {
  const { owner, drop } = await createTestDatabase();
  await checkMigrations(owner, { dataDir: '.data/postgres' });
  await owner.undoLastMigration({ transaction: 'each' });
  await checkMigrations(owner, { dataDir: '.data/postgres' });
  await drop();
});

test('a database that another version made is refused in one line, in both languages, with what to do', async () => {
  const { owner, drop } = await createTestDatabase();
  await owner.query("update migrations set name = 'CreateHub1764000000000' where id = 1");
  const before = await owner.query('select * from migrations order by id');
  await expect(checkMigrations(owner, { dataDir: '.data/postgres' })).rejects.toThrow(
    /^DATA_DIR \.data\/postgres: 数据库由本程序的另一版本建立（迁移 CreateHub1764000000000），.*请将 DATA_DIR 设为新的文件夹.* Another version of the hub .*set DATA_DIR to a new folder.*$/,
  );
  await expect(checkMigrations(owner, { databaseUrl: 'postgres://owner:secret@host/hub' })).rejects.toThrow(
    /^DATABASE_URL postgres:\/\/owner:\*\*\*@host\/hub: .*set DATABASE_URL to an empty database/,
  );
  expect(await owner.query('select * from migrations order by id')).toEqual(before);
  await drop();
});
