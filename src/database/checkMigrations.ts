import type { DataSource } from 'typeorm';
import { queryRows } from '../shared/database';
import { StartRefused } from '../shared/startRefused';
import { showUrl } from './checkDatabase';

/** Where a database is: the folder of the embedded one, or the address of an external one. */
export type DatabasePlace = { readonly dataDir: string } | { readonly databaseUrl: string };

/** The setting that names the place, and what to set instead, in both languages. */
function describePlace(place: DatabasePlace): { setting: string; zh: string; en: string } {
  return 'dataDir' in place
    ? {
        setting: `DATA_DIR ${place.dataDir}`,
        zh: '请将 DATA_DIR 设为新的文件夹',
        en: 'set DATA_DIR to a new folder',
      }
    : {
        setting: `DATABASE_URL ${showUrl(place.databaseUrl)}`,
        zh: '请将 DATABASE_URL 设为空的数据库',
        en: 'set DATABASE_URL to an empty database',
      };
}

/** Whether no migration ever ran in the database. */
const IS_NEW = `select to_regclass('public.migrations') is null as "isNew"`;
/** The migrations that ran, the first one first. */
const EXECUTED = 'select name from migrations order by timestamp';

/**
 * Throws StartRefused when another version of the hub made the database: when a migration ran in it that this version
 * does not have. Changes nothing.
 */
export async function checkMigrations(database: DataSource, place: DatabasePlace): Promise<void> {
  const [{ isNew }] = await queryRows<{ isNew: boolean }>(database, IS_NEW);
  if (isNew) return;
  const expected = new Set(database.migrations.map(({ name }) => name));
  const executed = await queryRows<{ name: string }>(database, EXECUTED);
  const unknown = executed.find(({ name }) => !expected.has(name));
  if (!unknown) return;
  const { setting, zh, en } = describePlace(place);
  throw new StartRefused(
    `${setting}: 数据库由本程序的另一版本建立（迁移 ${unknown.name}），本版本不能使用，未作改动；${zh}，或用建立它的版本启动。 Another version of the hub made this database (migration ${unknown.name}); it is left as it was: ${en}, or start the version that made it.`,
  );
}
