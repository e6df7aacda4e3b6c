import type { DataSource } from 'typeorm';
import type { Database } from '../shared/database';
import { type Author, auditedTransaction } from '../shared/request/auditedTransaction';
import { type RefusedAttemptKind, RefusedAttempts } from './refusedAttemptTypes';

/** How many accounts and keys have rows of their own in an hour; all others are counted together, so that nobody fills the audit. */
const MOST_ROWS = 100;
const DAYS_STORED = 92;
const MOST_SHOWN = 100;

/** Something that was refused for reasons of security, and who tried. */
export interface RefusedAttempt extends Author {
  readonly kind: RefusedAttemptKind;
  /** The account that it is of; null for a name that has none, which is not stored. */
  readonly username: string | null;
  /** The API key that it is of, with its agency. */
  readonly apiKey?: { readonly id: number; readonly agencyId: number } | null;
}

/** Counts $5 attempts of a kind ($1), an account ($2) or a key ($3) of an agency ($4) in this hour, and removes what is old. */
const COUNT_ATTEMPTS = `
  with old as (delete from refused_attempts where hour < now() - interval '${DAYS_STORED} days')
  insert into refused_attempts as r (hour, kind, username, api_key_id, agency_id, attempts)
  select h.hour, $1, case when h.is_own then $2 end, case when h.is_own then $3::int end, case when h.is_own then $4::int end, $5::int
    from (select n.hour, (select count(*) < ${MOST_ROWS} or coalesce(bool_or(s.kind = $1 and s.username is not distinct from $2
                   and s.api_key_id is not distinct from $3::int), false) from refused_attempts s where s.hour = n.hour) as is_own
            from (select date_trunc('hour', now(), 'UTC') as hour) n) h
  on conflict on constraint refused_attempts_key do update set attempts = r.attempts + excluded.attempts, last_at = now()`;

/** Attempts that are still to be written, with the last of each kind and subject. */
interface Tally {
  readonly waiting: Map<string, { last: RefusedAttempt; count: number }>;
  writing: Promise<void> | null;
}
const tallies = new WeakMap<DataSource, Tally>();

function tallyOf(database: DataSource): Tally {
  const found = tallies.get(database) ?? { waiting: new Map(), writing: null };
  tallies.set(database, found);
  return found;
}

/** Writes what waits, one subject after the other on one connection, until nothing does. */
async function write(database: DataSource, { waiting }: Tally): Promise<void> {
  for (const [key, { last, count }] of waiting) {
    waiting.delete(key);
    const { kind, username, apiKey } = last;
    await auditedTransaction({ ...last, database }, (manager) =>
      manager.query(COUNT_ATTEMPTS, [kind, username, apiKey?.id ?? null, apiKey?.agencyId ?? null, count]),
    );
  }
}

/**
 * Counts an attempt that was refused, and returns at once: how long a refusal takes must not say whether there is such an account, and
 * a flood of them must not take the connections of others. What comes while a count is written is written together after it.
 */
export function noteRefusedAttempt(database: DataSource, attempt: RefusedAttempt): void {
  const tally = tallyOf(database);
  const key = `${attempt.kind} ${attempt.username} ${attempt.apiKey?.id}`;
  tally.waiting.set(key, { last: attempt, count: (tally.waiting.get(key)?.count ?? 0) + 1 });
  tally.writing ??= write(database, tally)
    .catch((error) => process.emitWarning(error as Error))
    .finally(() => {
      tally.writing = null;
    });
}

/** Waits until every attempt that was noted is written. */
export const refusedAttemptsWritten = async (database: DataSource): Promise<void> => {
  await tallies.get(database)?.writing;
};

/** Returns what was refused of an account, the latest hour first. */
export const listRefusedAttempts = (database: Database, username: string): Promise<RefusedAttempts[]> =>
  database
    .getRepository(RefusedAttempts)
    .find({ where: { username }, order: { hour: 'DESC', lastAt: 'DESC' }, take: MOST_SHOWN });
