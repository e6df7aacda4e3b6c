import { Any, IsNull } from 'typeorm';
import type { Database } from '../shared/database';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { Role } from '../shared/request/permissions';
import { newSecret } from './credentials';
import type { ApiKeyPayload } from './identityPayloads';
import { ApiKey } from './identityTypes';

const MOST_SHOWN = 100;

/** Returns the API keys of these keys of rows. */
export const findApiKeys = (database: Database, keys: readonly number[]): Promise<ApiKey[]> =>
  database.getRepository(ApiKey).findBy({ key: Any(keys) });

async function findApiKey(database: Database, key: number): Promise<ApiKey | null> {
  const [found] = await findApiKeys(database, [key]);
  return found ?? null;
}

/** Returns the API keys of an agency, newest first. One statement: `find` with `take` sends a second one for the relation. */
export function listApiKeys(database: Database, agencyId: number): Promise<ApiKey[]> {
  return database
    .getRepository(ApiKey)
    .createQueryBuilder('k')
    .innerJoinAndSelect('k.owner', 'a')
    .where({ agencyId })
    .orderBy('k.key', 'DESC')
    .limit(MOST_SHOWN)
    .getMany();
}

function checkKey({ purpose, days }: { purpose: string; days: number }): FindingType[] {
  const findings: FindingType[] = [];
  if (purpose.trim() === '' || purpose.length > 200)
    findings.push(
      refusal('key.purpose', 'input.purpose', '请写明用途。', 'Say what it is for, in 1 to 200 characters.'),
    );
  if (days < 1 || days > 400)
    findings.push(refusal('key.days', 'input.days', '有效期为 1 至 400 天。', 'A key lives 1 to 400 days.'));
  return findings;
}

/** Creates a key with which a program drafts and files for an agency, as its clerk. */
export async function createApiKey(
  database: Database,
  createdById: number,
  agencyId: number,
  input: { purpose: string; days: number },
): Promise<ApiKeyPayload> {
  const findings = checkKey(input);
  if (findings.length > 0) return { apiKey: null, secret: null, findings };
  const { secret, hash } = newSecret('ogk');
  const { identifiers } = await database
    .getRepository(ApiKey)
    .createQueryBuilder()
    .insert()
    .values({
      keyHash: hash,
      prefix: secret.slice(0, 8),
      agencyId,
      purpose: input.purpose,
      role: Role.CLERK,
      createdById,
      expiresAt: () => 'now() + make_interval(days => :days)',
    })
    .setParameter('days', input.days)
    .execute();
  return { apiKey: await findApiKey(database, identifiers[0].key), secret, findings };
}

/** Returns the agency of a key, or null: the place to authorise its revocation at. */
export async function agencyOfApiKey(database: Database, key: number): Promise<string | null> {
  return (await findApiKey(database, key))?.agency ?? null;
}

/** Revokes a key at once. Throws when there is none. */
export async function revokeApiKey(database: Database, key: number): Promise<ApiKey> {
  await database.getRepository(ApiKey).update({ key, revokedAt: IsNull() }, { revokedAt: () => 'now()' });
  const revoked = await findApiKey(database, key);
  if (!revoked) throw new Error(`there is no API key ${key}`);
  return revoked;
}
