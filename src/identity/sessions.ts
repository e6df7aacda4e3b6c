import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { refusal } from '../shared/finding';
import { type Actor, ANONYMOUS, type Grant, Role } from '../shared/permissions';
import { fitsPassword, hashSecret, newSecret } from './credentials';
import type { SignInPayload } from './identityTypes';

const SESSION_HOURS = 12;
const MINUTES = 60;

/**
 * Three brakes on guessing, none of which locks a person out of the place they work at: failures of one address,
 * of one address for one name, and of all addresses for one name from which it never signed in before.
 */
function limiters(database: DataSource) {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: database,
      storeType: 'typeorm',
      tableName: 'sign_in_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
    });
  return {
    address: limiter('address', 50, 15 * MINUTES),
    pair: limiter('pair', 5, 15 * MINUTES),
    strangers: limiter('strangers', 100, 24 * 60 * MINUTES),
  };
}

/** Opens a session for a name and password. Refusals never tell whether the name exists. */
export async function signIn(
  database: DataSource,
  given: { username: string; password: string; address: string },
): Promise<SignInPayload> {
  const username = given.username.normalize('NFKC').trim().toLowerCase().slice(0, 64);
  const brakes = limiters(database);
  const [account] = await database.query(
    `select id, password_hash, disabled_at,
            exists (select 1 from session s where s.account_id = a.id and s.address = $2) as familiar
       from account a where username = $1`,
    [username, given.address],
  );
  const counted = [
    { limiter: brakes.address, key: given.address },
    { limiter: brakes.pair, key: `${given.address} ${username}` },
    ...(account?.familiar ? [] : [{ limiter: brakes.strangers, key: username }]),
  ];
  for (const { limiter, key } of counted) {
    const state = await limiter.get(key);
    if (state && state.remainingPoints <= 0) return refuseSignIn(Math.ceil(state.msBeforeNext / 60_000));
  }
  const fits = await fitsPassword(account?.password_hash ?? null, given.password.slice(0, 200));
  if (!fits || account.disabled_at) {
    for (const { limiter, key } of counted) await limiter.penalty(key);
    return refuseSignIn(null);
  }
  await brakes.pair.delete(`${given.address} ${username}`);
  return openSession(database, account.id, given.address);
}

const refuseSignIn = (minutes: number | null): SignInPayload => ({
  token: null,
  expiresAt: null,
  findings: [
    minutes === null
      ? refusal(
          'signIn.refused',
          'input',
          '用户名或密码不正确，或账户已停用。',
          'The name or the password is wrong, or the account is disabled.',
        )
      : refusal(
          'signIn.tooMany',
          'input',
          `尝试次数过多，请 ${minutes} 分钟后再试。`,
          `Too many attempts from here; try again in ${minutes} minutes.`,
        ),
  ],
});

/** A session for an account known to be entitled. */
async function openSession(
  database: Pick<DataSource, 'query'>,
  account: number,
  address: string,
): Promise<SignInPayload> {
  const { secret, hash } = newSecret('ogs');
  const [{ expiresAt }] = await database.query(
    `insert into session (token_hash, account_id, address, expires_at)
     values ($1, $2, $3, now() + make_interval(hours => $4)) returning expires_at as "expiresAt"`,
    [hash, account, address, SESSION_HOURS],
  );
  return { token: secret, expiresAt, findings: [] };
}

/** A session for a person another provider vouches for; null when the name has no account here, or a disabled one. */
export async function openSessionFor(
  database: DataSource,
  username: string,
  address: string,
): Promise<SignInPayload | null> {
  const [account] = await database.query(
    'select id from account where username = $1 and disabled_at is null',
    [username.normalize('NFKC').trim().toLowerCase()],
  );
  return account ? openSession(database, account.id, address) : null;
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
  const [account] = await database.query(
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
