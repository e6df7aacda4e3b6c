import { Any, type DataSource, Raw } from 'typeorm';
import { type Database, type Queryable, queryRows } from '../shared/database';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { SignInLimit } from './identityEntities';

const MINUTES = 60;
const HOURS = 60 * MINUTES;

/** How many attempts are free, and how long, in seconds, each one after them makes the next wait: twice as long every time, up to `longest`. */
interface Limit {
  readonly free: number;
  readonly first: number;
  readonly longest: number;
  /** After how long without an attempt that was counted all is forgotten. */
  readonly forget: number;
}

/**
 * The limits of guessing. Many people may share an address (an office, a proxy not named in TRUSTED_PROXIES), so that a stranger
 * there could use theirs up: a device that signed in before has a count of its own instead. No wait is longer than a quarter
 * of an hour, so that nobody can keep the owner of an account out for long; ninety-six guesses a day get through past it.
 */
const LIMITS = {
  /** One address for one name. */
  pair: { free: 5, first: MINUTES, longest: 15 * MINUTES, forget: 24 * HOURS },
  /** One address for all names. */
  address: { free: 50, first: MINUTES, longest: 15 * MINUTES, forget: 15 * MINUTES },
  /** One name from all addresses and devices where it never signed in before. */
  strangers: { free: 50, first: 30, longest: 15 * MINUTES, forget: 24 * HOURS },
  device: { free: 10, first: MINUTES, longest: 15 * MINUTES, forget: 24 * HOURS },
  /** One session that gives its account's password again. */
  session: { free: 5, first: MINUTES, longest: 15 * MINUTES, forget: 24 * HOURS },
} as const satisfies Record<string, Limit>;

/** What an attempt counts for: an address, a device, a session or a name. */
export interface GuessCount {
  readonly limit: keyof typeof LIMITS;
  readonly subject: string;
  /** The account it is of; null for an address. */
  readonly username: string | null;
}

const keyOf = ({ limit, subject }: GuessCount) => `${limit} ${subject}`;

/**
 * Counts an attempt for $1 of the account $2, unless one has to be waited for. $3 attempts are free; $4 is the first wait, $5 the
 * longest, $6 after how long all is forgotten, in seconds. One statement, so that of many at once no more get through.
 */
const COUNT_ATTEMPT = `
  insert into sign_in_limit as l (key, username, attempts, forgotten_at) values ($1, $2, 1, now() + make_interval(secs => $6))
  on conflict (key) do update set (attempts, blocked_until, forgotten_at) = (
      select n, now() + make_interval(secs => wait), now() + make_interval(secs => coalesce(wait, 0) + $6)
        from (select case when l.forgotten_at <= now() then 1 else l.attempts + 1 end as n) a,
          lateral (select case when n >= $3::int then least($5::int, $4::int * power(2, least(n - $3::int, 20))) end as wait) w)
   where l.blocked_until is null or l.blocked_until <= now()
  returning attempts`;

/** Counts an attempt, unless one has to be waited for; returns whether it did. */
async function count(database: Queryable, counted: GuessCount): Promise<boolean> {
  const { free, first, longest, forget } = LIMITS[counted.limit];
  const rows = await queryRows<{ attempts: number }>(database, COUNT_ATTEMPT, [
    keyOf(counted),
    counted.username,
    free,
    first,
    longest,
    forget,
  ]);
  return rows.length > 0;
}

/** Returns in how many seconds the last of the waits is over; 0 when there is none. */
async function waitOf(database: Database, counted: readonly GuessCount[]): Promise<number> {
  const row = await database
    .getRepository(SignInLimit)
    .createQueryBuilder('l')
    .select('ceil(extract(epoch from max(l.blockedUntil) - now()))::int', 'wait')
    .where('l.key = any(:keys) and l.blockedUntil > now()', { keys: counted.map(keyOf) })
    .getRawOne<{ wait: number | null }>();
  return row?.wait ?? 0;
}

/**
 * Counts an attempt before it, for all that it counts for. Returns null when it may go on, otherwise in how many minutes;
 * what has to wait does not count. To be called outside the transaction of what is attempted, which may be rolled back.
 */
export async function countGuess(database: Database, counted: readonly GuessCount[]): Promise<number | null> {
  const minutes = (seconds: number) => Math.max(1, Math.ceil(seconds / MINUTES));
  const wait = await waitOf(database, counted);
  if (wait > 0) return minutes(wait);
  for (const item of counted)
    if (!(await count(database, item))) return minutes(await waitOf(database, [item]));
  return null;
}

/** Locks counts until the transaction ends: those with some keys, those of an account, and those to be forgotten. Always in one order, so that nobody waits for who waits for them. */
const lockCounts = (database: Database, username: string, keys: readonly string[]): Promise<unknown> =>
  database
    .getRepository(SignInLimit)
    .createQueryBuilder('l')
    .select('l.key', 'key')
    .where('l.key = any(:keys) or l.username = :username or l.forgottenAt <= now()', { keys, username })
    .orderBy('l.key')
    .setLock('pessimistic_write')
    .getRawMany();

/**
 * Takes back an attempt that was right: its own count is forgotten, from those shared with others it is taken off. Waits of the
 * account are over, but what was counted of strangers stays, so that the next wrong guess makes the next wait. All of that or nothing.
 */
export const forgiveGuess = (
  database: DataSource,
  username: string,
  counted: readonly GuessCount[],
): Promise<void> =>
  database.transaction(async (manager) => {
    const [own, ...shared] = counted.map(keyOf);
    await lockCounts(manager, username, [own, ...shared]);
    const limits = manager.getRepository(SignInLimit);
    await limits.delete([{ key: own }, { forgottenAt: Raw((column) => `${column} <= now()`) }]);
    await limits.update({ key: Any(shared) }, { attempts: () => 'greatest(attempts - 1, 0)' });
    await limits.update({ username }, { blockedUntil: null });
  });

/** Forgets every attempt at an account, with the waits that are left. */
export async function liftBrakes(database: Database, username: string): Promise<void> {
  await lockCounts(database, username, []);
  await database.getRepository(SignInLimit).delete({ username });
}

/** The refusal of an attempt that has to wait. */
export const tooManyGuesses = (code: string, path: string, minutes: number): FindingType =>
  refusal(
    code,
    path,
    `尝试次数过多，请 ${minutes} 分钟后再试，或请管理员重置密码。`,
    `Too many attempts; try again in ${minutes} minutes, or have an administrator reset the password.`,
  );
