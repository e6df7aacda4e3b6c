import type { DataSource, EntityManager } from 'typeorm';
import { queryShared } from '../shared/concurrency/sharedReads';
import { refusal } from '../shared/graphql/finding';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import { type Actor, ANONYMOUS, type Grant, Role } from '../shared/request/permissions';
import { firstLetters } from '../shared/text';
import { fitsPassword, hashSecret, newSecret, USERNAME } from './credentials';
import { countGuess, forgiveGuess, type GuessCount, tooManyGuesses } from './guessBrake';
import type { SignInPayload } from './identityTypes';

const SESSION_HOURS = 12;
const MOST_DEVICES = 20;

/** Where a request comes from, for the audit. */
export interface Origin {
  readonly address: string;
  readonly requestId: string;
}

/** Opens a session for a name and password. Refusals never tell whether the name exists. */
export async function signIn(
  database: DataSource,
  given: { username: string; password: string; deviceToken?: string | null } & Origin,
): Promise<SignInPayload> {
  const username = firstLetters(given.username.normalize('NFKC').trim().toLowerCase(), 64);
  const device = given.deviceToken ? hashSecret(given.deviceToken) : null;
  const [account] = await database.query(
    `select a.id, a.username, a.password_hash, a.disabled_at, d.id as device,
            exists (select 1 from session s where s.account_id = a.id and s.address = $2) as familiar
       from account a left join device d on d.account_id = a.id and d.token_hash = $3 where a.username = $1`,
    [username, given.address, device],
  );
  const counted: GuessCount[] = account?.device
    ? [{ limit: 'device', of: String(account.device), username }]
    : [
        { limit: 'pair', of: `${given.address} ${username}`, username },
        { limit: 'address', of: given.address, username: null },
        ...(account?.familiar ? [] : [{ limit: 'strangers', of: username, username } as const]),
      ];
  const minutes = await countGuess(database, counted);
  if (minutes !== null) return refuseSignIn(minutes);
  const fits = await fitsPassword(account?.password_hash ?? null, given.password.slice(0, 200));
  if (!fits || account.disabled_at) return refuseSignIn(null);
  await forgiveGuess(database, username, counted);
  return openSession(database, account, given, account.device ?? 'NEW');
}

const refuseSignIn = (minutes: number | null): SignInPayload => ({
  token: null,
  expiresAt: null,
  deviceToken: null,
  findings: [
    minutes === null
      ? refusal(
          'signIn.refused',
          'input',
          '用户名或密码不正确，或账户已停用。',
          'The name or the password is wrong, or the account is disabled.',
        )
      : tooManyGuesses('signIn.tooMany', 'input', minutes),
  ],
});

/** A session for an account known to be entitled, on record as its own doing; for a new device with a token to know it by. */
function openSession(
  database: DataSource,
  account: { id: number; username: string },
  origin: Origin,
  device: number | 'NEW' | null,
): Promise<SignInPayload> {
  const actor: Actor = {
    ...ANONYMOUS,
    kind: 'ACCOUNT',
    id: `account:${account.id}`,
    accountKey: account.id,
    name: account.username,
  };
  return auditedTransaction({ ...origin, database, actor }, async (manager) => {
    const { secret, hash } = newSecret('ogs');
    const [{ expiresAt }] = await manager.query(
      `insert into session (token_hash, account_id, address, expires_at)
       values ($1, $2, $3, now() + make_interval(hours => $4)) returning expires_at as "expiresAt"`,
      [hash, account.id, origin.address, SESSION_HOURS],
    );
    const deviceToken = device === 'NEW' ? await addDevice(manager, account.id) : null;
    if (typeof device === 'number')
      await manager.query('update device set last_used_at = now() where id = $1', [device]);
    return { token: secret, expiresAt, deviceToken, findings: [] };
  });
}

