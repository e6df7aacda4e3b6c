import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** What a username looks like, in lower case. */
export const USERNAME = /^[a-z0-9][a-z0-9._@-]{1,63}$/;

const bytes = (password: string) => password.normalize('NFKC');

/** Argon2id hash of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(bytes(password));
}

/** A hash nobody's password has: an unknown name must take as long as a wrong password. */
const nobody = hashPassword(randomBytes(24).toString('base64url'));

/** Whether a password fits a hash; without a hash it takes as long and is false. */
export async function fitsPassword(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await nobody), bytes(password));
  return fits && stored !== null;
}

/** A secret of 256 bits with a prefix that tells sessions (ogs), keys (ogk) and devices (ogd) apart. Only its hash is stored. */
export function newSecret(prefix: 'ogs' | 'ogk' | 'ogd'): { secret: string; hash: string } {
  const secret = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashSecret(secret) };
}

/** The stored form of a secret; plain SHA-256 is enough for 256 random bits. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Returns a new password, to be shown once. */
export function newPassword(): string {
  return randomBytes(12).toString('base64url');
}
