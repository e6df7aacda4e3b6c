import { Command } from 'commander';
import { withDatabase } from './openDatabase';
import { say } from './terminal';

/** The command that migrates the database and does nothing else. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('迁移数据库。 Migrates the embedded or external database.')
    .action(() => withDatabase(async () => say('数据库已是最新。 The database is up to date.')));
}
