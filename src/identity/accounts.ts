import { Any } from 'typeorm';
import { unknownReference } from '../agency/agencyRefusals';
import type { Database } from '../shared/database';
import { distinct } from '../shared/distinct';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { seekOf } from '../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../shared/graphql/paging';
import type { Role } from '../shared/request/permissions';
import { plainText } from '../shared/text';
import { hashPassword, newPassword, USERNAME } from './credentials';
import { loadGrants } from './grantRows';
import { liftBrakes } from './guessBrake';
import { RoleGrantEntity } from './identityEntities';
import type { AccountPayload } from './identityPayloads';
import { Account } from './identityTypes';
import { reasonsToStay } from './lastAdministrator';
import { endSessions } from './sessions';

/** Fills in the roles of accounts. One statement. */
async function withGrants(database: Database, accounts: Account[]): Promise<Account[]> {
  const grants = await loadGrants(
    database,
    accounts.map(({ key }) => key),
  );
  for (const account of accounts)
    account.grants = grants.filter(({ accountKey }) => accountKey === account.key);
  return accounts;
}

/** Returns the account of a name with its roles, or null. */
export async function findAccount(database: Database, username: string): Promise<Account | null> {
  const found = await database.getRepository(Account).findBy({ username });
  const [account] = found.length === 0 ? [] : await withGrants(database, found);
  return account ?? null;
}

/** Returns the accounts of keys with their roles. */
export const findAccounts = async (database: Database, keys: readonly number[]): Promise<Account[]> =>
  withGrants(database, await database.getRepository(Account).findBy({ key: Any(keys) }));

/** Returns the accounts that have these roles. */
export async function findAccountsOfGrants(
  database: Database,
  grants: readonly number[],
): Promise<Account[]> {
  const rows = await database.getRepository(RoleGrantEntity).findBy({ id: Any(grants) });
  return findAccounts(database, distinct(rows.map(({ accountId }) => accountId)));
}

/** Which accounts to list; what is left out is no condition. */
export interface AccountFilter {
  readonly text?: string | null;
  readonly disabled?: boolean | null;
  readonly role?: Role | null;
}

/** SQL: whether a role (g) lies within one of some places, by their paths. */
const IS_GRANT_WITHIN = `exists (
  select 1 from unnest(cast(:paths as text[])) as own(path)
   where (select j.path from jurisdiction j where j.id = coalesce(g.jurisdiction_id,
           (select w.jurisdiction_id from agency_now(g.agency_id) w))) ^@ own.path)`;

/** Returns a page of accounts by name: all, or those with a role, and with the role that is asked for, within some places. Three statements. */
export async function listAccounts(
  database: Database,
  page: Page,
  { text, disabled, role }: AccountFilter = {},
  paths: readonly string[] | null = null,
): Promise<Connection<Account>> {
  const [position] = (decodeCursor(page, 'text') ?? [null]) as [string | null];
  const { beyond, order } = seekOf(page);
  const grants = [...(role ? ['g.role = :role'] : []), ...(paths ? [IS_GRANT_WITHIN] : [])];
  const listed = database.getRepository(Account).createQueryBuilder('a').where('true');
  if (text?.trim())
    listed.andWhere('(strpos(a.username, :low) > 0 or strpos(a.name, :text) > 0)', {
      text: text.trim(),
      low: text.trim().toLowerCase(),
    });
  if (typeof disabled === 'boolean') listed.andWhere('(a.disabledAt is not null) = :disabled', { disabled });
  if (grants.length > 0)
    listed.andWhere(
      `exists (select 1 from role_grant g where ${['g.account_id = a.id', ...grants].join(' and ')})`,
      { role, paths },
    );
  const total = await listed.getCount();
  if (position !== null) listed.andWhere(`a.username ${beyond} :position`, { position });
  const rows = await listed
    .orderBy('a.username', order)
    .limit(page.size + 1)
    .getMany();
  return pageOf(await withGrants(database, rows), page, total, ({ username }) => [username]);
}

/** Returns the refusal of a name that has no account. */
export const unknownAccount = (path: string, username: string): FindingType =>
  unknownReference(path, '账户', username);

