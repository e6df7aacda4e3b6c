import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** How the next ID tokens are made. */
export interface TokenPlan {
  algorithm: 'RS256' | 'HS256';
  claims: Record<string, unknown>;
  /** The secret of a symmetric signature. */
  secret: string;
}

/**
 * An OpenID Connect provider that signs whatever the plan says and honours every code as often as it comes. It asks
 * nobody who they are, and the code is the nonce of the request.
 */
export async function startPliableProvider(clientId: string, plan: TokenPlan) {
  const idToken = (nonce: string) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: clientId, sub: 'someone', iat: now, exp: now + 60, nonce };
    const signed = `${encode({ alg: plan.algorithm, kid: 'one' })}.${encode({ ...claims, ...plan.claims })}`;
    const signature =
      plan.algorithm === 'HS256'
        ? createHmac('sha256', plan.secret).update(signed).digest()
        : sign('sha256', Buffer.from(signed), privateKey);
    return `${signed}.${signature.toString('base64url')}`;
  };
  const server = createServer((request, response) => {
    const answer = (body: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', issuer);
      const back = searchParams.get('redirect_uri');
      if (pathname === '/authorize' && back) {
        const code = searchParams.get('nonce') ?? '';
        const state = searchParams.get('state') ?? '';
        response.writeHead(302, { location: `${back}?${new URLSearchParams({ code, state })}` }).end();
      } else if (request.url === '/token') {
        const code = new URLSearchParams(body).get('code') ?? '';
        answer({ access_token: 'any', token_type: 'bearer', id_token: idToken(code) });
      } else if (request.url === '/jwks')
        answer({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] });
      else
        answer({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256', 'HS256'],
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { issuer, stop: () => new Promise((resolve) => server.close(resolve)) };
}