/** Remembers a device of an account; of many the longest unused are forgotten. */
async function addDevice(manager: EntityManager, account: number): Promise<string> {
  const { secret, hash } = newSecret('ogd');
  await manager.query('insert into device (account_id, token_hash) values ($1, $2)', [account, hash]);
  await manager.query(
    `delete from device where id in (
       select id from device where account_id = $1 order by last_used_at desc, id desc offset ${MOST_DEVICES})`,
    [account],
  );
  return secret;
}

/** Records that a sign-in through a provider was used; false when it was before. Records older than it may last are removed. */
export async function useSignInOnce(
  database: DataSource,
  state: string,
  lastsMinutes: number,
): Promise<boolean> {
  await database.query('delete from used_sign_in where used_at < now() - make_interval(mins => $1)', [
    2 * lastsMinutes,
  ]);
  const rows = await database.query(
    'insert into used_sign_in (state_hash) values ($1) on conflict do nothing returning 1 as used',
    [hashSecret(state)],
  );
  return rows.length === 1;
}

/** A session for a person another provider vouches for; null when the name has no account here, or a disabled one. */
export async function openSessionFor(
  database: DataSource,
  username: string,
  origin: Origin,
): Promise<SignInPayload | null> {
  const name = username.normalize('NFKC').trim().toLowerCase();
  if (!USERNAME.test(name)) return null;
  const [account] = await database.query(
    'select id, username from account where username = $1 and disabled_at is null',
    [name],
  );
  return account ? openSession(database, account, origin, null) : null;
}

const GRANTS = `coalesce((select json_agg(json_build_object('role', g.role, 'agencyKey', g.agency_id,
    'path', case when g.whole_hub then '' else j.path end, 'viewPath', v.path) order by g.id)
  from role_grant g left join jurisdiction j on j.id = g.jurisdiction_id
    left join jurisdiction v on v.id = g.view_jurisdiction_id where g.account_id = a.id), '[]') as grants`;

/** Who sends this Authorization header; null when the credential is unknown, ended or revoked. */
export async function readCredential(
  database: DataSource,
  header: string | undefined,
): Promise<Actor | null> {
  if (!header) return ANONYMOUS;
  const secret = /^Bearer (og[sk]_[\w-]{43})$/.exec(header)?.[1];
  if (!secret) return null;
  const credential = hashSecret(secret);
  if (secret.startsWith('ogk_')) {
    // The time of last use is kept to the minute, so that a busy key does not write on every request.
    const [key] = await database.query(
      `with used as (update api_key set last_used_at = now() where key_hash = $1 and revoked_at is null
         and expires_at > now() and coalesce(last_used_at < now() - interval '1 minute', true))
       select k.id, k.agency_id as "agencyKey", k.prefix from api_key k
        where key_hash = $1 and revoked_at is null and expires_at > now()`,
      [credential],
    );
    if (!key) return null;
    const grant: Grant = { role: Role.CLERK, agencyKey: key.agencyKey, path: null, viewPath: null };
    return {
      kind: 'KEY',
      id: `key:${key.id}`,
      accountKey: null,
      name: `key ${key.prefix}`,
      grants: [grant],
      credential,
    };
  }
  const [account] = await queryShared<{ id: number; username: string; grants: Grant[] }>(
    database,
    `select a.id, a.username, ${GRANTS} from session s join account a on a.id = s.account_id
      where s.token_hash = $1 and s.revoked_at is null and s.expires_at > now() and a.disabled_at is null`,
    [credential],
  );
  if (!account) return null;
  return {
    kind: 'ACCOUNT',
    id: `account:${account.id}`,
    accountKey: account.id,
    name: account.username,
    grants: account.grants,
    credential,
  };
}

/** Ends the session that asks. */
export async function signOut(database: Pick<DataSource, 'query'>, actor: Actor): Promise<void> {
  await database.query('update session set revoked_at = now() where token_hash = $1 and revoked_at is null', [
    actor.credential,
  ]);
}