const checkName = (name: string): FindingType[] =>
  name.trim() !== '' && name.length <= 100
    ? []
    : [refusal('text.empty', 'input.name', '须为 1 至 100 字。', 'This has 1 to 100 characters.')];

const checkEmail = (email: string): FindingType[] =>
  /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(email) && email.length <= 254
    ? []
    : [
        refusal('account.email', 'input.email', '电子邮箱格式不正确。', 'Not an e-mail address.', {
          actual: email,
        }),
      ];

const checkUsername = (username: string): FindingType[] =>
  USERNAME.test(username)
    ? []
    : [
        refusal(
          'account.username',
          'input.username',
          '用户名为 2 至 64 位小写字母、数字、点、下划线、@ 或连字符。',
          'A username has 2 to 64 lower-case letters, digits, dots, underscores, @ or hyphens.',
        ),
      ];

/** Creates an account, unless `more` has other reasons against it. Its first password is created here and shown once. */
export async function createAccount(
  database: Database,
  input: {
    username: string;
    name: string;
    email?: string | null;
    demonstration?: boolean;
    passwordToBeChanged?: boolean;
  },
  more: readonly FindingType[] = [],
): Promise<AccountPayload> {
  const username = input.username.normalize('NFKC').trim().toLowerCase();
  const findings = [
    ...checkUsername(username),
    ...checkName(input.name),
    ...(input.email ? checkEmail(input.email) : []),
    ...more,
  ];
  if (findings.length > 0) return { account: null, findings };
  const password = newPassword();
  const { raw } = await database
    .getRepository(Account)
    .createQueryBuilder()
    .insert()
    .values({
      username,
      name: plainText(input.name),
      passwordHash: await hashPassword(password),
      demonstration: input.demonstration ?? false,
      passwordToBeChanged: input.passwordToBeChanged ?? false,
      email: input.email || null,
    })
    .orIgnore()
    .execute();
  if (raw.length === 0)
    return {
      account: null,
      findings: [
        refusal(
          'account.exists',
          'input.username',
          '用户名已被使用。',
          'The username is taken; choose another.',
        ),
      ],
    };
  return { account: await findAccount(database, username), password, findings: [] };
}

/** What may change of an account; what is left out stays. */
export interface AccountChange {
  /** The username. */
  account: string;
  name?: string | null;
  email?: string | null;
  disabled?: boolean | null;
}

/** Changes an account. Disabling ends its sessions; API keys it created stay, they belong to the agency. */
export async function updateAccount(database: Database, input: AccountChange): Promise<AccountPayload> {
  const account = await findAccount(database, input.account);
  const { name, email, disabled } = input;
  const findings = [
    ...(account ? [] : [unknownAccount('input.account', input.account)]),
    ...(name == null ? [] : checkName(name)),
    ...(email ? checkEmail(email) : []),
    ...(account && disabled
      ? await reasonsToStay(database, 'input.disabled', { accountKey: account.key })
      : []),
  ];
  if (!account || findings.length > 0) return { account: null, findings };
  const change: { name?: string; email?: string | null; disabledAt?: null | (() => string) } = {
    ...(name == null ? {} : { name }),
    ...(email == null ? {} : { email: email || null }),
    // To the microsecond, which a Date does not hold: an account that was disabled before stays so since then.
    ...(disabled == null ? {} : { disabledAt: disabled ? () => 'coalesce(disabled_at, now())' : null }),
  };
  if (Object.keys(change).length > 0) await database.getRepository(Account).update(account.key, change);
  if (disabled) await endSessions(database, account.key);
  return { account: await findAccount(database, input.account), findings };
}

/** Gives an account a new password, shown once and to be changed by its owner, ends its sessions, and lifts the waits that guessing has brought it. */
export async function resetPassword(database: Database, username: string): Promise<AccountPayload> {
  const account = await findAccount(database, username);
  if (!account) return { account: null, findings: [unknownAccount('account', username)] };
  const password = newPassword();
  await database
    .getRepository(Account)
    .update(account.key, { passwordHash: await hashPassword(password), passwordToBeChanged: true });
  await endSessions(database, account.key);
  await liftBrakes(database, account.username);
  return { account, password, findings: [] };
}
