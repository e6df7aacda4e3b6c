import { Any, type DataSource, type EntityManager, Raw } from 'typeorm';
import type { Database } from '../shared/database';
import { refusal } from '../shared/graphql/finding';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import { type Actor, ANONYMOUS } from '../shared/request/permissions';
import { firstLetters } from '../shared/text';
import { fitsPassword, hashSecret, newSecret, USERNAME } from './credentials';
import { countGuess, forgiveGuess, type GuessCount, tooManyGuesses } from './guessBrake';
import { Device, UsedSignIn } from './identityEntities';
import type { SignInPayload } from './identityPayloads';
import { Account, Session } from './identityTypes';
import { noteRefusedAttempt } from './refusedAttempts';
import { RefusedAttemptKind } from './refusedAttemptTypes';

const SESSION_HOURS = 12;
const MOST_DEVICES = 20;

/** Where a request comes from, for the audit. */
export interface Origin {
  readonly address: string;
  readonly requestId: string;
}

/** What signing in needs of an account: its device with the token of the caller, and whether it signed in from this address before. */
interface SignInRow {
  readonly id: number;
  readonly username: string;
  readonly passwordHash: string | null;
  readonly disabledAt: Date | null;
  readonly device: number | null;
  readonly familiar: boolean;
}

/** Returns the account of a name, in one statement whether there is one or not: how long it takes tells nothing. */
const findAccountToSignIn = (
  database: Database,
  username: string,
  address: string,
  deviceHash: string | null,
): Promise<SignInRow | undefined> =>
  database
    .getRepository(Account)
    .createQueryBuilder('a')
    .leftJoin(Device, 'd', 'd.accountId = a.key and d.tokenHash = :deviceHash', { deviceHash })
    .select('a.key', 'id')
    .addSelect('a.username', 'username')
    .addSelect('a.passwordHash', 'passwordHash')
    .addSelect('a.disabledAt', 'disabledAt')
    .addSelect('d.id', 'device')
    .addSelect(
      'exists (select 1 from session s where s.account_id = a.key and s.address = :address)',
      'familiar',
    )
    .where('a.username = :username', { username, address })
    .getRawOne<SignInRow>();

/** Opens a session for a name and password. Refusals never say whether the name exists. */
export async function signIn(
  database: DataSource,
  input: { username: string; password: string; deviceToken?: string | null } & Origin,
): Promise<SignInPayload> {
  const username = firstLetters(input.username.normalize('NFKC').trim().toLowerCase(), 64);
  const device = input.deviceToken ? hashSecret(input.deviceToken) : null;
  const account = await findAccountToSignIn(database, username, input.address, device);
  const counted: GuessCount[] = account?.device
    ? [{ limit: 'device', subject: String(account.device), username }]
    : [
        { limit: 'pair', subject: `${input.address} ${username}`, username },
        { limit: 'address', subject: input.address, username: null },
        ...(account?.familiar ? [] : [{ limit: 'strangers', subject: username, username } as const]),
      ];
  const minutes = await countGuess(database, counted);
  if (minutes !== null) return refuseSignIn(minutes);
  const fits = await fitsPassword(account?.passwordHash ?? null, input.password.slice(0, 200));
  if (!account || !fits || account.disabledAt) {
    noteRefusedSignIn(database, input, account?.username ?? null, fits);
    return refuseSignIn(null);
  }
  await forgiveGuess(database, username, counted);
  return openSession(database, account, input, account.device ?? 'NEW');
}

/** Notes a sign-in that was refused; with the right password it was the account that is disabled. */
const noteRefusedSignIn = (
  database: DataSource,
  { address, requestId }: Origin,
  username: string | null,
  fits: boolean,
): void =>
  noteRefusedAttempt(database, {
    kind: fits ? RefusedAttemptKind.DISABLED_ACCOUNT : RefusedAttemptKind.WRONG_PASSWORD,
    username,
    actor: ANONYMOUS,
    address,
    requestId,
  });

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

/** Opens a session for an account that is entitled to it, recorded as its own doing; a new device gets a token of its own. Who comes through the provider has no device. */
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
    const { generatedMaps } = await manager
      .getRepository(Session)
      .createQueryBuilder()
      .insert()
      .values({
        tokenHash: hash,
        accountId: account.id,
        address: origin.address,
        byProvider: device === null,
        expiresAt: () => `now() + make_interval(hours => ${SESSION_HOURS})`,
      })
      .returning(['expiresAt'])
      .execute();
    const deviceToken = device === 'NEW' ? await addDevice(manager, account.id) : null;
    if (typeof device === 'number')
      await manager.getRepository(Device).update(device, { lastUsedAt: () => 'now()' });
    return { token: secret, expiresAt: generatedMaps[0].expiresAt, deviceToken, findings: [] };
  });
}

/** Remembers a device of an account; those unused for the longest are forgotten. */
async function addDevice(manager: EntityManager, accountId: number): Promise<string> {
  const { secret, hash } = newSecret('ogd');
  const devices = manager.getRepository(Device);
  await devices.insert({ accountId, tokenHash: hash });
  const excess = await devices.find({
    select: { id: true },
    where: { accountId },
    order: { lastUsedAt: 'DESC', id: 'DESC' },
    skip: MOST_DEVICES,
  });
  if (excess.length > 0) await devices.delete({ id: Any(excess.map(({ id }) => id)) });
  return secret;
}

/** Records that a sign-in through a provider was used; returns false when it was before. Records older than it may last are removed. */
export async function useSignInOnce(
  database: DataSource,
  state: string,
  lastsMinutes: number,
): Promise<boolean> {
  const used = database.getRepository(UsedSignIn);
  await used.delete({
    usedAt: Raw((column) => `${column} < now() - make_interval(mins => :minutes)`, {
      minutes: 2 * lastsMinutes,
    }),
  });
  const { raw } = await used
    .createQueryBuilder()
    .insert()
    .values({ stateHash: hashSecret(state) })
    .orIgnore()
    .execute();
  return raw.length === 1;
}

/** Opens a session for a person another provider vouches for; null when the name has no account here, or a disabled one. */
export async function openSessionFor(
  database: DataSource,
  username: string,
  origin: Origin,
): Promise<SignInPayload | null> {
  const name = username.normalize('NFKC').trim().toLowerCase();
  if (!USERNAME.test(name)) return null;
  const account = await database.getRepository(Account).findOneBy({ username: name });
  if (account?.disabled) noteRefusedSignIn(database, origin, account.username, true);
  return account && !account.disabled
    ? openSession(database, { id: account.key, username: account.username }, origin, null)
    : null;
}
