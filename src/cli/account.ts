import type { DataSource } from 'typeorm';
import { createAccount, grantRole } from '../identity/accounts';
import { BadSettings } from '../settings';
import { Role } from '../shared/request/permissions';

/** The options of the command. */
export interface AccountOptions {
  readonly username?: string;
  readonly name?: string;
  readonly role: string;
  readonly agency?: string;
  readonly jurisdiction?: string;
}

/** Throws BadSettings naming each option that is missing or wrong, before any database is opened. */
export function checkAccountOptions({ username, role }: AccountOptions): void {
  const problems = [
    !username &&
      '--username: 必填。 Needed, such as: npm run account -- --username admin --role ADMINISTRATOR',
    !(role in Role) && `--role ${role}: 应为下列之一。 Must be one of ${Object.keys(Role).join(', ')}.`,
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new BadSettings(problems.join('\n'));
}

/** Makes an account with a role: how the first administrator comes to be. */
export async function makeAccount(
  database: DataSource,
  options: AccountOptions,
  say: (line: string) => void,
): Promise<void> {
  const { username = '', name = username, role, agency, jurisdiction } = options;
  await database.transaction(async (manager) => {
    const { account, password, findings } = await createAccount(manager, { username, name });
    const granted = account
      ? await grantRole(manager, { username: account.username, role: role as Role, agency, jurisdiction })
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
