import { IsNull, Not, Raw } from 'typeorm';
import type { Database } from '../shared/database';
import type { Actor } from '../shared/request/permissions';
import { Session } from './identityTypes';

const MOST_SHOWN = 100;

/** Returns the open sessions of an account, newest first. */
export async function listSessions(
  database: Database,
  accountId: number,
  credential: string | null,
): Promise<Session[]> {
  const sessions = await database.getRepository(Session).find({
    where: { accountId, revokedAt: IsNull(), expiresAt: Raw((column) => `${column} > now()`) },
    order: { key: 'DESC' },
    take: MOST_SHOWN,
  });
  for (const session of sessions) session.current = session.tokenHash === credential;
  return sessions;
}

/** Returns the open sessions of these keys that are the caller's. */
export async function findSessions(
  database: Database,
  { accountKey, credential }: Actor,
  keys: readonly number[],
): Promise<Session[]> {
  if (accountKey === null) return [];
  const open = await listSessions(database, accountKey, credential);
  return open.filter(({ key }) => keys.includes(key));
}

/** Returns the key of the account of a session; null when there is no such session. */
export async function ownerOfSession(database: Database, key: number): Promise<number | null> {
  const session = await database
    .getRepository(Session)
    .findOne({ select: { tokenHash: true, accountId: true }, where: { key } });
  return session?.accountId ?? null;
}

/** Ends one session; returns false when there is no such open session. */
export async function revokeSession(database: Database, key: number): Promise<boolean> {
  const { affected } = await database
    .getRepository(Session)
    .update({ key, revokedAt: IsNull() }, { revokedAt: () => 'now()' });
  return affected !== 0;
}

/** Ends the open sessions of an account, but for the one with this credential. */
export async function endSessions(
  database: Database,
  accountId: number,
  except: string | null = null,
): Promise<void> {
  await database
    .getRepository(Session)
    .update(
      { accountId, revokedAt: IsNull(), ...(except === null ? {} : { tokenHash: Not(except) }) },
      { revokedAt: () => 'now()' },
    );
}

/** Ends the session of the caller. */
export async function signOut(database: Database, { credential }: Actor): Promise<void> {
  if (credential === null) return;
  await database
    .getRepository(Session)
    .update({ tokenHash: credential, revokedAt: IsNull() }, { revokedAt: () => 'now()' });
}
