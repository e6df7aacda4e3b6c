import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { createAccount } from '../identity/accounts';
import { grantRole } from '../identity/grants';
import { BadSettings } from '../settings';
import { Role } from '../shared/request/permissions';
import { withDatabase } from './openDatabase';
import { say } from './terminal';

interface AccountOptions {
  readonly username?: string;
  readonly name?: string;
  readonly role: string;
  readonly agency?: string;
  readonly jurisdiction?: string;
}

/** Throws BadSettings naming each option that is missing or wrong, before any database is opened. */
function checkOptions({ username, role }: AccountOptions): void {
  const problems = [
    !username &&
      '--username: 必填。 Needed, such as: npm run account -- --username admin --role ADMINISTRATOR',
    !(role in Role) && `--role ${role}: 应为下列之一。 Must be one of ${Object.keys(Role).join(', ')}.`,
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new BadSettings(problems.join(' '));
}

/** Creates an account with a role: how the first administrator comes to be. */
async function makeAccount(database: DataSource, options: AccountOptions): Promise<void> {
  const { username = '', name = username, role, agency, jurisdiction } = options;
  await database.transaction(async (manager) => {
    const { account, password, findings } = await createAccount(manager, { username, name });
    const granted = account
      ? await grantRole(manager, { account: account.username, role: role as Role, agency, jurisdiction })
      : { account: null, findings };
    if (!granted.account)
      throw new BadSettings(
        granted.findings
          .map(
            ({ path, messageZh, messageEn }) => `${path.replace('input.', '--')}: ${messageZh} ${messageEn}`,
          )
          .join('\n'),
      );
    say(`${account?.username}  ${role}\n密码只显示这一次 password, shown this once: ${password}`);
  });
}

/** The command that creates an account. */
export function accountCommand(): Command {
  return new Command('account')
    .description('创建账户。 Creates an account with a role and prints its password once.')
    .usage('--username <name> [options]')
    .option('--username <name>', '登录名，必填。 The name to sign in with; needed.')
    .option('--name <name>', '姓名，默认同登录名。 The name of the person.')
    .option('--role <role>', `角色。 One of ${Object.keys(Role).join(', ')}.`, 'ADMINISTRATOR')
    .option('--agency <code>', '机关代码。 The agency the role is for.')
    .option('--jurisdiction <code>', '行政区划代码。 The jurisdiction the role is for.')
    .action(async (options: AccountOptions) => {
      checkOptions(options);
      await withDatabase((database) => makeAccount(database, options));
    });
}
