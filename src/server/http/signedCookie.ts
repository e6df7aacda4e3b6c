import { createHmac, timingSafeEqual } from 'node:crypto';

const signatureOf = (value: string, secret: string) =>
  createHmac('sha256', secret).update(value).digest('base64url');

/** Returns the value with a signature, in letters that may stand in a cookie. */
export function signValue(value: object, secret: string): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${text}.${signatureOf(text, secret)}`;
}

/** Reads the value of a cookie from a Cookie header; null when it is not there or not signed by us. */
export function readSignedCookie(header: string | undefined, name: string, secret: string): unknown {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  const [text, signature] = pair?.slice(name.length + 1).split('.') ?? [];
  if (!text || !signature) return null;
  const [sent, expected] = [signature, signatureOf(text, secret)].map((item) => Buffer.from(item));
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) return null;
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
}
