import { isIPv6 } from 'node:net';
import type { Context } from '../../shared/request/context';

/** Who shares one allowance: an account or a key, and without either an address. */
export interface Client {
  readonly key: string;
  readonly isSignedIn: boolean;
}

/** The first 64 bits of an IPv6 address, which one household or office has to itself; an IPv4 address as it is. */
export function networkOf(address: string): string {
  const [plain] = address.split('%');
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  if (mapped) return mapped;
  if (!isIPv6(plain)) return plain;
  const [head, tail] = plain.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const groups = tail ? [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail] : head;
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** Returns whose allowance a request uses. */
export function clientOf({ actor, address }: Pick<Context, 'actor' | 'address'>): Client {
  return actor.kind === 'ANONYMOUS'
    ? { key: networkOf(address), isSignedIn: false }
    : { key: actor.id, isSignedIn: true };
}
