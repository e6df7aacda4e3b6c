import type { EntityManager } from 'typeorm';
import { findAgency, findJurisdiction } from '../agency/agencyQueries';
import { unknownReference } from '../agency/agencyRefusals';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { type Connection, decodeCursor, pageOf } from '../shared/graphql/paging';
import { type Author, auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import type { Role } from '../shared/request/permissions';
import { plainText } from '../shared/text';
import {
  fitsPassword,
  hashPassword,
  newPassword,
  newSecret,
  SHORTEST_PASSWORD,
  USERNAME,
} from './credentials';
import { countGuess, forgiveGuess, type GuessCount, liftBrakes, tooManyGuesses } from './guessBrake';
import type { Account, AccountPayload, ApiKey, ApiKeyPayload, Session } from './identityTypes';

type Queryable = Pick<EntityManager, 'query'>;

const ACCOUNT = `select a.id as key, a.username, a.name, a.disabled_at is not null as disabled, a.demonstration,
  coalesce((select json_agg(json_build_object('id', g.id, 'role', g.role, 'agency', o.code, 'jurisdiction', j.code,
      'wholeHub', g.whole_hub, 'viewJurisdiction', v.code, 'path', coalesce(j.path, p.path, ''), 'viewPath', v.path) order by g.id)
    from role_grant g left join agency o on o.id = g.agency_id left join jurisdiction j on j.id = g.jurisdiction_id
      left join lateral version_today(o.id) w on true
      left join jurisdiction p on p.id = w.jurisdiction_id
      left join jurisdiction v on v.id = g.view_jurisdiction_id where g.account_id = a.id), '[]') as grants from account a`;

/** The account of a name, or null. */
export async function findAccount(database: Queryable, username: string): Promise<Account | null> {
  const [row] = await database.query(`${ACCOUNT} where a.username = $1`, [username]);
  return row ?? null;
}

/** A page of accounts by name. Two statements. */
export async function listAccounts(
  database: Queryable,
  first: number,
  after: string | null,
): Promise<Connection<Account>> {
  const [last] = decodeCursor(after, 'text') ?? [null];
  const [{ total }] = await database.query('select count(*)::int as total from account');
  const rows = await database.query(
    `${ACCOUNT} where $1::text is null or a.username > $1 order by a.username limit $2`,
    [last, first + 1],
  );
  return pageOf(rows, first, after, total, (row: Account) => [row.username]);
}

const unknownAccount = (username: string) => unknownReference('input.username', '账户', username);

const shortPassword = (path: string) =>
  refusal(
    'account.password',
    path,
    `密码至少 ${SHORTEST_PASSWORD} 个字符。`,
    `A password has at least ${SHORTEST_PASSWORD} characters.`,
  );

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

/** Makes an account; its first password is made here and told once. */
export async function createAccount(
  database: Queryable,
  input: { username: string; name: string; email?: string | null; demonstration?: boolean },
): Promise<AccountPayload> {
  const username = input.username.normalize('NFKC').trim().toLowerCase();
  const findings: FindingType[] = [];
  if (!USERNAME.test(username))
    findings.push(
      refusal(
        'account.username',
        'input.username',
        '用户名为 2 至 64 位小写字母、数字、点、下划线、@ 或连字符。',
        'A username has 2 to 64 lower-case letters, digits, dots, underscores, @ or hyphens.',
      ),
    );
  findings.push(...checkName(input.name), ...(input.email ? checkEmail(input.email) : []));
  if (findings.length > 0) return { account: null, findings };
  const password = newPassword();
  const made = await database.query(
    `insert into account (username, name, password_hash, demonstration, email) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning id`,
    [
      username,
      plainText(input.name),
      await hashPassword(password),
      input.demonstration ?? false,
      input.email || null,
    ],
  );
  if (made.length === 0)
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

/** A role at an agency, over a subtree, or in the whole hub. */
export interface NewGrant {
  username: string;
  role: Role;
  agency?: string | null;
  jurisdiction?: string | null;
  viewJurisdiction?: string | null;
}

const AGENCY_ROLES: readonly string[] = ['CLERK', 'SECTION_REVIEWER', 'OFFICE_REVIEWER', 'LEADER'];

/**
 * Gives an account a role. An agency's roles are bound to an agency, the others to a subtree or the whole hub. `rules`
 * says which places the giver rules: a view of others that was given before stays, and grants elsewhere are not shown.
 */
export async function grantRole(
  database: Queryable,
  input: NewGrant,
  rules: (path: string) => boolean = () => true,
): Promise<AccountPayload> {
  const account = await findAccount(database, input.username);
  const agency = input.agency ? await findAgency(database, input.agency) : null;
  const [place, view] = await Promise.all(
    [input.jurisdiction, input.viewJurisdiction].map((code) =>
      code ? findJurisdiction(database, code) : null,
    ),
  );
  const findings: FindingType[] = [];
  if (!account) findings.push(unknownAccount(input.username));
  if (input.agency && !agency) findings.push(unknownReference('input.agency', '机关', input.agency));
  if (input.jurisdiction && !place)
    findings.push(unknownReference('input.jurisdiction', '行政区划', input.jurisdiction));
  if (input.viewJurisdiction && !view)
    findings.push(unknownReference('input.viewJurisdiction', '行政区划', input.viewJurisdiction));
  const isAgencyRole = AGENCY_ROLES.includes(input.role);
  if (isAgencyRole !== Boolean(input.agency) || (input.agency && input.jurisdiction))
    findings.push(
      refusal(
        'grant.place',
        'input',
        '填报人与审核角色须指定机关；主管部门和管理员指定区划或留空（全平台）。',
        'An agency role needs an agency; district officers and administrators need a jurisdiction or nothing (the whole hub).',
      ),
    );
  const given = account?.grants.find(
    (grant) =>
      grant.role === input.role &&
      grant.agency === (agency?.code ?? null) &&
      grant.jurisdiction === (place?.code ?? null),
  );
  if (view && given?.viewPath != null && given.viewPath !== view.path && !rules(given.viewPath))
    findings.push(
      refusal(
        'grant.view',
        'input.viewJurisdiction',
        '原有的查看范围不在您的管理范围内，请由上级管理员更改。',
        'A view outside your place was given before; an administrator of that place can change it.',
      ),
    );
  if (findings.length > 0 || !account) return { account: null, findings };
  await database.query(
    `insert into role_grant (account_id, role, agency_id, jurisdiction_id, whole_hub, view_jurisdiction_id)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (account_id, role, agency_id, jurisdiction_id, whole_hub)
       do update set view_jurisdiction_id = coalesce(excluded.view_jurisdiction_id, role_grant.view_jurisdiction_id)`,
    [account.key, input.role, agency?.key ?? null, place?.key ?? null, !agency && !place, view?.key ?? null],
  );
  const changed = await findAccount(database, input.username);
  return {
    account: changed && { ...changed, grants: changed.grants.filter((grant) => rules(grant.path)) },
    findings,
  };
}

/** Takes a role away. */
export async function revokeRole(database: Queryable, grant: number): Promise<AccountPayload> {
  // TypeORM answers a delete with [rows, count].
  const [[row]] = await database.query(
    'delete from role_grant g using account a where g.id = $1 and a.id = g.account_id returning a.username',
    [grant],
  );
  if (!row)
    return {
      account: null,
      findings: [refusal('reference.unknown', 'grant', '没有这项授权。', 'There is no such grant.')],
    };
  return { account: await findAccount(database, row.username), findings: [] };
}

/** What may be changed of an account; what is left out stays. */
export interface AccountChange {
  username: string;
  name?: string | null;
  email?: string | null;
  disabled?: boolean | null;
}

/** Changes an account. Disabling ends its sessions; keys it made stay, they belong to the agency. */
export async function updateAccount(database: Queryable, input: AccountChange): Promise<AccountPayload> {
  const account = await findAccount(database, input.username);
  const findings = [
    ...(account ? [] : [unknownAccount(input.username)]),
    ...(input.name == null ? [] : checkName(input.name)),
    ...(input.email ? checkEmail(input.email) : []),
  ];
  if (!account || findings.length > 0) return { account: null, findings };
  const { disabled } = input;
  await database.query(
    `update account set name = coalesce($2, name), email = case when $3::text is null then email else nullif($3, '') end,
            disabled_at = case when $4::boolean then coalesce(disabled_at, now()) when not $4 then null else disabled_at end
      where id = $1`,
    [account.key, input.name ?? null, input.email ?? null, disabled ?? null],
  );
  if (disabled) await endSessions(database, account.key);
  return { account: await findAccount(database, input.username), findings };
}

/** Gives an account a new password, told once, ends its sessions, and lifts the waits that guessing has brought it. */
export async function resetPassword(database: Queryable, username: string): Promise<AccountPayload> {
  const account = await findAccount(database, username);
  if (!account) return { account: null, findings: [unknownAccount(username)] };
  const password = newPassword();
  await database.query('update account set password_hash = $2 where id = $1', [
    account.key,
    await hashPassword(password),
  ]);
  await endSessions(database, account.key);
  await liftBrakes(database, account.username);
  return { account, password, findings: [] };
}

async function endSessions(database: Queryable, accountKey: number): Promise<void> {
  await database.query('update session set revoked_at = now() where account_id = $1 and revoked_at is null', [
    accountKey,
  ]);
}

/**
 * Changes one's own password and ends every other session of the account. A session that guesses the present one is braked like
 * signing in: who holds somebody's session must not find the password with it.
 */
export async function changePassword(
  context: Author & Pick<Context, 'database'>,
  own: { accountKey: number; credential: string | null },
  input: { current: string; next: string },
): Promise<FindingType[]> {
  const { database } = context;
  const [{ hash, username }] = await database.query(
    'select password_hash as hash, username from account where id = $1',
    [own.accountKey],
  );
  const counted: GuessCount[] = [
    { limit: 'session', of: own.credential ?? String(own.accountKey), username },
    { limit: 'address', of: context.address, username: null },
  ];
  const minutes = await countGuess(database, counted);
  if (minutes !== null) return [tooManyGuesses('account.tooMany', 'input.current', minutes)];
  const findings: FindingType[] = [];
  if (await fitsPassword(hash, input.current.slice(0, 200))) await forgiveGuess(database, username, counted);
  else
    findings.push(
      refusal('account.password', 'input.current', '当前密码不正确。', 'The present password is wrong.'),
    );
  if (input.next.length < SHORTEST_PASSWORD || input.next.length > 200)
    findings.push(shortPassword('input.next'));
  if (findings.length > 0) return findings;
  const next = await hashPassword(input.next);
  await auditedTransaction(context, (manager) =>
    manager.query(
      `with ended as (update session set revoked_at = now() where account_id = $1 and token_hash <> $3 and revoked_at is null)
       update account set password_hash = $2 where id = $1`,
      [own.accountKey, next, own.credential],
    ),
  );
  return [];
}

/** The open sessions of an account, newest first. */
export function listSessions(
  database: Queryable,
  accountKey: number,
  credential: string | null,
): Promise<Session[]> {
  return database.query(
    `select id, address, created_at as "createdAt", expires_at as "expiresAt", token_hash = $2 as current
       from session where account_id = $1 and revoked_at is null and expires_at > now() order by id desc limit 100`,
    [accountKey, credential],
  );
}

/** Ends one of one's own sessions; false when there is none. */
export async function revokeSession(database: Queryable, accountKey: number, id: number): Promise<boolean> {
  const [, count] = await database.query(
    'update session set revoked_at = now() where account_id = $1 and id = $2 and revoked_at is null',
    [accountKey, id],
  );
  return count > 0;
}

const KEY = `select k.id, k.prefix, a.code as agency, k.purpose, k.created_at as "createdAt", k.expires_at as "expiresAt",
  k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt" from api_key k join agency a on a.id = k.agency_id`;

/** The API keys of an agency, newest first. */
export function listApiKeys(database: Queryable, agencyKey: number): Promise<ApiKey[]> {
  return database.query(`${KEY} where k.agency_id = $1 order by k.id desc limit 100`, [agencyKey]);
}

/** Makes a key with which a program drafts and files for an agency, as its clerk. */
export async function createApiKey(
  database: Queryable,
  createdBy: number,
  agencyKey: number,
  input: { purpose: string; days: number },
): Promise<ApiKeyPayload> {
  const findings: FindingType[] = [];
  if (input.purpose.trim() === '' || input.purpose.length > 200)
    findings.push(
      refusal('key.purpose', 'input.purpose', '请写明用途。', 'Say what it is for, in 1 to 200 characters.'),
    );
  if (input.days < 1 || input.days > 400)
    findings.push(refusal('key.days', 'input.days', '有效期为 1 至 400 天。', 'A key lives 1 to 400 days.'));
  if (findings.length > 0) return { apiKey: null, secret: null, findings };
  const { secret, hash } = newSecret('ogk');
  const [{ id }] = await database.query(
    `insert into api_key (key_hash, prefix, agency_id, purpose, role, created_by, expires_at)
     values ($1, $2, $3, $4, 'CLERK', $5, now() + make_interval(days => $6)) returning id`,
    [hash, secret.slice(0, 8), agencyKey, input.purpose, createdBy, input.days],
  );
  const [apiKey] = await database.query(`${KEY} where k.id = $1`, [id]);
  return { apiKey, secret, findings };
}

/** The agency of a key, or null: the place to authorise its revocation at. */
export async function agencyOfApiKey(database: Queryable, id: number): Promise<string | null> {
  const [row] = await database.query(`${KEY} where k.id = $1`, [id]);
  return row?.agency ?? null;
}

/** Revokes a key at once. */
export async function revokeApiKey(database: Queryable, id: number): Promise<ApiKey> {
  await database.query('update api_key set revoked_at = coalesce(revoked_at, now()) where id = $1', [id]);
  const [apiKey] = await database.query(`${KEY} where k.id = $1`, [id]);
  return apiKey;
}
