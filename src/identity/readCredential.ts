import { type DataSource, IsNull, Raw } from 'typeorm';
import { type Actor, ANONYMOUS, type Grant, Role } from '../shared/request/permissions';
import { hashSecret } from './credentials';
import { ApiKey, Session } from './identityTypes';
import { noteRefusedAttempt } from './refusedAttempts';
import { RefusedAttemptKind } from './refusedAttemptTypes';
import type { Origin } from './signIn';

/** An account that signed in, with its roles. */
interface SessionRow {
  readonly id: number;
  readonly username: string;
  readonly grants: Grant[];
  readonly mustChangePassword: boolean;
}

/** SQL: the roles of an account (a) as JSON. */
const GRANTS = `
  coalesce((select json_agg(json_build_object('role', g.role, 'agencyKey', g.agency_id,
      'path', case when g.whole_hub then '' else j.path end, 'viewPath', v.path) order by g.id)
    from role_grant g left join jurisdiction j on j.id = g.jurisdiction_id
      left join jurisdiction v on v.id = g.view_jurisdiction_id where g.account_id = a.id), '[]')`;

async function readSession(database: DataSource, credential: string): Promise<Actor | null> {
  const account = await database
    .getRepository(Session)
    .createQueryBuilder('s')
    .innerJoin('s.account', 'a')
    .select('a.id', 'id')
    .addSelect('a.username', 'username')
    .addSelect(GRANTS, 'grants')
    .addSelect('a.passwordToBeChanged and not s.byProvider', 'mustChangePassword')
    .where('s.tokenHash = :credential and s.revokedAt is null and s.expiresAt > now()', { credential })
    .andWhere('a.disabledAt is null')
    .getRawOne<SessionRow>();
  return account
    ? {
        kind: 'ACCOUNT',
        id: `account:${account.id}`,
        accountKey: account.id,
        name: account.username,
        // Fail-safe: before the password is changed, no role counts.
        grants: account.mustChangePassword ? [] : account.grants,
        credential,
        mustChangePassword: account.mustChangePassword,
      }
    : null;
}

const isInForce = Raw((column) => `${column} > now()`);
/** The time of last use is stored to the minute, so that a busy key does not write on every request. */
const isMinuteOld = Raw((column) => `coalesce(${column} < now() - interval '1 minute', true)`);

/** Notes the use of a key that has ended; what never was a key is nobody's. */
async function noteEndedKey(database: DataSource, credential: string, origin: Origin): Promise<void> {
  const [ended] = await database
    .getRepository(ApiKey)
    .find({ where: { keyHash: credential }, loadEagerRelations: false });
  if (!ended) return;
  const apiKey = { id: ended.key, agencyId: ended.agencyId };
  const kind = RefusedAttemptKind.ENDED_KEY;
  noteRefusedAttempt(database, { kind, username: null, apiKey, actor: ANONYMOUS, ...origin });
}

async function readApiKey(
  database: DataSource,
  credential: string,
  origin: Origin | null,
): Promise<Actor | null> {
  const keys = database.getRepository(ApiKey);
  const [key] = await keys.find({
    where: { keyHash: credential, revokedAt: IsNull(), expiresAt: isInForce },
    loadEagerRelations: false,
  });
  if (!key) {
    if (origin) await noteEndedKey(database, credential, origin);
    return null;
  }
  const isFresh = key.lastUsedAt !== null && Date.now() - key.lastUsedAt.getTime() < 60_000;
  if (!isFresh) await keys.update({ key: key.key, lastUsedAt: isMinuteOld }, { lastUsedAt: () => 'now()' });
  const grant: Grant = { role: Role.CLERK, agencyKey: key.agencyId, path: null, viewPath: null };
  return {
    kind: 'KEY',
    id: `key:${key.key}`,
    accountKey: null,
    name: `key ${key.prefix}`,
    grants: [grant],
    credential,
  };
}

/** Returns who sends this Authorization header; null when the credential is unknown, ended or revoked. The use of a key that has ended is noted with its origin. */
export async function readCredential(
  database: DataSource,
  header: string | undefined,
  origin: Origin | null = null,
): Promise<Actor | null> {
  if (!header) return ANONYMOUS;
  const secret = /^Bearer (og[sk]_[\w-]{43})$/.exec(header)?.[1];
  if (!secret) return null;
  const credential = hashSecret(secret);
  return secret.startsWith('ogk_')
    ? readApiKey(database, credential, origin)
    : readSession(database, credential);
}
